package sync_test

import (
	"slices"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// TestGap: what comes after missing operations is not looked at, and the answer says where to go on, scope by scope.
func TestGap(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	there, _ := club("Mường Tè")
	an := o.phone("an", here, there)
	an.member(here, "Lò Thị Ón", "1956-02-03")
	an.send()
	an.member(there, "Vàng A Sùng", "1950-01-01")
	an.member(here, "Giàng Thị Mỷ", "1960-01-01")
	an.member(here, "Lý A Páo", "1961-01-01")
	an.outbox = slices.Delete(an.outbox, 1, 2) // number 2 of the first club got lost
	_, err := an.Submit(t.Context(), an.access, an.batch())
	o.wantCode(err, models.CodeGap)
	var gap *models.Error
	if !asError(err, &gap) || len(gap.Expected) != 1 || gap.Expected[here] != 2 {
		t.Fatalf("expected numbers are %v", gap.Expected)
	}
	if o.head(there).Seq != 0 {
		t.Fatal("a part of a batch with a gap was taken")
	}
}

// TestBatchesThatCannotBeDecided are refused whole.
func TestBatchesThatCannotBeDecided(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	for name, c := range map[string]struct {
		change func(*phone, *models.Batch)
		code   models.Code
	}{
		"another life of the server": {func(_ *phone, b *models.Batch) { b.Epoch = "formerly" }, models.CodeResync},
		"too many":                   {func(_ *phone, b *models.Batch) { b.Operations = make([]models.Operation, models.BatchOperationsMax+1) }, models.CodeLimit},
		"the server's name": {func(_ *phone, b *models.Batch) {
			b.Actor = fieldServer(o)
			for i := range b.Operations {
				b.Operations[i].Dot.Actor = b.Actor
			}
		}, models.CodeForbidden},
		"another's operation": {func(_ *phone, b *models.Batch) { b.Operations[1].Dot.Actor = models.MustActorID("binh") }, models.CodeMalformed},
		"a hole inside":       {func(_ *phone, b *models.Batch) { b.Operations[1].Dot.N++ }, models.CodeMalformed},
		"number nought":       {func(_ *phone, b *models.Batch) { b.Operations[0].Dot.N = 0 }, models.CodeMalformed},
		"a group cut off":     {func(_ *phone, b *models.Batch) { b.Operations[1].Group = models.Group{ID: "g", Of: 2} }, models.CodeGroupSplit},
		"a group parted": {func(_ *phone, b *models.Batch) {
			b.Operations[0].Group = models.Group{ID: "g", Of: 2}
			b.Operations[1].Group = models.Group{ID: "h", Of: 2}
		}, models.CodeGroupSplit},
	} {
		t.Run(name, func(t *testing.T) {
			an := o.phone("an", here)
			an.member(here, "Lò Thị Ón", "1956-02-03")
			an.member(here, "Lò Thị Ín", "1958-02-03")
			batch := an.batch()
			c.change(an, &batch)
			_, err := o.Submit(t.Context(), an.access, batch)
			o.wantCode(err, c.code)
			if o.head(here).Seq != 0 {
				t.Fatal("something was taken")
			}
		})
	}
}

// TestNotYours: what its author may not write is kept with an officer, word for word, and can be carried out by him.
func TestNotYours(t *testing.T) {
	here, _ := club("Nà Phát")
	for name, c := range map[string]struct {
		change func(*phone)
		fate   string
	}{
		"revoked":      {func(p *phone) { p.access.Revoked = true }, "held:revoked"},
		"out of scope": {func(p *phone) { p.access.Writes = nil }, "held:out-of-scope"},
		"other author": {func(p *phone) { p.outbox[0].By = userOf("chi") }, "held:author"},
		"newer schema": {func(p *phone) { p.outbox[0].Schema = schema.Current + 1 }, "held:newer-schema"},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			an := o.phone("an", here)
			id := an.member(here, "Lò Thị Ón", "1956-02-03")
			c.change(an)
			r := an.send()
			an.want(r, here, 1, c.fate)
			o.absent(here, id)
			kept := o.theCase(here, models.CaseOutOfScope)
			if kept.ID != outcome(r, here, 1).Case {
				t.Fatal("the outcome names another case")
			}
			sides, _ := kept.Value(models.CaseFieldSides).Table()
			if len(sides) != 1 || !contains(sides[0].Get(models.SideOperation).Str(), "Lò Thị Ón") {
				t.Fatalf("the operation is not kept word for word: %v", sides)
			}
			if name == "newer schema" {
				return // nobody can carry out what the server does not understand
			}
			o.decide(kept, models.ChooseApply)
			o.holds(here, id, "fullName", `"Lò Thị Ón"`)
			o.noCase(here)
		})
	}
}

// TestRefused: what breaks a rule is refused with its reason, kept word for word, and nothing of it is in the records.
func TestRefused(t *testing.T) {
	o := newOffice(t)
	here, health := club("Nà Phát")
	an := o.phone("an", here, health, models.ProvinceScope)
	id := an.member(here, "Lò Thị Ón", "1956-02-03")
	an.write(here, "member", an.id(), text("fullName", "X"))                              // too short, and incomplete
	an.write(here, "household", id, text("headName", "Lò Văn A"))                         // a member is no household
	an.write(here, "dragon", an.id(), text("name", "x"))                                  // no such type
	an.write(here, models.TypeCase, an.id(), text("kind", "clock"))                       // only the server opens cases
	an.write(here, "adminUnit", an.id(), text("name", "Mường Tè"))                        // only officers write it
	an.write(here, "healthCheck", an.id(), ref("member", id), text("date", "2026-03-01")) // not in this scope
	an.write(here, "member", id).Delete = true                                            // persons are not deleted
	future := an.write(here, "member", id, text("note", "x"))
	future.Seen = models.NewVector(models.Dot{Actor: models.MustActorID("binh"), N: 3})
	served := an.write(here, "member", id, text("note", "x"))
	served.Seen = models.NewVector(models.Dot{Actor: fieldServer(o), N: 1000})
	r := an.send()
	an.want(r, here, 1, "applied", "refused:invalid", "refused:type-mismatch", "refused:unknown-type", "refused:server-only",
		"refused:server-only", "refused:invalid", "refused:not-deletable", "refused:future-vector", "refused:future-vector")
	if faults := outcome(r, here, 2).Faults; len(faults) < 2 {
		t.Errorf("not all faults at once: %v", faults)
	}
	for _, c := range o.openCases(here) {
		if kind := c.Value(models.CaseFieldKind).Str(); kind != string(models.CaseRefused) {
			t.Errorf("a case of kind %s", kind)
		}
	}
	if got := o.record(here, id); got.Vector.String() != "an:1" {
		t.Errorf("refused operations left something in the record: %s", got.Vector)
	}
}

// TestFutureOfItself: nobody has seen what he is yet to write.
func TestFutureOfItself(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an := o.phone("an", here)
	id := an.member(here, "Lò Thị Ón", "1956-02-03")
	an.write(here, "member", id, text("note", "x")).Seen = models.NewVector(models.Dot{Actor: an.access.Actor, N: 2})
	an.write(here, "member", id, text("note", "y")).Seen = models.NewVector(models.Dot{Actor: an.access.Actor, N: 2})
	an.want(an.send(), here, 1, "applied", "refused:future-vector", "applied")
}

// TestFormerLife: after a restore from a backup a phone has seen what the server no longer knows. With the name of that life
// it is told of the merge; without, it is refused.
func TestFormerLife(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an := o.phone("an", here)
	id := an.member(here, "Lò Thị Ón", "1956-02-03")
	an.send()
	lost := models.NewVector(models.Dot{Actor: an.access.Actor, N: 1}, models.Dot{Actor: models.MustActorID("binh"), N: 9})
	for _, c := range []struct{ epoch, fate string }{{"", "refused:future-vector"}, {o.Epoch(), "refused:future-vector"}, {"formerly", "merged"}} {
		op := an.write(here, "member", id, text("note", "của "+c.epoch))
		op.Seen, op.SeenEpoch = lost, c.epoch
		an.want(an.send(), here, an.n[here], c.fate)
	}
	o.holds(here, id, "note", `"của formerly"`)
}

// TestOldSchema: what an old app writes is lifted, and travels back to it.
func TestOldSchema(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an := o.phone("an", here)
	id := an.id()
	an.write(here, "member", id, text("fullName", "Lò Thị Ón"), text("sex", "female"), text("joinedOn", "2024-05-01"), number("birthYear", 1956)).Schema = 1
	an.want(an.send(), here, 1, "merged")
	o.holds(here, id, "birthOn", `"1956-01-01"`)
	if got := an.fetch(); len(got) != 1 || got[0].ID != id {
		t.Fatalf("the lifted record does not travel back: %v", got)
	}
	an.fetch()
	op := an.write(here, "member", id)
	op.Schema, op.Unset = 1, []string{"birthYear"}
	an.want(an.send(), here, 2, "merged")
	o.holds(here, id, "birthOn", "")
	an.write(here, "member", an.id(), text("fullName", "Lò Thị Ín")).Schema = 0
	an.want(an.send(), here, 3, "refused:invalid")
}

// TestWrongClock: a phone whose clock is a day off is told to an officer, once, and its times count as those of receipt.
func TestWrongClock(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, binh := o.phone("an", here), o.phone("binh", here)
	an.skew = 10 * 365 * 24 * time.Hour
	id := an.member(here, "Lò Thị Ón", "1956-02-03", text("note", "tương lai"))
	r := an.send()
	if r.Offset != an.skew.Milliseconds() {
		t.Errorf("the offset is %d ms", r.Offset)
	}
	o.theCase(here, models.CaseClock)
	an.write(here, "member", id, text("note", "vẫn tương lai"))
	an.send()
	o.theCase(here, models.CaseClock)
	o.clock = o.clock.Add(time.Minute)
	binh.write(here, "member", id, text("note", "hôm nay"))
	binh.send()
	o.holds(here, id, "note", `"hôm nay"`)
	log, err := o.store.Log(t.Context(), here, 0, 1)
	if err != nil || log[0].Corrected() > log[0].Received || log[0].Offset != an.skew.Milliseconds() {
		t.Errorf("the log says %+v (%v)", log[0], err)
	}
	slow := o.phone("chi", here)
	slow.skew = -24 * time.Hour
	slow.member(here, "Lò Thị Ín", "1958-02-03")
	slow.send()
	if n := len(o.openCases(here)); n != 2 {
		t.Errorf("%d cases, not one for each wrong clock", n)
	}
}
