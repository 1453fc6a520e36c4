package demodata_test

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/cmd/beplua/demodata"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
)

const until = "2026-11-20"

func options() demodata.Options { return demodata.Options{Seed: 2958, Until: until} }

// state is what the steps made: the newest values of every record.
type state struct {
	steps   int
	records map[models.RecordID]record
}

type record struct {
	scope models.Scope
	kind  string
	set   map[string]models.Value
}

func (s *state) of(kind string) []record {
	var out []record
	for _, r := range s.records {
		if r.kind == kind {
			out = append(out, r)
		}
	}
	return out
}

// whole is the state at the end, made once for all tests: they only read it.
func whole(t *testing.T) *state {
	t.Helper()
	s, err := replayed()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var replayed = sync.OnceValues(func() (*state, error) {
	s := &state{records: map[models.RecordID]record{}}
	err := demodata.Generate(options(), func(step demodata.Step) error {
		s.steps++
		r, ok := s.records[step.Record]
		if !ok {
			r = record{step.Scope, step.Type, map[string]models.Value{}}
			s.records[step.Record] = r
		}
		if r.scope != step.Scope || r.kind != step.Type {
			return fmt.Errorf("record %s is a %s of %s and a %s of %s", step.Record, r.kind, r.scope, step.Type, step.Scope)
		}
		for _, a := range step.Set {
			r.set[a.Name] = a.Value
		}
		return nil
	})
	return s, err
})

func TestCounts(t *testing.T) {
	s := whole(t)
	counts := map[string]int{}
	for _, r := range s.records {
		counts[r.kind]++
	}
	t.Log(s.steps, "steps,", len(s.records), "records:", counts)
	if counts["club"] != 72 {
		t.Errorf("%d clubs, want 72", counts["club"])
	}
	if n := counts["member"]; n < 3000 || n > 3600 {
		t.Errorf("%d members", n)
	}
	if n := len(s.records); n < 100_000 || n > 180_000 {
		t.Errorf("%d records", n)
	}
}

// The founding years and sources are the plan's.
func TestFoundings(t *testing.T) {
	clubs, err := demodata.Clubs(options())
	if err != nil {
		t.Fatal(err)
	}
	type line struct {
		year, funding string
	}
	got := map[line]int{}
	founded, villages := map[models.RecordID]demodata.Club{}, map[string]bool{}
	for _, c := range clubs {
		got[line{c.FoundedOn[:4], c.Funding}]++
		founded[c.ID] = c
		if villages[c.Village] {
			t.Errorf("two clubs are in %s", c.Village)
		}
		villages[c.Village] = true
	}
	want := map[line]int{
		{"2017", "budget"}: 4, {"2018", "budget"}: 7, {"2019", "budget"}: 7, {"2020", "budget"}: 7,
		{"2022", "budget"}: 8, {"2023", "budget"}: 9, {"2024", "budget"}: 8, {"2025", "budget"}: 10,
		{"2022", "rotation"}: 1, {"2023", "rotation"}: 2, {"2024", "rotation"}: 4, {"2025", "rotation"}: 5,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, c := range clubs {
		u, ok := places.Find(c.Unit)
		if !ok || !u.Stands(c.FoundedOn) {
			t.Errorf("%s was founded in %q, which did not stand on %s", c.Name, c.Unit, c.FoundedOn)
		}
		if c.Leader.ID.IsZero() || len(c.Volunteers) < 2 {
			t.Errorf("%s has nobody to keep its book", c.Name)
		}
		if c.Funding != "rotation" {
			continue
		}
		origin, ok := founded[c.Origin]
		if !ok || origin.FoundedOn > "2020-12-31" {
			t.Errorf("%s got its capital from no club of 2017 to 2020", c.Name)
			continue
		}
		if then := places.AsOf(origin.Unit, c.FoundedOn); len(then) != 1 || then[0].ID != c.Unit {
			t.Errorf("%s is in %s, its origin in %v", c.Name, c.Unit, then)
		}
	}
}

// Two runs give the same bytes; another seed gives others.
func TestDeterminism(t *testing.T) {
	digest := func(o demodata.Options) [32]byte {
		h := sha256.New()
		err := demodata.Generate(o, func(s demodata.Step) error {
			h.Write(s.Record[:])
			h.Write(s.By[:])
			h.Write(binary.BigEndian.AppendUint64(nil, uint64(s.At)))
			fmt.Fprint(h, s.Scope, s.Type, s.Group)
			h.Write(s.Set.AppendJSON(nil))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return [32]byte(h.Sum(nil))
	}
	few := options()
	few.Clubs = 12
	first := digest(few)
	if digest(few) != first {
		t.Error("the same options gave other data")
	}
	few.Seed++
	if digest(few) == first {
		t.Error("another seed gave the same data")
	}
}

func TestWrongDay(t *testing.T) {
	if _, err := demodata.Clubs(demodata.Options{Until: "24/11/2026"}); err == nil {
		t.Error("a day in another form was taken")
	}
}

func BenchmarkGenerate(b *testing.B) {
	for b.Loop() {
		steps := 0
		err := demodata.Generate(options(), func(demodata.Step) error { steps++; return nil })
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(steps), "steps")
	}
}
