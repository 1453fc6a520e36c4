package client

import (
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
)

// Show gives a record as the person shall see it: the server's state with the phone's own edits laid over.
func (p *Phone) Show(scope models.Scope, id models.RecordID) (View, bool) {
	var v View
	shown := false
	p.view(func(tx Tx) { v, shown = show(tx, scope, id) })
	return v, shown
}

// View is one record on the screen.
type View struct {
	Record models.Record
	Fate   Fate
	Edits  []Edit // the phone's own that are still of interest: waiting, held or refused
}

// List gives the records of one type in a scope as they shall be seen, by id; deleted and joined ones are left out.
func (p *Phone) List(scope models.Scope, typ string) []View {
	var out []View
	p.view(func(tx Tx) {
		ids := map[models.RecordID]bool{}
		for _, b := range tx.Bases(scope) {
			ids[b.Record.ID] = b.Record.Type == typ
		}
		for _, state := range []EditState{Waiting, Acknowledged} {
			for _, e := range tx.Edits(state) {
				if e.Operation.Scope == scope && e.Operation.Type == typ {
					ids[e.Operation.Record] = true
				}
			}
		}
		for id, wanted := range ids {
			if !wanted {
				continue
			}
			if v, ok := show(tx, scope, id); ok && !v.Record.Deleted() && v.Record.Alias().IsZero() {
				out = append(out, v)
			}
		}
	})
	slices.SortFunc(out, func(a, b View) int { return strings.Compare(a.Record.ID.String(), b.Record.ID.String()) })
	return out
}

func show(tx Tx, scope models.Scope, id models.RecordID) (View, bool) {
	base, held := tx.Base(scope, id)
	v := View{Record: base.Record, Fate: FateSent}
	shown := held
	for _, e := range tx.EditsOf(scope, id) {
		if laidOver(&e, base, held) {
			v.Record = lay(v.Record, &e.Operation)
			shown = true
		}
		if fate := fateOf(tx, &e, held); fate != FateSent {
			v.Edits = append(v.Edits, e)
			v.Fate = worse(v.Fate, fate)
		}
	}
	return v, shown
}

// laidOver says whether an edit is shown over the base: it waits, or its effect has not come back yet, or it is held and
// there is nothing else to show.
func laidOver(e *Edit, base Base, held bool) bool {
	if e.State == Waiting && !e.Again {
		// The base may cover its number all the same: a phone restored from a backup counts again what it had counted.
		return true
	}
	if base.Record.Vector.Covers(e.Operation.Dot) {
		return false
	}
	switch e.Outcome.Kind {
	case models.Refused:
		return false
	case models.Held:
		return !held
	case models.Merged:
		return e.Outcome.Landed.IsZero()
	case models.Applied:
	}
	return e.State == Waiting
}

// lay gives the record after an operation whose author saw it as it is.
func lay(r models.Record, op *models.Operation) models.Record {
	if r.ID.IsZero() {
		r = models.Record{Scope: op.Scope, ID: op.Record, Type: op.Type}
	}
	fields := make([]models.Field, 0, len(r.Fields)+len(op.Set)+1)
	for _, f := range r.Fields {
		restored := f.Name == models.FieldDeleted && !op.Delete
		if !op.Set.Get(f.Name).IsSet() && !slices.Contains(op.Unset, f.Name) && !restored {
			fields = append(fields, models.Field{Name: f.Name, Value: f.Value})
		}
	}
	for _, a := range op.Set {
		fields = append(fields, models.Field{Name: a.Name, Value: a.Value})
	}
	if op.Delete && !r.Deleted() {
		fields = append(fields, models.Field{Name: models.FieldDeleted, Value: models.BoolValue(true)})
	}
	slices.SortFunc(fields, func(a, b models.Field) int { return strings.Compare(a.Name, b.Name) })
	r.Fields = fields
	r.Schema = max(r.Schema, op.Schema)
	return r
}

// fold takes a plainly applied operation into the base: the server does not send it back.
func fold(tx Tx, op *models.Operation, epoch string) {
	base, ok := tx.Base(op.Scope, op.Record)
	if base.Record.Vector.Covers(op.Dot) {
		return
	}
	r := lay(base.Record, op)
	r.Vector = base.Record.Vector.With(op.Dot)
	if ok {
		epoch = base.Epoch
	}
	tx.PutBase(Base{Record: r, Epoch: epoch})
}
