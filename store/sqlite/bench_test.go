package sqlite_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store/sqlite"
	"github.com/beplua/beplua/store/storetest"
)

// BenchmarkCommit measures durable creations: n committers, each on a scope of its own with one commit under way. The
// commits are built outside the clock.
func BenchmarkCommit(b *testing.B) {
	for _, size := range []int{1, 10, 100} {
		for _, committers := range []int{1, 8} {
			b.Run(fmt.Sprintf("batch=%d/committers=%d", size, committers), func(b *testing.B) {
				benchmarkCommit(b, size, committers)
			})
		}
	}
}

func benchmarkCommit(b *testing.B, size, committers int) {
	path := filepath.Join(b.TempDir(), "bench.db")
	s := open(b, sqlite.Options{Path: path})
	const clubs = 24 // each committer has its share of them, as volunteers have
	work := make([][]models.Commit, committers)
	chains := make([]*storetest.Chain, clubs)
	for i := range chains {
		chains[i] = storetest.NewChain(storetest.Club(i))
	}
	commits := max(b.N/size, committers)
	for i := range commits {
		chain := chains[i%clubs]
		c := chain.Create(models.MustActorID(fmt.Sprintf("p%d", i%clubs)), size)
		chain.Took(c)
		work[i%committers] = append(work[i%committers], c)
	}
	b.ResetTimer()
	before := cpu()
	var done sync.WaitGroup
	for i := range work {
		done.Go(func() {
			for _, c := range work[i] {
				if err := s.Commit(b.Context(), c); err != nil {
					b.Error(err)
				}
			}
		})
	}
	done.Wait()
	b.StopTimer()
	used := cpu() - before
	records := commits * size
	b.ReportMetric(float64(records)/b.Elapsed().Seconds(), "records/s")
	b.ReportMetric(used.Seconds()*1e6/float64(records), "cpu-µs/record")
	if info, err := os.Stat(path); err == nil {
		b.ReportMetric(float64(info.Size())/float64(records), "fileB/record")
	}
}

// cpu is the processor time of this process so far: on a busy machine it tells more than the clock.
func cpu() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// BenchmarkEdit measures edits of records that exist: one record each, one field, one commit of 100 at a time.
func BenchmarkEdit(b *testing.B) {
	s := open(b, sqlite.Options{})
	chain := filled(b, s, storetest.Club(0), 2000)
	records, err := s.Changes(b.Context(), storetest.Club(0), 0, 2000)
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		b.StopTimer()
		d := chain.Draft()
		for range 100 {
			n++
			d.Apply(storetest.Edit{
				Actor: models.MustActorID("p2"), Record: records[n%len(records)].ID, Type: "payment",
				Set: models.NewValues(models.Assignment{Name: "amount", Value: models.IntValue(int64(n))}),
			})
		}
		c := d.Commit()
		chain.Took(c)
		b.StartTimer()
		if err := s.Commit(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "records/s")
}

// BenchmarkChanges measures a first fetch in pages of 500.
func BenchmarkChanges(b *testing.B) {
	s := open(b, sqlite.Options{Synchronous: sqlite.Off})
	filled(b, s, storetest.Club(0), 20000)
	edited(b, s, storetest.Club(1), 20000)
	for i, name := range []string{"created", "edited"} {
		b.Run(name, func(b *testing.B) {
			read, after := 0, uint64(0)
			for b.Loop() {
				records, err := s.Changes(b.Context(), storetest.Club(i), after, 500)
				if err != nil {
					b.Fatal(err)
				}
				read += len(records)
				after = 0
				if len(records) > 0 {
					after = records[len(records)-1].Seq
				}
			}
			b.ReportMetric(float64(read)/b.Elapsed().Seconds(), "records/s")
		})
	}
}

// BenchmarkLookups measures the reads of one submit of 100 new records.
func BenchmarkLookups(b *testing.B) {
	s := open(b, sqlite.Options{Synchronous: sqlite.Off})
	chain := filled(b, s, storetest.Club(0), 20000)
	scope, actors := chain.Head().Scope, []models.ActorID{models.MustActorID("p1"), models.MustActorID("p7")}
	var absent, present []models.RecordID
	records, err := s.Changes(b.Context(), scope, 5000, 100)
	for i := range records {
		absent, present = append(absent, chain.NewID()), append(present, records[i].ID)
	}
	for name, look := range map[string]func() error{
		"head":       func() error { _, err := s.Heads(b.Context(), []models.Scope{scope}); return err },
		"numbers":    func() error { _, err := s.LastNumbers(b.Context(), scope, actors); return err },
		"absent100":  func() error { _, err := s.Records(b.Context(), scope, absent); return err },
		"present100": func() error { _, err := s.Records(b.Context(), scope, present); return err },
		"delta10":    func() error { _, err := s.Changes(b.Context(), scope, 19990, 100); return err },
		"replay100":  func() error { _, err := s.Operations(b.Context(), scope, actors[0], 5000, 5099); return err },
		"type20of20000": func() error {
			_, err := s.RecordsOfType(b.Context(), scope, "none", models.RecordID{}, 20)
			return err
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err = look(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func filled(b *testing.B, s *sqlite.Store, scope models.Scope, n int) *storetest.Chain {
	b.Helper()
	chain := storetest.NewChain(scope)
	for range n / 500 {
		c := chain.Create(models.MustActorID("p1"), 500)
		if err := s.Commit(b.Context(), c); err != nil {
			b.Fatal(err)
		}
		chain.Took(c)
	}
	return chain
}

// edited fills a scope with records that a second phone has edited.
func edited(b *testing.B, s *sqlite.Store, scope models.Scope, n int) {
	b.Helper()
	chain := filled(b, s, scope, n)
	records, err := s.Changes(b.Context(), scope, 0, n)
	if err != nil {
		b.Fatal(err)
	}
	for len(records) > 0 {
		d := chain.Draft()
		for _, r := range records[:500] {
			d.Apply(storetest.Edit{Actor: models.MustActorID("p2"), Record: r.ID, Set: models.NewValues(
				models.Assignment{Name: "amount", Value: models.IntValue(5)})})
		}
		records = records[500:]
		c := d.Commit()
		if err := s.Commit(b.Context(), c); err != nil {
			b.Fatal(err)
		}
		chain.Took(c)
	}
}

// BenchmarkProjections measures what keeping sums costs a commit: 100 creations, with one projection for each and one more.
func BenchmarkProjections(b *testing.B) {
	for _, kept := range []int{0, 101} {
		b.Run(fmt.Sprintf("kept=%d", kept), func(b *testing.B) {
			s := open(b, sqlite.Options{})
			chain := storetest.NewChain(storetest.Club(0))
			n := 0
			before := cpu()
			for b.Loop() {
				c := chain.Create(models.MustActorID("p1"), 100)
				for i := range kept {
					c.Projections = append(c.Projections, models.Projection{
						Key: fmt.Sprintf("loan:00000000-0000-0000-0000-%012d", i), Seq: c.Next.Seq, Body: []byte(`{"count":1,"interest":24000,"penalty":0,"principal":250000}`),
					})
				}
				if err := s.Commit(b.Context(), c); err != nil {
					b.Fatal(err)
				}
				chain.Took(c)
				n += 100
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "records/s")
			b.ReportMetric((cpu()-before).Seconds()*1e6/float64(n), "cpu-µs/record")
		})
	}
}

// BenchmarkReadProjections measures what a decision on a batch reads: 101 of 1,500 sums of a scope.
func BenchmarkReadProjections(b *testing.B) {
	s := open(b, sqlite.Options{Synchronous: sqlite.Off})
	c := storetest.NewChain(storetest.Club(0)).Create(models.MustActorID("p1"), 1)
	key := func(n int) string { return fmt.Sprintf("loan:00000000-0000-0000-0000-%012d", n) }
	for n := range models.ProjectionsPerCommitMax {
		c.Projections = append(c.Projections, models.Projection{Key: key(n), Seq: c.Next.Seq, Body: []byte(`{"count":1,"interest":24000,"penalty":0,"principal":250000}`)})
	}
	if err := s.Commit(b.Context(), c); err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		keys := make([]string, 101)
		for i := range keys {
			keys[i], n = key(n%len(c.Projections)), n+7
		}
		if found, err := s.Projections(b.Context(), storetest.Club(0), keys); err != nil || found[100].Seq == 0 {
			b.Fatal(err)
		}
	}
}
