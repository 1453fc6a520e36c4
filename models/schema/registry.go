package schema

import (
	"cmp"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
)

// Default is the registry of this build: every record type of the clubs' books (docs/adr/0005).
func Default() *Registry {
	var types []Type
	for _, area := range [...]func() []Type{
		clubTypes, peopleTypes, meetingTypes, fundTypes, loanTypes, healthTypes, careTypes, placeTypes, planTypes, caseTypes,
	} {
		types = append(types, area()...)
	}
	return New(Current, types)
}

// New makes a registry of types. It sorts what must be sorted and gives every type of phones the field "source".
func New(number int, types []Type) *Registry {
	r := &Registry{Number: number, types: make(map[string]*Type, len(types))}
	for _, t := range types {
		t.Fields = slices.Clone(t.Fields)
		if !t.ServerOnly {
			t.Fields = append(t.Fields, source())
		}
		sortFields(t.Fields)
		for i := range t.Fields {
			t.Fields[i].Columns = slices.Clone(t.Fields[i].Columns)
			sortFields(t.Fields[i].Columns)
		}
		r.types[t.Name] = &t
		r.names = append(r.names, t.Name)
	}
	slices.Sort(r.names)
	return r
}

// InOrder gives the fields of a type, or the columns of a table, in the order in which people are asked.
func InOrder(fields []Field) []*Field {
	out := make([]*Field, len(fields))
	for i := range fields {
		out[i] = &fields[i]
	}
	slices.SortFunc(out, func(a, b *Field) int { return cmp.Compare(a.rank, b.rank) })
	return out
}

// sortFields puts fields in the order of their names, in which values are written; rank keeps the order for people.
func sortFields(fields []Field) {
	for i := range fields {
		fields[i].rank = i
	}
	slices.SortFunc(fields, func(a, b Field) int { return strings.Compare(a.Name, b.Name) })
}

// SourceImport is the source of records that were taken over from paper or tables: rules for new business do not bind them.
const SourceImport = "import"

const fieldSource = "source"

// source says by which way a record came into the book; none means the app.
func source() Field {
	return Field{
		Name: fieldSource, Kind: Enum, Label: Label{"Nguồn ghi", "Source"}, Policy: Once, Class: Public,
		Options: []Option{
			{"app", Label{"Ứng dụng", "App"}},
			{"console", Label{"Trang quản lý", "Console"}},
			{SourceImport, Label{"Nhập từ sổ cũ", "Import"}},
		},
	}
}

// NaturalID gives the id under which phones make a record whose type has an Identity. ok is false if the type has none or
// a field of it is not given.
func (t *Type) NaturalID(scope models.Scope, v models.Values) (id models.RecordID, ok bool) {
	if len(t.Identity) == 0 {
		return id, false
	}
	parts := []string{t.Name, string(scope)}
	for _, name := range t.Identity {
		value := v.Get(name)
		if !value.IsSet() {
			return id, false
		}
		parts = append(parts, string(value))
	}
	return models.DerivedID(parts...), true
}
