package sync_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	fieldsync "github.com/beplua/beplua/sync"
)

func asError(err error, to **models.Error) bool { return errors.As(err, to) }

func contains(text, part string) bool { return strings.Contains(text, part) }

// fieldServer is the server's actor in the office's life.
func fieldServer(o *office) models.ActorID { return fieldsync.ServerActor(o.Epoch()) }

// stampedAnew is the phone in another life: the operations given go out again under its new actor.
func (p *phone) stampedAnew(actor models.ActorID, ops []models.Operation) *phone {
	anew := *p
	anew.access.Actor = actor
	anew.n, anew.outbox = map[models.Scope]uint64{}, nil
	for _, op := range ops {
		anew.n[op.Scope]++
		op.Dot = models.Dot{Actor: actor, N: anew.n[op.Scope]}
		anew.outbox = append(anew.outbox, op)
	}
	return &anew
}

// TestFork: a phone restored from a backup gives a number out twice. What it wrote under it is kept as evidence, everything
// before has its outcome, and under its new name it goes on without losing or doubling anything.
func TestFork(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	there, _ := club("Mường Tè")
	an := o.phone("an", here, there)
	first := an.member(here, "Lò Thị Ón", "1956-02-03")
	backup := slices.Clone(an.outbox)
	an.member(here, "Giàng Thị Mỷ", "1960-01-01")
	an.send()

	restored := o.phone("an", here, there)
	restored.outbox, restored.n[here], restored.made = backup, 1, 100
	second := restored.member(here, "Lý A Páo", "1961-01-01")
	third := restored.member(there, "Vàng A Sùng", "1950-01-01")
	batch := restored.batch()
	r, err := o.Submit(t.Context(), restored.access, batch)
	if err != nil {
		t.Fatal(err)
	}
	if r.Fork == nil || r.Fork.Scope != here || r.Fork.From != 2 || r.Fork.Actor.IsZero() {
		t.Fatalf("the fork is %+v", r.Fork)
	}
	if len(r.Done) > 0 && (r.Done[0] != models.Run{Scope: here, From: 1, To: 1}) {
		t.Fatalf("done is %+v", r.Done)
	}
	o.absent(here, second)
	evidence := o.theCase(here, models.CaseForkedPhone)
	sides, _ := evidence.Value(models.CaseFieldSides).Table()
	if len(sides) != 1 || !contains(sides[0].Get(models.SideOperation).Str(), "Lý A Páo") {
		t.Fatalf("the evidence is %v", sides)
	}
	head := o.head(here)
	again, err := o.Submit(t.Context(), restored.access, batch) // the answer was lost
	if err != nil || again.Fork == nil || again.Fork.From != 2 {
		t.Fatalf("told again: %+v, %v", again.Fork, err)
	}
	if o.head(here) != head {
		t.Error("the same evidence was kept twice")
	}
	anew := restored.stampedAnew(r.Fork.Actor, restored.outbox)
	receipt := anew.send()
	anew.want(receipt, here, 1, "merged", "applied")
	anew.want(receipt, there, 1, "applied")
	for scope, ids := range map[models.Scope][]models.RecordID{here: {first, second}, there: {third}} {
		for _, id := range ids {
			o.record(scope, id)
		}
	}
	o.theCase(here, models.CaseForkedPhone)
	o.decide(o.theCase(here, models.CaseForkedPhone), models.ChooseKnown)
}

// TestForkInTheMiddleOfScopes: the scopes decided before the fork stand.
func TestForkInTheMiddleOfScopes(t *testing.T) {
	o := newOffice(t)
	scopes := []models.Scope{}
	for _, name := range []string{"a", "b", "c"} {
		s, _ := club(name)
		scopes = append(scopes, s)
	}
	slices.Sort(scopes)
	an := o.phone("an", scopes...)
	an.member(scopes[1], "Lò Thị Ón", "1956-02-03")
	an.send()
	clone := o.phone("an", scopes...)
	clone.made = 50
	for _, s := range scopes {
		clone.member(s, "Lý A Páo", "1961-01-01")
	}
	r, err := o.Submit(t.Context(), clone.access, clone.batch())
	if err != nil {
		t.Fatal(err)
	}
	o.witness.acknowledge(clone.outbox[:1], r)
	o.verify()
	if len(r.Done) != 1 || r.Done[0].Scope != scopes[0] || r.Fork == nil || r.Fork.Scope != scopes[1] {
		t.Fatalf("done %v, fork %+v", r.Done, r.Fork)
	}
	if o.head(scopes[2]).Seq != 0 {
		t.Error("a scope behind the fork was decided")
	}
}

// TestNewActorOnRequest: a phone that has handed everything in may ask for another life.
func TestNewActorOnRequest(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an := o.phone("an", here)
	batch := an.batch()
	batch.NewActor = true
	r, err := o.Submit(t.Context(), an.access, batch)
	if err != nil || r.Fork == nil || r.Fork.Actor != models.MustActorID("new1") || r.Fork.From != 0 {
		t.Fatalf("%+v, %v", r.Fork, err)
	}
}
