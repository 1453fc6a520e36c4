package sync

import (
	"context"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// Edit carries out an officer's correction. It is an ordinary operation of the server in the officer's name, made by one who
// saw everything, so the checks and rules are those of a phone's and it reaches the phones like any other; a phone that
// edits the same field without having seen it opens a case.
//
// It fails with CodeNotFound (the scope is not his, or the record is not there), CodeStale (the record has moved on since it
// was read; the record as it stands is given along), CodeConflict (a record to be made is there already, see Details["id"],
// or one to be changed was joined to another) or CodeInvalid (see the faults). Nothing is written then. What needs a second
// person is written as held: Corrected.Case.
func (e *Engine) Edit(ctx context.Context, access models.Access, edit models.Correction) (models.Corrected, error) {
	if !access.Officer || !access.MayWrite(edit.Scope) {
		return models.Corrected{}, models.Errorf(models.CodeNotFound, "no such scope")
	}
	var edited models.Corrected
	err := e.deciding(ctx, access, edit.Scope, func(p *plan) (err error) {
		edited, err = p.edit(edit)
		return err
	})
	return edited, err
}

// deciding makes an officer's decision on a scope and stores it, and lets go on what waits in another scope for what it made. It
// decides anew as long as others get in between.
func (e *Engine) deciding(ctx context.Context, access models.Access, scope models.Scope, decide func(*plan) error) error {
	var after aftermath
	err := e.alone(ctx, scope, func() error {
		p, err := e.begin(ctx, access, scope, 0)
		if err != nil {
			return err
		}
		if err := decide(p); err != nil {
			return err
		}
		if err := p.finish(nil); err != nil {
			return err
		}
		after.note(p)
		return nil
	})
	if err != nil {
		return err
	}
	return e.followUp(ctx, scope, after)
}

// edit enters an officer's correction.
func (p *plan) edit(edit models.Correction) (models.Corrected, error) {
	op, standing, err := p.editing(&edit)
	if err != nil {
		return standing, err
	}
	v, err := p.weigh(&op)
	if err != nil {
		return models.Corrected{}, err
	}
	if v.state == nil && v.problem != models.ReasonSecondOfficer {
		return models.Corrected{}, p.cannot(&op, v)
	}
	p.spellOut(&op)
	if err := p.enter(&op, v); err != nil {
		return models.Corrected{}, err
	}
	edited := models.Corrected{Case: p.log[0].Outcome.Case}
	if v.state != nil {
		edited.Record = *p.records[op.Record].now
	}
	return edited, nil
}

// spellOut brings an operation into the form in which the server logs its own: it says itself what becomes of "deleted".
func (p *plan) spellOut(op *models.Operation) {
	standing := p.records[op.Record].now
	switch {
	case op.Delete:
		op.Set, op.Delete = models.NewValues(models.Assignment{Name: models.FieldDeleted, Value: "true"}), false
	case standing != nil && standing.Deleted():
		op.Unset = slices.Sorted(slices.Values(append(slices.Clone(op.Unset), models.FieldDeleted)))
	}
}

// editing makes the operation of an edit, on the record as the officer saw it.
func (p *plan) editing(edit *models.Correction) (op models.Operation, standing models.Corrected, err error) {
	op = models.Operation{
		Dot: p.serverDot(), Scope: p.scope, Record: edit.Record, Type: edit.Type, Unset: slices.Sorted(slices.Values(edit.Unset)),
		Delete: edit.Delete, At: p.now.UnixMilli(), By: p.access.User, Schema: schema.Current,
	}
	for _, name := range op.Unset {
		if edit.Set.Get(name).IsSet() {
			return op, standing, models.Errorf(models.CodeMalformed, "field %s is both set and unset", name)
		}
	}
	if edit.Type != "" {
		err = p.making(&op, edit.Set)
		return op, standing, err
	}
	r, err := p.record(edit.Record)
	switch {
	case err != nil:
		return op, standing, err
	case r == nil:
		return op, standing, models.Errorf(models.CodeNotFound, "no such record")
	case !r.Alias().IsZero():
		return op, standing, &models.Error{
			Code: models.CodeConflict, Message: "the record was joined to another", Details: map[string]string{"id": r.Alias().String()},
		}
	case r.Vector.Compare(edit.Seen) != models.Equal:
		return op, models.Corrected{Record: *r}, models.Errorf(models.CodeStale, "the record has changed since it was read")
	}
	op.Type, op.Seen = r.Type, r.Vector
	if t := p.typeOf(r.Type); t != nil {
		op.Set, _ = t.Canonical(edit.Set)
	}
	return op, standing, nil
}

// making completes the operation that makes a record: under its natural id where its type has one, and as written at the
// console. A record that was deleted there comes back.
func (p *plan) making(op *models.Operation, set models.Values) error {
	t := p.typeOf(op.Type)
	if t == nil {
		return models.Errorf(models.CodeMalformed, "no such type of records")
	}
	if _, has := t.Field("source"); has && !set.Get("source").IsSet() {
		set = models.NewValues(append(slices.Clone(set), models.Assignment{Name: "source", Value: models.TextValue("console")})...)
	}
	op.Set, _ = t.Canonical(set)
	if natural, ok := t.NaturalID(p.scope, op.Set); ok {
		op.Record = natural
	} else if t.Single {
		op.Record = p.scope.Owner()
	} else if op.Record.IsZero() {
		op.Record = p.NewID()
	}
	r, err := p.record(op.Record)
	if err != nil || r == nil {
		return err
	}
	if !r.Deleted() || r.Type != op.Type {
		return &models.Error{
			Code: models.CodeConflict, Message: "such a record is there already", Details: map[string]string{"id": op.Record.String()},
		}
	}
	op.Seen = r.Vector
	op.Set = slices.DeleteFunc(slices.Clone(op.Set), func(a models.Assignment) bool {
		f, known := t.Field(a.Name)
		return known && f.Policy == schema.Once && r.Value(a.Name).IsSet()
	})
	return nil
}
