package sync

import (
	"context"
	"errors"

	"github.com/beplua/beplua/models"
)

// tried does something anew as long as others get in between. It fails with CodeUnavailable when they do each time.
func tried(once func() error) error {
	for range models.CommitTriesMax {
		if err := once(); !errors.Is(err, models.ErrStale) {
			return err
		}
	}
	return models.Errorf(models.CodeUnavailable, "the scope is too busy")
}

// alone does something on a scope while nobody else of this process decides on it, and anew like tried.
func (e *Engine) alone(ctx context.Context, scope models.Scope, once func() error) error {
	free, err := e.locks.lock(ctx, scope)
	if err != nil {
		return err
	}
	defer free()
	return tried(once)
}
