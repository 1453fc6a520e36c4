package sync

import (
	"cmp"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// carryOut closes a case and takes its held operations as if they came now, in the order they came; those of one group
// stand or fall together as ever, so the cases that hold the others are closed with it. The log keeps the outcomes that
// were given; that they took effect are operations of the server's own.
func (p *plan) carryOut(c *models.Record, r models.Resolution, by models.RecordID) error {
	w, err := p.waitingWith(c)
	if err != nil {
		return err
	}
	// Closed first: an operation that must wait on opens a case of its own instead of joining this one.
	for _, id := range w.cases {
		one, err := p.record(id)
		if err != nil {
			return err
		}
		if err := p.decideCase(one, r, by, nil); err != nil {
			return err
		}
	}
	slices.SortFunc(w.operations, func(a, b models.LoggedOperation) int { return cmp.Compare(a.Seq, b.Seq) })
	for len(w.operations) > 0 {
		group := w.next()
		if err := p.carry(group, by); err != nil {
			return err
		}
	}
	return nil
}

// waiting is what is carried out or given up together: operations in waiting, as their authors wrote them, and their cases.
type waiting struct {
	*plan
	kind       models.CaseKind
	other      string
	cases      []models.RecordID
	operations []models.LoggedOperation
}

// waitingWith gives what a case holds, and all that stands or falls with it.
func (p *plan) waitingWith(c *models.Record) (waiting, error) {
	w := waiting{plan: p, kind: models.CaseKind(c.Value(models.CaseFieldKind).Str()), other: c.Value(models.CaseFieldOther).Str()}
	return w, w.gather(c.ID)
}

// gather adds a case, its operations, and the cases of those that stand or fall with them.
func (w *waiting) gather(id models.RecordID) error {
	if slices.Contains(w.cases, id) {
		return nil
	}
	w.cases = append(w.cases, id)
	c, err := w.record(id)
	if err != nil {
		return err
	}
	subject, err := models.ParseRecordID(c.Value(models.CaseFieldSubject).Str())
	if err != nil {
		return conflict(ConflictGone, "the case has no record")
	}
	operations, err := w.heldBy(id, subject)
	if err != nil {
		return err
	}
	for i := range operations {
		if err := w.add(&operations[i]); err != nil {
			return err
		}
	}
	return nil
}

func (w *waiting) add(l *models.LoggedOperation) error {
	if slices.ContainsFunc(w.operations, func(o models.LoggedOperation) bool { return o.Dot == l.Dot }) {
		return nil
	}
	if l.Group.IsZero() {
		w.operations = append(w.operations, *l)
		return nil
	}
	group, err := w.wholeGroup(l)
	if err != nil {
		return err
	}
	w.operations = append(w.operations, group...)
	for i := range group {
		hits, err := w.lookUp(schema.CaseKey(w.kind, group[i].Record.String(), w.other, ""))
		if err != nil {
			return err
		}
		for _, id := range hits {
			if err := w.gather(id); err != nil {
				return err
			}
		}
	}
	return nil
}

// wholeGroup gives all operations of a group. They were logged by one commit, as neighbours.
func (p *plan) wholeGroup(l *models.LoggedOperation) ([]models.LoggedOperation, error) {
	span := uint64(l.Group.Of) //nolint:gosec // at most BatchOperationsMax
	around, err := p.Store.Operations(p.ctx, p.scope, l.Dot.Actor, l.Dot.N-min(span, l.Dot.N)+1, l.Dot.N+span-1)
	if err != nil {
		return nil, err
	}
	var out []models.LoggedOperation
	for _, o := range append(around, p.log...) {
		if o.Dot.Actor == l.Dot.Actor && o.Group == l.Group {
			out = append(out, o)
		}
	}
	return out, nil
}

// next takes an operation from the front, with all of its group.
func (w *waiting) next() []models.LoggedOperation {
	n := 1
	for first := &w.operations[0]; !first.Group.IsZero() && n < len(w.operations); n++ {
		if o := &w.operations[n]; o.Dot.Actor != first.Dot.Actor || o.Group != first.Group {
			break
		}
	}
	group := w.operations[:n]
	w.operations = w.operations[n:]
	return group
}

// heldBy gives the operations on a record that were held for a case, as their authors wrote them.
func (p *plan) heldBy(id, subject models.RecordID) ([]models.LoggedOperation, error) {
	var log []models.LoggedOperation
	for after := uint64(0); p.base.Seq > 0; {
		entries, err := p.Store.RecordLog(p.ctx, p.scope, subject, after, models.ListMax)
		if err != nil {
			return nil, err
		}
		log = append(log, entries...)
		if len(entries) < models.ListMax {
			break
		}
		after = entries[len(entries)-1].Seq
	}
	log = append(log, p.log...)
	var out []models.LoggedOperation
	for i := range log {
		if log[i].Outcome.Kind == models.Held && log[i].Outcome.Case == id {
			out = append(out, *original(&log[i], log[:i]))
		}
	}
	return out, nil
}

// original gives the phone's operation behind one that the server tried to carry out and had to hold again. Only the phone's
// own dot tells what its author knew, and only its own entry when it was written.
func original(l *models.LoggedOperation, before []models.LoggedOperation) *models.LoggedOperation {
	if !l.Dot.Actor.IsServer() {
		return l
	}
	for i := range slices.Backward(before) {
		same := before[i].Operation
		same.Dot, same.By = l.Dot, l.By
		if !before[i].Dot.Actor.IsServer() && before[i].Outcome.Kind == models.Held && same.Hash() == l.Hash {
			return &before[i]
		}
	}
	return l
}

// carry takes held operations: one, or a whole group.
func (p *plan) carry(group []models.LoggedOperation, by models.RecordID) error {
	trial := p
	if len(group) > 1 {
		trial = p.fork()
	}
	for i := range group {
		v, err := trial.weighHeld(&group[i], by)
		if err != nil {
			return err
		}
		if v.problem == models.ReasonSecondOfficer && !by.IsZero() {
			return conflict(ConflictOneHand, "who wrote the entry cannot also approve that it is taken back")
		}
		if v.state == nil && len(group) > 1 {
			return p.carryNone(group, i, v, by)
		}
		if err := trial.enterHeld(&group[i], v, by); err != nil {
			return err
		}
	}
	*p = *trial
	return nil
}

// carryNone gives every operation of a group the fate of the one that could not be taken.
func (p *plan) carryNone(group []models.LoggedOperation, culprit int, v verdict, by models.RecordID) error {
	for i := range group {
		fate := v
		if i != culprit {
			fate = v.forOthers(group[culprit].Record)
		}
		if err := p.enterHeld(&group[i], fate, by); err != nil {
			return err
		}
	}
	return nil
}

// heldEpoch stands for the life of the server in which a held operation's vector was checked. What the server lost since
// with a restored backup is left out of the vector, as it is for a phone that comes back.
const heldEpoch = "held"

// weighHeld says what becomes of a held operation now. approver is who decided that it be carried out, zero for nobody.
func (p *plan) weighHeld(l *models.LoggedOperation, approver models.RecordID) (verdict, error) {
	op := l.Operation
	op.Normalised = true // the server says what became of it, so its own entry goes into the vector
	op.SeenEpoch = heldEpoch
	offset, access := p.offset, p.access
	p.offset, p.access.Officer, p.approver = l.Offset, true, approver
	defer func() { p.offset, p.access, p.approver = offset, access, models.RecordID{} }()
	return p.weigh(&op)
}

// enterHeld logs that a held operation was taken, or what else became of it, as an operation of the server's own.
func (p *plan) enterHeld(l *models.LoggedOperation, v verdict, by models.RecordID) error {
	echo := l.Operation
	echo.SeenEpoch = ""
	echo.Dot = p.serverDot()
	if !by.IsZero() {
		echo.By = by
	}
	return p.enter(&echo, v)
}
