package schema_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models/schema"
)

var update = flag.Bool("update", false, "write testdata/schema.json anew")

// TestDescriptionIsTheOneOnRecord: whoever changes the registry sees in the diff what phones and forms will see. After a
// change that old apps cannot live with, Current must be raised and Lift extended.
func TestDescriptionIsTheOneOnRecord(t *testing.T) {
	got := schema.Default().Describe()
	var lines bytes.Buffer
	if err := json.Indent(&lines, got, "", " "); err != nil {
		t.Fatal(err)
	}
	const path = "testdata/schema.json"
	if *update {
		if err := os.WriteFile(path, lines.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), lines.String()); d != "" {
		t.Errorf("the description changed (go test ./models/schema -update takes it over):\n%s", d)
	}
}

func TestDescriptionIsTheSameEveryTime(t *testing.T) {
	first, second := schema.Default(), schema.Default()
	if !bytes.Equal(first.Describe(), second.Describe()) || first.Revision() != second.Revision() || len(first.Revision()) != 16 {
		t.Error("two descriptions of one registry differ")
	}
	if other := schema.New(schema.Current+1, nil); other.Revision() == first.Revision() {
		t.Error("another registry has the same revision")
	}
}

// described is what a generator of forms needs of the JSON.
type described struct {
	Number int
	Types  []struct {
		Name, Scope, Mode                       string
		Deletable, ServerOnly, Officers, Single bool
		Identity, Hints                         []string
		Label                                   label
		Fields                                  []describedField
	}
}

type label struct{ VI, EN string }

type describedField struct {
	Name, Kind, Policy, Class, Unit, Pattern, Horizon string
	Required, Parent, Listed, ServerOnly, Lines       bool
	Min, Max, SoftMin, SoftMax, Step, Scale           int64
	Label                                             label
	Options                                           []struct {
		Value string
		Label label
	}
	Target  []string
	Columns []describedField
}

func TestDescriptionIsComplete(t *testing.T) {
	var got described
	decoder := json.NewDecoder(bytes.NewReader(schema.Default().Describe()))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&got); err != nil {
		t.Fatal(err)
	}
	all := types(t)
	if got.Number != schema.Current || len(got.Types) != len(all) {
		t.Fatalf("schema %d with %d types", got.Number, len(got.Types))
	}
	for i, typ := range all {
		d := got.Types[i]
		facts := []any{d.Name, d.Scope, d.Mode, d.Deletable, d.ServerOnly, d.Officers, d.Single, len(d.Hints) > 0, d.Label.VI, d.Label.EN}
		want := []any{typ.Name, string(typ.Scope), string(typ.Mode), typ.Deletable, typ.ServerOnly, typ.Officers, typ.Single, len(typ.Hints) > 0, typ.Label.VI, typ.Label.EN}
		if diff := cmp.Diff(want, facts); diff != "" {
			t.Errorf("%s:\n%s", typ.Name, diff)
		}
		if diff := cmp.Diff(typ.Identity, d.Identity); diff != "" {
			t.Errorf("%s:\n%s", typ.Name, diff)
		}
		compareFields(t, typ.Name, typ.Fields, d.Fields)
	}
}

// Fields are described in the order in which their table has them, however often a registry is made of it.
func TestFieldsAreDescribedAsAsked(t *testing.T) {
	field := func(name string, columns ...schema.Field) schema.Field {
		return schema.Field{Name: name, Kind: schema.Text, Policy: schema.Latest, Columns: columns}
	}
	table := []schema.Type{
		{Name: "visit", Fields: []schema.Field{field("who"), field("when", field("to"), field("from")), field("also")}},
		{Name: "sum", ServerOnly: true, Fields: []schema.Field{field("second"), field("first")}},
	}
	for range 2 {
		var got described
		if err := json.Unmarshal(schema.New(1, table).Describe(), &got); err != nil {
			t.Fatal(err)
		}
		names := []string{}
		for _, typ := range got.Types {
			for _, f := range typ.Fields {
				names = append(names, f.Name)
				for _, column := range f.Columns {
					names = append(names, column.Name)
				}
			}
		}
		if diff := cmp.Diff([]string{"second", "first", "who", "when", "to", "from", "also", "source"}, names); diff != "" {
			t.Error(diff)
		}
	}
}

func compareFields(t *testing.T, where string, fields []schema.Field, got []describedField) {
	t.Helper()
	if len(fields) != len(got) {
		t.Fatalf("%s: %d fields described", where, len(got))
	}
	for i := range fields {
		f := &fields[i]
		at := slices.IndexFunc(got, func(d describedField) bool { return d.Name == f.Name })
		if at < 0 {
			t.Fatalf("%s.%s is not described", where, f.Name)
		}
		d := &got[at]
		facts := []any{
			d.Name, d.Kind, d.Policy, d.Class, d.Unit, d.Pattern, d.Horizon, d.Required, d.Parent, d.Listed, d.ServerOnly, d.Lines,
			d.SoftMin, d.SoftMax, d.Step, d.Scale, d.Label.VI, d.Label.EN, len(d.Options), len(d.Target),
		}
		want := []any{
			f.Name, string(f.Kind), string(f.Policy), string(f.Class), f.Unit, string(f.Pattern), string(f.Horizon), f.Required, f.Parent,
			f.Listed, f.ServerOnly, f.Lines, f.SoftMin, f.SoftMax, f.Step, int64(f.Scale), f.Label.VI, f.Label.EN, len(f.Options), len(f.Target),
		}
		if diff := cmp.Diff(want, facts); diff != "" {
			t.Errorf("%s.%s:\n%s", where, f.Name, diff)
		}
		if f.Max != 0 && (d.Min != f.Min || d.Max != f.Max) {
			t.Errorf("%s.%s: bounds %d…%d described", where, f.Name, d.Min, d.Max)
		}
		for j := range d.Options {
			if d.Options[j].Value != f.Options[j].Value || d.Options[j].Label.VI != f.Options[j].Label.VI {
				t.Errorf("%s.%s: option %v", where, f.Name, d.Options[j])
			}
		}
		compareFields(t, where+"."+f.Name, f.Columns, d.Columns)
	}
}
