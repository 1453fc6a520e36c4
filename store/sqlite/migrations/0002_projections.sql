-- Sums over the records of a scope, as the commits that changed them left them: seq is the end of the commit, body is JSON.
CREATE TABLE projections (
    scope INTEGER NOT NULL,
    key   TEXT NOT NULL,
    seq   INTEGER NOT NULL,
    body  TEXT NOT NULL,
    PRIMARY KEY (scope, key)
) WITHOUT ROWID;
