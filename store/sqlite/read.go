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
