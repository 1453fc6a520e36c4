package sqlite

import (
	"context"

	"zombiezen.com/go/sqlite"

	"github.com/beplua/beplua/models"
)

// writeProjections puts what the commit changes in its place.
func (e *encoded) writeProjections(w *conn, scope int64) error {
	for i := range e.Projections {
		p := &e.Projections[i]
		var err error
		if len(p.Body) == 0 {
			err = w.run("DELETE FROM projections WHERE scope = ? AND key = ?", scope, p.Key)
		} else {
			err = w.run("INSERT INTO projections (scope, key, seq, body) VALUES (?, ?, ?, ?)"+
				" ON CONFLICT DO UPDATE SET seq = excluded.seq, body = excluded.body", scope, p.Key, p.Seq, string(p.Body))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

const projectionColumns = "SELECT key, seq, body FROM projections WHERE scope = ? AND "

// Projections implements store.Scopes.
func (s *Store) Projections(ctx context.Context, scope models.Scope, keys []string) ([]models.Projection, error) {
	out := make([]models.Projection, len(keys))
	for i, key := range keys {
		out[i].Key = key
	}
	err := s.in(ctx, scope, func(c *conn, id int64) error {
		return c.inside(func() error {
			for i, key := range keys {
				err := c.each(projectionColumns+"key = ?", func(st *sqlite.Stmt) error {
					out[i] = projectionOf(st)
					return nil
				}, id, key)
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
	return out, err
}

// ProjectionsAfter implements store.Scopes. Keys are ASCII, so those with a prefix end before the prefix and DEL.
func (s *Store) ProjectionsAfter(ctx context.Context, scope models.Scope, prefix, after string, limit int) (found []models.Projection, err error) {
	err = s.in(ctx, scope, func(c *conn, id int64) error {
		return c.each(projectionColumns+"key >= ? AND key < ? AND key > ? ORDER BY key LIMIT +?", func(st *sqlite.Stmt) error {
			found = append(found, projectionOf(st))
			return nil
		}, id, prefix, prefix+"\x7f", after, max(limit, 0))
	})
	return found, err
}

func projectionOf(st *sqlite.Stmt) models.Projection {
	return models.Projection{Key: st.ColumnText(0), Seq: uint64(st.ColumnInt64(1)), Body: []byte(st.ColumnText(2))} //nolint:gosec // not negative
}
