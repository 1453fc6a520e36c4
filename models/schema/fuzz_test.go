package schema_test

import (
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// FuzzCheck brings any text to every kind of field: nothing may panic, what is refused is told in words, and what is taken
// does not change its mind.
func FuzzCheck(f *testing.F) {
	records, _ := examples(f)
	for _, e := range records {
		op := e.operation(f)
		for _, a := range op.Set {
			f.Add(e.Type, a.Name, string(a.Value), today)
		}
	}
	for _, text := range []string{``, `"`, `"\`, `"\u`, `"\u00"`, `[`, `[""`, `["\"`, `[{`, `[{"a":`, `-`, `--1`, `{}`, `[[]]`, "\"\xff\"", `"2026-02-3"`, `"9999-99-99T99:99:99Z"`} {
		f.Add("meeting", "agenda", text, "")
		f.Add("attendance", "proxies", text, "2026")
	}
	registry := schema.Default()
	f.Fuzz(func(t *testing.T, typeName, field, value, day string) {
		typ, ok := registry.Type(typeName)
		if !ok {
			typ, _ = registry.Type("loan")
		}
		op := models.Operation{Type: typ.Name, Schema: 1, Set: models.Values{{Name: field, Value: models.Value(value)}}, Unset: []string{value}}
		lifted, _ := schema.Lift(&op)
		for _, o := range []models.Operation{op, lifted} {
			o.Set, _ = typ.Canonical(o.Set)
			if _, changed := typ.Canonical(o.Set); changed {
				t.Errorf("%s.%s = %q is never canonical", typ.Name, field, value)
			}
			for _, fault := range append(typ.CheckSet(&o, true, day), typ.CheckSet(&o, false, day)...) {
				if fault.Code == "" || fault.Message == "" {
					t.Errorf("%s.%s = %q: fault %v", typ.Name, field, value, fault)
				}
			}
			r := recordOf(o)
			typ.CheckRecord(&r, day)
			typ.Keys(&r)
			if typ.Check != nil {
				typ.Check(o.Set, day)
			}
		}
		schema.Fold(value)
	})
}
