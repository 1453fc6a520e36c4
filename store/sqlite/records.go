package sqlite

import (
	"context"

	"zombiezen.com/go/sqlite"

	"github.com/beplua/beplua/models"
)

// atAddress finds the state of a record at an address a of scope ?1.
const atAddress = " JOIN records r ON r.place = (a.scope << 40 | a.seq)" + recordJoin

// Changes implements store.Scopes.
func (s *Store) Changes(ctx context.Context, scope models.Scope, after uint64, limit int) (records []models.Record, err error) {
	err = s.in(ctx, scope, func(c *conn, id int64) error {
		return c.each("SELECT "+recordColumns+" FROM records r"+recordJoin+"WHERE r.place > ? AND r.place <= ? ORDER BY r.place LIMIT +?",
			c.collect(scope, &records), place(id, after), place(id, seqMax), max(limit, 0))
	})
	return records, err
}

// Records implements store.Scopes.
func (s *Store) Records(ctx context.Context, scope models.Scope, ids []models.RecordID) (records []models.Record, err error) {
	if len(ids) == 0 {
		return nil, ctx.Err()
	}
	err = s.in(ctx, scope, func(c *conn, number int64) error {
		return c.inside(func() error {
			for _, id := range ids {
				err := c.each("SELECT "+recordColumns+" FROM addresses a"+atAddress+"WHERE a.scope = ?1 AND a.id = ?2",
					c.collect(scope, &records), number, id)
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
	return records, err
}

// RecordsOfType implements store.Scopes. It runs over the addresses of the scope, which are small and in order of id: types
// are listed by consoles and exports, and an index more would cost every creation.
func (s *Store) RecordsOfType(ctx context.Context, scope models.Scope, typ string, after models.RecordID, limit int) (records []models.Record, err error) {
	err = s.in(ctx, scope, func(c *conn, id int64) error {
		return c.each("SELECT "+recordColumns+" FROM addresses a CROSS"+atAddress+"WHERE a.scope = ?1 AND a.type = ?2 AND a.id > ?3 ORDER BY a.id LIMIT +?4",
			c.collect(scope, &records), id, typ, after, max(limit, 0))
	})
	return records, err
}

// collect decodes every row of a statement that selects recordColumns.
func (c *conn) collect(scope models.Scope, records *[]models.Record) func(*sqlite.Stmt) error {
	return func(st *sqlite.Stmt) error {
		r, err := c.decodeRecord(scope, st)
		*records = append(*records, r)
		return err
	}
}
