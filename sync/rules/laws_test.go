package rules_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/rules"
)

// deed is one edit of one record by one phone.
type deed struct {
	phone string
	id    models.RecordID
	set   models.Values
}

// worlds are small enough that chance makes twins.
var worlds = map[string]map[string][]models.Value{
	"member": {
		"fullName": {`"Lò Thị Ón"`, `"LO THI ON"`, `"Giàng A Sử"`, ""},
		"sex":      {`"female"`, `"male"`, `"unknown"`, ""},
		"birthOn":  {`"1952-01-01"`, `"1953-07-01"`, `"2004-01-01"`, ""},
		"phone":    {`"+84912345678"`, `"+84987654321"`, ""},
		"_alias":   {"", "", "", models.RefValue(idOf("m9"))},
	},
	"meeting": {
		"date":     {`"2026-02-17"`, `"2026-02-18"`},
		"kind":     {`"regular"`, `"extra"`},
		"status":   {`"held"`, `"planned"`, `"cancelled"`},
		"_deleted": {"", "", "true"},
	},
	"repayment": {
		"loan":      {models.RefValue(idOf("m8")), models.RefValue(idOf("m9"))},
		"date":      {`"2026-02-26"`, `"2026-02-28"`, `"2026-03-01"`, `"2026-03-02"`},
		"principal": {"400000", "500000"},
		"interest":  {"0", "100000"},
	},
}

// drawDeeds draws the edits of up to five records, in the order in which they were made.
func drawDeeds(t *rapid.T, typ string) []deed {
	var out []deed
	edits := 2
	if typ == "repayment" {
		edits = 1 // money is written once
	}
	for _, name := range []string{"m1", "m2", "m3", "m4", "m5"} {
		phone := rapid.SampledFrom([]string{"an", "binh"}).Draw(t, "phone of "+name)
		for range rapid.IntRange(1, edits).Draw(t, "edits of "+name) {
			d := deed{phone: phone, id: idOf(name)}
			for _, field := range []string{"_alias", "_deleted", "birthOn", "date", "fullName", "interest", "kind", "loan", "phone", "principal", "sex", "status"} {
				if choices := worlds[typ][field]; choices != nil {
					d.set = append(d.set, models.Assignment{Name: field, Value: rapid.SampledFrom(choices).Draw(t, name+"."+field)})
				}
			}
			out = append(out, d)
		}
	}
	return out
}

// arrive writes the deeds in another order, each record's own in theirs, and gives every pair that was found on the way.
func arrive(tb testing.TB, t *rapid.T, typ string, deeds []deed) (*book, []string) {
	b := newBook(tb, typ)
	waiting := slices.Clone(deeds)
	var found []string
	for len(waiting) > 0 {
		i := rapid.IntRange(0, len(waiting)-1).Draw(t, "arrives")
		i = slices.IndexFunc(waiting, func(d deed) bool { return d.id == waiting[i].id })
		for _, f := range b.write(waiting[i].phone, waiting[i].id, waiting[i].set) {
			checkFinding(t, b, f)
			found = append(found, said([]rules.Finding{f}))
		}
		waiting = slices.Delete(waiting, i, i+1)
	}
	slices.Sort(found)
	return b, slices.Compact(found)
}

// checkFinding holds one finding to what all must be: two records that stand, the smaller id first.
func checkFinding(t *rapid.T, b *book, f rules.Finding) {
	if f.Subject.ID.String() >= f.Other.ID.String() {
		t.Fatalf("the pair %s is not in order, or a record is its own twin", said([]rules.Finding{f}))
	}
	for _, r := range []*models.Record{f.Subject, f.Other} {
		if b.records[r.ID] != r || r.Deleted() || !r.Alias().IsZero() {
			t.Fatalf("%s is not, or no longer, a record of its own", nameOf(r.ID))
		}
	}
}

// standing are the pairs of a book as it is now: what the rules say of each record as if it had just been made.
func standing(t *rapid.T, b *book) []string {
	var out []string
	for _, r := range b.records {
		found, err := rules.Duplicates(b.typ, b, nil, r)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			out = append(out, said([]rules.Finding{f}))
		}
	}
	slices.Sort(out)
	for i, pair := range out {
		if n := len(slices.DeleteFunc(slices.Clone(out), func(p string) bool { return p != pair })); n != 2 {
			t.Fatalf("%s (%d of %d) is seen by %d of its two records", pair, i, len(out), n)
		}
	}
	return slices.Compact(out)
}

// TestOrderOfArrivalDoesNotMatter: whatever arrives last, every pair that stands in the end has been found, each record of
// it sees the other, and records that were written once give the same pairs in every order.
func TestOrderOfArrivalDoesNotMatter(t *testing.T) {
	for typ := range worlds {
		t.Run(typ, func(tt *testing.T) {
			pairs := 0
			rapid.Check(tt, func(t *rapid.T) {
				deeds := drawDeeds(t, typ)
				b, found := arrive(tt, t, typ, deeds)
				_, other := arrive(tt, t, typ, deeds)
				end := standing(t, b)
				pairs += len(end)
				for _, pair := range end {
					if !slices.Contains(found, pair) || !slices.Contains(other, pair) {
						t.Fatalf("%s stands in the end and was found in one order as %q, in another as %q", pair, found, other)
					}
				}
				if len(deeds) == 5 && !slices.Equal(found, other) {
					t.Fatalf("in one order %q, in another %q", found, other)
				}
			})
			if pairs == 0 {
				tt.Error("there was no pair to find")
			}
		})
	}
}
