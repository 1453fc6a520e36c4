package main

import (
	"context"
	"fmt"

	"github.com/beplua/beplua/store"
)

type auditCommands struct {
	Store  auditStoreCommand  `cmd:"" help:"Compare everything derived with the operations it derives from."`
	Ledger auditLedgerCommand `cmd:"" help:"Fold all books anew and compare them with the sums that are kept, and with themselves."`
}

type auditStoreCommand struct {
	Repair bool `help:"Mend what differs."`
	Limit  int  `default:"100" help:"Most differences that are printed."`
}

// Run prints one line per difference and fails if there is one that it did not mend.
func (c *auditStoreCommand) Run(ctx context.Context, w *world) error {
	if c.Limit < 1 {
		return usageError{fmt.Errorf("--limit: want at least 1, got %d", c.Limit)}
	}
	mode := store.AuditOnly
	if c.Repair {
		mode = store.AuditRepair
	}
	return with(ctx, w, func(a *app) error {
		differences, err := a.store.Audit(ctx, c.Limit, mode)
		if err != nil {
			return fmt.Errorf("audit: %w", err)
		}
		for _, d := range differences {
			fmt.Fprintln(w.Out, d)
		}
		fmt.Fprintf(w.Out, "audit store: %d differences\n", len(differences))
		if len(differences) > 0 && !c.Repair {
			return fmt.Errorf("the store differs from its operations; see --repair")
		}
		return nil
	})
}
