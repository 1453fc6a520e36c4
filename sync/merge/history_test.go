package merge_test

import (
	"flag"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/scripts/steady"
	"github.com/beplua/beplua/sync/merge"
)

// TestMain asks for more cases than rapid's hundred, unless the command line says how many.
func TestMain(m *testing.M) {
	flag.Parse()
	checks := "4000"
	if testing.Short() {
		checks = "400"
	}
	steady.Flags(map[string]string{"rapid.checks": checks})
	os.Exit(m.Run())
}

// The values that phones write: few, so that they often meet.
func aFieldValue(t *rapid.T, f *schema.Field) models.Value {
	switch f.Kind {
	case schema.Set:
		var items []string
		for _, item := range []string{"A1", "A2", "A3"} {
			if rapid.Bool().Draw(t, item) {
				items = append(items, item)
			}
		}
		return models.ListValue(items)
	case schema.Int, schema.Money:
		return models.IntValue(rapid.Int64Range(-2, 11).Draw(t, "int"))
	case schema.Date:
		return models.TextValue(rapid.SampledFrom([]string{"1950-01-01", "1951-02-03", "2024-12-31"}).Draw(t, "date"))
	default:
		return models.TextValue(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "text"))
	}
}

// anEdit draws an operation on some fields of a type, or on one the server does not know.
func anEdit(t *rapid.T, typ *schema.Type) models.Operation {
	op := models.Operation{Normalised: rapid.IntRange(0, 9).Draw(t, "normalised") == 0, Schema: rapid.IntRange(1, 2).Draw(t, "schema")}
	if typ.Mode == schema.Mutable && rapid.IntRange(0, 9).Draw(t, "delete") == 0 {
		op.Delete = true
		return op
	}
	for i := range typ.Fields {
		f := &typ.Fields[i]
		switch rapid.IntRange(0, 4).Draw(t, f.Name) {
		case 0, 1:
			op.Set = append(op.Set, models.Assignment{Name: f.Name, Value: aFieldValue(t, f)})
		case 2:
			op.Unset = append(op.Unset, f.Name)
		}
	}
	if rapid.IntRange(0, 9).Draw(t, "unknown") == 0 {
		op.Set = append(op.Set, models.Assignment{Name: "zodiac", Value: models.TextValue(rapid.SampledFrom([]string{"rat", "ox"}).Draw(t, "zodiac"))})
	}
	return op
}

// TestHistories lets a few phones write, send and fetch in every order, some operations held for long and carried out at
// last, and holds every single decision to the laws.
func TestHistories(t *testing.T) {
	for _, name := range []string{"person", "visit", "payment"} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { history(t, types()[name]) })
		})
	}
}

func history(t *rapid.T, typ *schema.Type) {
	v := newVillage(t, typ)
	phones := []*phone{v.phone("an"), v.phone("binh"), v.phone("chi")}
	creation := anEdit(t, typ)
	creation.Delete, creation.Unset = false, nil
	phones[0].write(1, creation)
	phones[0].submit()
	var held []edit
	one := func(t *rapid.T) *phone { return rapid.SampledFrom(phones).Draw(t, "phone") }
	first := content(v.record)
	t.Repeat(map[string]func(*rapid.T){
		"write": func(t *rapid.T) {
			p := one(t)
			p.write(rapid.Int64Range(1, 4).Draw(t, "at"), anEdit(t, typ))
		},
		"fetch": func(t *rapid.T) { one(t).fetch() },
		"submit": func(t *rapid.T) {
			if p := one(t); len(p.outbox) > 0 {
				p.submit()
			}
		},
		"hold": func(t *rapid.T) {
			if p := one(t); len(p.outbox) > 0 {
				late := p.outbox[0]
				late.late = true
				held, p.outbox = append(held, late), p.outbox[1:]
			}
		},
		"carry out": func(*rapid.T) {
			if len(held) > 0 {
				v.take(held[0])
				held = held[1:]
			}
		},
		"": func(t *rapid.T) {
			if typ.Mode == schema.AppendOnly && content(v.record) != first {
				t.Fatalf("I8: an append-only record went from %s to %s", first, content(v.record))
			}
		},
	})
}

// TestEqualEditsNeverConflict: whatever was edited by whomever, the same values once more are no conflict.
func TestEqualEditsNeverConflict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := newVillage(t, types()["person"])
		a, b := v.phone("an"), v.phone("binh")
		creation := anEdit(t, v.typ)
		creation.Delete, creation.Unset = false, nil
		a.write(1, creation)
		a.submit()
		a.fetch()
		b.fetch()
		same := anEdit(t, v.typ)
		same.Delete = false
		a.write(2, same)
		b.write(3, same)
		first := a.submit()
		second := b.submit()
		if first.Kind == models.Refused {
			return // a date of birth that was set already
		}
		if second.Kind != models.Merged || len(second.Conflicts) > 0 {
			t.Fatalf("the second of two equal edits is %s with %+v", second.Kind, second.Conflicts)
		}
		if content(&first.Record) != content(&second.Record) {
			t.Fatalf("an equal edit changed %s to %s", content(&first.Record), content(&second.Record))
		}
	})
}

// TestOrderOfArrival: for the policies that settle things alone, two concurrent edits come out the same in both orders;
// and those of "latest" do so for any number of them.
func TestOrderOfArrival(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		typ := types()["person"]
		typ.Fields = slices.DeleteFunc(typ.Fields, func(f schema.Field) bool { return f.Policy == schema.Ask || f.Policy == schema.Once })
		one, two := anEdit(t, typ), anEdit(t, typ)
		one.Delete, two.Delete = false, false
		atOne, atTwo := rapid.Int64Range(2, 4).Draw(t, "one at"), rapid.Int64Range(2, 4).Draw(t, "two at")
		creation := anEdit(t, typ)
		creation.Delete, creation.Unset = false, nil
		ends := [2]string{}
		for i := range ends {
			v := newVillage(t, typ)
			a, b := v.phone("an"), v.phone("binh")
			a.write(1, creation)
			a.submit()
			a.fetch()
			b.fetch()
			a.write(atOne, one)
			b.write(atTwo, two)
			order := [2]*phone{a, b}
			order[i].submit()
			order[1-i].submit()
			ends[i] = content(v.record)
		}
		if ends[0] != ends[1] {
			t.Fatalf("one order gives %s, the other %s", ends[0], ends[1])
		}
	})
}

// TestLatestOfMany: the latest of many concurrent edits wins in every order of arrival, also when some say the same.
func TestLatestOfMany(t *testing.T) {
	type said struct {
		at    int64
		value string
	}
	rapid.Check(t, func(t *rapid.T) {
		edits := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) said {
			return said{rapid.Int64Range(1, 9).Draw(t, "at"), rapid.SampledFrom([]string{"a", "b"}).Draw(t, "value")}
		}), 2, 5).Draw(t, "edits")
		order := rapid.Permutation([]int{0, 1, 2, 3, 4}[:len(edits)]).Draw(t, "order")
		v := newVillage(t, types()["person"])
		author := v.phone("an")
		author.write(0, models.Operation{Set: models.Values{{Name: "name", Value: `"x"`}}})
		author.submit()
		best := 0
		for i, e := range edits { // the names of the phones grow with i, so the later of equal times is the greater i
			if e.at >= edits[best].at {
				best = i
			}
		}
		for _, i := range order {
			p := v.phone("p" + string(rune('a'+i)))
			p.write(edits[i].at, models.Operation{Set: models.Values{{Name: "note", Value: models.TextValue(edits[i].value)}}})
			p.submit()
		}
		if got := v.record.Value("note").Str(); got != edits[best].value {
			t.Fatalf("the latest of %v in order %v is %q", edits, order, got)
		}
	})
}

// TestDeleteAgainstEdit: in both orders the record stays visible, somebody is asked, and nothing else differs.
func TestDeleteAgainstEdit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		typ := types()["visit"]
		change := anEdit(t, typ)
		change.Delete = false
		creation := anEdit(t, typ)
		creation.Delete, creation.Unset = false, nil
		change.Set = slices.DeleteFunc(change.Set, func(a models.Assignment) bool { return a.Name == "birth" })
		change.Unset = slices.DeleteFunc(change.Unset, func(name string) bool { return name == "birth" })
		ends := [2]string{}
		for i := range ends {
			v := newVillage(t, typ)
			a, b := v.phone("an"), v.phone("binh")
			a.write(1, creation)
			a.submit()
			a.fetch()
			b.fetch()
			a.write(2, models.Operation{Delete: true})
			b.write(2, change)
			order := [2]*phone{a, b}
			order[i].submit()
			d := order[1-i].submit()
			if d.Kind != models.Held || d.Problem != models.ReasonDeleteEdit || !slices.ContainsFunc(d.Conflicts, isDeleteEdit) {
				t.Fatalf("order %d: the second is %s (%s) with %+v", i, d.Kind, d.Problem, d.Conflicts)
			}
			if v.record.Deleted() {
				t.Fatalf("order %d: the record is not visible while somebody is asked", i)
			}
			ends[i] = content(v.record)
		}
		if ends[0] != ends[1] {
			t.Fatalf("deleted first gives %s, edited first %s", ends[0], ends[1])
		}
	})
}

func isDeleteEdit(c merge.Conflict) bool { return c.Kind == models.CaseDeleteEdit && c.Field == "" }
