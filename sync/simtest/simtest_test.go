package simtest_test

import (
	"flag"
	"testing"

	"github.com/beplua/beplua/sync/simtest"
)

var (
	seeds      = flag.Int("sim.seeds", 50, "how many seeds")
	first      = flag.Uint64("sim.first", 1, "the first seed")
	phones     = flag.Int("sim.phones", 20, "phones in each seed")
	operations = flag.Int("sim.ops", 300, "operations in each seed")
	workers    = flag.Int("sim.workers", 2, "seeds at once")
	trace      = flag.Bool("sim.trace", false, "say what happens")
)

func TestSimulate(t *testing.T) {
	if testing.Short() {
		*seeds = min(*seeds, 6) // the race detector makes each ten times as long
	}
	c := simtest.Config{
		Open: opener(t, nil, nil), Seeds: *seeds, First: *first, Phones: *phones, Operations: *operations, Workers: *workers, Twice: 50,
		Folder: t.TempDir(),
	}
	if *trace {
		c.Trace = t.Output()
	}
	c.Progress = t.Output()
	report, err := simtest.Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	for i, failure := range report.Failures {
		if i == 20 {
			break
		}
		t.Error(failure)
	}
	t.Log(report.String())
	if unseen := report.Unseen(); *seeds >= 50 && len(unseen) > 0 {
		t.Errorf("these faults never happened: %q", unseen)
	}
	for _, seed := range report.Failing {
		t.Errorf("again with: go test ./sync/simtest -run TestSimulate -sim.seeds 1 -sim.first %d -sim.phones %d -sim.ops %d", seed, *phones, *operations)
	}
}
