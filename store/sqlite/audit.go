package sqlite

import (
	"context"

	"github.com/beplua/beplua/store"
)

// Audit implements store.Scopes.
func (s *Store) Audit(ctx context.Context, limit int, repair store.AuditMode) ([]string, error) {
	return nil, nil
}
