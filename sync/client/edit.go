package client

import (
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// Change is what a person does to one record.
type Change struct {
	Scope  models.Scope
	Record models.RecordID // zero makes a new record
	Type   string
	Set    models.Values
	Unset  []string
	Delete bool
}

// Edit saves what a person did: the operations and their numbers in one transaction. Several changes, all of one scope,
// stand or fall together. It gives the records' ids. It fails with the codes of wire.DecodeSubmit, or with
// CodeStorageFull; then nothing was saved.
func (p *Phone) Edit(by models.RecordID, changes ...Change) ([]models.RecordID, error) {
	now := p.Now().UnixMilli()
	group := models.Group{}
	if len(changes) > 1 {
		group = models.Group{ID: p.NewID().String(), Of: len(changes)}
	}
	ids := make([]models.RecordID, len(changes))
	err := p.update(func(tx Tx) error {
		m := tx.Meta()
		switch {
		case m.Wiped != "":
			return models.Errorf(models.CodeGone, "the phone was wiped")
		case m.Actor.IsZero():
			return models.Errorf(models.CodeUnauthorized, "the phone is not enrolled")
		}
		for i, c := range changes {
			if c.Scope != changes[0].Scope {
				return models.Errorf(models.CodeInvalid, "changes that stand or fall together are of one scope")
			}
			if ids[i] = c.Record; c.Record.IsZero() {
				ids[i] = p.newRecord(&c)
			}
			op := models.Operation{
				Scope: c.Scope, Record: ids[i], Type: c.Type, Set: c.Set, Unset: slices.Sorted(slices.Values(c.Unset)), Delete: c.Delete,
				At: now, By: by, Schema: p.Schema, Group: group,
			}
			if err := enter(tx, &m, op); err != nil {
				return err
			}
		}
		tx.SetMeta(m)
		return nil
	})
	return ids, err
}

// newRecord gives the id of a record to be made: the natural one where the type has it, so that two phones make the same.
func (p *Phone) newRecord(c *Change) models.RecordID {
	if t, ok := p.Registry.Type(c.Type); ok {
		if id, ok := t.NaturalID(c.Scope, c.Set); ok {
			return id
		}
	}
	return p.NewID()
}

// enter numbers an operation and puts it into the outbox.
func enter(tx Tx, m *Meta, op models.Operation) error {
	op.Dot = models.Dot{Actor: m.Actor, N: m.next(op.Scope)}
	if base, ok := tx.Base(op.Scope, op.Record); ok {
		op.Seen, op.SeenEpoch = base.Record.Vector, base.Epoch
	}
	op, err := asRead(op)
	if err != nil {
		return err
	}
	m.LastEdit++
	m.setNext(op.Scope, op.Dot.N+1)
	tx.PutEdit(Edit{ID: m.LastEdit, Operation: op, State: Waiting})
	return nil
}

// asRead gives the operation as the server will read it: what it would refuse never gets into the outbox, and text is
// saved in the form in which it will be stored.
func asRead(op models.Operation) (models.Operation, error) {
	one := wire.Submit{Batch: models.Batch{Actor: op.Dot.Actor, Operations: []models.Operation{op}}}
	one.Batch.Operations[0].Group = models.Group{} // its neighbours are not here
	read, err := wire.DecodeSubmit(wire.AppendSubmit(nil, &one))
	if err != nil {
		return op, err
	}
	group := op.Group
	op = read.Batch.Operations[0]
	op.Group, op.Normalised = group, false
	return op, nil
}

// Mend replaces a refused edit by a new one. A zero change dismisses it: the server keeps it word for word in its case.
func (p *Phone) Mend(id uint64, by models.RecordID, changes ...Change) error {
	dismiss := func() error {
		return p.update(func(tx Tx) error {
			e, ok := tx.Edit(id)
			if !ok || !e.Mend {
				return models.Errorf(models.CodeNotFound, "no such edit waits to be mended")
			}
			e.Mend = false
			tx.PutEdit(e)
			return nil
		})
	}
	if len(changes) > 0 {
		if _, err := p.Edit(by, changes...); err != nil {
			return err
		}
	}
	return dismiss()
}
