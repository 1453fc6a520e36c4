package merge_test

import (
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sync/merge"
)

// checkVector holds a decision to I4 and I5: a record's vector only grows, and the same vector means the same content.
func (v *village) checkVector(in merge.Input, d merge.Decision) {
	v.t.Helper()
	if v.record != nil {
		if o := d.Record.Vector.Compare(v.record.Vector); o != models.After {
			v.t.Fatalf("I5: vector %q is %s the standing %q", d.Record.Vector, o, v.record.Vector)
		}
	}
	last := in.Server // it speaks last, unless the phone shows the record exactly as it is
	if d.Kind == models.Applied {
		last = in.Operation.Dot
	}
	if d.Record.Last != last || !d.Record.Vector.Covers(last) || !d.Record.Vector.Covers(in.Operation.Dot) {
		v.t.Fatalf("%s: the last operation is %s, the vector %q", d.Kind, d.Record.Last, d.Record.Vector)
	}
	fell := v.record != nil && d.Record.Schema < v.record.Schema
	if wrote := !in.Operation.Delete && v.typ.Mode == schema.Mutable; fell || wrote && d.Record.Schema < in.Operation.Schema {
		v.t.Fatalf("an operation of schema %d leaves the record at %d", in.Operation.Schema, d.Record.Schema)
	}
	vector := d.Record.Vector.String()
	if known, ok := v.vector[vector]; ok && known != content(&d.Record) {
		v.t.Fatalf("I4: vector %q stands for %s and for %s", vector, known, content(&d.Record))
	}
	v.vector[vector] = content(&d.Record)
	if !slices.IsSortedFunc(d.Record.Fields, func(a, b models.Field) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	}) {
		v.t.Fatalf("fields are not sorted, each once: %+v", d.Record.Fields)
	}
}

// checkApplied holds "applied" to its meaning: the record is exactly what the phone shows, its own operations laid over
// what it was given.
func (v *village) checkApplied(e edit, d merge.Decision) {
	v.t.Helper()
	if d.Kind != models.Applied {
		return
	}
	if e.op.Normalised {
		v.t.Fatalf("%s was applied, but the phone does not know the form it is stored in", e.op.Dot)
	}
	shown := map[string]models.Value{}
	if base := v.states[e.baseAt]; base != nil {
		for _, a := range base.Values() {
			shown[a.Name] = a.Value
		}
	}
	for _, past := range v.events {
		if past.seq > e.baseAt && past.op.Dot.Actor == e.op.Dot.Actor && past.kind != models.Refused {
			lay(shown, past.op)
		}
	}
	lay(shown, e.op)
	for _, a := range d.Record.Values() {
		if shown[a.Name] != a.Value {
			v.t.Fatalf("I4: %s was applied, but %s is %s and the phone shows %q", e.op.Dot, a.Name, a.Value, shown[a.Name])
		}
		delete(shown, a.Name)
	}
	if len(shown) > 0 {
		v.t.Fatalf("I4: %s was applied, but only the phone shows %v", e.op.Dot, shown)
	}
}

// lay is what a phone does with an operation of its own until it knows more.
func lay(shown map[string]models.Value, op *models.Operation) {
	if op.Delete {
		shown[models.FieldDeleted] = "true"
		return
	}
	delete(shown, models.FieldDeleted)
	for _, a := range op.Set {
		shown[a.Name] = a.Value
	}
	for _, name := range op.Unset {
		delete(shown, name)
	}
}

// checkExplained holds a decision to I6: what a person wrote is in the record, or the outcome says where it went; and
// what others wrote gives way only to somebody who had really seen it, or by the field's policy.
func (v *village) checkExplained(e edit, d merge.Decision) {
	v.t.Helper()
	if (d.Kind == models.Held) != (len(d.Conflicts) > 0) {
		v.t.Fatalf("%s with %d conflicts", d.Kind, len(d.Conflicts))
	}
	if e.op.Delete {
		v.checkDelete(e, d)
		return
	}
	for _, a := range written(e.op) {
		after := d.Record.Value(a.Name)
		asked := slices.ContainsFunc(d.Conflicts, func(c merge.Conflict) bool {
			return c.Field == a.Name && c.Kind == models.CaseFieldConflict && c.Incoming == a.Value
		})
		policy := v.policy(a.Name)
		if after != a.Value && !asked && (policy == schema.Ask || policy == schema.Once) {
			v.t.Fatalf("I6: %s wrote %s=%q, the record says %q, and nobody is asked", e.op.Dot, a.Name, a.Value, after)
		}
		if after != a.Value && d.Kind == models.Applied {
			v.t.Fatalf("I6: %s wrote %s=%q, the record says %q, and it was applied", e.op.Dot, a.Name, a.Value, after)
		}
	}
	if v.record == nil {
		return
	}
	for _, old := range v.record.Fields {
		after, _ := standingField(&d.Record, old.Name)
		if v.policy(old.Name) == schema.Union {
			v.checkItems(e, old, after)
			continue
		}
		if after.Value == old.Value || v.reallySaw(e, v.wrote[old.Name]) {
			continue
		}
		if old.Name == models.FieldDeleted {
			if len(d.Conflicts) == 0 || d.Conflicts[len(d.Conflicts)-1].Kind != models.CaseDeleteEdit {
				v.t.Fatalf("I6: %s revived the record without having seen that it was deleted, and nobody is asked", e.op.Dot)
			}
			continue
		}
		v.checkPolicy(e, old, after)
	}
}

// checkPolicy says whether a value may give way to one whose author had not seen it.
func (v *village) checkPolicy(e edit, old, after models.Field) {
	v.t.Helper()
	fine := false
	switch v.policy(old.Name) {
	case schema.Latest:
		fine = e.at >= old.Mark.At
	case schema.Max:
		before, _ := old.Value.Int()
		now, ok := after.Value.Int()
		fine = ok && (now > before || !old.Value.IsSet())
	case schema.Min:
		fine = after.Value.IsSet() && (!old.Value.IsSet() || after.Value < old.Value)
	case schema.Ask, schema.Once, schema.Union:
	}
	if !fine {
		v.t.Fatalf("I6: %s took %s from %q to %q without having seen it", e.op.Dot, old.Name, old.Value, after.Value)
	}
}

// checkItems: an item stays in a set as long as somebody said so whom the author of its removal has not heard.
func (v *village) checkItems(e edit, old, after models.Field) {
	v.t.Helper()
	for _, past := range v.events {
		said := past.op.Set.Get(old.Name)
		if past.kind == models.Refused || v.reallySaw(e, past) {
			continue
		}
		items, _ := said.List()
		for _, item := range items {
			one := models.ListValue([]string{item})
			if covers(old.Value, one) && !covers(after.Value, one) {
				v.t.Fatalf("I6: %s took %q out of %s without having seen %s", e.op.Dot, item, old.Name, past.op.Dot)
			}
		}
	}
}

// checkDelete: a record is deleted only by somebody who had really seen all that others did to it.
func (v *village) checkDelete(e edit, d merge.Decision) {
	v.t.Helper()
	if v.record.Deleted() || !d.Record.Deleted() {
		return
	}
	for _, past := range v.events {
		if past.kind != models.Refused && !past.mute && !v.reallySaw(e, past) {
			v.t.Fatalf("I6: %s deleted the record without having seen %s", e.op.Dot, past.op.Dot)
		}
	}
}

// reallySaw says whether the author of an edit had been given what an event wrote, or wrote exactly that himself.
func (v *village) reallySaw(e edit, past event) bool {
	return past.seq <= e.baseAt || past.op.Dot.Actor == e.op.Dot.Actor && past.op.Dot.N < e.op.Dot.N && past.kind != models.Refused
}

func (v *village) policy(name string) schema.Policy {
	if f, ok := v.typ.Field(name); ok {
		return f.Policy
	}
	return schema.Latest
}

// written is what an operation sets, and what it takes away as an empty value.
func written(op *models.Operation) models.Values {
	out := slices.Clone(op.Set)
	for _, name := range op.Unset {
		out = append(out, models.Assignment{Name: name})
	}
	return out
}

func covers(set, items models.Value) bool {
	all, _ := set.List()
	some, _ := items.List()
	for _, item := range some {
		if !slices.Contains(all, item) {
			return false
		}
	}
	return true
}
