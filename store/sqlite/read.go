package sqlite

import (
	"context"

	"zombiezen.com/go/sqlite"

	"github.com/beplua/beplua/models"
)

// in runs one look at a scope, with its number in the tables. A scope that nobody has written to is not looked at.
func (s *Store) in(ctx context.Context, scope models.Scope, look func(c *conn, id int64) error) error {
	return s.read(ctx, func(c *conn) error {
		id, err := c.scopeID(scope)
		if err != nil || id == 0 {
			return err
		}
		return look(c, id)
	})
}

// scopeID gives the number of a scope, 0 if there is none yet. Numbers never change, so they are remembered.
func (c *conn) scopeID(scope models.Scope) (int64, error) {
	if id := c.scopes[scope]; id > 0 {
		return id, nil
	}
	id, _, err := c.standing(scope)
	if id > 0 {
		c.scopes[scope] = id
	}
	return id, err
}

// Heads implements store.Scopes.
func (s *Store) Heads(ctx context.Context, scopes []models.Scope) ([]models.Head, error) {
	out := make([]models.Head, len(scopes))
	err := s.read(ctx, func(c *conn) error {
		return c.inside(func() error {
			for i, scope := range scopes {
				out[i].Scope = scope
				err := c.each("SELECT seq, chain, digest FROM scopes WHERE name = ?", func(st *sqlite.Stmt) error {
					out[i].Seq = uint64(st.ColumnInt64(0)) //nolint:gosec // not negative
					st.ColumnBytes(1, out[i].Chain[:])
					st.ColumnBytes(2, out[i].Digest[:])
					return nil
				}, string(scope))
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
	return out, err
}

// movedMax bounds the operations that are looked through for the scopes they are of.
const movedMax = 20_000

// Moved implements store.Scopes: the mark is the last entry of the log.
func (s *Store) Moved(ctx context.Context, since uint64) (m models.Moved, err error) {
	err = s.read(ctx, func(c *conn) error {
		return c.inside(func() error {
			err := c.each("SELECT coalesce(max(entry), 0) FROM operations", func(st *sqlite.Stmt) error {
				m.Mark = uint64(st.ColumnInt64(0)) //nolint:gosec // not negative
				return nil
			})
			if m.Unknown = since == 0 || since > m.Mark || m.Mark-since > movedMax; err != nil || m.Unknown {
				return err
			}
			return c.each("SELECT name FROM scopes WHERE id IN (SELECT scope FROM operations WHERE entry > ?)", func(st *sqlite.Stmt) error {
				m.Scopes = append(m.Scopes, models.Scope(st.ColumnText(0)))
				return nil
			}, since)
		})
	})
	return m, err
}

// AllScopes implements store.Scopes.
func (s *Store) AllScopes(ctx context.Context, after models.Scope, limit int) (scopes []models.Scope, err error) {
	err = s.read(ctx, func(c *conn) error {
		return c.each("SELECT name FROM scopes WHERE name > ? ORDER BY name LIMIT +?", func(st *sqlite.Stmt) error {
			scopes = append(scopes, models.Scope(st.ColumnText(0)))
			return nil
		}, string(after), max(limit, 0))
	})
	return scopes, err
}

// LastNumbers implements store.Scopes.
func (s *Store) LastNumbers(ctx context.Context, scope models.Scope, actors []models.ActorID) ([]uint64, error) {
	out := make([]uint64, len(actors))
	err := s.in(ctx, scope, func(c *conn, id int64) error {
		return c.inside(func() error {
			for i, actor := range actors {
				err := c.each("SELECT n FROM numbers WHERE scope = ? AND actor = ?", func(st *sqlite.Stmt) error {
					out[i] = uint64(st.ColumnInt64(0)) //nolint:gosec // not negative
					return nil
				}, id, actor.String())
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
	return out, err
}
