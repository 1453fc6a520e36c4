package sync

import (
	"context"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/view"
	"github.com/beplua/beplua/sync/merge"
)

// History gives what was done to a record, the newest first: the operations below a seq (0: from the newest) that named it or
// landed on it, at most limit, and the seq to go on below (0 at the end). It fails with CodeNotFound for a record that is not
// there or that the asker may not read.
func (e *Engine) History(ctx context.Context, access models.Access, scope models.Scope, id models.RecordID, below uint64, limit int) (edits []view.Edit, next uint64, err error) {
	missing := models.Errorf(models.CodeNotFound, "no such record")
	if !access.MayRead(scope) || access.Revoked {
		return nil, 0, missing
	}
	c := chronicle{Engine: e, id: id}
	if err := c.read(ctx, scope); err != nil {
		return nil, 0, err
	}
	if len(c.log) == 0 {
		return nil, 0, missing
	}
	for i := range c.log {
		edits = append(edits, c.tell(i))
	}
	slices.Reverse(edits)
	if below > 0 {
		edits = slices.DeleteFunc(edits, func(v view.Edit) bool { return v.Seq >= below })
	}
	if len(edits) > limit {
		edits = edits[:limit]
		next = edits[limit-1].Seq
	}
	return edits, next, nil
}

// chronicle tells a record's log anew. The log keeps what everybody wrote, not what stood before and after, so it is decided
// once more, by the same rules.
type chronicle struct {
	*Engine
	id     models.RecordID
	log    []models.LoggedOperation
	vector models.Vector  // of the record as it stands today
	now    *models.Record // nil before it was made
}

func (c *chronicle) read(ctx context.Context, scope models.Scope) error {
	for after := uint64(0); ; {
		entries, err := c.Store.RecordLog(ctx, scope, c.id, after, models.ListMax)
		if err != nil {
			return err
		}
		c.log = append(c.log, entries...)
		if len(entries) < models.ListMax {
			break
		}
		after = entries[len(entries)-1].Seq
	}
	found, err := c.Store.Records(ctx, scope, []models.RecordID{c.id})
	if len(found) == 1 {
		c.vector = found[0].Vector
	}
	return err
}

// tell gives the i-th operation with what it changed, and goes on to what stood then.
func (c *chronicle) tell(i int) view.Edit {
	l := &c.log[i]
	written := original(l, c.log[:i])
	edit := view.Edit{
		LoggedOperation: *l, Author: written.By, Claimed: written.At, ClockOffset: written.Offset, Phone: written.Device,
	}
	op := c.asJudged(l, written)
	before := c.now
	edit.Concurrent = before != nil && !written.Dot.Actor.IsServer() && unseen(before, op, c.isMoved(l))
	switch {
	case !l.Outcome.Landed.IsZero() && l.Outcome.Landed != c.id:
		edit.Elsewhere = true
	case !tookEffect(&l.Outcome):
	case l == written && l.Dot.Actor.IsServer():
		next := overwrite(before, &l.Operation)
		c.now = &next
	default:
		c.decide(l, op, written.Corrected())
	}
	edit.Changes = changesOf(op, before, c.now)
	return edit
}

// isMoved says whether an operation named another record and landed on this one.
func (c *chronicle) isMoved(l *models.LoggedOperation) bool {
	return l.Outcome.Landed == c.id && l.Record != c.id
}

// asJudged gives an operation in the form in which it was judged.
func (c *chronicle) asJudged(l, written *models.LoggedOperation) *models.Operation {
	op := written.Operation
	if lifted, ok := schema.Lift(&op); ok {
		op = lifted
	}
	if t, known := c.Registry.Type(op.Type); known {
		op.Set, _ = t.Canonical(op.Set)
	}
	op.Record = c.id
	op.Normalised = l.Outcome.Kind != models.Applied
	return &op
}

// tookEffect says whether an operation changed its record, be it only in part.
func tookEffect(o *models.Outcome) bool {
	switch o.Kind {
	case models.Applied, models.Merged:
		return true
	case models.Held:
		return o.Problem == models.ReasonConflict || o.Problem == models.ReasonDeleteEdit
	case models.Refused:
	}
	return false
}

func (c *chronicle) decide(l *models.LoggedOperation, op *models.Operation, at int64) {
	t, known := c.Registry.Type(op.Type)
	if !known {
		return
	}
	d := merge.Decide(merge.Input{
		Type: t, Standing: c.now, Operation: op, At: at, Elsewhere: c.isMoved(l), Server: models.Dot{Actor: c.serverAt(l), N: l.Seq},
	})
	if d.Kind != models.Refused {
		c.now = &d.Record
	}
}

// serverAt is the life of the server that took an operation. Only the record's vector tells of lives before the present one:
// they follow each other, each with higher numbers.
func (c *chronicle) serverAt(l *models.LoggedOperation) models.ActorID {
	server, least := c.server, uint64(0)
	for i := range c.vector.Len() {
		if d := c.vector.At(i); d.Actor.IsServer() && d.N >= l.Seq && (least == 0 || d.N < least) {
			server, least = d.Actor, d.N
		}
	}
	return server
}

// unseen says whether a record holds something of another phone, or a value of the server's, that an operation's author had
// not seen.
func unseen(r *models.Record, op *models.Operation, moved bool) bool {
	knows := func(d models.Dot) bool {
		return !moved && (d.Actor == op.Dot.Actor && d.N < op.Dot.N || op.Seen.Covers(d))
	}
	for i := range r.Fields {
		if !knows(r.Fields[i].Mark.Dot) {
			return true
		}
	}
	for i := range r.Vector.Len() {
		if d := r.Vector.At(i); !d.Actor.IsServer() && !knows(d) {
			return true
		}
	}
	return false
}

// changesOf gives the fields that an operation wrote, and those that changed with it.
func changesOf(op *models.Operation, before, after *models.Record) []view.Change {
	names := map[string]models.Value{}
	for _, a := range op.Set {
		names[a.Name] = a.Value
	}
	for _, name := range op.Unset {
		names[name] = ""
	}
	if op.Delete {
		names[models.FieldDeleted] = "true"
	}
	if after != nil && valueOf(before, models.FieldDeleted) != valueOf(after, models.FieldDeleted) && !op.Delete {
		names[models.FieldDeleted] = after.Value(models.FieldDeleted)
	}
	out := make([]view.Change, 0, len(names))
	for name, value := range names {
		out = append(out, view.Change{Field: name, Before: valueOf(before, name), Value: value, After: valueOf(after, name)})
	}
	slices.SortFunc(out, func(a, b view.Change) int { return strings.Compare(a.Field, b.Field) })
	return out
}

func valueOf(r *models.Record, field string) models.Value {
	if r == nil {
		return ""
	}
	return r.Value(field)
}
