package simtest

import (
	"slices"
	"strconv"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// judge says what should become of a phone's operation, from the protocol's table, top to bottom.
func (b *scopeBook) judge(w *world, l *models.LoggedOperation) fate {
	h := w.phoneOf(l.Device)
	switch {
	case h == nil:
		w.fail("an operation of an unknown phone %s", l.Device)
		return held(models.ReasonOutOfScope)
	case h.revoked:
		return held(models.ReasonRevoked)
	case !h.mayWrite(b.scope):
		return held(models.ReasonOutOfScope)
	case l.By != h.seat.User:
		return held(models.ReasonAuthor)
	}
	op := l.Operation
	op.SeenEpoch = w.seenEpochs[operationIn{b.scope, l.Hash}]
	a := asked{Operation: &op, at: l.Corrected(), server: models.Dot{Actor: w.town.ServerActor(), N: l.Seq}}
	return b.weigh(w, &a)
}

func (b *scopeBook) weigh(w *world, a *asked) fate {
	trait, known := traits[a.Type]
	switch {
	case !known:
		return refused(models.ReasonUnknownType)
	case trait.scope != b.scope.Kind():
		return refused(models.ReasonInvalid)
	}
	a = renewed(a)
	seen, issued := b.cutDown(a)
	if !issued {
		return refused(models.ReasonFutureVector)
	}
	id := b.follow(a.Record)
	s := b.sheets[id]
	if s != nil && s.typ != a.Type {
		return refused(models.ReasonTypeMismatch)
	}
	if s == nil && (a.Delete || a.Seen.Len() > 0 || len(a.Unset) > 0 || b.waits(a)) {
		return fate{kind: models.Held, problem: models.ReasonOrphan, parent: a.Record}
	}
	if !wellMade(a, s == nil) {
		return refused(models.ReasonInvalid)
	}
	for _, name := range trait.parents {
		if parent, ok := a.Set.Get(name).Ref(); ok && !b.exists(w, parent) {
			return fate{kind: models.Held, problem: models.ReasonOrphan, parent: parent}
		}
	}
	if s == nil {
		if f := b.reversal(a); f.kind != "" {
			return f
		}
	}
	moved := *a
	moved.blind, moved.form = id != a.Record, a.form || a.SeenEpoch != ""
	if seen.Compare(a.Seen) != models.Equal {
		op := *a.Operation
		op.Seen = seen
		moved.Operation, moved.form = &op, true
	}
	f := meet(s, &moved)
	f.on = id
	if id != a.Record && f.kind != models.Refused {
		f.landed = id
	}
	return f
}

// renewed gives what an old app wrote in the words of today.
func renewed(a *asked) *asked {
	if a.Schema == schema.Current {
		return a
	}
	op, out := *a.Operation, *a
	out.Operation, op.Schema, op.Set = &op, schema.Current, nil
	for _, v := range a.Set {
		n, _ := v.Value.Int()
		switch v.Name {
		case "birthYear":
			year := models.TextValue(strconv.FormatInt(n, 10) + "-01-01")
			op.Set, out.form = append(op.Set, values("birthOn", year, "birthPrecision", models.TextValue("year"))...), true
		case "weightKg":
			op.Set, out.form = append(op.Set, values("weight", models.IntValue(10*n))...), true
		default:
			op.Set = append(op.Set, v)
		}
	}
	op.Set = models.NewValues(op.Set...)
	return &out
}

// cutDown gives what the author can have seen, and whether it is what he says. What was read in a former life of the
// server may be lost; it is left out.
func (b *scopeBook) cutDown(a *asked) (models.Vector, bool) {
	cut := make([]models.Dot, 0, a.Seen.Len())
	beyond := false
	for i := range a.Seen.Len() {
		d := a.Seen.At(i)
		most := b.issued[d.Actor]
		switch {
		case d.Actor.IsServer():
			most = a.server.N - 1
		case d.Actor == a.Dot.Actor:
			most = a.Dot.N - 1
		}
		beyond = beyond || d.N > most
		cut = append(cut, models.Dot{Actor: d.Actor, N: min(d.N, most)})
	}
	if !beyond {
		return a.Seen, true
	}
	return models.NewVector(cut...), a.SeenEpoch != ""
}

// follow gives the record that stands for another, if the two were joined.
func (b *scopeBook) follow(id models.RecordID) models.RecordID {
	for range models.AliasHopsMax {
		s := b.sheets[id]
		if s == nil {
			return id
		}
		kept, ok := s.alias()
		if !ok || b.sheets[kept] == nil {
			return id
		}
		id = kept
	}
	return id
}

func (b *scopeBook) exists(w *world, id models.RecordID) bool {
	if b.sheets[id] != nil {
		return true
	}
	above := w.books[b.scope.Parent()]
	return above != nil && above.sheets[id] != nil
}

// waits says whether an operation that would make its record builds on others that wait themselves: it cannot make the record
// alone, or its author's own may be what makes it.
func (b *scopeBook) waits(a *asked) bool {
	for _, id := range b.cases {
		c := b.sheets[id]
		key := keyOf(c)
		if key.kind != models.CaseOrphan || key.subject != a.Record.String() || !b.want[key] ||
			c.text(models.CaseFieldStatus) == string(models.CaseResolved) {
			continue
		}
		if !wellMade(a, true) {
			return true
		}
		sides, _ := c.fields[models.CaseFieldSides].value.Table()
		mine := slices.ContainsFunc(sides, func(side models.Values) bool { return side.Get(models.SideActor).Str() == a.Dot.Actor.String() })
		if key.other != key.subject && (mine || len(sides) >= models.CaseSidesMax) {
			return true
		}
	}
	return false
}

// wellMade says whether an operation breaks no rule of its type. It knows the rules that the simulation breaks.
func wellMade(a *asked, creating bool) bool {
	required := traits[a.Type].required
	for _, name := range required {
		if creating && !a.Set.Get(name).IsSet() || slices.Contains(a.Unset, name) {
			return false
		}
	}
	if creating && a.Type == "fundTransaction" && !flows(a.Operation) {
		return false
	}
	for _, v := range a.Set {
		n, isInt := v.Value.Int()
		switch v.Name {
		case "size":
			if !isInt || n < 1 || n > 40 {
				return false
			}
		case "headName", "fullName":
			if runes := []rune(v.Value.Str()); len(runes) < 2 || len(runes) > 80 {
				return false
			}
		}
	}
	return true
}

// flows says whether an entry goes the way of its category, or the other if it takes one back.
func flows(op *models.Operation) bool {
	want := map[string]string{"dues": "in", "principal": "in", "interest": "in", "expense": "out", "loanOut": "out"}[op.Set.Get("category").Str()]
	return want == "" || (op.Set.Get("direction").Str() == want) != op.Set.Get("reverses").IsSet()
}
