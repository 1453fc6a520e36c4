package main

import (
	"context"
	"fmt"
)

type migrateCommand struct{}

// Run opens the store, which brings it to the form of this build, and makes the keys if there are none. It is safe to run
// again; an older build refuses a newer store.
func (*migrateCommand) Run(ctx context.Context, w *world) error {
	return with(ctx, w, func(a *app) error {
		if err := a.store.Ready(ctx); err != nil {
			return fmt.Errorf("the store is not ready: %w", err)
		}
		_, err := fmt.Fprintf(w.Out, "store ready, epoch %s\n", a.engine.Epoch())
		return err
	})
}
