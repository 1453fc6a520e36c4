package rules_test

import (
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/rules"
)

func suggestionOf(kind models.CaseKind, sides ...models.Values) *models.Suggestion {
	return rules.Suggest(caseOf(kind, sides...), nil, nil)
}

func caseOf(kind models.CaseKind, sides ...models.Values) *models.Record {
	return recordOf(0, "kind", models.TextValue(string(kind)), "sides", models.TableValue(sides))
}

// side is one side of a conflict: a value, written by somebody at a time.
func side(value models.Value, by, at string) models.Values {
	return models.NewValues(
		models.Assignment{Name: models.SideValue, Value: models.TextValue(string(value))},
		models.Assignment{Name: models.SideBy, Value: models.RefValue(models.DerivedID(by))},
		models.Assignment{Name: models.SideAt, Value: models.TextValue(at)},
	)
}

func recordOf(n byte, pairs ...any) *models.Record {
	r := &models.Record{ID: models.RecordID{n}, Seq: uint64(n), Last: models.Dot{Actor: models.ActorID{'a', n + 'a'}, N: 1}}
	var set []models.Assignment
	for i := 0; i < len(pairs); i += 2 {
		name, _ := pairs[i].(string)
		value, _ := pairs[i+1].(models.Value)
		set = append(set, models.Assignment{Name: name, Value: value})
	}
	for _, a := range models.NewValues(set...) {
		r.Fields = append(r.Fields, models.Field{Name: a.Name, Value: a.Value})
	}
	return r
}

func TestSuggestionsForAValue(t *testing.T) {
	const first, later = "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"
	for name, c := range map[string]struct {
		standing, incoming models.Value
		by                 string
		want               models.Suggestion
	}{
		"letter case and spaces": {`"LÒ THỊ  Mai"`, `"Lò Thị Mai"`, "b", models.Suggestion{Choice: "standing", Why: rules.WhySameMeaning, Identical: true}},
		"a sign between digits":  {`"rẫy 1.5 sào"`, `"rẫy 15 sào"`, "b", models.Suggestion{}},
		"other signs":            {`"rẫy 1.5 sào"`, `"Rẫy: 1,5 sào"`, "b", models.Suggestion{Choice: "standing", Why: rules.WhySameMeaning, Identical: true}},
		"other diacritics":       {`"Lò Thị Mai"`, `"Lò Thị Mái"`, "b", models.Suggestion{}},
		"no diacritics came":     {`"Lò Thị Mái"`, `"lo thi mai"`, "b", models.Suggestion{Choice: "standing", Why: rules.WhyDiacritics}},
		"no diacritics stands":   {`"Lo Thi Mai"`, `"Lò Thị Mái"`, "b", models.Suggestion{Choice: "incoming", Why: rules.WhyDiacritics}},
		"taken away":             {`"x y"`, "", "b", models.Suggestion{Choice: "standing", Why: rules.WhyOneIsEmpty}},
		"the year alone":         {`"1951-01-01"`, `"1951-03-02"`, "b", models.Suggestion{Choice: "incoming", Why: rules.WhyMoreExact}},
		"two years":              {`"1951-01-01"`, `"1952-03-02"`, "b", models.Suggestion{}},
		"one author":             {`"1951-04-01"`, `"1952-03-02"`, "a", models.Suggestion{Choice: "incoming", Why: rules.WhySameAuthor}},
		"numbers":                {"12", "21", "b", models.Suggestion{}},
	} {
		got := suggestionOf(models.CaseFieldConflict, side(c.standing, "a", first), side(c.incoming, c.by, later))
		if c.want == (models.Suggestion{}) {
			if got != nil {
				t.Errorf("%s: %+v", name, got)
			}
			continue
		}
		if got == nil || *got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
	}
	three := suggestionOf(models.CaseFieldConflict, side(`"x a"`, "a", first), side("", "b", first), side(`"x a"`, "c", later))
	if three != nil {
		t.Errorf("of three sides: %+v", three)
	}
}

func TestSuggestionsForPairs(t *testing.T) {
	text := models.TextValue
	person := func(n byte, more ...any) *models.Record {
		return recordOf(n, append([]any{"fullName", text("Chẻo Thị Pham"), "sex", text("female"), "birthOn", text("1958-04-01"), "birthPrecision", text("day")}, more...)...)
	}
	ask := func(kind models.CaseKind, a, b *models.Record) *models.Suggestion {
		return rules.Suggest(caseOf(kind), a, b)
	}
	one, two := person(1), person(2, "phone", text("+84912345678"))
	if got := ask(models.CaseDuplicatePerson, one, two); got == nil || !got.Identical || got.Keep != two.ID || got.Choice != models.ChooseJoin {
		t.Errorf("one person, of whom the second record says more: %+v", got)
	}
	if got := ask(models.CaseDuplicatePerson, person(1, "note", text("a")), person(2, "note", text("b"))); got == nil || got.Identical {
		t.Errorf("one person with two notes: %+v", got)
	}
	vague := func(n byte) *models.Record {
		return recordOf(n, "fullName", text("Chẻo Thị Pham"), "birthOn", text("1958-01-01"), "birthPrecision", text("year"))
	}
	if got := ask(models.CaseDuplicatePerson, vague(1), vague(2)); got != nil {
		t.Errorf("a name and a year are no person: %+v", got)
	}
	if got := ask(models.CaseDuplicatePerson, one, nil); got != nil {
		t.Errorf("a record is missing: %+v", got)
	}
	meeting := func(n byte, place string) *models.Record {
		return recordOf(n, "date", text("2026-01-05"), "place", text(place))
	}
	if got := ask(models.CaseDuplicateEvent, meeting(1, "Nhà văn hoá"), meeting(2, "nhà văn hoá")); got == nil || !got.Identical {
		t.Errorf("one meeting: %+v", got)
	}
	if got := ask(models.CaseDuplicateEvent, meeting(1, "Nhà văn hoá"), meeting(2, "Bản trên")); got != nil {
		t.Errorf("two places: %+v", got)
	}
	paid := func(n byte, date string) *models.Record {
		return recordOf(n, "loan", text("x"), "date", text(date), "principal", models.IntValue(5))
	}
	if got := ask(models.CaseDuplicatePayment, paid(2, "2026-01-05"), paid(1, "2026-01-05")); got == nil || got.Keep != paid(1, "").ID || got.Identical {
		t.Errorf("one payment: %+v", got)
	}
	twice := paid(1, "2026-01-05")
	twice.Last.Actor = paid(2, "").Last.Actor
	if got := ask(models.CaseDuplicatePayment, paid(2, "2026-01-05"), twice); got != nil {
		t.Errorf("one phone wrote two payments: %+v", got)
	}
}

func TestSuggestionKeepsWhatSomebodyWorksWith(t *testing.T) {
	what := func(v string) models.Values {
		return models.NewValues(models.Assignment{Name: models.SideValue, Value: models.TextValue(v)})
	}
	if got := suggestionOf(models.CaseDeleteEdit, what("deleted"), what("edited")); got == nil || got.Choice != models.ChooseIncoming {
		t.Errorf("deleted first: %+v", got)
	}
	if got := suggestionOf(models.CaseDeleteEdit, what("edited"), what("deleted")); got == nil || got.Choice != models.ChooseStanding {
		t.Errorf("edited first: %+v", got)
	}
}
