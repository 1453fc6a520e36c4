package merge_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sync/merge"
)

// TestSmallWorlds goes through every history of two phones and two fields with up to four operations after the creation
// (three for the policies that are simpler, and in short tests): who writes, what, and on which state that he could have
// been given. What is pure is tried elsewhere, so each is decided once.
func TestSmallWorlds(t *testing.T) {
	for field, depth := range map[string]int{"birth": 3, "groups": 4, "note": 4, "phone": 4, "since": 3, "visits": 3} {
		t.Run(field, func(t *testing.T) {
			v := newVillage(t, types()["visit"])
			v.decide = merge.Decide
			author := v.phone("an")
			author.write(1, models.Operation{Set: models.Values{{Name: "name", Value: `"Lò"`}}})
			author.submit()
			if testing.Short() {
				depth = 3
			}
			w := smallWorld{field: field, values: twoValues(v.typ, field)}
			w.explore(v, [2]uint64{}, [2]uint64{1, 0}, depth)
			if want := map[int]int{3: 9_344, 4: 280_576}[depth]; w.leaves != want {
				t.Errorf("%d histories, not %d", w.leaves, want)
			}
		})
	}
}

func twoValues(typ *schema.Type, field string) [2]models.Value {
	f, _ := typ.Field(field)
	switch f.Kind {
	case schema.Set:
		return [2]models.Value{`["A1"]`, `["A2"]`}
	case schema.Int:
		return [2]models.Value{"9", "10"}
	default:
		return [2]models.Value{`"1950-01-01"`, `"1951-01-01"`}
	}
}

type smallWorld struct {
	field  string
	values [2]models.Value
	leaves int
}

// explore goes on from one state in every way. bases are the states that the phones were last given, numbers their last.
func (w *smallWorld) explore(v *village, bases, numbers [2]uint64, depth int) {
	if depth == 0 {
		w.leaves++
		return
	}
	for phone := range bases {
		for base := bases[phone]; base <= v.seq; base++ {
			for _, op := range w.operations() {
				next := v.clone()
				p := next.phone([]string{"an", "binh"}[phone])
				p.n, p.base, p.baseAt = numbers[phone], next.states[base], base
				p.write(int64(2+depth%2), op)
				p.submit()
				movedBases, movedNumbers := bases, numbers
				movedBases[phone], movedNumbers[phone] = base, p.n
				w.explore(next, movedBases, movedNumbers, depth-1)
			}
		}
	}
}

func (w *smallWorld) operations() []models.Operation {
	return []models.Operation{
		{Set: models.Values{{Name: w.field, Value: w.values[0]}}},
		{Set: models.Values{{Name: w.field, Value: w.values[1]}}},
		{Unset: []string{w.field}, Set: models.Values{{Name: "name", Value: `"Lò"`}}},
		{Delete: true},
	}
}

// clone copies a village, so that its history can go on in two ways.
func (v *village) clone() *village {
	own := *v
	own.states, own.wrote, own.vector = maps.Clone(v.states), maps.Clone(v.wrote), maps.Clone(v.vector)
	own.events = slices.Clone(v.events)
	return &own
}
