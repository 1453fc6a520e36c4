-- Operations are entries of one long log, in the order they came: appending is what a tree does best. Everything that
-- leads to them is small: a commit's operations are neighbours, so one row per commit finds them by seq, one row per
-- commit and actor by number. The views at the end show it all in plain form.

-- Where each scope stands. Names are interned: 1 to 3 bytes instead of 50 in every row below.
CREATE TABLE scopes (
    id     INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE,
    seq    INTEGER NOT NULL,
    chain  BLOB NOT NULL,
    digest BLOB NOT NULL
);

-- The logs of all scopes. body is a JSON object of what was set, null for what was taken away. meta: see
-- operationcodec.go. creates is 1 if the operation made a record that was new and nothing else; then touches has no row.
CREATE TABLE operations (
    entry   INTEGER PRIMARY KEY,
    scope   INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    actor   TEXT NOT NULL,
    n       INTEGER NOT NULL,
    record  BLOB NOT NULL,
    type    TEXT NOT NULL,
    outcome TEXT NOT NULL,
    landed  BLOB,
    creates INTEGER NOT NULL,
    body    TEXT NOT NULL,
    meta    BLOB NOT NULL
);

-- One row per commit: its operations have seq base+1 to base+count and are entry to entry+count-1. id says whose commit it
-- was, to callers whose answer got lost.
CREATE TABLE commits (
    scope INTEGER NOT NULL,
    base  INTEGER NOT NULL,
    count INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    id    BLOB NOT NULL,
    at    INTEGER NOT NULL,
    PRIMARY KEY (scope, base)
) WITHOUT ROWID;

-- Records in their newest state, ordered as they are fetched: place is scopes.id << 40 | seq. keys is a JSON list of index
-- keys, NULL for none. A record that is simply what an operation created has its entry and stores nothing twice; all
-- others have fields (JSON, null for what was taken away) and meta, see recordcodec.go.
CREATE TABLE records (
    place  INTEGER PRIMARY KEY,
    id     BLOB NOT NULL,
    type   TEXT NOT NULL,
    keys   TEXT,
    entry  INTEGER,
    fields TEXT,
    meta   BLOB
);

-- Derived: where to find a record; born is the entry of the operation that created it, if there was such a one.
CREATE TABLE addresses (
    scope INTEGER NOT NULL,
    id    BLOB NOT NULL,
    seq   INTEGER NOT NULL,
    type  TEXT NOT NULL,
    born  INTEGER,
    PRIMARY KEY (scope, id)
) WITHOUT ROWID;

-- Derived from records.keys: key is a fingerprint of the key (keys.go), since keys are long and this is the largest index.
-- It begins with the scope, so that a batch writes to few pages; a look-up over all scopes asks each of them.
CREATE TABLE keys (
    scope INTEGER NOT NULL,
    key   BLOB NOT NULL,
    id    BLOB NOT NULL,
    PRIMARY KEY (scope, key, id)
) WITHOUT ROWID;

-- Derived: the operations that named or landed on a record, without those that created one.
CREATE TABLE touches (
    scope  INTEGER NOT NULL,
    record BLOB NOT NULL,
    entry  INTEGER NOT NULL,
    PRIMARY KEY (scope, record, entry)
) WITHOUT ROWID;

-- Derived: an actor's operations n to n+count-1 are entry to entry+count-1. One row per commit and actor, mostly.
CREATE TABLE runs (
    scope INTEGER NOT NULL,
    actor TEXT NOT NULL,
    n     INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (scope, actor, n)
) WITHOUT ROWID;

-- Derived: the highest number of each actor.
CREATE TABLE numbers (
    scope INTEGER NOT NULL,
    actor TEXT NOT NULL,
    n     INTEGER NOT NULL,
    PRIMARY KEY (scope, actor)
) WITHOUT ROWID;

-- The accounts. keys is a JSON list.
CREATE TABLE documents (
    kind TEXT NOT NULL,
    id   TEXT NOT NULL,
    rev  INTEGER NOT NULL,
    keys TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, id)
);

-- Derived from documents.keys.
CREATE TABLE document_keys (
    kind TEXT NOT NULL,
    key  TEXT NOT NULL,
    id   TEXT NOT NULL,
    PRIMARY KEY (kind, key, id)
) WITHOUT ROWID;

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE VIEW readable_records AS
SELECT s.name AS scope, r.place & 0xffffffffff AS seq, lower(hex(r.id)) AS id, r.type, r.keys, coalesce(r.fields, o.body) AS fields
FROM records r JOIN scopes s ON s.id = r.place >> 40 LEFT JOIN operations o ON o.entry = r.entry;

CREATE VIEW readable_operations AS
SELECT s.name AS scope, o.seq, o.actor, o.n, lower(hex(o.record)) AS record, o.type, o.outcome, lower(hex(o.landed)) AS landed, o.body
FROM operations o JOIN scopes s ON s.id = o.scope;
