package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/beplua/beplua/sync/simtest"
)

type simulateCommand struct {
	Seeds      int    `default:"500" help:"Histories to simulate."`
	First      uint64 `default:"1" aliases:"seed" help:"Seed of the first; a failing one is replayed with --first N --seeds 1 --trace."`
	Phones     int    `default:"20" help:"Phones in each."`
	Operations int    `default:"300" aliases:"ops" help:"Edits in each, of all phones together."`
	Workers    int    `default:"2" help:"Histories at once."`
	Twice      int    `default:"50" help:"Every so many seeds are run twice and must go the same way; 0 for none."`
	Trace      bool   `help:"Tell every step."`
}

// Run prints what the checkers found, and fails if they found anything.
func (c *simulateCommand) Run(ctx context.Context, w *world) error {
	if c.Seeds < 1 || c.Phones < 1 || c.Operations < 1 || c.Workers < 1 || c.Twice < 0 {
		return usageError{errors.New("--seeds, --phones, --operations and --workers: want at least 1; --twice: 0 or more")}
	}
	config := simtest.Config{
		Open: openTown, Seeds: c.Seeds, First: c.First, Phones: c.Phones, Operations: c.Operations, Workers: c.Workers, Twice: c.Twice,
		Progress: w.Err,
	}
	if c.Trace {
		config.Trace = w.Out
	}
	report, err := simtest.Run(ctx, config)
	if err != nil {
		return fmt.Errorf("simulate: %w", err)
	}
	fmt.Fprintln(w.Out, report.String())
	if len(report.Failures) > 0 {
		return fmt.Errorf("invariants broke with these seeds: %v", report.Failing)
	}
	return ctx.Err()
}
