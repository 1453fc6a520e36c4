package sync_test

import (
	"testing"

	"github.com/beplua/beplua/models"
)

// twice makes the same person on two phones and gives the case, the record it names first and the second.
func twice(o *office, scope models.Scope) (an, binh *phone, c models.Record) {
	o.Helper()
	an, binh = o.phone("an", scope), o.phone("binh", scope)
	an.member(scope, "Lò Thị Ón", "1956-02-03", text("phone", "+84912345678"))
	an.send()
	binh.member(scope, "LÒ THỊ ÓN", "1956-12-31", text("note", "bán lợn"))
	binh.send()
	c = o.theCase(scope, models.CaseDuplicatePerson)
	an.fetch()
	binh.fetch()
	return an, binh, c
}

func pairOf(o *office, c models.Record) (subject, other models.RecordID) {
	o.Helper()
	subject, err := models.ParseRecordID(c.Value(models.CaseFieldSubject).Str())
	if err != nil {
		o.Fatal(err)
	}
	if other, err = models.ParseRecordID(c.Value(models.CaseFieldOther).Str()); err != nil {
		o.Fatal(err)
	}
	return subject, other
}

func keep(id models.RecordID) func(*models.Resolution) {
	return func(r *models.Resolution) { r.Keep = id }
}

// TestApart: a pair is asked about once, and never again after an officer said that they are two.
func TestApart(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, _, c := twice(o, here)
	subject, other := pairOf(o, c)
	an.write(here, "member", subject, text("phoneOwner", "self"))
	an.send()
	o.theCase(here, models.CaseDuplicatePerson)
	o.decide(c, models.ChooseApart)
	o.noCase(here)
	for _, id := range []models.RecordID{subject, other} {
		an.fetch()
		an.write(here, "member", id, text("fullName", "Lò Thị Mới"))
		an.send()
		an.fetch()
		an.write(here, "member", id, text("fullName", "Lò Thị Ón"))
		an.send()
	}
	for _, left := range o.openCases(here) {
		if a, b := pairOf(o, left); a == subject && b == other {
			t.Error("the pair is asked about again")
		}
	}
}

// TestJoin: one becomes the other's alias; what phones still send for the one that is gone lands on the one that stays, and
// they are told where.
func TestJoin(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, binh, c := twice(o, here)
	kept, lost := pairOf(o, c)
	decided := o.decide(c, models.ChooseJoin, keep(kept), func(r *models.Resolution) {
		r.Values = models.Values{{Name: "note", Value: `"bán lợn"`}}
	})
	o.noCase(here)
	o.holds(here, lost, models.FieldAlias, models.RefValue(kept))
	o.holds(here, kept, "note", `"bán lợn"`)
	binh.write(here, "member", lost, text("literacy", "reads"))
	r := binh.send()
	if got := outcome(r, here, 2); got.Kind != models.Merged || got.Landed != kept {
		t.Fatalf("the outcome is %+v", got)
	}
	o.holds(here, kept, "literacy", `"reads"`)
	o.holds(here, lost, "literacy", "")
	an.write(here, "member", lost, text("fullName", "Lò Thị Ôn")) // he did not see the name of the one kept
	an.want(an.send(), here, 2, "held:conflict")
	conflict := o.theCase(here, models.CaseFieldConflict)
	if conflict.Value(models.CaseFieldSubject).Str() != kept.String() {
		t.Error("the case is about the record that is gone")
	}
	// What refers to the one that is gone is no orphan.
	day := an.meeting(here, "2026-03-10")
	an.attendance(here, day, lost, "present")
	an.want(an.send(), here, 3, "applied", "applied")
	undone, err := o.Undo(t.Context(), o.officer(here), here, decided.ID, decided.Vector, "nhầm")
	if err != nil {
		t.Fatal(err)
	}
	if undone.Value(models.CaseFieldStatus).Str() != string(models.CaseUndone) {
		t.Error("the case does not wait again")
	}
	o.holds(here, lost, models.FieldAlias, "")
	o.holds(here, kept, "note", "")
	o.verify()
}

// TestJoinTwice: the kept one may itself be joined to a third; what is sent for the first lands there.
func TestJoinTwice(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	_, binh, c := twice(o, here)
	second, first := pairOf(o, c)
	o.decide(c, models.ChooseJoin, keep(second))
	chi := o.phone("chi", here)
	third := chi.member(here, "Lò Thị Ón", "1956-05-05")
	chi.send()
	o.decide(o.theCase(here, models.CaseDuplicatePerson), models.ChooseJoin, keep(third))
	binh.write(here, "member", first, text("literacy", "little"))
	r := binh.send()
	if got := outcome(r, here, 2); got.Landed != third {
		t.Fatalf("it landed on %s, not on the third: %+v", got.Landed, got)
	}
	o.holds(here, third, "literacy", `"little"`)
}

// TestJoinOfTheSamePhonesRecords: the phone that made both knew each by itself; what it writes for the one does not silently
// replace what it wrote for the other.
func TestJoinOfOnePhonesRecords(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an := o.phone("an", here)
	one := an.member(here, "Lò Thị Ón", "1956-02-03", text("cccd", "011156000011"))
	two := an.member(here, "Lò Thị Ón", "1956-02-03")
	an.send()
	o.decide(o.theCase(here, models.CaseDuplicatePerson), models.ChooseJoin, keep(one))
	an.write(here, "member", two, text("cccd", "011156000022"))
	an.want(an.send(), here, 3, "held:conflict")
	o.holds(here, one, "cccd", `"011156000011"`)
}

// TestConflictOfAJoinedPerson: what an officer decides about a person that was joined to another since lands on the one kept.
func TestConflictOfAJoinedPerson(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, binh, pair := twice(o, here)
	kept, lost := pairOf(o, pair)
	an.write(here, "member", lost, text("ethnicity", "thai"))
	binh.write(here, "member", lost, text("ethnicity", "hmong"))
	an.send()
	binh.want(binh.send(), here, 2, "held:conflict")
	var conflict models.Record
	for _, c := range o.openCases(here) {
		if c.Value(models.CaseFieldKind).Str() == string(models.CaseFieldConflict) {
			conflict = c
		}
	}
	o.decide(o.record(here, pair.ID), models.ChooseJoin, keep(kept))
	decided := o.decide(conflict, models.ChooseIncoming)
	o.holds(here, kept, "ethnicity", `"hmong"`)
	if _, err := o.Undo(t.Context(), o.officer(here), here, decided.ID, decided.Vector, ""); err != nil {
		t.Fatal(err)
	}
	o.holds(here, kept, "ethnicity", "")
}

// TestJoinRefused: what is no join.
func TestJoinRefused(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	_, _, c := twice(o, here)
	kept, lost := pairOf(o, c)
	_, err := o.tryDecide(c, models.ChooseJoin, keep(c.ID))
	o.wantCode(err, models.CodeInvalid)
	_, err = o.tryDecide(c, models.ChooseJoin)
	o.wantCode(err, models.CodeInvalid)
	_, err = o.tryDecide(c, models.ChooseJoin, keep(kept), func(r *models.Resolution) {
		r.Values = models.Values{{Name: "sex", Value: `"neither"`}}
	})
	o.wantCode(err, models.CodeInvalid)
	o.holds(here, lost, models.FieldAlias, "")
	// A third record of the same person: two pairs wait, and joining one of them leaves the other undecidable by joining.
	chi := o.phone("chi", here)
	chi.member(here, "Lò Thị Ón", "1956-05-05")
	chi.send()
	o.decide(o.record(here, c.ID), models.ChooseJoin, keep(kept))
	for _, left := range o.openCases(here) {
		a, b := pairOf(o, left)
		_, err := o.tryDecide(left, models.ChooseJoin, keep(a))
		if a == lost || b == lost {
			o.wantCode(err, models.CodeConflict)
		} else if err != nil {
			t.Error(err)
		}
	}
}

// TestPayments: the same sum for the same loan by two phones within two days is urgent; by one phone, or later, it is nothing.
func TestPayments(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, binh := o.phone("an", here), o.phone("binh", here)
	person := an.member(here, "Lò Thị Ón", "1956-02-03")
	loan := an.loan(here, person)
	an.want(an.send(), here, 1, "applied", "applied")
	pay := func(p *phone, date string) {
		p.write(here, "repayment", p.id(), ref("loan", loan), text("date", date), number("principal", 100_000), number("interest", 5_000))
		p.want(p.send(), here, p.n[here], "applied")
	}
	pay(an, "2025-11-10")
	pay(an, "2025-11-11")
	o.noCase(here)
	pay(binh, "2025-12-15")
	o.noCase(here)
	pay(an, "2025-12-17")
	c := o.theCase(here, models.CaseDuplicatePayment)
	if c.Value(models.CaseFieldSeverity).Str() != "urgent" {
		t.Error("it is not urgent")
	}
	o.decide(c, models.ChooseApart)
	pay(an, "2025-12-20")
	o.noCase(here)
}
