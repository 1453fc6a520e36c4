package storetest

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
)

func sortRecords(records []models.Record) { slices.SortFunc(records, compareRecords) }

// testChangesPaging pages at random limits while records are written again: each ends at its newest state, none is missed.
func testChangesPaging(t *testing.T, f fixture) {
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // a test that repeats
	chain := NewChain(Club(0))
	f.fill(t, chain, 40)
	ids := idsOf(recordsOf(chain))
	got := map[models.RecordID]models.Record{}
	after := uint64(0)
	for page := 0; ; page++ {
		if page < 15 {
			f.commit(t, chain, func(d *Draft) {
				d.Apply(Edit{Actor: phone(2), Record: ids[random.IntN(len(ids))], Set: text("again")})
				d.Apply(Edit{Actor: phone(2), Record: chain.NewID(), Set: text("new")})
			})
		}
		limit := 1 + random.IntN(7)
		records, err := f.Changes(t.Context(), Club(0), after, limit)
		if err != nil {
			t.Fatal(err)
		}
		if len(records) > limit || !slices.IsSortedFunc(records, func(a, b models.Record) int { return cmp.Compare(a.Seq, b.Seq) }) {
			t.Fatalf("a page of %d at limit %d, or out of order", len(records), limit)
		}
		for _, r := range records {
			if r.Seq <= after {
				t.Fatalf("seq %d after seq %d", r.Seq, after)
			}
			got[r.ID], after = r, r.Seq
		}
		if len(records) == 0 {
			break
		}
	}
	for _, r := range recordsOf(chain) {
		same(t, "record "+r.ID.String(), r)(got[r.ID], nil)
	}
	if len(got) != len(chain.states) {
		t.Fatalf("fetched %d records of %d", len(got), len(chain.states))
	}
	same(t, "another scope's Changes", []models.Record(nil))(f.Changes(t.Context(), Club(1), 0, 10))
}

func testRecordsOfType(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	f.commit(t, chain, func(d *Draft) {
		for i := range 12 {
			d.Apply(Edit{Actor: phone(1), Record: chain.NewID(), Type: []string{"loan", "person", "meeting"}[i%3], Set: text("x")})
		}
	})
	other := NewChain(Club(1))
	f.commit(t, other, func(d *Draft) { d.Apply(Edit{Actor: phone(1), Record: other.NewID(), Type: "loan", Set: text("x")}) })
	var loans []models.Record
	for _, r := range recordsOf(chain) {
		if r.Type == "loan" {
			loans = append(loans, r)
		}
	}
	same(t, "loans", loans)(f.RecordsOfType(t.Context(), Club(0), "loan", models.RecordID{}, 100))
	same(t, "two loans", loans[:2])(f.RecordsOfType(t.Context(), Club(0), "loan", models.RecordID{}, 2))
	same(t, "the rest", loans[2:])(f.RecordsOfType(t.Context(), Club(0), "loan", loans[1].ID, 100))
	same(t, "no such type", []models.Record(nil))(f.RecordsOfType(t.Context(), Club(0), "loa", models.RecordID{}, 100))
}

func testScopes(t *testing.T, f fixture) {
	scopes := []models.Scope{
		models.ProvinceScope, Club(3), Club(1), models.HealthScope(Club(1).Owner()), models.UserScope(Club(0).Owner()), Club(2),
	}
	for _, scope := range scopes {
		f.fill(t, NewChain(scope), 1)
	}
	if _, err := f.Heads(t.Context(), []models.Scope{Club(7)}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(scopes)
	same(t, "AllScopes", scopes)(f.AllScopes(t.Context(), "", 100))
	same(t, "first two", scopes[:2])(f.AllScopes(t.Context(), "", 2))
	same(t, "the rest", scopes[3:])(f.AllScopes(t.Context(), scopes[2], 100))
	same(t, "none", []models.Scope(nil))(f.AllScopes(t.Context(), scopes[5], 100))
}

// testValues stores what is hard to store: long values, all scripts, control characters, extreme numbers.
func testValues(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	long := strings.Repeat("Bếp Lửa 火 🔥 ", models.ValueBytesMax/20)
	rows := []models.Values{models.NewValues(
		models.Assignment{Name: "loan", Value: models.RefValue(chain.NewID())},
		models.Assignment{Name: "số tiền", Value: models.IntValue(models.IntMax)},
		models.Assignment{Name: "ok", Value: models.BoolValue(false)},
	), nil}
	values := models.NewValues(
		models.Assignment{Name: "bool", Value: models.BoolValue(true)},
		models.Assignment{Name: "control", Value: models.TextValue("a\x01\b\t\n\f\r\"\\/\u2028\x7f")},
		models.Assignment{Name: "empty", Value: models.TextValue("")},
		models.Assignment{Name: "emptyList", Value: models.ListValue(nil)},
		models.Assignment{Name: "int", Value: models.IntValue(-models.IntMax)},
		models.Assignment{Name: "like a number", Value: models.TextValue("0012")},
		models.Assignment{Name: "list", Value: models.ListValue([]string{"a", "b,c", `"d"`, "đ"})},
		models.Assignment{Name: "long", Value: models.TextValue(long)},
		models.Assignment{Name: "table", Value: models.TableValue(rows)},
		models.Assignment{Name: "zero", Value: models.IntValue(0)},
	)
	dots := make([]models.Dot, 0, models.VectorEntriesMax)
	for i := range models.VectorEntriesMax {
		dots = append(dots, models.Dot{Actor: phone(i), N: uint64(i) * 1e15})
	}
	f.commit(t, chain, func(d *Draft) {
		id := chain.NewID()
		d.Apply(Edit{Actor: phone(1), Record: id, Set: values, By: chain.NewID(), Group: models.Group{ID: "g-1", Of: 2}})
		d.Apply(Edit{Actor: phone(2), Record: id, Unset: []string{"bool", "never"}, Seen: models.NewVector(dots...), Group: models.Group{ID: "g-1", Of: 2}})
		d.Apply(Edit{Actor: phone(2), Record: chain.NewID(), Set: values})
		d.Apply(Edit{Actor: phone(2), Record: chain.NewID()})
		d.Apply(Edit{Actor: phone(2), Record: id, Delete: true})
	})
	check := func() {
		t.Helper()
		got, err := f.Changes(t.Context(), Club(0), 0, 100)
		sortRecords(got)
		same(t, "Changes", recordsOf(chain))(got, err)
	}
	check()
	log, err := f.Log(t.Context(), Club(0), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	for i := range log {
		if log[i].Operation.Hash() != log[i].Hash {
			t.Errorf("operation %s came back with other content: %+v", log[i].Dot, log[i].Operation)
		}
	}
	all := idsOf(recordsOf(chain))
	f.commit(t, chain, func(d *Draft) {
		for _, id := range all {
			d.Apply(Edit{Actor: phone(3), Record: id, Set: field("int", models.IntValue(1))})
		}
	})
	check()
}
