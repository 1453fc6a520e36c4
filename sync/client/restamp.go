package client

import "github.com/beplua/beplua/models"

// life is one actor in one scope: numbers count within it.
type life struct {
	actor models.ActorID
	scope models.Scope
}

// restamp begins another life: everything without an outcome gets the new actor and numbers from 1.
func restamp(tx Tx, actor models.ActorID) {
	m := tx.Meta()
	waiting := tx.Edits(Waiting)
	open := map[life]uint64{} // the lowest number without an outcome
	for _, e := range waiting {
		l := life{e.Operation.Dot.Actor, e.Operation.Scope}
		if n, ok := open[l]; !ok || e.Operation.Dot.N < n {
			open[l] = e.Operation.Dot.N
		}
	}
	past := make([]models.Dot, len(waiting))
	for i := range waiting {
		past[i] = formerSelf(tx, &waiting[i], open)
	}
	m.Actor, m.Next, m.NewActor = actor, nil, false
	for i, e := range waiting {
		op := e.Operation
		op.Seen = op.Seen.With(past[i])
		if m.Former != "" {
			op.SeenEpoch = m.Former // what it names may be lost: then the server leaves it out
		}
		op.Dot = models.Dot{Actor: actor, N: m.next(op.Scope)}
		m.setNext(op.Scope, op.Dot.N+1)
		e.Operation = op
		tx.PutEdit(e)
	}
	m.doubt()
	tx.SetMeta(m)
}

// formerSelf is the last thing with an outcome that the edit's own actor had done to its record before. The author had
// seen it without naming it, since it was the same actor's; the new actor must name it.
func formerSelf(tx Tx, e *Edit, open map[life]uint64) models.Dot {
	op := &e.Operation
	last := models.Dot{Actor: op.Dot.Actor}
	if base, ok := tx.Base(op.Scope, op.Record); ok {
		last.N = min(base.Record.Vector.Get(op.Dot.Actor), open[life{op.Dot.Actor, op.Scope}]-1)
	}
	for _, before := range tx.EditsOf(op.Scope, op.Record) {
		if before.ID < e.ID && before.State == Acknowledged && before.Operation.Dot.Actor == op.Dot.Actor {
			last.N = max(last.N, before.Operation.Dot.N)
		}
	}
	return last
}
