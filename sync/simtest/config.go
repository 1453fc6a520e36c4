package simtest

import (
	"context"
	"fmt"
	"io"
	"sync"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// Config says what to simulate. Open, Seeds, Phones and Operations are needed.
type Config struct {
	Open       Open
	Seeds      int    // how many
	First      uint64 // the first of them
	Phones     int    // in each seed
	Operations int    // made by all phones of a seed together
	Workers    int    // seeds at once; 1 if 0
	Twice      int    // every so many seeds are run twice, and their logs compared; 0 for none
	Folder     string // for databases; the system's temporary folder if empty
	Trace      io.Writer
	// Progress, if set, gets a line for each failing seed at once.
	Progress io.Writer

	codec *wire.Codec // of all phones of the run
}

// Report is what a simulation came to.
type Report struct {
	Seeds      int
	Operations int
	Requests   int
	Steps      int
	Rounds     int // most contacts of each phone until all agreed, after the faults had ended
	Repairs    int // records that only a digest put right
	Faults     map[Fault]int
	Digest     models.Digest // of everything that happened: the same seeds give the same
	Failing    []uint64
	Failures   []string
}

// String ends with the line that people and scripts look for.
func (r *Report) String() string {
	return fmt.Sprintf("%s%d requests, %d steps, agreed after at most %d contacts, digest %x\nsimulate: %d seeds, %d operations, %d invariant breaks",
		r.faultTable(), r.Requests, r.Steps, r.Rounds, r.Digest, r.Seeds, r.Operations, len(r.Failures))
}

// Run simulates all seeds. The error is about the simulator itself, and ends the run; what the checkers found is in the
// report.
func Run(ctx context.Context, c Config) (Report, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	c.codec = &wire.Codec{}
	report := Report{Faults: map[Fault]int{}}
	var mu sync.Mutex
	var wait sync.WaitGroup
	next := 0
	for range max(c.Workers, 1) {
		wait.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			for next < c.Seeds && ctx.Err() == nil {
				seed := c.First + uint64(next) //nolint:gosec // an index
				next++
				mu.Unlock()
				one, err := runSeed(ctx, c, seed)
				mu.Lock()
				report.add(&one)
				if err != nil {
					cancel(fmt.Errorf("seed %d: %w", seed, err))
				}
				if c.Progress != nil && len(one.Failures) > 0 {
					fmt.Fprintln(c.Progress, one.Failures[0])
				}
			}
		})
	}
	wait.Wait()
	return report, context.Cause(ctx)
}

func (r *Report) add(one *Report) {
	r.Seeds += one.Seeds
	r.Operations += one.Operations
	r.Requests += one.Requests
	r.Steps += one.Steps
	r.Repairs += one.Repairs
	for f, n := range one.Faults {
		r.Faults[f] += n
	}
	r.Digest = r.Digest.XOR(one.Digest)
	r.Rounds = max(r.Rounds, one.Rounds)
	r.Failing = append(r.Failing, one.Failing...)
	r.Failures = append(r.Failures, one.Failures...)
}

// runSeed runs one seed, some of them twice.
func runSeed(ctx context.Context, c Config, seed uint64) (Report, error) {
	first, err := runOnce(ctx, c, seed)
	if err != nil || c.Twice == 0 || seed%uint64(c.Twice) != 0 { //nolint:gosec // positive
		return first, err
	}
	again, err := runOnce(ctx, c, seed)
	if err == nil && first.Digest != again.Digest {
		first.Failures = append(first.Failures, fmt.Sprintf("seed %d: run twice, it went two ways", seed))
	}
	return first, err
}

func runOnce(ctx context.Context, c Config, seed uint64) (Report, error) {
	w, err := newWorld(ctx, c, seed)
	if err != nil {
		return Report{}, err
	}
	w.live()
	rounds := 0
	if len(w.failures) == 0 {
		rounds = w.heal()
	}
	w.close()
	r := Report{
		Seeds: 1, Operations: w.operations, Requests: w.requests, Steps: w.steps, Rounds: rounds, Faults: w.faults, Failures: w.failures,
	}
	copy(r.Digest[:], w.log.Sum(nil))
	for _, h := range w.phones {
		r.Repairs += h.Meta().Repairs
	}
	if len(w.failures) > 0 {
		r.Failing = []uint64{seed}
	}
	return r, nil
}
