package sync_test

import (
	"testing"

	"github.com/beplua/beplua/models"
)

// brokenGroup is a scope in which a group of two and a third operation wait for an officer.
func brokenGroup(t *testing.T) (o *office, here models.Scope, ids []models.RecordID) {
	t.Helper()
	o = newOffice(t)
	here, _ = club("Nà Phát")
	an := o.phone("an", here)
	an.access.Writes = nil
	ids = []models.RecordID{an.household(here, "Lò Văn A"), an.household(here, "Lò Văn B")}
	an.group("g", 2)
	ids = append(ids, an.household(here, "Lò Văn C"))
	an.send()
	return o, here, ids
}

// caseOf is the case about a record.
func (o *office) caseOf(scope models.Scope, subject models.RecordID, status models.CaseStatus) models.Record {
	o.Helper()
	for _, c := range o.cases(scope, status) {
		if c.Value(models.CaseFieldSubject).Str() == subject.String() {
			return c
		}
	}
	o.Fatalf("no %s case about %s", status, subject)
	return models.Record{}
}

// TestGroupIsGivenUpTogether: who gives one of a group up gives all of it up; nobody carries the rest out afterwards.
func TestGroupIsGivenUpTogether(t *testing.T) {
	for _, choice := range []models.Choice{models.ChooseDiscard, models.ChooseReturn} {
		o, here, ids := brokenGroup(t)
		seen := o.caseOf(here, ids[1], models.CaseOpen)
		o.decide(o.caseOf(here, ids[0], models.CaseOpen), choice, func(r *models.Resolution) { r.Note = "xem lại giúp" })
		if c := o.theCase(here, models.CaseOutOfScope); c.Value(models.CaseFieldSubject).Str() != ids[2].String() {
			t.Errorf("%s: another case than the third's waits", choice)
		}
		other := o.caseOf(here, ids[1], models.CaseResolved)
		if other.Value(models.CaseFieldDecision).Str() != string(choice) || other.Value(models.CaseFieldNote).Str() != "xem lại giúp" {
			t.Errorf("%s: the other's case is decided by %s", choice, other.Value(models.CaseFieldDecision))
		}
		_, err := o.tryDecide(seen, models.ChooseApply)
		o.wantCode(err, models.CodeStale)
		_, err = o.tryDecide(other, models.ChooseApply)
		o.wantCode(err, models.CodeConflict)
		o.absent(here, ids[0])
		o.absent(here, ids[1])
	}
}

// TestGroupIsTakenUpTogether: whichever of the cases is undone, all wait again, and can be carried out.
func TestGroupIsTakenUpTogether(t *testing.T) {
	for undone := range 2 {
		o, here, ids := brokenGroup(t)
		o.decide(o.caseOf(here, ids[0], models.CaseOpen), models.ChooseDiscard)
		c := o.caseOf(here, ids[undone], models.CaseResolved)
		if _, err := o.Undo(t.Context(), o.officer(here), here, c.ID, c.Vector, "nhầm"); err != nil {
			t.Fatal(err)
		}
		o.verify()
		for _, id := range ids[:2] {
			c := o.caseOf(here, id, models.CaseUndone)
			if c.Value(models.CaseFieldUndo) != "[]" || c.Value(models.CaseFieldDecision).IsSet() {
				t.Errorf("the case that waits again holds %s", c.Values().AppendJSON(nil))
			}
		}
		o.decide(o.caseOf(here, ids[1-undone], models.CaseUndone), models.ChooseApply)
		o.record(here, ids[0])
		o.record(here, ids[1])
		o.absent(here, ids[2])
	}
}

// TestSentBack: nothing is carried out, what stands stays, and a note says why. Neither is decided by another value that is missing.
func TestSentBack(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, binh := o.phone("an", here), o.phone("binh", here)
	id := an.household(here, "Lò Văn A")
	an.send()
	an.fetch()
	binh.fetch()
	an.write(here, "household", id, text("headName", "Lò Văn An"))
	an.send()
	binh.write(here, "household", id, text("headName", "Lò Văn Á"))
	binh.send()
	_, err := o.tryDecide(o.theCase(here, models.CaseFieldConflict), models.ChooseReturn)
	o.wantCode(err, models.CodeInvalid)
	_, err = o.tryDecide(o.theCase(here, models.CaseFieldConflict), models.ChooseValues)
	o.wantCode(err, models.CodeInvalid)
	decided := o.decide(o.theCase(here, models.CaseFieldConflict), models.ChooseReturn, func(r *models.Resolution) { r.Note = "Hỏi lại gia đình" })
	o.holds(here, id, "headName", `"Lò Văn An"`)
	o.noCase(here)
	if !hasRecord(binh.fetch(), decided.ID) || binh.base[decided.ID].Fields == nil {
		t.Error("the volunteer's phone is not told")
	}
	if c := binh.base[decided.ID]; c.Value(models.CaseFieldNote).Str() != "Hỏi lại gia đình" {
		t.Error("the note does not travel")
	}
}
