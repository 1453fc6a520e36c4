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

// scopesScanned is from how many scopes on it costs less to walk through all there are than to look each of them up.
const scopesScanned = 500

// ProjectionsOf implements store.Scopes.
func (s *Store) ProjectionsOf(ctx context.Context, key string, scopes []models.Scope) ([]models.Projection, error) {
	out := make([]models.Projection, len(scopes))
	for i := range out {
		out[i].Key = key
	}
	err := s.read(ctx, func(c *conn) error {
		return c.inside(func() error {
			if len(scopes) >= scopesScanned {
				return c.scanProjections(key, scopes, out)
			}
			for i, scope := range scopes {
				id, err := c.scopeID(scope)
				if err != nil {
					return err
				}
				err = c.each(projectionColumns+"key = ?", func(st *sqlite.Stmt) error {
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

// scanProjections fills in the projections with a key from those of all scopes.
func (c *conn) scanProjections(key string, scopes []models.Scope, out []models.Projection) error {
	places := make(map[models.Scope][]int, len(scopes))
	for i, scope := range scopes {
		places[scope] = append(places[scope], i)
	}
	return c.each("SELECT p.key, p.seq, p.body, s.name FROM scopes s CROSS JOIN projections p ON p.scope = s.id AND p.key = ?", func(st *sqlite.Stmt) error {
		for _, i := range places[models.Scope(st.ColumnText(3))] {
			out[i] = projectionOf(st)
		}
		return nil
	}, key)
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
