package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"

	"github.com/beplua/beplua/sync/simtest"
)

type simulateCommand struct {
	Seeds      int    `default:"500" help:"Histories to simulate."`
	First      uint64 `default:"1" aliases:"seed" help:"Seed of the first; a failing one is replayed with --first N --seeds 1 --trace."`
	Phones     int    `default:"20" help:"Phones in each."`
	Operations int    `default:"300" aliases:"ops" help:"Edits in each, of all phones together."`
	Store      string `default:"sqlite" enum:"sqlite,mongodb" help:"Where the server keeps its data: sqlite, or mongodb on the server of MONGODB_URI, in databases that are dropped."`
	Workers    int    `default:"2" help:"Histories at once."`
	Twice      int    `default:"50" help:"Every so many seeds are run twice and must go the same way; 0 for none."`
	Trace      bool   `help:"Tell every step."`
}

// enoughSeeds is from how many histories on a fault that never happened is a mistake of the simulator.
const enoughSeeds = 100

// Run prints what the checkers found, and fails if they found anything.
func (c *simulateCommand) Run(ctx context.Context, w *world) error {
	if c.Seeds < 1 || c.Phones < 1 || c.Operations < 1 || c.Workers < 1 || c.Twice < 0 {
		return usageError{errors.New("--seeds, --phones, --operations and --workers: want at least 1; --twice: 0 or more")}
	}
	stores, err := c.stores(w)
	if err != nil {
		return err
	}
	folder, err := memoryFolder()
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // little is kept and much is made
	config := simtest.Config{
		Open: openTowns(stores), Seeds: c.Seeds, First: c.First, Phones: c.Phones, Operations: c.Operations, Workers: c.Workers, Twice: c.Twice,
		Folder: folder, Progress: w.Err,
	}
	if c.Trace {
		config.Trace = w.Out
	}
	report, err := simtest.Run(ctx, config)
	if err != nil {
		return fmt.Errorf("simulate on %s: %w", c.Store, err)
	}
	fmt.Fprintln(w.Out, report.String())
	if len(report.Failures) > 0 {
		return fmt.Errorf("invariants broke with these seeds: %v", report.Failing)
	}
	if unseen := report.Unseen(); c.Seeds >= enoughSeeds && len(unseen) > 0 {
		return fmt.Errorf("these faults never happened: %q", unseen)
	}
	return ctx.Err()
}

func (c *simulateCommand) stores(w *world) (simStores, error) {
	if c.Store == "sqlite" {
		return newSimFile, nil
	}
	config, err := readConfig(w.Environment)
	if err != nil {
		return nil, err
	}
	if config.MongoDB == "" {
		return nil, usageError{errors.New("--store mongodb: MONGODB_URI does not name a server")}
	}
	return newSimMongo(&config), nil
}

// memoryFolder makes a folder where Linux keeps files in memory, else where temporary files are.
func memoryFolder() (string, error) {
	if folder, err := os.MkdirTemp("/dev/shm", "beplua"); err == nil {
		return folder, nil
	}
	return os.MkdirTemp("", "beplua")
}
