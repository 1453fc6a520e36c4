package sync_test

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/store/storetest"
	fieldsync "github.com/beplua/beplua/sync"
)

// office is a server with its engine, a store that can be looked into, and a clock that stands until it is moved.
type office struct {
	*testing.T
	*fieldsync.Engine
	store   fieldsync.Store
	clock   time.Time
	made    uint64
	lives   int
	witness *witness
}

// newOffice opens an office on an empty model of a store.
func newOffice(t *testing.T) *office { return openOffice(t, storetest.NewModel()) }

// openOffice opens an office on a store.
func openOffice(t *testing.T, store fieldsync.Store) *office {
	t.Helper()
	o := &office{T: t, store: store, clock: time.Date(2026, 3, 15, 3, 0, 0, 0, time.UTC), witness: newWitness()}
	o.open(store)
	return o
}

// open starts the engine, or another one, on a store.
func (o *office) open(store fieldsync.Store) {
	o.Helper()
	o.Engine = o.engineOver(store)
}

func (o *office) engineOver(store fieldsync.Store) *fieldsync.Engine {
	o.Helper()
	engine, err := fieldsync.New(o.Context(), fieldsync.Deps{
		Store: store, Registry: schema.Default(), Actors: o, CursorKey: []byte("a key of thirty-two bytes, really"),
		Now: func() time.Time { return o.clock },
		NewID: func() models.RecordID {
			o.made++
			return models.DerivedID("commit", strconv.FormatUint(o.made, 10))
		},
	})
	if err != nil {
		o.Fatal(err)
	}
	return engine
}

// NewActor gives lives "new1", "new2", …
func (o *office) NewActor(context.Context, models.RecordID) (models.ActorID, error) {
	o.lives++
	return models.MustActorID("new" + strconv.Itoa(o.lives)), nil
}

// club is the scope of a club, and its health scope.
func club(name string) (ordinary, health models.Scope) {
	id := models.DerivedID("club", name)
	return models.ClubScope(id), models.HealthScope(id)
}

func userOf(name string) models.RecordID { return models.DerivedID("user", name) }

// phone is one installation as the protocol asks it to be: it numbers, remembers what it was given, and sends.
type phone struct {
	*office
	access models.Access
	n      map[models.Scope]uint64
	outbox []models.Operation
	base   map[models.RecordID]models.Record
	cursor string
	skew   time.Duration // of its clock
	made   int
}

func (o *office) phone(name string, scopes ...models.Scope) *phone {
	return &phone{
		office: o, n: map[models.Scope]uint64{}, base: map[models.RecordID]models.Record{},
		access: models.Access{
			User: userOf(name), Device: models.DerivedID("device", name), Actor: models.MustActorID(name),
			Reads: scopes, Writes: scopes,
		},
	}
}

// officer is somebody at the console who decides cases of the scopes.
func (o *office) officer(scopes ...models.Scope) models.Access {
	return models.Access{User: userOf("officer"), Reads: scopes, Writes: scopes, Officer: true}
}

// id names a record that the phone is about to make.
func (p *phone) id() models.RecordID {
	p.made++
	return models.DerivedID("record", p.access.Actor.String(), strconv.Itoa(p.made))
}

// write puts an edit into the outbox, made on what the phone was given, and gives it to be changed further.
func (p *phone) write(scope models.Scope, typ string, id models.RecordID, set ...models.Assignment) *models.Operation {
	p.n[scope]++
	op := models.Operation{
		Dot: models.Dot{Actor: p.access.Actor, N: p.n[scope]}, Scope: scope, Record: id, Type: typ, Set: models.NewValues(set...),
		Seen: p.base[id].Vector, At: p.clock.Add(p.skew).UnixMilli(), By: p.access.User, Schema: schema.Current,
	}
	p.outbox = append(p.outbox, op)
	return &p.outbox[len(p.outbox)-1]
}

func (p *phone) batch() models.Batch {
	return models.Batch{Actor: p.access.Actor, Epoch: p.Epoch(), Now: p.clock.Add(p.skew).UnixMilli(), Operations: p.outbox}
}

// send submits the outbox; everything in it has an outcome then. The invariants are checked behind it.
func (p *phone) send() models.Receipt {
	p.Helper()
	receipt, err := p.Submit(p.Context(), p.access, p.batch())
	if err != nil {
		p.Fatalf("submit: %v", err)
	}
	p.witness.acknowledge(p.outbox, receipt)
	p.outbox = nil
	p.verify()
	return receipt
}

// fetch takes pages to the end and gives the records that came.
func (p *phone) fetch() []models.Record {
	p.Helper()
	var came []models.Record
	for {
		page, err := p.Changes(p.Context(), p.access, models.PageRequest{Cursor: p.cursor})
		if err != nil {
			p.Fatalf("fetch: %v", err)
		}
		came = append(came, page.Records...)
		p.cursor = page.Cursor
		for _, r := range page.Records {
			if !slices.Contains(p.access.Reads, r.Scope) {
				p.Fatalf("I7: a record of %s for somebody who reads %v", r.Scope, p.access.Reads)
			}
			p.base[r.ID] = r
		}
		if !page.More {
			return came
		}
	}
}

// outcome is what became of an operation: of the exceptions, or applied.
func outcome(r models.Receipt, scope models.Scope, n uint64) models.Outcome {
	for _, e := range r.Exceptions {
		if e.Scope == scope && e.N == n {
			return e.Outcome
		}
	}
	for _, run := range r.Done {
		if run.Scope == scope && run.From <= n && n <= run.To {
			return models.Outcome{Kind: models.Applied}
		}
	}
	return models.Outcome{}
}

// fate is the kind of an outcome and its reason in one word, which is what most tests ask for.
func fate(r models.Receipt, scope models.Scope, n uint64) string {
	o := outcome(r, scope, n)
	if o.Problem == "" {
		return string(o.Kind)
	}
	return string(o.Kind) + ":" + o.Problem
}

// want fails unless the operations from the first of a scope had these fates.
func (p *phone) want(r models.Receipt, scope models.Scope, from uint64, fates ...string) {
	p.Helper()
	for i, f := range fates {
		if got := fate(r, scope, from+uint64(i)); got != f {
			p.Fatalf("operation %d is %q, not %q (%+v)", from+uint64(i), got, f, outcome(r, scope, from+uint64(i)).Faults)
		}
	}
}

// record gives a record as the server has it; one that is not there fails the test.
func (o *office) record(scope models.Scope, id models.RecordID) models.Record {
	o.Helper()
	found, err := o.store.Records(o.Context(), scope, []models.RecordID{id})
	if err != nil || len(found) != 1 {
		o.Fatalf("record %s: %d found, %v", id, len(found), err)
	}
	return found[0]
}

// holds fails unless a field of a record has a value.
func (o *office) holds(scope models.Scope, id models.RecordID, field string, want models.Value) {
	o.Helper()
	r := o.record(scope, id)
	if got := r.Value(field); got != want {
		o.Fatalf("%s is %s, not %s", field, got, want)
	}
}

// absent fails if a record is there.
func (o *office) absent(scope models.Scope, id models.RecordID) {
	o.Helper()
	found, err := o.store.Records(o.Context(), scope, []models.RecordID{id})
	if err != nil || len(found) > 0 {
		o.Fatalf("the record is there already (%v)", err)
	}
}

// open lists the open cases of a scope as "kind".
func (o *office) openCases(scope models.Scope) []models.Record {
	o.Helper()
	return o.cases(scope, "")
}

// theCase is the only open case of a scope, of the kind given.
func (o *office) theCase(scope models.Scope, kind models.CaseKind) models.Record {
	o.Helper()
	cases := o.openCases(scope)
	if len(cases) != 1 || cases[0].Value(models.CaseFieldKind).Str() != string(kind) {
		o.Fatalf("open cases are %v, not one %s", kinds(cases), kind)
	}
	return cases[0]
}

func (o *office) noCase(scope models.Scope) {
	o.Helper()
	if cases := o.openCases(scope); len(cases) > 0 {
		o.Fatalf("open cases: %v", kinds(cases))
	}
}

// cases lists the cases of a scope with a status, "" for those that wait.
func (o *office) cases(scope models.Scope, status models.CaseStatus) []models.Record {
	o.Helper()
	q, err := o.Queue(o.Context(), o.officer(scope), models.CaseFilter{Status: status})
	if err != nil {
		o.Fatal(err)
	}
	var out []models.Record
	for i := range q.Cases {
		out = append(out, q.Cases[i].Record)
	}
	return out
}

func kinds(cases []models.Record) []string {
	out := make([]string, len(cases))
	for i := range cases {
		out[i] = cases[i].Value(models.CaseFieldKind).Str()
	}
	return out
}

// decide resolves a case as the officer, with the case as it stands.
func (o *office) decide(c models.Record, choice models.Choice, more ...func(*models.Resolution)) models.Record {
	o.Helper()
	decided, err := o.tryDecide(c, choice, more...)
	if err != nil {
		o.Fatalf("resolve by %s: %v", choice, err)
	}
	o.verify()
	return decided
}

func (o *office) tryDecide(c models.Record, choice models.Choice, more ...func(*models.Resolution)) (models.Record, error) {
	o.Helper()
	r := models.Resolution{Scope: c.Scope, Case: c.ID, Seen: c.Vector, Choice: choice}
	for _, change := range more {
		change(&r)
	}
	return o.Resolve(o.Context(), o.officer(c.Scope), r)
}

// wantCode fails unless an error has a code.
func (o *office) wantCode(err error, code models.Code) {
	o.Helper()
	if got := models.CodeOf(err); got != code {
		o.Fatalf("the error is %v, not %s", err, code)
	}
	o.verify()
}
