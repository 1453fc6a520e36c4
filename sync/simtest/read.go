package simtest

import (
	"fmt"
	"slices"

	"github.com/beplua/beplua/models"
)

// take enters what is new in a scope's log; each operation is compared with what the oracle says of it. It gives the
// records that were touched.
func (b *scopeBook) take(w *world, entries []models.LoggedOperation) map[models.RecordID]bool {
	touched := map[models.RecordID]bool{}
	for i := range entries {
		l := &entries[i]
		if b.verify(w, l); len(w.failures) > 0 {
			return touched
		}
		if l.Dot.Actor.IsServer() {
			if at := b.heldAs(l); at >= 0 {
				b.wentOn(w, entries[i:], at, touched)
			} else {
				b.serverWrote(w, l, touched)
			}
			continue
		}
		b.phoneWrote(w, l, b.foresee(w, entries[i:]), touched)
	}
	return touched
}

// foresee says what becomes of the first entry: of a group, of all its operations at once.
func (b *scopeBook) foresee(w *world, entries []models.LoggedOperation) fate {
	l := &entries[0]
	if f, known := b.foreseen[l.Dot]; known {
		delete(b.foreseen, l.Dot)
		return f
	}
	if l.Group.IsZero() {
		return b.judge(w, l)
	}
	var group []*models.LoggedOperation
	for i := range entries {
		if o := &entries[i]; o.Group == l.Group && o.Dot.Actor == l.Dot.Actor && len(group) < l.Group.Of {
			group = append(group, o)
		}
	}
	if len(group) != l.Group.Of {
		w.fail("I3: a group of %d is %d in the log", l.Group.Of, len(group))
		return fate{}
	}
	b.foreseeGroup(group, func(l *models.LoggedOperation) fate { return b.judge(w, l) })
	f := b.foreseen[l.Dot]
	delete(b.foreseen, l.Dot)
	return f
}

// verify checks an entry of the log by itself and in its place.
func (b *scopeBook) verify(w *world, l *models.LoggedOperation) {
	before, twice := b.known[l.Dot]
	switch {
	case l.Seq != b.head.Seq+1:
		w.fail("I3: %s has seq %d after %d", b.scope, l.Seq, b.head.Seq)
	case l.Operation.Hash() != l.Hash:
		w.fail("I2: %s seq %d has another content than its hash says", b.scope, l.Seq)
	case l.Chain != l.NextChain(b.head.Chain):
		w.fail("I11: the audit chain of %s breaks at seq %d", b.scope, l.Seq)
	case twice:
		w.fail("I2: %s of %s is in the log as %d and as %d", l.Dot, b.scope, before.seq, l.Seq)
	case l.Dot.Actor.IsServer() && l.Dot.N != l.Seq:
		w.fail("I3: the server's operation %s has seq %d", l.Dot, l.Seq)
	case !l.Dot.Actor.IsServer() && l.Dot.N != b.issued[l.Dot.Actor]+1:
		w.fail("I3: %s of %s follows %d", l.Dot, b.scope, b.issued[l.Dot.Actor])
	}
	b.known[l.Dot] = logged{l.Seq, l.Hash, l.Outcome, l.Chain}
	b.head.Seq, b.head.Chain = l.Seq, l.Chain
	b.authors[l.Dot] = l.By
	if l.Dot.Actor.IsServer() {
		return
	}
	b.dots = append(b.dots, l.Dot)
}

// foreseeGroup judges operations that stand or fall together, one after the other as if those before had been taken. If one
// cannot be taken, none is.
func (b *scopeBook) foreseeGroup(group []*models.LoggedOperation, judge func(*models.LoggedOperation) fate) {
	sheets, issued := b.sheets, b.issued
	trial := b.clone()
	b.sheets, b.issued = trial.sheets, trial.issued
	culprit := -1
	for i, l := range group {
		f := judge(l)
		b.foreseen[l.Dot] = f
		if f.after == nil {
			culprit = i
			break
		}
		b.sheets[f.on] = f.after
		b.issued[l.Dot.Actor] = l.Dot.N
	}
	b.sheets, b.issued = sheets, issued
	if culprit < 0 {
		return
	}
	f := b.foreseen[group[culprit].Dot]
	for i, l := range group {
		b.foreseen[l.Dot] = f
		if i != culprit && f.kind == models.Refused {
			b.foreseen[l.Dot] = fate{kind: models.Refused, problem: models.ReasonGroup, about: group[culprit].Record}
		}
	}
}

// phoneWrote compares an outcome with the oracle's and takes the effect over.
func (b *scopeBook) phoneWrote(w *world, l *models.LoggedOperation, f fate, touched map[models.RecordID]bool) {
	b.issued[l.Dot.Actor] = l.Dot.N
	if l.Outcome.Kind != f.kind || l.Outcome.Problem != f.problem || l.Outcome.Landed != f.landed {
		w.fail("I6: %s at %d of %s became %s %q on %s, the oracle says %s %q on %s: %s", l.Dot, l.Seq, b.scope,
			l.Outcome.Kind, l.Outcome.Problem, l.Outcome.Landed, f.kind, f.problem, f.landed, describe(&l.Operation))
		return
	}
	w.answered(l.Outcome.Problem)
	b.consequences(l, f)
	if f.kind == models.Held && f.after == nil {
		b.waiting = append(b.waiting, *l)
	}
	const day = 24 * 60 * 60 * 1000
	if l.Offset >= day || l.Offset <= -day {
		b.want[caseKey{kind: models.CaseClock, subject: l.Device.String()}] = true
	}
	b.enter(l, f, touched)
}

// consequences notes the cases that an outcome must give rise to.
func (b *scopeBook) consequences(l *models.LoggedOperation, f fate) {
	subject := l.Record.String()
	if !f.about.IsZero() {
		subject = f.about.String()
	}
	switch {
	case f.kind == models.Refused:
		b.want[caseKey{kind: models.CaseRefused, subject: subject}] = true
	case f.kind != models.Held:
	case f.problem == models.ReasonOrphan:
		b.want[caseKey{kind: models.CaseOrphan, subject: subject, other: f.parent.String()}] = true
	case f.after == nil:
		b.want[caseKey{kind: models.CaseOutOfScope, subject: subject}] = true
	default:
		if f.deleted {
			b.want[caseKey{kind: models.CaseDeleteEdit, subject: f.on.String()}] = true
		}
		for _, name := range f.fields {
			b.want[caseKey{kind: models.CaseFieldConflict, subject: f.on.String(), field: name}] = true
		}
	}
}

func (b *scopeBook) enter(l *models.LoggedOperation, f fate, touched map[models.RecordID]bool) {
	if f.after == nil {
		return
	}
	f.after.seq = l.Seq
	b.mayPair(f.on, b.sheets[f.on], f.after)
	if b.sheets[f.on] == nil {
		b.noteNew(f.on, f.after)
	}
	b.sheets[f.on] = f.after
	touched[f.on] = true
	b.notice()
}

// serverWrote takes over what the server wrote itself: cases and decisions of officers.
func (b *scopeBook) serverWrote(w *world, l *models.LoggedOperation, touched map[models.RecordID]bool) {
	s := b.sheets[l.Record].clone()
	if s == nil {
		s = &sheet{typ: l.Type, schema: l.Schema, fields: map[string]entry{}, vector: map[models.ActorID]uint64{}}
		if l.Type != models.TypeCase && !b.serverMayMake(l) {
			w.fail("I6: the server made a %s of its own", l.Type)
		}
		if l.Type == "repayment" {
			w.happened(paymentVoided)
		}
	}
	for _, a := range l.Set {
		s.fields[a.Name] = entry{a.Value, l.Dot, l.At}
	}
	for _, name := range l.Unset {
		s.fields[name] = entry{"", l.Dot, l.At}
	}
	s.vector[l.Dot.Actor] = l.Dot.N
	if l.Type == models.TypeCase {
		b.caseWrote(w, l, s)
	}
	b.enter(l, fate{after: s, on: l.Record}, touched)
}

// heldAs gives which held operation the server carries out here, -1 if it writes something of its own. It closes the case
// first; of two that say the same (a cloned phone was stamped anew), it is the one whose case was closed last, and the
// other may have been discarded long ago.
func (b *scopeBook) heldAs(l *models.LoggedOperation) int {
	found, last := -1, uint64(0)
	for i := range b.waiting {
		h := &b.waiting[i]
		if !sameEdit(&h.Operation, &l.Operation) {
			continue
		}
		closed := b.closed(h.Outcome.Case)
		if closed > last || found < 0 && !h.Group.IsZero() { // one of a group goes with the case of another
			found, last = i, closed
		}
	}
	return found
}

// closed gives when it was decided to carry out what a case holds, 0 if that was not decided.
func (b *scopeBook) closed(id models.RecordID) uint64 {
	c := b.sheets[id]
	if c == nil || c.text(models.CaseFieldStatus) != string(models.CaseResolved) || c.text(models.CaseFieldDecision) != string(models.ChooseApply) {
		return 0
	}
	return c.seq
}

func sameEdit(a, b *models.Operation) bool {
	return a.Record == b.Record && a.Type == b.Type && a.At == b.At && a.Delete == b.Delete && a.Group == b.Group &&
		slices.Equal(a.Set, b.Set) && slices.Equal(a.Unset, b.Unset)
}

// wentOn compares what became of a held operation that was carried out.
func (b *scopeBook) wentOn(w *world, entries []models.LoggedOperation, at int, touched map[models.RecordID]bool) {
	l := &entries[0]
	f, known := b.foreseen[l.Dot]
	if !known {
		b.foreseeCarried(w, entries, at)
		f = b.foreseen[l.Dot]
	}
	delete(b.foreseen, l.Dot)
	h := b.waiting[at]
	if l.Outcome.Kind != f.kind || l.Outcome.Problem != f.problem {
		w.fail("I6: %s of %s, held before, became %s %q at %d, the oracle says %s %q: %s", h.Dot, b.scope,
			l.Outcome.Kind, l.Outcome.Problem, l.Seq, f.kind, f.problem, describe(&h.Operation))
		return
	}
	if f.kind != models.Held || f.after != nil {
		b.waiting = slices.Delete(b.waiting, at, at+1)
	} else {
		b.waiting[at].Outcome.Case = l.Outcome.Case // it waits on, for another case
	}
	b.consequences(l, f)
	b.enter(l, f, touched)
}

// foreseeCarried judges a held operation as if it came now, with all of its group.
func (b *scopeBook) foreseeCarried(w *world, entries []models.LoggedOperation, at int) {
	group := []*models.LoggedOperation{&entries[0]}
	for i := 1; i < len(entries) && len(group) < entries[0].Group.Of; i++ {
		if o := &entries[i]; o.Dot.Actor.IsServer() && o.Group == entries[0].Group {
			group = append(group, o)
		}
	}
	first, wait := &b.waiting[at], 0
	for i := range b.waiting {
		if h := &b.waiting[i]; h.Group == first.Group && h.Dot.Actor == first.Dot.Actor {
			wait++
		}
	}
	if !first.Group.IsZero() && len(group) != wait {
		w.fail("I3: %d of a group were carried out at %d of %s, %d waited", len(group), entries[0].Seq, b.scope, wait)
		return
	}
	b.foreseeGroup(group, func(l *models.LoggedOperation) fate {
		at := b.heldAs(l)
		if at < 0 {
			return fate{}
		}
		h := b.waiting[at]
		op := h.Operation
		op.SeenEpoch = "held"
		a := asked{Operation: &op, at: min(h.At-h.Offset, l.Received), server: l.Dot, form: true}
		if l.By != h.By {
			a.approver = l.By
		}
		return b.weigh(w, &a)
	})
}

// describe says what an operation does, for people who look for a bug.
func describe(op *models.Operation) string {
	return fmt.Sprintf("%s %s seen %q set %s unset %v delete %v group %v", op.Type, op.Record, op.Seen, op.Set.AppendJSON(nil), op.Unset, op.Delete, op.Group)
}
