package storetest

import (
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
)

// Draft is a commit being built. See Chain.
type Draft struct {
	chain   *Chain
	id      models.RecordID
	head    models.Head
	numbers map[models.ActorID]uint64
	states  map[models.RecordID]*models.RecordState
	order   []models.RecordID
	logged  []models.LoggedOperation

	projections map[string][]byte
}

// Edit is one operation to draft and what becomes of it.
type Edit struct {
	Actor  models.ActorID
	Record models.RecordID
	Type   string // "payment" if empty
	Seen   models.Vector
	Set    models.Values
	Unset  []string
	Delete bool
	Group  models.Group
	By     models.RecordID
	// Outcome of kind "" means Applied. Merged puts the server's entry into the record too; Held and Refused leave
	// records alone; Landed names the record that is written instead.
	Outcome models.Outcome
	Keys    []string // of the record afterwards; nil keeps them
}

// Apply adds an operation with the next number of its actor and the next seq, and writes the record it is for.
func (d *Draft) Apply(e Edit) models.LoggedOperation {
	if e.Type == "" {
		e.Type = "payment"
	}
	if e.Outcome.Kind == "" {
		e.Outcome.Kind = models.Applied
	}
	seq := d.head.Seq + 1
	at := int64(epochMillis + seq*1000) //nolint:gosec // tests are short
	o := models.LoggedOperation{
		Operation: models.Operation{
			Dot: models.Dot{Actor: e.Actor, N: d.number(e.Actor, seq)}, Scope: d.head.Scope, Record: e.Record, Type: e.Type,
			Seen: e.Seen, Set: e.Set, Unset: e.Unset, Delete: e.Delete, Group: e.Group, At: at, By: e.By, Schema: 2,
		},
		Seq: seq, Outcome: e.Outcome, Received: at + 777, Offset: 33,
	}
	if !e.Actor.IsServer() {
		o.Device = models.DerivedID("device", e.Actor.String())
	}
	o.Hash = o.Operation.Hash()
	o.Chain = o.NextChain(d.head.Chain)
	d.head.Seq, d.head.Chain = seq, o.Chain
	d.logged = append(d.logged, o)
	if e.Outcome.Kind == models.Applied || e.Outcome.Kind == models.Merged {
		d.write(e, &o)
	}
	return o
}

func (d *Draft) number(actor models.ActorID, seq uint64) uint64 {
	if actor.IsServer() {
		return seq
	}
	d.numbers[actor] = max(d.numbers[actor], d.chain.numbers[actor]) + 1
	return d.numbers[actor]
}

func (d *Draft) write(e Edit, o *models.LoggedOperation) {
	id := e.Record
	if !e.Outcome.Landed.IsZero() {
		id = e.Outcome.Landed
	}
	state := d.state(id, e.Type)
	r := &state.Record
	isNew := r.Vector.Len() == 0
	if !isNew {
		d.head.Digest = d.head.Digest.XOR(models.RecordDigest(id, r.Vector))
	}
	mark := models.Mark{Dot: o.Dot, At: o.Corrected()}
	for _, a := range e.Set {
		r.Fields = put(r.Fields, models.Field{Name: a.Name, Value: a.Value, Mark: mark})
	}
	for _, name := range e.Unset {
		r.Fields = put(r.Fields, models.Field{Name: name, Mark: mark})
	}
	if e.Delete {
		r.Fields = put(r.Fields, models.Field{Name: models.FieldDeleted, Value: models.BoolValue(true), Mark: mark})
	}
	r.Seq, r.Schema, r.Last = o.Seq, o.Schema, o.Dot
	r.Vector = r.Vector.With(o.Dot)
	if e.Outcome.Kind == models.Merged {
		r.Last = models.Dot{Actor: d.chain.Server, N: o.Seq}
		r.Vector = r.Vector.With(r.Last)
	}
	state.Created = isNew && e.Outcome.Kind == models.Applied && e.Outcome.Landed.IsZero() && !e.Delete && len(e.Unset) == 0
	if e.Keys != nil {
		state.Keys = slices.Clone(e.Keys)
		slices.Sort(state.Keys)
		state.Keys = slices.Compact(state.Keys)
	}
	d.head.Digest = d.head.Digest.XOR(models.RecordDigest(id, r.Vector))
}

// state gives the draft's own copy of a record, a new one if there is none.
func (d *Draft) state(id models.RecordID, typ string) *models.RecordState {
	if state := d.states[id]; state != nil {
		return state
	}
	state, existed := d.chain.states[id]
	if !existed {
		state.Record = models.Record{Scope: d.head.Scope, ID: id, Type: typ}
	}
	state.Before = state.Keys
	state.Record.Fields = slices.Clone(state.Record.Fields)
	d.states[id] = &state
	d.order = append(d.order, id)
	return &state
}

// Project makes a projection of the scope say something else from this commit on, "": no longer be there.
func (d *Draft) Project(key, body string) { d.projections[key] = []byte(body) }

// Commit finishes the draft.
func (d *Draft) Commit() models.Commit {
	c := models.Commit{ID: d.id, Base: d.chain.head, Next: d.head, Operations: d.logged}
	for _, id := range d.order {
		c.Records = append(c.Records, *d.states[id])
	}
	for key, body := range d.projections {
		c.Projections = append(c.Projections, models.Projection{Key: key, Seq: d.head.Seq, Body: body})
	}
	models.SortProjections(c.Projections)
	if len(d.logged) > 0 {
		c.At = d.logged[len(d.logged)-1].Received
	}
	return c
}

// put sets one field in its place.
func put(fields []models.Field, f models.Field) []models.Field {
	i, found := slices.BinarySearchFunc(fields, f.Name, func(have models.Field, name string) int {
		return strings.Compare(have.Name, name)
	})
	if found {
		fields[i] = f
		return fields
	}
	return slices.Insert(fields, i, f)
}
