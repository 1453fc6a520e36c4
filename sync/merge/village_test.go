package merge_test

import (
	"reflect"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sync/merge"
)

// The types of the tests: one field of every policy, a type whose records may be deleted, and one that is only added to.
func types() map[string]*schema.Type {
	every := []schema.Field{
		{Name: "birth", Kind: schema.Date, Policy: schema.Once},
		{Name: "groups", Kind: schema.Set, Policy: schema.Union},
		{Name: "name", Kind: schema.Text, Policy: schema.Ask},
		{Name: "note", Kind: schema.Text, Policy: schema.Latest},
		{Name: "phone", Kind: schema.Text, Policy: schema.Ask},
		{Name: "since", Kind: schema.Date, Policy: schema.Min},
		{Name: "visits", Kind: schema.Int, Policy: schema.Max},
	}
	return map[string]*schema.Type{
		"person":  {Name: "person", Mode: schema.Mutable, Fields: every},
		"visit":   {Name: "visit", Mode: schema.Mutable, Deletable: true, Fields: every},
		"payment": {Name: "payment", Mode: schema.AppendOnly, Fields: []schema.Field{{Name: "amount", Kind: schema.Money}}},
	}
}

func serverActor() models.ActorID { return models.MustActorID("s0000001") }

func theRecord() models.RecordID { return models.MustRecordID("01920000-0000-7000-8000-000000000001") }

// village is one record on the server, and the truth about it that no version vector can get wrong: which operation last
// wrote each field, and what everybody had really seen.
type village struct {
	t      check
	typ    *schema.Type
	record *models.Record
	seq    uint64
	states map[uint64]*models.Record // the record after each seq
	wrote  map[string]event          // by field: the event that its value comes from
	events []event
	vector map[string]string // content by vector
	decide func(merge.Input) merge.Decision
}

// event is an operation that the server took.
type event struct {
	seq  uint64
	op   *models.Operation
	kind models.OutcomeKind
	// mute: it was carried out late and left nothing in the record but its entry in the vector, which no one can tell.
	mute bool
}

// check is what a law needs of testing.T or rapid.T.
type check interface {
	Helper()
	Fatalf(format string, args ...any)
}

func newVillage(t check, typ *schema.Type) *village {
	v := &village{t: t, typ: typ, states: map[uint64]*models.Record{}, wrote: map[string]event{}, vector: map[string]string{}}
	v.decide = v.decideTwice
	return v
}

// phone is one life of one installation, with what it was given and what it has not sent.
type phone struct {
	*village
	actor  models.ActorID
	n      uint64
	base   *models.Record // as the server gave it
	baseAt uint64         // the seq it was given at
	outbox []edit
}

// edit is an operation and when it was made by the server's clock; late means that it was held and is carried out now.
type edit struct {
	op     *models.Operation
	at     int64
	baseAt uint64
	late   bool
}

func (v *village) phone(name string) *phone {
	return &phone{village: v, actor: models.MustActorID(name)}
}

func (p *phone) fetch() { p.base, p.baseAt = p.record, p.seq }

// write puts an operation into the outbox, made on what the phone was given.
func (p *phone) write(at int64, op models.Operation) {
	p.n++
	op.Dot, op.Record, op.Type, op.At = models.Dot{Actor: p.actor, N: p.n}, theRecord(), p.typ.Name, at
	op.Scope = models.ClubScope(theRecord())
	if p.base != nil {
		op.Seen = p.base.Vector
	}
	p.outbox = append(p.outbox, edit{op: &op, at: at, baseAt: p.baseAt})
}

// submit sends the oldest operation of the outbox.
func (p *phone) submit() merge.Decision {
	next := p.outbox[0]
	p.outbox = p.outbox[1:]
	return p.take(next)
}

// decideTwice is Decide, with everything it was given compared afterwards.
func (v *village) decideTwice(in merge.Input) merge.Decision {
	before := *in.Operation
	before.Set, before.Unset = slices.Clone(before.Set), slices.Clone(before.Unset)
	var standing models.Record
	if in.Standing != nil {
		standing = *in.Standing
		standing.Fields = slices.Clone(standing.Fields)
	}
	d := merge.Decide(in)
	if again := merge.Decide(in); !reflect.DeepEqual(d, again) {
		v.t.Fatalf("the same input gave %+v and then %+v", d, again)
	}
	if !reflect.DeepEqual(before, *in.Operation) || in.Standing != nil && !reflect.DeepEqual(standing, *in.Standing) {
		v.t.Fatalf("Decide changed its input: %+v, %+v", in.Standing, in.Operation)
	}
	return d
}

// take lets the server decide an operation, and checks the laws on the way.
func (v *village) take(e edit) merge.Decision {
	v.seq++
	op := *e.op
	in := merge.Input{
		Type: v.typ, Standing: v.record, Operation: &op, At: e.at, Server: models.Dot{Actor: serverActor(), N: v.seq},
	}
	d := v.decide(in)
	now := event{seq: v.seq, op: &op, kind: d.Kind}
	if d.Kind != models.Refused {
		v.checkVector(in, d)
		v.checkApplied(e, d)
		v.checkExplained(e, d)
		now.mute = e.late
		for _, f := range d.Record.Fields {
			if old, had := standingField(v.record, f.Name); !had || old != f {
				now.mute = false
				v.wrote[f.Name] = now
			}
		}
		r := d.Record
		r.Seq = v.seq
		v.record = &r
	}
	v.events = append(v.events, now)
	v.states[v.seq] = v.record
	return d
}

func standingField(r *models.Record, name string) (models.Field, bool) {
	if r == nil {
		return models.Field{Name: name}, false
	}
	i, ok := r.Find(name)
	if !ok {
		return models.Field{Name: name}, false
	}
	return r.Fields[i], true
}

// content is all of a record that its vector stands for.
func content(r *models.Record) string { return string(r.Values().AppendJSON(nil)) }
