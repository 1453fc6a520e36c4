package sync

import (
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// take judges one operation and enters it with its outcome, the record's next state and the cases it gives rise to.
func (p *plan) take(op *models.Operation) error {
	v, err := p.judge(op)
	if err != nil {
		return err
	}
	return p.enter(op, v)
}

// enter logs an operation with its verdict.
func (p *plan) enter(op *models.Operation, v verdict) error {
	if v.state != nil && len(v.conflicts) == 0 {
		p.append(op, models.Outcome{Kind: v.kind, Landed: v.landed, Problem: v.problem})
		p.put(*v.state)
		p.count(op)
		return nil
	}
	findings := p.findings(op, v)
	// The case's id goes into the outcome, so it is settled before the operation is logged.
	for i := range findings {
		if err := p.identify(&findings[i]); err != nil {
			return err
		}
	}
	entry := p.append(op, models.Outcome{
		Kind: v.kind, Case: findings[0].id, Landed: v.landed, Problem: v.problem, Faults: v.faults,
	})
	for i := range findings {
		findings[i].incoming = *entry
	}
	if v.state != nil {
		p.put(*v.state)
	}
	p.count(op)
	for i := range findings {
		if err := p.open(&findings[i]); err != nil {
			return err
		}
	}
	return nil
}

// count keeps the highest number of an actor up to date within the plan.
func (p *plan) count(op *models.Operation) { p.issued[op.Dot.Actor] = op.Dot.N }

// takeGroup enters operations that stand or fall together: all as judged, or, if one cannot be taken, none.
func (p *plan) takeGroup(ops []models.Operation) error {
	trial := p.fork()
	for i := range ops {
		v, err := trial.judge(&ops[i])
		if err != nil {
			return err
		}
		if v.state == nil {
			return p.dropGroup(ops, i, v)
		}
		if err := trial.enter(&ops[i], v); err != nil {
			return err
		}
	}
	*p = *trial
	return nil
}

// dropGroup gives every operation of a group the fate of the one that could not be taken. They share its case; a group
// held for a missing parent waits for it as a whole.
func (p *plan) dropGroup(ops []models.Operation, culprit int, v verdict) error {
	for i := range ops {
		fate := v
		if i != culprit {
			fate = v.forOthers(ops[culprit].Record)
		}
		if err := p.enter(&ops[i], fate); err != nil {
			return err
		}
	}
	return nil
}

// write logs an edit by the server itself and puts the record it makes. values is all the record shall say in addition.
func (p *plan) write(id models.RecordID, typ string, set models.Values, unset []string, by models.RecordID) error {
	standing, err := p.record(id)
	if err != nil {
		return err
	}
	op := models.Operation{
		Dot: p.serverDot(), Scope: p.scope, Record: id, Type: typ, Set: set, Unset: unset, At: p.now.UnixMilli(), By: by,
		Schema: schema.Current,
	}
	if standing != nil {
		op.Seen = standing.Vector
	}
	next := overwrite(standing, &op)
	p.append(&op, models.Outcome{Kind: models.Applied})
	p.put(next)
	return nil
}

// overwrite gives the record after an edit whose author saw everything: no policy speaks.
func overwrite(standing *models.Record, op *models.Operation) models.Record {
	r := models.Record{Scope: op.Scope, ID: op.Record, Type: op.Type, Schema: op.Schema}
	if standing != nil {
		r = *standing
		r.Fields = append([]models.Field(nil), standing.Fields...)
	}
	mark := models.Mark{Dot: op.Dot, At: op.At}
	for _, a := range op.Set {
		r.Fields = setField(r, models.Field{Name: a.Name, Value: a.Value, Mark: mark})
	}
	for _, name := range op.Unset {
		r.Fields = setField(r, models.Field{Name: name, Mark: mark})
	}
	r.Vector, r.Last = r.Vector.With(op.Dot), op.Dot
	return r
}

func setField(r models.Record, f models.Field) []models.Field {
	i, ok := r.Find(f.Name)
	if ok {
		r.Fields[i] = f
		return r.Fields
	}
	return slices.Insert(r.Fields, i, f)
}
