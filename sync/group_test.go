package sync_test

import (
	"testing"

	"github.com/beplua/beplua/models"
)

// group makes the last n operations of the outbox stand or fall together.
func (p *phone) group(id string, n int) {
	for i := len(p.outbox) - n; i < len(p.outbox); i++ {
		p.outbox[i].Group = models.Group{ID: id, Of: n}
	}
}

// TestGroupTaken: all of it.
func TestGroupTaken(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an := o.phone("an", here)
	person := an.member(here, "Lò Thị Ón", "1956-02-03")
	day := an.meeting(here, "2026-03-10")
	there := an.attendance(here, day, person, "present")
	an.group("sổ", 2)
	an.want(an.send(), here, 1, "applied", "applied", "applied")
	o.holds(here, there, "status", `"present"`)
}

// TestGroupRefused: one that breaks a rule takes the others with it, those before and those behind; the rest of the batch
// goes on.
func TestGroupRefused(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an := o.phone("an", here)
	first := an.household(here, "Lò Văn A")
	second := an.household(here, "")
	third := an.household(here, "Lò Văn C")
	an.group("three", 3)
	fourth := an.household(here, "Lò Văn D")
	r := an.send()
	an.want(r, here, 1, "refused:group", "refused:invalid", "refused:group", "applied")
	for _, id := range []models.RecordID{first, second, third} {
		o.absent(here, id)
	}
	o.record(here, fourth)
	c := o.theCase(here, models.CaseRefused)
	if c.Value(models.CaseFieldSubject).Str() != second.String() {
		t.Error("the case is not about the one that broke a rule")
	}
	if sides, _ := c.Value(models.CaseFieldSides).Table(); len(sides) != 3 {
		t.Errorf("%d of 3 operations are kept word for word", len(sides))
	}
}

// TestGroupWaits: a group that lacks a parent waits as a whole and is taken as a whole.
func TestGroupWaits(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, binh := o.phone("an", here), o.phone("binh", here)
	person := an.member(here, "Lò Thị Ón", "1956-02-03")
	member := an.outbox
	an.outbox, an.n[here] = nil, 0
	day := binh.meeting(here, "2026-03-10")
	there := binh.attendance(here, day, person, "present")
	binh.group("g", 2)
	binh.want(binh.send(), here, 1, "held:orphan", "held:orphan")
	o.absent(here, day)
	an.outbox, an.n[here] = member, 1
	an.send()
	o.noCase(here)
	o.record(here, day)
	o.holds(here, there, "status", `"present"`)
}

// TestGroupWaitsAndFails: a group that waited stands or falls together when it is carried out, too.
func TestGroupWaitsAndFails(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, binh := o.phone("an", here), o.phone("binh", here)
	person := an.member(here, "Lò Thị Ón", "1956-02-03")
	member := an.outbox
	an.outbox, an.n[here] = nil, 0
	day := binh.meeting(here, "2026-03-10")
	there := binh.attendance(here, day, person, "present")
	other := binh.household(here, "") // breaks a rule, which nobody looked at while the group waited
	binh.group("g", 3)
	binh.want(binh.send(), here, 1, "held:orphan", "held:orphan", "held:orphan")
	an.outbox, an.n[here] = member, 1
	an.send()
	for _, id := range []models.RecordID{day, there, other} {
		o.absent(here, id)
	}
	c := o.theCase(here, models.CaseRefused)
	if sides, _ := c.Value(models.CaseFieldSides).Table(); len(sides) != 3 || c.Value(models.CaseFieldSubject).Str() != other.String() {
		t.Errorf("the refusal is about %s and keeps %d operations", c.Value(models.CaseFieldSubject), len(sides))
	}
}

// TestGroupCarriedOut: an officer who carries one of a group out carries out all of it, and closes all of its cases.
func TestGroupCarriedOut(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an := o.phone("an", here)
	an.access.Writes = nil
	first := an.household(here, "Lò Văn A")
	second := an.household(here, "Lò Văn B")
	an.group("g", 2)
	third := an.household(here, "Lò Văn C")
	an.want(an.send(), here, 1, "held:out-of-scope", "held:out-of-scope", "held:out-of-scope")
	for _, c := range o.openCases(here) {
		if c.Value(models.CaseFieldSubject).Str() == second.String() {
			o.decide(c, models.ChooseApply)
		}
	}
	o.record(here, first)
	o.record(here, second)
	o.absent(here, third)
	if c := o.theCase(here, models.CaseOutOfScope); c.Value(models.CaseFieldSubject).Str() != third.String() {
		t.Error("another case than the third's waits")
	}
}

// TestGroupWithConflict: a conflict in one operation does not undo the others: all of the group is in the server's hands.
func TestGroupWithConflict(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, binh := o.phone("an", here), o.phone("binh", here)
	id := an.household(here, "Lò Văn A")
	an.send()
	an.fetch()
	binh.fetch()
	an.base[id] = o.record(here, id)
	an.write(here, "household", id, text("headName", "Lò Văn An"))
	an.send()
	binh.write(here, "household", id, text("headName", "Lò Văn Á"))
	other := binh.household(here, "Lò Văn B")
	binh.group("g", 2)
	binh.want(binh.send(), here, 1, "held:conflict", "applied")
	o.record(here, other)
	o.theCase(here, models.CaseFieldConflict)
}
