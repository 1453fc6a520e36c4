package sync_test

import (
	"testing"

	"github.com/beplua/beplua/models"
)

// TestOrphan: an operation whose parent has not come waits in a case and goes on by itself in the commit that brings it.
func TestOrphan(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, binh := o.phone("an", here), o.phone("binh", here)
	person := an.member(here, "Lò Thị Ón", "1956-02-03")
	an.send()
	binh.fetch()
	day := an.meeting(here, "2026-03-10")
	meetingOps := an.outbox
	an.outbox, an.n[here] = nil, 1
	there := binh.attendance(here, day, person, "present")
	r := binh.send()
	binh.want(r, here, 1, "held:orphan")
	c := o.theCase(here, models.CaseOrphan)
	if c.Value(models.CaseFieldOther).Str() != day.String() || c.ID != outcome(r, here, 1).Case {
		t.Fatalf("the case waits for %s", c.Value(models.CaseFieldOther))
	}
	o.absent(here, there)
	an.outbox, an.n[here] = meetingOps, 2
	an.want(an.send(), here, 2, "applied")
	o.noCase(here)
	o.holds(here, there, "status", `"present"`)
	if v := o.record(here, there).Vector; v.Get(binh.access.Actor) != 1 || v.Get(fieldServer(o)) == 0 {
		t.Errorf("the vector is %s: the phone must learn that it was carried out", v)
	}
	came := binh.fetch()
	if !hasRecord(came, there) || !hasRecord(came, c.ID) {
		t.Error("the phone is not told that its operation was carried out")
	}
	binh.send()
	binh.outbox = nil
}

func hasRecord(records []models.Record, id models.RecordID) bool {
	for i := range records {
		if records[i].ID == id {
			return true
		}
	}
	return false
}

// TestOrphanChain: what builds on an operation in waiting waits with it, and everything is carried out in the order it was
// written, with no conflict between one author's own edits.
func TestOrphanChain(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, binh := o.phone("an", here), o.phone("binh", here)
	person := an.member(here, "Lò Thị Ón", "1956-02-03")
	day := an.meeting(here, "2026-03-10")
	held := an.outbox
	an.outbox, an.n[here] = nil, 0

	there := binh.attendance(here, day, person, "absent")
	binh.write(here, "attendance", there, text("status", "excused"))
	binh.write(here, "attendance", there, text("note", "ốm"))
	op := binh.write(here, "attendance", there, text("status", "present"))
	op.Unset = []string{"note"}
	r := binh.send()
	binh.want(r, here, 1, "held:orphan", "held:orphan", "held:orphan", "held:orphan")
	an.outbox, an.n[here] = held[:1], 1
	an.send() // the member alone does not do
	o.absent(here, there)
	an.outbox, an.n[here] = held[1:], 2
	an.send()
	o.noCase(here)
	o.holds(here, there, "status", `"present"`)
	o.holds(here, there, "note", "")
	if got := o.record(here, there).Vector.Get(binh.access.Actor); got != 4 {
		t.Errorf("the vector knows binh to %d", got)
	}
}

// TestOrphanOvertaken: an edit that waited while its author's later edit went through meets it as a concurrent one.
func TestOrphanOvertaken(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, binh := o.phone("an", here), o.phone("binh", here)
	help := an.id()
	an.write(here, "supportCase", help, text("date", "2026-03-01"), text("reason", "ốm"), text("outsiderName", "Bà Ín"))
	an.want(an.send(), here, 1, "applied")
	stranger := an.id()
	an.write(here, "supportCase", help, ref("member", stranger)) // waits
	an.write(here, "supportCase", help, text("reason", "b"))     // goes through
	an.want(an.send(), here, 2, "held:orphan", "applied")
	binh.fetch()
	an.write(here, "member", stranger, text("fullName", "Lý A Páo"), text("sex", "male"), text("joinedOn", "2024-05-01"))
	an.send()
	o.holds(here, help, "member", models.RefValue(stranger))
	other := binh.member(here, "Vàng A Sùng", "1950-01-01")
	binh.write(here, "supportCase", help, ref("member", other))
	binh.want(binh.send(), here, 2, "held:conflict")
	o.holds(here, help, "member", models.RefValue(stranger))
}

// TestOrphanInHealth: records of the health scope wait for those of the club, whichever comes first.
func TestOrphanInHealth(t *testing.T) {
	o := newOffice(t)
	here, health := club("Nà Phát")
	an, nurse := o.phone("an", here), o.phone("nurse", here, health)
	person := an.member(here, "Lò Thị Ón", "1956-02-03")
	check := nurse.id()
	nurse.write(health, "healthCheck", check, ref("member", person), text("date", "2026-03-10"), number("systolic", 130), number("diastolic", 80))
	nurse.want(nurse.send(), health, 1, "held:orphan")
	o.theCase(health, models.CaseOrphan)
	o.absent(health, check)
	an.send()
	o.noCase(health)
	o.holds(health, check, "systolic", "130")
	after := nurse.id()
	nurse.write(health, "healthCheck", after, ref("member", person), text("date", "2026-03-11"), number("systolic", 120), number("diastolic", 80))
	nurse.want(nurse.send(), health, 2, "applied")
}

// TestOrphanInHealthOfADecision: a person whom an officer lets in brings in what was measured of them, as one who is submitted does.
func TestOrphanInHealthOfADecision(t *testing.T) {
	o := newOffice(t)
	here, health := club("Nà Phát")
	an, nurse := o.phone("an", here), o.phone("nurse", health)
	an.access.Writes = nil
	person, check := an.member(here, "Lò Thị Ón", "1956-02-03"), nurse.id()
	nurse.write(health, "healthCheck", check, ref("member", person), text("date", "2026-03-10"), number("systolic", 130), number("diastolic", 80))
	nurse.want(nurse.send(), health, 1, "held:orphan")
	an.send()
	o.decide(o.theCase(here, models.CaseOutOfScope), models.ChooseApply)
	o.record(here, person)
	o.record(health, check)
	o.noCase(health)
}

// TestOrphanAppliedTooEarly: an officer may say that an operation be carried out though its parent never came: it waits on, in a case
// of its own. When the parent comes at last it is taken as what its author wrote, who had not seen what others wrote since.
func TestOrphanAppliedTooEarly(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, binh := o.phone("an", here), o.phone("binh", here)
	help := an.id()
	an.write(here, "supportCase", help, text("date", "2026-03-01"), text("reason", "ốm"), text("outsiderName", "Bà Ín"))
	an.want(an.send(), here, 1, "applied")
	an.fetch()
	binh.fetch()
	stranger := an.id()
	an.write(here, "supportCase", help, ref("member", stranger))
	an.want(an.send(), here, 2, "held:orphan")
	o.decide(o.theCase(here, models.CaseOrphan), models.ChooseApply)
	waits := o.theCase(here, models.CaseOrphan)
	other := binh.member(here, "Vàng A Sùng", "1950-01-01")
	binh.write(here, "supportCase", help, ref("member", other))
	binh.want(binh.send(), here, 1, "applied", "applied")
	// The server itself writes to the record, which an operation in its own name would count as seen.
	an.write(here, "member", stranger, text("fullName", "Lý A Páo"), text("sex", "male"), text("joinedOn", "2024-05-01"))
	an.want(an.send(), here, 3, "applied")
	o.holds(here, waits.ID, models.CaseFieldStatus, `"resolved"`)
	o.theCase(here, models.CaseFieldConflict)
	o.holds(here, help, "member", models.RefValue(other))
	if got := o.record(here, help).Vector.Get(an.access.Actor); got != 2 {
		t.Errorf("the record's vector knows an to %d, not to the operation carried out", got)
	}
}

// TestOrphanDiscarded: an officer may let it be; it stays in the log, and what was decided can be undone.
func TestOrphanDiscarded(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an := o.phone("an", here)
	person := an.member(here, "Lò Thị Ón", "1956-02-03")
	day := an.id()
	there := an.attendance(here, day, person, "present")
	an.want(an.send(), here, 1, "applied", "held:orphan")
	decided := o.decide(o.theCase(here, models.CaseOrphan), models.ChooseDiscard)
	an.write(here, "meeting", day, text("date", "2026-03-10"), text("kind", "regular"))
	an.send()
	o.absent(here, there)
	if _, err := o.Undo(t.Context(), o.officer(here), here, decided.ID, decided.Vector, "nhầm"); err != nil {
		t.Fatal(err)
	}
	an.household(here, "Lò Văn A")
	an.send() // the next submit looks at what was left
	o.noCase(here)
	o.holds(here, there, "status", `"present"`)
}

// TestDeleteOfWhatNeverCame waits, too.
func TestDeleteOfWhatNeverCame(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, binh := o.phone("an", here), o.phone("binh", here)
	day := an.id()
	binh.write(here, "meeting", day).Delete = true
	binh.want(binh.send(), here, 1, "held:orphan")
	an.write(here, "meeting", day, text("date", "2026-03-10"), text("kind", "regular"))
	an.send()
	c := o.theCase(here, models.CaseDeleteEdit)
	if r := o.record(here, day); r.Deleted() {
		t.Error("a meeting was deleted by somebody who had never seen it")
	}
	o.decide(c, models.ChooseIncoming)
	if r := o.record(here, day); !r.Deleted() {
		t.Error("the officer's word did not delete it")
	}
}

// TestOrphanOfTwoParents: what lacks two records waits for one after the other, whichever comes first, and with it what
// builds on it. The record then knows its author by his own name.
func TestOrphanOfTwoParents(t *testing.T) {
	for _, order := range [][2]int{{0, 1}, {1, 0}} {
		o := newOffice(t)
		here, _ := club("Nà Phát")
		an, binh := o.phone("an", here), o.phone("binh", here)
		person := an.member(here, "Lò Thị Ón", "1956-02-03")
		day := an.meeting(here, "2026-03-10")
		parents := an.outbox
		an.outbox, an.n[here] = nil, 0
		there := binh.attendance(here, day, person, "absent")
		binh.write(here, "attendance", there, text("status", "present"), list("proxies", "con gái"))
		binh.write(here, "attendance", there, text("note", "về sớm"))
		binh.want(binh.send(), here, 1, "held:orphan", "held:orphan", "held:orphan")
		for i, parent := range order {
			op := parents[parent]
			op.Dot.N = uint64(i) + 1
			an.outbox = []models.Operation{op}
			an.send()
		}
		o.noCase(here)
		o.holds(here, there, "status", `"present"`)
		o.holds(here, there, "proxies", `["con gái"]`)
		if got := o.record(here, there).Vector.Get(binh.access.Actor); got != 3 {
			t.Errorf("the record's vector knows binh to %d", got)
		}
	}
}

// TestCreationAfterItsEdits: after a restore from a backup phones offer again what the server lost, in no order. A creation
// never waits behind edits of the record it makes.
func TestCreationAfterItsEdits(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, binh := o.phone("an", here), o.phone("binh", here)
	id := an.member(here, "Lò Thị Ón", "1956-02-03")
	edit := binh.write(here, "member", id, text("note", "ốm"))
	edit.Seen, edit.SeenEpoch = models.NewVector(models.Dot{Actor: an.access.Actor, N: 1}), "formerly"
	binh.want(binh.send(), here, 1, "held:orphan")
	an.want(an.send(), here, 1, "applied")
	o.noCase(here)
	o.holds(here, id, "note", `"ốm"`)
	// The author of the edit may also be the one who offers the record again.
	other := an.id()
	edit = binh.write(here, "member", other, text("note", "khỏe"))
	edit.Seen, edit.SeenEpoch = models.NewVector(models.Dot{Actor: an.access.Actor, N: 9}), "formerly"
	binh.write(here, "member", other, text("fullName", "Lý A Páo"), text("sex", "male"), text("joinedOn", "2024-05-01"))
	binh.want(binh.send(), here, 2, "held:orphan", "applied")
	o.noCase(here)
	o.holds(here, other, "note", `"khỏe"`)
}
