package schema_test

import (
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// types gives every type of the registry.
func types(t *testing.T) []*schema.Type {
	t.Helper()
	r := schema.Default()
	var out []*schema.Type
	for _, name := range r.Names() {
		typ, ok := r.Type(name)
		if !ok || typ.Name != name {
			t.Fatalf("%s is named but not there", name)
		}
		out = append(out, typ)
	}
	return out
}

// each calls look with every field and every column.
func each(t *testing.T, look func(typ *schema.Type, path string, f *schema.Field)) {
	t.Helper()
	for _, typ := range types(t) {
		for i := range typ.Fields {
			f := &typ.Fields[i]
			look(typ, typ.Name+"."+f.Name, f)
			for j := range f.Columns {
				look(typ, typ.Name+"."+f.Name+"."+f.Columns[j].Name, &f.Columns[j])
			}
		}
	}
}

func TestEveryRecordTypeOfTheBooksIsThere(t *testing.T) {
	want := strings.Fields(`activity adminUnit adminUnitSuccession asset association attendance byLaw capitalTransfer careRecipient
		case cashCount club clubRole consent donation fundAccount fundTransaction group healthCheck homeVisit household loan loanDecision
		loanEvent loanRequest loanReview meeting member monthClosing plan planTarget povertyReview repayment report supportCase task
		training volunteer`)
	if got := schema.Default().Names(); !slices.Equal(got, want) {
		t.Errorf("types\n%v, want\n%v", got, want)
	}
}

func TestFieldsAreSortedAndNamedOnce(t *testing.T) {
	check := func(where string, fields []schema.Field) {
		names := make([]string, len(fields))
		for i := range fields {
			names[i] = fields[i].Name
		}
		if !sort.StringsAreSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
			t.Errorf("%s: fields %v", where, names)
		}
	}
	for _, typ := range types(t) {
		check(typ.Name, typ.Fields)
		for i := range typ.Fields {
			check(typ.Name+"."+typ.Fields[i].Name, typ.Fields[i].Columns)
			if f, ok := typ.Field(typ.Fields[i].Name); !ok || f != &typ.Fields[i] {
				t.Errorf("%s.%s is not found by name", typ.Name, typ.Fields[i].Name)
			}
		}
		if _, ok := typ.Field("zzz"); ok {
			t.Errorf("%s has a field nobody declared", typ.Name)
		}
	}
}

func TestEverythingHasBothLabels(t *testing.T) {
	labelled := func(where string, l schema.Label) {
		if strings.TrimSpace(l.VI) == "" || strings.TrimSpace(l.EN) == "" {
			t.Errorf("%s lacks a label", where)
		}
	}
	for _, typ := range types(t) {
		labelled(typ.Name, typ.Label)
	}
	each(t, func(_ *schema.Type, path string, f *schema.Field) {
		labelled(path, f.Label)
		values := map[string]bool{}
		for _, o := range f.Options {
			labelled(path+"="+o.Value, o.Label)
			if values[o.Value] || o.Value == "" {
				t.Errorf("%s offers %q twice, or nothing", path, o.Value)
			}
			values[o.Value] = true
		}
	})
}

func TestWhatAKindNeedsIsGivenAndNothingElse(t *testing.T) {
	registry := schema.Default()
	each(t, func(typ *schema.Type, path string, f *schema.Field) {
		is := func(kinds ...schema.Kind) bool { return slices.Contains(kinds, f.Kind) }
		numeric := is(schema.Int, schema.Decimal, schema.Money)
		switch {
		case f.Kind == schema.Enum && len(f.Options) == 0, len(f.Options) > 0 && !is(schema.Enum, schema.Set):
			t.Errorf("%s: options of a %s", path, f.Kind)
		case f.Kind == schema.Table && len(f.Columns) == 0, len(f.Columns) > 0 && f.Kind != schema.Table:
			t.Errorf("%s: columns of a %s", path, f.Kind)
		case len(f.Target) > 0 && !is(schema.Ref, schema.Set):
			t.Errorf("%s: targets of a %s", path, f.Kind)
		case f.Parent && (f.Kind != schema.Ref || len(f.Target) == 0):
			t.Errorf("%s: a parent is a reference to a type", path)
		case (f.Pattern != "" || f.Lines) && f.Kind != schema.Text:
			t.Errorf("%s: the form of a text for a %s", path, f.Kind)
		case f.Horizon != "" && f.Kind != schema.Date && f.Kind != schema.Time:
			t.Errorf("%s: a horizon of a %s", path, f.Kind)
		case (f.Unit != "" || f.SoftMax != 0) && !numeric, f.Step != 0 && f.Kind != schema.Money, (f.Scale != 0) != (f.Kind == schema.Decimal):
			t.Errorf("%s: measures of a %s", path, f.Kind)
		case f.Kind == schema.Money && f.Unit == "":
			t.Errorf("%s: money is in đồng", path)
		case f.Max != 0 && f.Min > f.Max, f.SoftMax != 0 && (f.SoftMin > f.SoftMax || f.SoftMin < f.Min || f.Max != 0 && f.SoftMax > f.Max):
			t.Errorf("%s: bounds %d…%d, soft %d…%d", path, f.Min, f.Max, f.SoftMin, f.SoftMax)
		case f.Kind == schema.Text && f.Required && f.Min == 0:
			t.Errorf("%s: required, but may be empty", path)
		case f.ServerOnly && typ.ServerOnly:
			t.Errorf("%s: of a type that only the server writes", path)
		}
		for _, target := range f.Target {
			to, ok := registry.Type(target)
			switch {
			case !ok:
				t.Errorf("%s refers to %s, which is no type", path, target)
			case f.Parent && to.Scope != typ.Scope && to.Scope != parentKind(typ.Scope):
				t.Errorf("%s needs a %s, which is in another scope", path, target)
			}
		}
	})
}

// parentKind is the kind of scope that records of a scope may refer to besides their own.
func parentKind(s models.ScopeKind) models.ScopeKind {
	if s == models.ScopeHealth {
		return models.ScopeClub
	}
	return models.ScopeProvince
}

func TestPoliciesSuitTheKindsAndModes(t *testing.T) {
	each(t, func(typ *schema.Type, path string, f *schema.Field) {
		switch f.Policy {
		case schema.Ask, schema.Latest, schema.Once:
		case schema.Union:
			if f.Kind != schema.Set {
				t.Errorf("%s: only sets are united", path)
			}
		case schema.Max, schema.Min:
			if f.Kind != schema.Int && f.Kind != schema.Decimal && f.Kind != schema.Money && f.Kind != schema.Date && f.Kind != schema.Time {
				t.Errorf("%s: a %s has no greatest", path, f.Kind)
			}
		default:
			t.Errorf("%s: policy %q", path, f.Policy)
		}
		if typ.Mode == schema.AppendOnly && f.Policy != schema.Once {
			t.Errorf("%s: an append-only record never merges", path)
		}
	})
}

func TestMoneyHealthAndConsentAreOnlyAddedTo(t *testing.T) {
	var got []string
	for _, typ := range types(t) {
		if typ.Mode != schema.AppendOnly {
			continue
		}
		got = append(got, typ.Name)
		if typ.Deletable {
			t.Errorf("%s is append-only and deletable", typ.Name)
		}
		reverses, r := typ.Field("reverses")
		supersedes, s := typ.Field("supersedes")
		if r == s {
			t.Errorf("%s has one way to be corrected", typ.Name)
		}
		if r && reverses.Target[0] != typ.Name || s && supersedes.Target[0] != typ.Name {
			t.Errorf("%s is corrected by another type", typ.Name)
		}
	}
	want := strings.Fields(`capitalTransfer cashCount consent donation fundTransaction healthCheck loanDecision loanEvent loanReview
		monthClosing repayment`)
	if !slices.Equal(got, want) {
		t.Errorf("append-only are %v, want %v", got, want)
	}
}

func TestPersonsAndMoneyAreNeverDeleted(t *testing.T) {
	for _, name := range strings.Fields(`member household povertyReview careRecipient consent fundAccount fundTransaction donation cashCount
		monthClosing loan loanRequest repayment capitalTransfer healthCheck supportCase club byLaw case`) {
		if typ, _ := schema.Default().Type(name); typ.Deletable {
			t.Errorf("%s may be deleted", name)
		}
	}
}

func TestWhatTheLawGuardsIsSensitive(t *testing.T) {
	registry := schema.Default()
	for _, path := range strings.Fields(`member.ethnicity member.cccd member.bhyt member.disability household.hardships povertyReview.class
		loan.amount loan.ratePpm loan.schedule loan.status loanRequest.amount loanReview.amount loanDecision.amount repayment.principal
		repayment.interest repayment.penalty loanEvent.kind loanEvent.amount healthCheck.systolic healthCheck.diastolic healthCheck.pulse
		healthCheck.weight healthCheck.height healthCheck.waist healthCheck.glucose healthCheck.note careRecipient.needs careRecipient.level
		careRecipient.note homeVisit.condition homeVisit.systolic homeVisit.tasks homeVisit.note supportCase.reason case.sides case.undo`) {
		typeName, name, _ := strings.Cut(path, ".")
		typ, _ := registry.Type(typeName)
		if f, ok := typ.Field(name); !ok || f.Class != schema.Sensitive {
			t.Errorf("%s is not sensitive", path)
		}
	}
	each(t, func(typ *schema.Type, path string, f *schema.Field) {
		switch f.Class {
		case schema.Public, schema.Personal:
		case schema.Sensitive:
			if f.Listed {
				t.Errorf("%s is sensitive; index keys are not encrypted", path)
			}
		default:
			t.Errorf("%s has no class", path)
		}
		if typ.Name == "member" && f.Class == schema.Public && f.Name != "group" && f.Name != "source" {
			t.Errorf("%s is about a person", path)
		}
	})
}

func TestScopesKeepHealthApart(t *testing.T) {
	for _, want := range []struct {
		kind  models.ScopeKind
		names string
	}{
		{models.ScopeHealth, "careRecipient healthCheck homeVisit"},
		{models.ScopeProvince, "adminUnit adminUnitSuccession association capitalTransfer plan planTarget report"},
		{models.ScopeUser, ""},
	} {
		kind, names := want.kind, want.names
		var got []string
		for _, typ := range types(t) {
			if typ.Scope == kind {
				got = append(got, typ.Name)
			}
			if typ.Officers != (typ.Scope == models.ScopeProvince) {
				t.Errorf("%s: officers write what is the province's, and only that", typ.Name)
			}
		}
		if !slices.Equal(got, strings.Fields(names)) {
			t.Errorf("%s holds %v, want %s", kind, got, names)
		}
	}
}

func TestIdentityFieldsAreRequiredAndFixed(t *testing.T) {
	for _, typ := range types(t) {
		for _, name := range typ.Identity {
			if f, ok := typ.Field(name); !ok || !f.Required || f.Policy != schema.Once {
				t.Errorf("%s.%s is part of the identity, yet not required or not fixed", typ.Name, name)
			}
		}
		if typ.Mode == schema.AppendOnly && len(typ.Identity) > 0 {
			t.Errorf("%s: two phones that differ could not both be kept", typ.Name)
		}
	}
}
