package sync_test

import (
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

func (o *office) history(scope models.Scope, id models.RecordID) []view.Edit {
	o.Helper()
	edits, _, err := o.History(o.Context(), o.officer(scope), scope, id, 0, models.ListMax)
	if err != nil {
		o.Fatal(err)
	}
	return edits
}

// TestHistoryTellsWhoKnewWhat: two phones that wrote without knowledge of each other, and the officer's decision.
func TestHistoryTellsWhoKnewWhat(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, binh := o.phone("an", here), o.phone("binh", here)
	binh.skew = 26 * time.Hour
	id := an.member(here, "Lò Thị Ón", "1956-02-03")
	an.send()
	an.fetch()
	binh.fetch()
	an.write(here, "member", id, text("birthOn", "1956-03-02"), text("note", "ốm"))
	an.send()
	binh.write(here, "member", id, text("birthOn", "1957-02-03"), text("phone", "+84912345678"))
	binh.send()
	for _, c := range o.openCases(here) {
		if c.Value(models.CaseFieldKind).Str() == string(models.CaseFieldConflict) {
			o.decide(c, models.ChooseIncoming)
		}
	}
	edits := o.history(here, id)
	if len(edits) != 4 {
		t.Fatalf("%d edits", len(edits))
	}
	for i, want := range []struct {
		by         string
		concurrent bool
		change     view.Change
	}{
		{"officer", false, view.Change{Field: "birthOn", Before: `"1956-03-02"`, Value: `"1957-02-03"`, After: `"1957-02-03"`}},
		{"binh", true, view.Change{Field: "birthOn", Before: `"1956-03-02"`, Value: `"1957-02-03"`, After: `"1956-03-02"`}},
		{"an", false, view.Change{Field: "birthOn", Before: `"1956-02-03"`, Value: `"1956-03-02"`, After: `"1956-03-02"`}},
		{"an", false, view.Change{Field: "birthOn", Value: `"1956-02-03"`, After: `"1956-02-03"`}},
	} {
		if got := edits[i]; got.By != userOf(want.by) || got.Concurrent != want.concurrent || got.Changes[0] != want.change {
			t.Errorf("edit %d is by %s, concurrent %t: %+v", i, got.By, got.Concurrent, got.Changes)
		}
	}
	if offset := edits[1].ClockOffset; offset != binh.skew.Milliseconds() {
		t.Errorf("the clock of the second phone is told to be %d ms off", offset)
	}
}

// TestHistoryGoesOn: page after page, each edit once; what one may not read is not there.
func TestHistoryGoesOn(t *testing.T) {
	o := newOffice(t)
	here, health := club("Nà Phát")
	an := o.phone("an", here)
	id := an.member(here, "Lò Thị Ón", "1956-02-03")
	for range 4 {
		an.write(here, "member", id, text("note", "ốm"))
	}
	an.send()
	var seqs []uint64
	for below := uint64(0); ; {
		edits, next, err := o.History(t.Context(), an.access, here, id, below, 2)
		if err != nil {
			t.Fatal(err)
		}
		for i := range edits {
			seqs = append(seqs, edits[i].Seq)
		}
		if below = next; next == 0 {
			break
		}
	}
	if len(seqs) != 5 || seqs[0] != 5 || seqs[4] != 1 {
		t.Errorf("the pages hold %v", seqs)
	}
	for _, scope := range []models.Scope{health, here} {
		_, _, err := o.History(t.Context(), an.access, scope, an.id(), 0, 2)
		o.wantCode(err, models.CodeNotFound)
	}
	revoked := an.access
	revoked.Revoked = true
	_, _, err := o.History(t.Context(), revoked, here, id, 0, 2)
	o.wantCode(err, models.CodeNotFound)
}

// TestHistoryOfWhatWasCarriedOut: the phone that wrote it and its clock are told, not the server that did it later.
func TestHistoryOfWhatWasCarriedOut(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an := o.phone("an", here)
	an.access.Writes, an.skew = nil, time.Minute
	id := an.household(here, "Lò Văn A")
	an.send()
	if edits := o.history(here, id); len(edits) != 1 || edits[0].Outcome.Kind != models.Held || edits[0].Changes[0].After != "" {
		t.Errorf("a held operation is told as %+v", edits)
	}
	o.decide(o.theCase(here, models.CaseOutOfScope), models.ChooseApply)
	edits := o.history(here, id)
	if len(edits) != 2 || edits[0].By != userOf("officer") || edits[0].Phone != an.access.Device || edits[0].ClockOffset != time.Minute.Milliseconds() {
		t.Errorf("what was carried out is told as %+v", edits)
	}
	if c := edits[0].Changes[0]; c.Field != "headName" || c.After != `"Lò Văn A"` {
		t.Errorf("it changed %+v", c)
	}
}
