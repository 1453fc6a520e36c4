package main

import (
	"context"
	"fmt"
	"os"
	"runtime/pprof"
	gosync "sync"
	"time"
	"flag"

	"github.com/beplua/beplua/cmd/beplua/demodata"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/store/sqlite"
	fieldsync "github.com/beplua/beplua/sync"
)

func main() {
	workers := flag.Int("w", 8, "")
	prof := flag.String("prof", "", "")
	flag.Parse()
	ctx := context.Background()
	dir, _ := os.MkdirTemp("", "perf")
	defer os.RemoveAll(dir)
	st, err := sqlite.Open(ctx, sqlite.Options{Path: dir + "/a.db"})
	if err != nil { panic(err) }
	n := 0
	e, err := fieldsync.New(ctx, fieldsync.Deps{Store: st, Registry: schema.Default(), Now: time.Now, NewID: func() models.RecordID { n++; return models.DerivedID("c", fmt.Sprint(time.Now().UnixNano())) }, CursorKey: make([]byte, 32)})
	if err != nil { panic(err) }
	type key struct{ s models.Scope }
	nums := map[models.Scope]uint64{}
	batches := map[models.RecordID][]models.Batch{}
	by := models.DerivedID("user")
	total := 0
	err = demodata.Generate(demodata.Options{Seed: 1, Until: "2026-06-30", Clubs: 24}, func(s demodata.Step) error {
		o := s.Scope.Owner()
		nums[s.Scope]++
		a := models.MustActorID("a"+o.String()[:7])
		op := models.Operation{Dot: models.Dot{Actor: a, N: nums[s.Scope]}, Scope: s.Scope, Record: s.Record, Type: s.Type, Set: s.Set, At: s.At, By: by, Schema: schema.Current}
		bs := batches[o]
		if len(bs) == 0 || len(bs[len(bs)-1].Operations) >= 100 { bs = append(bs, models.Batch{Actor: a, Now: time.Now().UnixMilli()}) }
		b := &bs[len(bs)-1]
		b.Operations = append(b.Operations, op)
		batches[o] = bs
		total++
		return nil
	})
	if err != nil { panic(err) }
	if *prof != "" { f, _ := os.Create(*prof); pprof.StartCPUProfile(f); defer pprof.StopCPUProfile() }
	work := make(chan []models.Batch)
	var wg gosync.WaitGroup
	start := time.Now()
	exc := map[string]int{}
	var mu gosync.Mutex
	for range *workers {
		wg.Go(func() {
			for bs := range work {
				for _, b := range bs {
					s := b.Operations[0].Scope.Owner()
					acc := models.Access{User: by, Officer: true, Reads: []models.Scope{models.ClubScope(s), models.HealthScope(s)}, Writes: []models.Scope{models.ClubScope(s), models.HealthScope(s)}}
					r, err := e.Submit(ctx, acc, b)
					if err != nil { panic(err) }
					mu.Lock()
					for _, x := range r.Exceptions { exc[string(x.Outcome.Kind)+" "+x.Outcome.Problem]++; if exc[string(x.Outcome.Kind)+" "+x.Outcome.Problem] < 4 { fmt.Println(x.Outcome.Faults) } }
					mu.Unlock()
				}
			}
		})
	}
	for _, bs := range batches { work <- bs }
	close(work)
	wg.Wait()
	d := time.Since(start)
	fmt.Println(total, d, float64(total)/d.Seconds(), exc)
	fi, _ := os.Stat(dir + "/a.db"); fmt.Println("db", fi.Size()>>20, "MiB")
}
