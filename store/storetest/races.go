package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/beplua/beplua/models"
)

// racers is how many race for one thing: more than the cores of small servers.
const racers = 8

// race runs all at the same moment and gives their errors.
func race(n int, run func(i int) error) []error {
	errs := make([]error, n)
	var ready, done sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		ready.Add(1)
		done.Go(func() {
			ready.Done()
			<-start
			errs[i] = run(i)
		})
	}
	ready.Wait()
	close(start)
	done.Wait()
	return errs
}

func testRaces(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	for base := range 50 {
		commits := make([]models.Commit, racers)
		for i := range commits {
			commits[i] = chain.Create(phone(i), 1+i%3)
		}
		winner := -1
		for i, err := range race(racers, func(i int) error { return f.Commit(t.Context(), commits[i]) }) {
			switch {
			case err == nil && winner < 0:
				winner = i
			case err == nil:
				t.Fatalf("base %d: commits %d and %d both won", base, winner, i)
			case !errors.Is(err, models.ErrStale):
				t.Fatalf("base %d: commit %d: %v", base, i, err)
			}
		}
		if winner < 0 {
			t.Fatalf("base %d: nobody won", base)
		}
		chain.Took(commits[winner])
		same(t, "Heads", []models.Head{chain.Head()})(f.Heads(t.Context(), []models.Scope{Club(0)}))
	}
	all, err := f.Changes(t.Context(), Club(0), 0, 1000)
	sortRecords(all)
	same(t, "Changes", recordsOf(chain))(all, err)
	same(t, "Audit", []string(nil))(f.Audit(t.Context(), 10, "audit"))
}

func testSameIDRaces(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	for base := range 20 {
		c := chain.Create(phone(1), 2)
		for i, err := range race(racers, func(int) error { return f.Commit(t.Context(), c) }) {
			want(t, fmt.Sprintf("base %d: answer %d to one commit", base, i), err, nil)
		}
		chain.Took(c)
	}
	same(t, "Heads", []models.Head{chain.Head()})(f.Heads(t.Context(), []models.Scope{Club(0)}))
	same(t, "numbers", []uint64{40})(f.LastNumbers(t.Context(), Club(0), []models.ActorID{phone(1)}))
}

func testManyScopes(t *testing.T, f fixture) {
	chains := make([]*Chain, racers)
	errs := race(racers, func(i int) error {
		chains[i] = NewChain(Club(i))
		for range 20 {
			c := chains[i].Create(phone(i), 5)
			if err := f.Commit(t.Context(), c); err != nil {
				return err
			}
			chains[i].Took(c)
		}
		return nil
	})
	for i, err := range errs {
		want(t, fmt.Sprintf("club %d", i), err, nil)
		same(t, "Changes", recordsOf(chains[i]))(f.Changes(t.Context(), Club(i), 0, 1000))
	}
	same(t, "Audit", []string(nil))(f.Audit(t.Context(), 10, "audit"))
}

// testReadersSeeWholeCommits reads while others write: what a head promises is there, and a feed ends at a commit's end.
func testReadersSeeWholeCommits(t *testing.T, f fixture) {
	const commits, size = 60, 3
	errs := race(4, func(i int) error {
		if i == 0 {
			chain := NewChain(Club(0))
			for range commits {
				c := chain.Create(phone(1), size)
				if err := f.Commit(t.Context(), c); err != nil {
					return err
				}
				chain.Took(c)
			}
			return nil
		}
		return watch(t, f, commits*size, size)
	})
	for i, err := range errs {
		want(t, fmt.Sprintf("goroutine %d", i), err, nil)
	}
}

func watch(t *testing.T, f fixture, end, size int) error {
	for last := 0; last < end; {
		heads, err := f.Heads(t.Context(), []models.Scope{Club(0)})
		if err != nil {
			return err
		}
		records, err := f.Changes(t.Context(), Club(0), 0, 1000)
		if err != nil {
			return err
		}
		log, err := f.Log(t.Context(), Club(0), 0, 1000)
		if err != nil {
			return err
		}
		if len(records) < last || uint64(len(records)) < heads[0].Seq || len(log) < len(records) {
			return fmt.Errorf("head %d, then %d records (%d before), then %d operations", heads[0].Seq, len(records), last, len(log))
		}
		if len(records)%size != 0 || len(log)%size != 0 {
			return fmt.Errorf("%d records and %d operations are no whole commits of %d", len(records), len(log), size)
		}
		last = len(records)
	}
	return nil
}
