package sqlite

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"zombiezen.com/go/sqlite"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
)

// derived is a table that can be made anew from the log and the records. Each statement of wrong gives rows of one text, for
// what is there and should not be, and the other way round; those of mend put it right.
type derived struct {
	name  string
	wrong []string
	mend  []string
}

const (
	addressesDue = `SELECT r.place >> 40 AS scope, r.id, r.place & 0xffffffffff AS seq, r.type, o.born FROM records r
 LEFT JOIN (SELECT scope, record, min(entry) AS born FROM operations WHERE creates = 1 GROUP BY scope, record) o
 ON o.scope = r.place >> 40 AND o.record = r.id`
	touchesDue = `SELECT scope, record, entry FROM operations WHERE creates = 0
 UNION SELECT scope, landed, entry FROM operations WHERE creates = 0 AND landed IS NOT NULL`
	projectionsWrong = ` FROM projections p WHERE json_valid(body) = 0
 OR NOT EXISTS (SELECT 1 FROM commits c WHERE c.scope = p.scope AND c.base < p.seq AND c.base + c.count = p.seq)`
	numbersDue = `SELECT scope, actor, max(n) AS n FROM operations WHERE actor NOT LIKE 's%' GROUP BY scope, actor`
)

// differ gives the statements that compare a table with what it is due to be.
func differ(name, due, columns, text, where string) []string {
	return []string{
		fmt.Sprintf("SELECT 'missing in %s: ' || %s FROM (%s EXCEPT SELECT %s FROM %s%s)", name, text, due, columns, name, where),
		fmt.Sprintf("SELECT 'too much in %s: ' || %s FROM (SELECT %s FROM %s%s EXCEPT SELECT * FROM (%s))", name, text, columns, name, where, due),
	}
}

// tables are the derived tables but for keys, whose fingerprints SQL cannot make.
func tables() []derived {
	return []derived{
		{
			"addresses", differ("addresses", addressesDue, "scope, id, seq, type, born", "lower(hex(id))", ""),
			[]string{"DELETE FROM addresses", "INSERT INTO addresses (scope, id, seq, type, born) " + addressesDue},
		},
		{
			"touches", differ("touches", touchesDue, "scope, record, entry", "lower(hex(record))", ""),
			[]string{"DELETE FROM touches", "INSERT INTO touches (scope, record, entry) " + touchesDue},
		},
		{
			"numbers", differ("numbers", numbersDue, "scope, actor, n", "actor", " WHERE actor NOT LIKE 's%'"),
			[]string{"DELETE FROM numbers WHERE actor NOT LIKE 's%'", "INSERT INTO numbers (scope, actor, n) " + numbersDue},
		},
		{
			"runs",
			[]string{
				`SELECT 'missing in runs: ' || o.actor || ':' || o.n FROM operations o WHERE NOT EXISTS (SELECT 1 FROM runs u
 WHERE u.scope = o.scope AND u.actor = o.actor AND u.n = (SELECT max(n) FROM runs WHERE scope = o.scope AND actor = o.actor AND n <= o.n)
 AND o.n < u.n + u.count AND o.entry = u.entry + o.n - u.n)`,
				`SELECT 'too much in runs: ' || a || ' operations' FROM (SELECT (SELECT total(count) FROM runs) AS a, (SELECT count(*) FROM operations) AS b) WHERE a > b`,
			},
			[]string{"DELETE FROM runs", "INSERT INTO runs (scope, actor, n, entry, count) SELECT scope, actor, n, entry, 1 FROM operations"},
		},
		// Commits do not keep what they said of projections here, so all that can be seen is that each was left by a commit
		// that stands, and is JSON. One that is not is taken away: whoever needs it folds it anew.
		{
			"projections",
			[]string{"SELECT 'of no commit in projections: ' || key" + projectionsWrong},
			[]string{"DELETE FROM projections WHERE (scope, key) IN (SELECT scope, key" + projectionsWrong + ")"},
		},
	}
}

// Audit implements store.Scopes. It reads the whole database on the writer's connection, so nothing is written meanwhile.
func (s *Store) Audit(ctx context.Context, limit int, repair store.AuditMode) ([]string, error) {
	var found []string
	note := func(format string, args ...any) {
		if len(found) < limit {
			found = append(found, fmt.Sprintf(format, args...))
		}
	}
	err := s.write(ctx, func(c *conn) error {
		for _, t := range tables() {
			if err := c.auditTable(t, repair, note); err != nil {
				return err
			}
		}
		return c.auditKeys(repair, note)
	})
	if err != nil {
		return nil, err
	}
	return found, s.auditHeads(ctx, repair, note)
}

func (c *conn) auditTable(t derived, repair store.AuditMode, note func(string, ...any)) error {
	wrong := false
	for _, sql := range t.wrong {
		err := c.each(sql, func(st *sqlite.Stmt) error {
			wrong = true
			note("%s", st.ColumnText(0))
			return nil
		})
		if err != nil {
			return err
		}
	}
	if !wrong || repair != store.AuditRepair {
		return nil
	}
	for _, sql := range t.mend {
		if err := c.run(sql); err != nil {
			return err
		}
	}
	return nil
}

// keyRow is a row of the table keys.
type keyRow struct {
	scope int64
	key   [fingerprintBytes]byte
	id    models.RecordID
}

// auditKeys compares the index with the keys that stand in the records.
func (c *conn) auditKeys(repair store.AuditMode, note func(string, ...any)) error {
	due := map[keyRow]bool{}
	err := c.each("SELECT place >> 40, id, keys FROM records WHERE keys IS NOT NULL", func(st *sqlite.Stmt) error {
		var keys []string
		if err := json.Unmarshal([]byte(st.ColumnText(2)), &keys); err != nil {
			return brokenRow("keys of a record")
		}
		for _, key := range keys {
			due[keyRow{st.ColumnInt64(0), [fingerprintBytes]byte(fingerprint(key)), columnID(st, 1)}] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	var extra []keyRow
	err = c.each("SELECT scope, key, id FROM keys", func(st *sqlite.Stmt) error {
		row := keyRow{scope: st.ColumnInt64(0), id: columnID(st, 2)}
		st.ColumnBytes(1, row.key[:])
		if !due[row] {
			extra = append(extra, row)
		}
		delete(due, row)
		return nil
	})
	if err != nil {
		return err
	}
	for _, row := range extra {
		note("too much in keys: %s", row.id)
		if repair == store.AuditRepair {
			if err := c.run("DELETE FROM keys WHERE scope = ? AND key = ? AND id = ?", row.scope, row.key[:], row.id); err != nil {
				return err
			}
		}
	}
	for row := range due {
		note("missing in keys: %s", row.id)
		if repair == store.AuditRepair {
			if err := c.run("INSERT INTO keys (scope, key, id) VALUES (?, ?, ?)", row.scope, row.key[:], row.id); err != nil {
				return err
			}
		}
	}
	return nil
}

// auditHeads follows each scope's log from the start and adds its records up.
func (s *Store) auditHeads(ctx context.Context, repair store.AuditMode, note func(string, ...any)) error {
	for after := models.Scope(""); ; {
		scopes, err := s.AllScopes(ctx, after, models.ListMax)
		if err != nil {
			return err
		}
		heads, err := s.Heads(ctx, scopes)
		if err != nil {
			return err
		}
		for _, head := range heads {
			after = head.Scope
			if err := s.auditHead(ctx, head, repair, note); err != nil {
				return err
			}
		}
		if len(scopes) < models.ListMax {
			return nil
		}
	}
}

func (s *Store) auditHead(ctx context.Context, head models.Head, repair store.AuditMode, note func(string, ...any)) error {
	due := models.Head{Scope: head.Scope}
	for due.Seq < head.Seq {
		log, err := s.Log(ctx, head.Scope, due.Seq, models.PageRecordsMax)
		if err != nil {
			return err
		}
		for i := range log {
			l := &log[i]
			if l.Seq != due.Seq+1 || l.Hash != l.Operation.Hash() || l.Chain != l.NextChain(due.Chain) {
				note("the log of %s breaks at %d", head.Scope, due.Seq+1)
				return nil // history cannot be mended
			}
			due.Seq, due.Chain = l.Seq, l.Chain
		}
		if len(log) == 0 {
			note("the log of %s ends at %d, its head is at %d", head.Scope, due.Seq, head.Seq)
			return nil
		}
	}
	for after := uint64(0); ; {
		records, err := s.Changes(ctx, head.Scope, after, models.PageRecordsMax)
		if err != nil {
			return err
		}
		for i := range records {
			after = records[i].Seq
			due.Digest = due.Digest.XOR(models.RecordDigest(records[i].ID, records[i].Vector))
		}
		if len(records) < models.PageRecordsMax {
			break
		}
	}
	if due == head {
		return nil
	}
	note("the head of %s is not that of its log and records", head.Scope)
	if repair != store.AuditRepair {
		return nil
	}
	return s.write(ctx, func(c *conn) error {
		return c.run("UPDATE scopes SET chain = ?, digest = ? WHERE name = ? AND seq = ?",
			bytes.Clone(due.Chain[:]), bytes.Clone(due.Digest[:]), string(head.Scope), small(due.Seq))
	})
}
