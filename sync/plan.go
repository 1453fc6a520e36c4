package sync

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// plan is one decision on one scope while it is being made: what was read, what was decided so far, and nothing stored yet.
type plan struct {
	*Engine
	ctx     context.Context //nolint:containedctx // a plan lives no longer than the call that makes it
	access  models.Access
	scope   models.Scope
	base    models.Head
	next    models.Head
	now     time.Time
	offset  int64 // the phone's clock minus ours: milliseconds
	issued  map[models.ActorID]uint64
	records map[models.RecordID]*draft
	foreign map[models.RecordID]bool     // ids looked for in the parent scope, and whether they are there
	touched []models.RecordID            // in the order they were first written
	byKey   map[string][]models.RecordID // which of them have an index key as decided so far
	log     []models.LoggedOperation
	orphans orphanWatch
	rivals  rivals
	books   books
	glance  glance
	// approver is who decides that a held operation is carried out; zero when nobody does.
	approver models.RecordID
}

// draft is a record as it was read and as it is decided to be.
type draft struct {
	before *models.Record // nil: not in the store
	now    *models.Record // nil: still not there
	keys   []string       // the index keys of now, once the plan wrote it
}

// begin reads where the scope stands.
func (e *Engine) begin(ctx context.Context, access models.Access, scope models.Scope, offset int64) (*plan, error) {
	heads, err := e.Store.Heads(ctx, []models.Scope{scope})
	if err != nil {
		return nil, err
	}
	return &plan{
		Engine: e, ctx: ctx, access: access, scope: scope, base: heads[0], next: heads[0], now: e.Now(), offset: offset,
		issued: map[models.ActorID]uint64{}, records: map[models.RecordID]*draft{}, foreign: map[models.RecordID]bool{},
		byKey: map[string][]models.RecordID{}, rivals: rivals{},
	}, nil
}

// grow makes room for so many operations: each is about a record, names another, and has a few keys.
func (p *plan) grow(n int) {
	p.log = slices.Grow(p.log, n)
	if len(p.records) == 0 {
		p.records = make(map[models.RecordID]*draft, 3*n)
		p.byKey = make(map[string][]models.RecordID, 4*n)
	}
}

// fork copies a plan, so that a part of it can be tried and thrown away. What was read is shared knowledge and stays valid.
func (p *plan) fork() *plan {
	trial := *p
	trial.records = make(map[models.RecordID]*draft, len(p.records))
	for id, d := range p.records {
		own := *d
		trial.records[id] = &own
	}
	trial.foreign = maps.Clone(p.foreign)
	trial.issued = maps.Clone(p.issued)
	trial.touched = slices.Clip(p.touched)
	trial.byKey = maps.Clone(p.byKey)
	trial.log = slices.Clip(p.log)
	return &trial
}

// load reads records that the plan has not read yet.
func (p *plan) load(ids ...models.RecordID) error {
	missing := make([]models.RecordID, 0, len(ids))
	for _, id := range ids {
		if _, known := p.records[id]; !known {
			p.records[id] = &draft{}
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 || p.base.Seq == 0 {
		return nil
	}
	found, err := p.Store.Records(p.ctx, p.scope, missing)
	if err != nil {
		return err
	}
	for i := range found {
		p.records[found[i].ID] = &draft{before: &found[i], now: &found[i]}
	}
	return nil
}

// record gives a record as decided so far, nil if there is none.
func (p *plan) record(id models.RecordID) (*models.Record, error) {
	d, known := p.records[id]
	if !known {
		if err := p.load(id); err != nil {
			return nil, err
		}
		d = p.records[id]
	}
	return d.now, nil
}

// exists says whether a record is in the scope or in the one that it may refer to.
func (p *plan) exists(id models.RecordID) (bool, error) {
	if p.records[id] == nil && p.known.has(p.scope, id) {
		return true, nil
	}
	r, err := p.record(id)
	if err != nil || r != nil {
		if r != nil && p.records[id].before != nil {
			p.known.add(p.scope, id)
		}
		return r != nil, err
	}
	parent := p.scope.Parent()
	if parent == "" {
		return false, nil
	}
	if there, known := p.foreign[id]; known {
		return there, nil
	}
	found, err := p.Store.Records(p.ctx, parent, []models.RecordID{id})
	if err != nil {
		return false, err
	}
	p.foreign[id] = len(found) > 0
	return len(found) > 0, nil
}

// seq is the number that the next operation gets.
func (p *plan) seq() uint64 { return p.next.Seq + 1 }

// serverDot is the dot of the server's own entry at the next seq.
func (p *plan) serverDot() models.Dot { return models.Dot{Actor: p.server, N: p.seq()} }

// append logs an operation with its outcome as the next of the scope.
func (p *plan) append(op *models.Operation, outcome models.Outcome) *models.LoggedOperation {
	entry := models.LoggedOperation{
		Operation: *op, Seq: p.seq(), Hash: op.Hash(), Outcome: outcome, Received: p.now.UnixMilli(),
	}
	if !op.Dot.Actor.IsServer() {
		entry.Offset, entry.Device = p.offset, p.access.Device
	}
	entry.Chain = entry.NextChain(p.next.Chain)
	p.next.Seq, p.next.Chain = entry.Seq, entry.Chain
	p.log = append(p.log, entry)
	return &p.log[len(p.log)-1]
}

// put makes r the record's state, written by the operation that was logged last.
func (p *plan) put(r models.Record) {
	r.Seq = p.next.Seq
	d := p.records[r.ID]
	if d == nil {
		d = &draft{}
		p.records[r.ID] = d
	}
	if d.now != nil {
		p.next.Digest = p.next.Digest.XOR(models.RecordDigest(r.ID, d.now.Vector))
	}
	if d.now == d.before {
		p.touched = append(p.touched, r.ID)
	}
	d.now = &r
	p.next.Digest = p.next.Digest.XOR(models.RecordDigest(r.ID, r.Vector))
	p.index(d)
}

// index enters the keys of a record that was just written in the place of those it had.
func (p *plan) index(d *draft) {
	old := d.keys
	d.keys = p.keys(d.now)
	for _, key := range old {
		if _, kept := slices.BinarySearch(d.keys, key); !kept {
			p.byKey[key] = without(p.byKey[key], d.now.ID)
		}
	}
	for _, key := range d.keys {
		if _, had := slices.BinarySearch(old, key); !had {
			p.byKey[key] = append(p.byKey[key], d.now.ID)
		}
	}
}

// without gives ids less one, in new memory: a plan and its fork may share the old.
func without(ids []models.RecordID, id models.RecordID) []models.RecordID {
	return slices.DeleteFunc(slices.Clone(ids), func(other models.RecordID) bool { return other == id })
}

// commit is what the plan comes to.
func (p *plan) commit() models.Commit {
	c := models.Commit{
		ID: p.NewID(), Base: p.base, Next: p.next, Operations: p.log, At: p.now.UnixMilli(),
		Records: make([]models.RecordState, 0, len(p.touched)),
	}
	for _, id := range p.touched {
		d := p.records[id]
		state := models.RecordState{Record: *d.now, Keys: d.keys}
		if d.before != nil {
			state.Before = p.keys(d.before)
		} else {
			state.Created = p.onlyCreated(d.now)
		}
		c.Records = append(c.Records, state)
	}
	c.Projections = p.glance.projection(p.books.projections(c.Next.Seq), &c)
	models.SortProjections(c.Projections)
	return c
}

// save stores what the plan comes to.
func (p *plan) save() error {
	if err := p.keepSummary(); err != nil {
		return err
	}
	return p.store(p.ctx, p.commit())
}

// onlyCreated says whether a new record is simply what its creating operation says, so that a store need not keep it twice.
func (p *plan) onlyCreated(r *models.Record) bool {
	op := &p.log[r.Seq-p.base.Seq-1]
	return r.Last == op.Dot && op.Record == r.ID && r.Vector.Len() == 1 && r.Vector.At(0) == op.Dot &&
		op.Schema == r.Schema && len(op.Set) == len(r.Fields)
}

// keys are the index keys of a record's state; a type this server does not know has none.
func (p *plan) keys(r *models.Record) []string {
	t, ok := p.Registry.Type(r.Type)
	if !ok {
		return nil
	}
	return t.Keys(r)
}

// today is the day in Vietnam.
func (p *plan) today() string { return models.Today(p.now).String() }

// typeOf gives a record's type.
func (p *plan) typeOf(name string) *schema.Type {
	t, _ := p.Registry.Type(name)
	return t
}
