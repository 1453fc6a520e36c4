package schema_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

func set(pairs ...string) models.Values {
	var out []models.Assignment
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, models.Assignment{Name: pairs[i], Value: models.Value(pairs[i+1])})
	}
	return models.NewValues(out...)
}

func TestLiftOfThePilotsWords(t *testing.T) {
	for _, c := range []struct {
		why, typ  string
		given     models.Values
		unset     []string
		want      models.Values
		wantUnset []string
	}{
		{"year of birth", "member", set("birthYear", "1952", "fullName", `"A"`), nil, set("birthOn", `"1952-01-01"`, "birthPrecision", `"year"`, "fullName", `"A"`), nil},
		{"year taken away", "member", nil, []string{"birthYear", "phone"}, nil, []string{"birthOn", "birthPrecision", "phone"}},
		{"no year at all", "member", set("birthYear", `"x"`), nil, set("birthYear", `"x"`), nil},
		{"a year no calendar has", "member", set("birthYear", "52"), nil, set("birthYear", "52"), nil},
		{"both words: the new one counts", "member", set("birthYear", "1952", "birthOn", `"1952-05-01"`), nil, set("birthOn", `"1952-05-01"`, "birthPrecision", `"year"`), nil},
		{"set in one word, taken away in the other", "member", set("birthOn", `"1952-05-01"`), []string{"birthYear"}, set("birthOn", `"1952-05-01"`), []string{"birthPrecision"}},
		{"present", "attendance", set("present", "true"), nil, set("status", `"present"`), nil},
		{"absent", "attendance", set("present", "false"), nil, set("status", `"absent"`), nil},
		{"neither", "attendance", set("present", "1"), nil, set("present", "1"), nil},
		{"weight", "healthCheck", set("weightKg", "48", "systolic", "120"), nil, set("systolic", "120", "weight", "480"), nil},
		{"another type", "homeVisit", set("present", "true", "weightKg", "48"), nil, set("present", "true", "weightKg", "48"), nil},
		{"unknown words", "member", set("hobby", `"thêu"`), nil, set("hobby", `"thêu"`), nil},
	} {
		op := models.Operation{Type: c.typ, Schema: 1, Set: c.given, Unset: slices.Clone(c.unset)}
		before := slices.Clone(c.given)
		got, ok := schema.Lift(&op)
		if !ok || got.Schema != schema.Current {
			t.Errorf("%s: lifted to schema %d, %t", c.why, got.Schema, ok)
		}
		if d := cmp.Diff([]any{c.want, c.wantUnset}, []any{got.Set, got.Unset}); d != "" {
			t.Errorf("%s:\n%s", c.why, d)
		}
		if op.Schema != 1 || !slices.Equal(op.Set, before) || !slices.Equal(op.Unset, c.unset) {
			t.Errorf("%s: the operation as it was sent is changed", c.why)
		}
	}
}

func TestLiftKnowsItsLimits(t *testing.T) {
	for number, want := range map[int]bool{-1: false, 0: false, 1: true, schema.Current: true, schema.Current + 1: false} {
		if _, ok := schema.Lift(&models.Operation{Type: "member", Schema: number}); ok != want {
			t.Errorf("schema %d is understood: %t", number, ok)
		}
	}
	same := models.Operation{Type: "member", Schema: schema.Current, Set: set("birthYear", "1952")}
	if got, _ := schema.Lift(&same); got.Set.Get("birthYear") != "1952" {
		t.Error("an operation in today's words is changed")
	}
}

func TestLiftedRecordsAreValid(t *testing.T) {
	for typ, pilot := range map[string]models.Values{
		"member":      set("fullName", `"Lò Thị Pánh"`, "sex", `"female"`, "joinedOn", `"2022-11-10"`, "birthYear", "1952"),
		"attendance":  set("meeting", `"`+idA+`"`, "member", `"`+idB+`"`, "present", "false"),
		"healthCheck": set("member", `"`+idB+`"`, "date", `"2026-02-17"`, "weightKg", "48"),
	} {
		op, _ := schema.Lift(&models.Operation{Type: typ, Schema: 1, Set: pilot})
		if faults := typeOf(t, typ).CheckSet(&op, true, today); len(faults) > 0 {
			t.Errorf("%s: %v", typ, faults)
		}
	}
}
