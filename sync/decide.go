package sync

import (
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sync/merge"
)

// verdict is what became of an operation before it is logged.
type verdict struct {
	kind      models.OutcomeKind
	problem   string
	faults    []models.Fault
	parent    models.RecordID // held as an orphan: what it waits for
	about     models.RecordID // refused: the record the case is about, if not the operation's
	why       string          // refused: the case's reason, if not the operation's
	state     *models.Record  // the record's next state, if the operation took effect
	landed    models.RecordID
	conflicts []merge.Conflict
}

func refused(reason string, faults ...models.Fault) verdict {
	return verdict{kind: models.Refused, problem: reason, faults: faults}
}

func held(reason string) verdict { return verdict{kind: models.Held, problem: reason} }

// forOthers is the verdict for the others of a group when this one fell on the operation of a culprit.
func (v verdict) forOthers(culprit models.RecordID) verdict {
	if v.kind != models.Refused {
		return v
	}
	return verdict{kind: v.kind, problem: models.ReasonGroup, about: culprit, why: v.problem}
}

// judge says what becomes of an operation that a phone sent. It changes nothing.
func (p *plan) judge(op *models.Operation) (verdict, error) {
	switch {
	case p.access.Revoked:
		return held(models.ReasonRevoked), nil
	case !p.access.MayWrite(p.scope):
		return held(models.ReasonOutOfScope), nil
	case op.By != p.access.User:
		return held(models.ReasonAuthor), nil
	}
	return p.weigh(op)
}

// weigh is judge for an operation whose author may write here.
func (p *plan) weigh(op *models.Operation) (verdict, error) {
	lifted, ok := schema.Lift(op)
	if !ok {
		if op.Schema > schema.Current {
			return held(models.ReasonNewerSchema), nil
		}
		return refused(models.ReasonInvalid, models.Fault{Code: "schema", Message: "Ứng dụng ghi bản ghi này không còn được hỗ trợ."}), nil
	}
	t, ok := p.Registry.Type(lifted.Type)
	switch {
	case !ok:
		return refused(models.ReasonUnknownType), nil
	case t.ServerOnly || t.Officers && !p.access.Officer:
		return refused(models.ReasonNotYourHand), nil
	case t.Scope != p.scope.Kind():
		return refused(models.ReasonInvalid, models.Fault{Code: "scope", Message: "Loại bản ghi này không thuộc phạm vi đã ghi."}), nil
	}
	seen, ok, err := p.saw(&lifted)
	if err != nil || !ok {
		return refused(models.ReasonFutureVector), err
	}
	if !slices.Equal(lifted.Set, op.Set) || !slices.Equal(lifted.Unset, op.Unset) {
		lifted.Normalised = true // an old app must be shown what became of its fields
	}
	if lifted.SeenEpoch != "" && lifted.SeenEpoch != p.epoch {
		// A cloned phone's numbers may have meant another content in the life that was lost: the author is shown what stands.
		lifted.Normalised = true
	}
	if set, changed := t.Canonical(lifted.Set); changed {
		lifted.Set, lifted.Normalised = set, true
	}
	return p.meet(t, &lifted, seen)
}

// meet brings a checked operation together with its record. seen is what the server still knows of what its author saw.
func (p *plan) meet(t *schema.Type, op *models.Operation, seen models.Vector) (verdict, error) {
	standing, err := p.follow(op.Record)
	if err != nil {
		return verdict{}, err
	}
	if standing != nil && standing.Type != op.Type {
		return refused(models.ReasonTypeMismatch), nil
	}
	if standing == nil {
		if waits, err := p.mustWait(t, op); err != nil || waits {
			v := held(models.ReasonOrphan)
			v.parent = op.Record
			return v, err
		}
	}
	if faults := t.CheckSet(op, standing == nil, p.today()); len(faults) > 0 {
		return refused(models.ReasonInvalid, faults...), nil
	}
	if parent, err := p.missingParent(t, op); err != nil || !parent.IsZero() {
		v := held(models.ReasonOrphan)
		v.parent = parent
		return v, err
	}
	if standing == nil {
		if v, err := p.checkReversal(t, op); err != nil || v.kind != "" {
			return v, err
		}
	}
	if op.Seen.Compare(seen) != models.Equal {
		op.Seen, op.Normalised = seen, true
	}
	return p.settle(t, standing, op), nil
}

// settle lets merge decide and checks the record that comes of it.
func (p *plan) settle(t *schema.Type, standing *models.Record, op *models.Operation) verdict {
	in := merge.Input{Type: t, Standing: standing, Operation: op, At: min(op.At-p.offset, p.now.UnixMilli()), Server: p.serverDot()}
	landed := models.RecordID{}
	if standing != nil && standing.ID != op.Record {
		landed = standing.ID
		moved := *op
		moved.Record = landed
		in.Operation, in.Elsewhere = &moved, true
	}
	d := merge.Decide(in)
	if d.Kind == models.Refused {
		return refused(d.Problem, d.Faults...)
	}
	if d.Kind == models.Applied && standing != nil && !op.Delete {
		if faults := t.CheckRecord(&d.Record, p.today()); len(faults) > 0 {
			return refused(models.ReasonInvalid, faults...)
		}
	}
	return verdict{kind: d.Kind, problem: d.Problem, state: &d.Record, landed: landed, conflicts: d.Conflicts}
}

// follow gives the record that an id stands for now: the kept one if it was joined to another.
func (p *plan) follow(id models.RecordID) (*models.Record, error) {
	r, err := p.record(id)
	for range models.AliasHopsMax {
		if err != nil || r == nil || r.Alias().IsZero() {
			return r, err
		}
		var kept *models.Record
		if kept, err = p.record(r.Alias()); kept == nil {
			return r, err
		}
		r = kept
	}
	return r, err
}

// saw gives what an operation's author had seen, and whether it was ever issued. Entries read in a former life of the
// server may have been lost with a restored backup: those are cut down to what there is.
func (p *plan) saw(op *models.Operation) (seen models.Vector, issued bool, err error) {
	cut := make([]models.Dot, 0, 8)
	beyond := false
	for i := range op.Seen.Len() {
		d := op.Seen.At(i)
		last := op.Dot.N - 1
		if d.Actor != op.Dot.Actor {
			if last, err = p.lastIssued(d.Actor); err != nil {
				return seen, false, err
			}
		}
		beyond = beyond || d.N > last
		cut = append(cut, models.Dot{Actor: d.Actor, N: min(d.N, last)})
	}
	switch {
	case !beyond:
		return op.Seen, true, nil
	case op.SeenEpoch == "" || op.SeenEpoch == p.epoch:
		return seen, false, nil
	}
	return models.NewVector(cut...), true, nil
}

// lastIssued is the highest number of an actor in the scope. Every life of the server counts the scope's seq.
func (p *plan) lastIssued(actor models.ActorID) (uint64, error) {
	if actor.IsServer() {
		return p.next.Seq, nil
	}
	if n, known := p.issued[actor]; known {
		return n, nil
	}
	if p.base.Seq == 0 {
		return 0, nil
	}
	numbers, err := p.Store.LastNumbers(p.ctx, p.scope, []models.ActorID{actor})
	if err != nil {
		return 0, err
	}
	p.issued[actor] = numbers[0]
	return numbers[0], nil
}

// mustWait says whether an operation on a record that is not there is about one that is still to come, rather than the
// one that makes it: its author saw it or takes something away; or operations on it are in waiting, and this one builds on
// them, because it does not make a record by itself or because its author's own creation is among them.
func (p *plan) mustWait(t *schema.Type, op *models.Operation) (bool, error) {
	if op.Delete || op.Seen.Len() > 0 || len(op.Unset) > 0 {
		return true, nil
	}
	if open, err := p.orphans.any(p); err != nil || !open {
		return false, err
	}
	hits, err := p.lookUp(schema.ListKey(models.TypeCase, models.CaseFieldSubject, models.TextValue(op.Record.String())))
	if err != nil {
		return false, err
	}
	whole := len(t.CheckSet(op, true, p.today())) == 0
	for _, id := range hits {
		c, err := p.record(id)
		if err != nil {
			return false, err
		}
		if c.Value(models.CaseFieldKind).Str() != string(models.CaseOrphan) || !isOpen(c) {
			continue
		}
		if !whole || awaitsAnother(c, op) {
			return true, nil
		}
	}
	return false, nil
}

// awaitsAnother says whether a case holds an operation of the same author on the same record that waits for another record:
// it may well be what makes this one.
func awaitsAnother(c *models.Record, op *models.Operation) bool {
	if c.Value(models.CaseFieldOther) == c.Value(models.CaseFieldSubject) {
		return false
	}
	sides, _ := c.Value(models.CaseFieldSides).Table()
	for _, side := range sides {
		if side.Get(models.SideActor).Str() == op.Dot.Actor.String() {
			return true
		}
	}
	return len(sides) >= models.CaseSidesMax
}

// missingParent gives a record that the operation needs and that has not arrived, zero if there is none.
func (p *plan) missingParent(t *schema.Type, op *models.Operation) (models.RecordID, error) {
	for i := range t.Fields {
		f := &t.Fields[i]
		if !f.Parent {
			continue
		}
		id, ok := op.Set.Get(f.Name).Ref()
		if !ok {
			continue
		}
		if there, err := p.exists(id); err != nil || !there {
			return id, err
		}
	}
	return models.RecordID{}, nil
}

// lookUp gives the records that have a key, as decided so far.
func (p *plan) lookUp(key string) ([]models.RecordID, error) {
	var hits []models.RecordID
	if p.base.Seq > 0 {
		found, err := p.Store.KeyHits(p.ctx, p.scope, []string{key}, models.ListMax)
		if err != nil {
			return nil, err
		}
		hits = found[0]
	}
	return p.overlay(key, hits), nil
}

// overlay corrects the stored hits of a key by what the plan changed.
func (p *plan) overlay(key string, stored []models.RecordID) []models.RecordID {
	hits := slices.DeleteFunc(slices.Clone(stored), func(id models.RecordID) bool {
		d := p.records[id]
		return d != nil && d.now != d.before
	})
	return append(hits, p.byKey[key]...)
}
