package schema_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// today is the day that the examples are checked on.
const today = "2026-03-05"

// example is one record of testdata/examples.json.
type example struct {
	Type  string
	Scope models.Scope
	ID    string
	Set   map[string]json.RawMessage
}

// examples reads the valid records, every field of every type, and the day they are valid on.
func examples(tb testing.TB) (records []example, today string) {
	tb.Helper()
	raw, err := os.ReadFile("testdata/examples.json")
	if err != nil {
		tb.Fatal(err)
	}
	var file struct {
		Today   string
		Records []example
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		tb.Fatal(err)
	}
	return file.Records, file.Today
}

func exampleOf(tb testing.TB, typ string) example {
	tb.Helper()
	records, _ := examples(tb)
	for _, e := range records {
		if e.Type == typ {
			return e
		}
	}
	tb.Fatalf("no example of %s", typ)
	return example{}
}

// operation is the example as a phone would create it.
func (e *example) operation(tb testing.TB) models.Operation {
	tb.Helper()
	return models.Operation{
		Scope: e.Scope, Record: models.MustRecordID(e.ID), Type: e.Type, Set: values(tb, e.Set), Schema: schema.Current,
	}
}

// record is the example as it stands after its creation.
func (e *example) record(tb testing.TB) models.Record {
	tb.Helper()
	return recordOf(e.operation(tb))
}

func recordOf(op models.Operation) models.Record {
	r := models.Record{Scope: op.Scope, ID: op.Record, Type: op.Type, Schema: op.Schema}
	for _, a := range op.Set {
		r.Fields = append(r.Fields, models.Field{Name: a.Name, Value: a.Value})
	}
	return r
}

func values(tb testing.TB, members map[string]json.RawMessage) models.Values {
	tb.Helper()
	var out []models.Assignment
	for name, raw := range members {
		out = append(out, models.Assignment{Name: name, Value: value(tb, raw)})
	}
	return models.NewValues(out...)
}

// value turns JSON into its canonical form.
func value(tb testing.TB, raw json.RawMessage) models.Value {
	tb.Helper()
	switch raw[0] {
	case '"':
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			tb.Fatal(err)
		}
		return models.TextValue(text)
	case '[':
		var items []json.RawMessage
		if err := json.Unmarshal(raw, &items); err != nil {
			tb.Fatal(err)
		}
		parts := make([]string, len(items))
		for i := range items {
			parts[i] = string(value(tb, items[i]))
		}
		return models.Value("[" + strings.Join(parts, ",") + "]")
	case '{':
		var members map[string]json.RawMessage
		if err := json.Unmarshal(raw, &members); err != nil {
			tb.Fatal(err)
		}
		return models.Value(values(tb, members).AppendJSON(nil))
	}
	return models.Value(raw)
}

func TestEveryTypeHasAValidExampleOfEveryField(t *testing.T) {
	registry := schema.Default()
	records, day := examples(t)
	seen := map[string]bool{}
	for _, e := range records {
		typ, ok := registry.Type(e.Type)
		if !ok {
			t.Errorf("an example of %s, which is no type", e.Type)
			continue
		}
		seen[e.Type] = true
		op := e.operation(t)
		// A reversing entry is another story than the entry itself: fundTransaction and repayment show the usual one.
		for _, f := range typ.Fields {
			if f.Name != "reverses" && !op.Set.Get(f.Name).IsSet() {
				t.Errorf("%s: the example lacks %s", e.Type, f.Name)
			}
		}
		if faults := typ.CheckSet(&op, true, day); len(faults) > 0 {
			t.Errorf("%s: faults %v", e.Type, faults)
		}
		r := recordOf(op)
		if faults := typ.CheckRecord(&r, day); len(faults) > 0 {
			t.Errorf("%s as a record: faults %v", e.Type, faults)
		}
		if _, changed := typ.Canonical(op.Set); changed {
			t.Errorf("%s: the example is not in canonical form", e.Type)
		}
		if typ.Scope != e.Scope.Kind() {
			t.Errorf("%s lives in %s, the example in %s", e.Type, typ.Scope, e.Scope)
		}
	}
	for _, name := range registry.Names() {
		if !seen[name] {
			t.Errorf("no example of %s", name)
		}
	}
}

func TestRequiredFieldsAreEnoughAndAllOfThemNeeded(t *testing.T) {
	registry := schema.Default()
	records, day := examples(t)
	// What a rule wants beyond the required fields.
	more := map[string][]string{
		"club": {"originClub"}, "careRecipient": {"fullName"}, "healthCheck": {"systolic"}, "supportCase": {"member"},
		"donation": {"goods"}, "loanDecision": {"amount"}, "loanEvent": {"meeting", "newDueOn"}, "task": {"role"},
		"report": {"returnReason"}, "capitalTransfer": {"fromClub", "toClub"},
	}
	for _, e := range records {
		typ, _ := registry.Type(e.Type)
		op := e.operation(t)
		full := op.Set
		op.Set = nil
		for _, a := range full {
			if f, _ := typ.Field(a.Name); f.Required || contains(more[e.Type], a.Name) {
				op.Set = append(op.Set, a)
			}
		}
		if faults := typ.CheckSet(&op, true, day); len(faults) > 0 {
			t.Errorf("%s with what is required: faults %v", e.Type, faults)
		}
		least := op.Set
		for i, a := range least {
			if f, _ := typ.Field(a.Name); !f.Required {
				continue
			}
			op.Set = append(append(models.Values{}, least[:i]...), least[i+1:]...)
			if !has(typ.CheckSet(&op, true, day), a.Name, schema.FaultRequired) {
				t.Errorf("%s is taken without %s", e.Type, a.Name)
			}
			r := recordOf(op)
			if !has(typ.CheckRecord(&r, day), a.Name, schema.FaultRequired) {
				t.Errorf("the record %s stands without %s", e.Type, a.Name)
			}
			gone := models.Operation{Unset: []string{a.Name}}
			if !has(typ.CheckSet(&gone, false, day), a.Name, schema.FaultUnset) {
				t.Errorf("%s.%s may be taken away", e.Type, a.Name)
			}
		}
	}
}

func contains(list []string, item string) bool {
	for _, s := range list {
		if s == item {
			return true
		}
	}
	return false
}

// has says whether a fault of a code is told of a field.
func has(faults []models.Fault, field, code string) bool {
	for _, f := range faults {
		if f.Field == field && f.Code == code {
			return true
		}
	}
	return false
}
