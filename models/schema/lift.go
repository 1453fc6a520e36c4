package schema

import (
	"github.com/beplua/beplua/models"
)

// Oldest is the lowest schema number that is still accepted (models.SchemaKept).
const Oldest = 1

// Lift gives an operation in the words of the Current schema. ok is false for a schema that is too old or too new to
// understand. Fields that no schema knows are kept; so is a field of the old schema whose value makes no sense.
func Lift(op *models.Operation) (lifted models.Operation, ok bool) {
	lifted = *op
	if op.Schema < Oldest || op.Schema > Current {
		return lifted, false
	}
	if op.Schema == 1 {
		lift1(&lifted)
	}
	lifted.Schema = Current
	return lifted, true
}

// lift1 takes an operation from schema 1, the pilot's app of 2025, to schema 2.
func lift1(op *models.Operation) {
	for _, m := range moves1 {
		if m.typ == op.Type {
			m.apply(op)
		}
	}
}

// move says how one field of an old schema became others.
type move struct {
	typ, from string
	to        []string
	value     func(models.Value) (models.Values, bool)
}

var moves1 = [...]move{
	{"member", "birthYear", []string{"birthOn", "birthPrecision"}, func(v models.Value) (models.Values, bool) {
		year, ok := integer(string(v))
		if !ok || year < models.YearMin || year > models.YearMax {
			return nil, false
		}
		return models.Values{
			{Name: "birthOn", Value: `"` + v + `-01-01"`},
			{Name: "birthPrecision", Value: `"year"`},
		}, true
	}},
	{"attendance", "present", []string{"status"}, func(v models.Value) (models.Values, bool) {
		switch v {
		case "true":
			return models.Values{{Name: "status", Value: `"present"`}}, true
		case "false":
			return models.Values{{Name: "status", Value: `"absent"`}}, true
		}
		return nil, false
	}},
	{"healthCheck", "weightKg", []string{"weight"}, func(v models.Value) (models.Values, bool) {
		kg, ok := integer(string(v))
		if !ok || kg < 0 || kg > 1000 {
			return nil, false
		}
		return models.Values{{Name: "weight", Value: models.IntValue(10 * kg)}}, true
	}},
}

// apply moves one field. What the operation says in the new words already stands.
func (m *move) apply(op *models.Operation) {
	if old := op.Set.Get(m.from); old.IsSet() {
		fresh, ok := m.value(old)
		if !ok {
			return
		}
		all := append([]models.Assignment(nil), fresh...)
		for _, a := range op.Set {
			if a.Name != m.from {
				all = append(all, a)
			}
		}
		op.Set = models.NewValues(all...)
		op.Unset = without(op.Unset, m.to...)
		return
	}
	for _, name := range op.Unset {
		if name != m.from {
			continue
		}
		names := without(op.Unset, m.from)
		for _, to := range m.to {
			if !op.Set.Get(to).IsSet() {
				names = append(names, to)
			}
		}
		op.Unset = distinct(names)
		return
	}
}

// without gives a copy of names that lacks some.
func without(names []string, drop ...string) []string {
	var out []string
	for _, n := range names {
		kept := true
		for _, d := range drop {
			kept = kept && n != d
		}
		if kept {
			out = append(out, n)
		}
	}
	return out
}
