package client_test

import (
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/client"
)

// decide lets an officer decide the only open case of the club.
func (w *town) decide(choice models.Choice, note string) models.Record {
	w.t.Helper()
	officer := models.Access{User: w.newID(), Reads: []models.Scope{club}, Writes: []models.Scope{club}, Officer: true}
	q, err := w.engine.Queue(w.t.Context(), officer, models.CaseFilter{})
	if err != nil || len(q.Cases) != 1 {
		w.t.Fatalf("%d cases wait (%v)", len(q.Cases), err)
	}
	c := q.Cases[0].Record
	decided, err := w.engine.Resolve(w.t.Context(), officer, models.Resolution{Scope: club, Case: c.ID, Seen: c.Vector, Choice: choice, Note: note})
	if err != nil {
		w.t.Fatal(err)
	}
	return decided
}

// disputed is two phones that disagree on the head of a household.
func (w *town) disputed() (a, b *client.Phone, id models.RecordID) {
	w.t.Helper()
	a, _ = w.phone()
	b, _ = w.phone()
	id = w.edit(a, household("Lò Văn A"))
	w.sync(a)
	w.sync(b)
	for p, name := range map[*client.Phone]string{a: "Lò Văn Anh", b: "Lò Văn Ánh"} {
		change := household(name)
		change.Record = id
		w.edit(p, change)
	}
	w.sync(a)
	w.sync(b)
	w.sync(a)
	return a, b, id
}

// TestBothAreToldOfADecision, each in his own words.
func TestBothAreToldOfADecision(t *testing.T) {
	w := newTown(t)
	a, b, id := w.disputed()
	if len(a.Decisions())+len(b.Decisions()) > 0 {
		t.Error("told before it was decided")
	}
	w.decide(models.ChooseIncoming, "Đã hỏi gia đình")
	w.sync(a)
	w.sync(b)
	for p, want := range map[*client.Phone]string{a: "Cán bộ đã lấy điều người khác ghi.", b: "Cán bộ đã giữ điều bạn ghi."} {
		d := p.Decisions()
		if len(d) != 1 || d[0].Text() != want || d[0].Note() != "Đã hỏi gia đình" || d[0].At() == "" {
			t.Fatalf("told %+v, want %q", d, want)
		}
		if v, _ := p.Show(club, id); v.Record.Value("headName").Str() != "Lò Văn Ánh" || v.Fate != client.FateSent {
			t.Errorf("shows %s, %s", v.Record.Value("headName"), v.Fate)
		}
	}
}

// TestSentBackIsSeenAtTheRecord until it is written anew.
func TestSentBackIsSeenAtTheRecord(t *testing.T) {
	w := newTown(t)
	a, b, id := w.disputed()
	w.decide(models.ChooseReturn, "Xem lại giấy tờ")
	w.sync(a)
	w.sync(b)
	v, _ := b.Show(club, id)
	if v.Fate != client.FateReturn || v.Fate.Text() != "Cán bộ gửi lại – cần xem lại" || v.Record.Value("headName").Str() != "Lò Văn Anh" {
		t.Errorf("shows %s as %q", v.Record.Value("headName"), v.Fate.Text())
	}
	if d := b.Decisions(); len(d) != 1 || d[0].Choice() != models.ChooseReturn || d[0].Note() != "Xem lại giấy tờ" {
		t.Errorf("told %+v", d)
	}
	if v, _ := a.Show(club, id); v.Fate != client.FateSent {
		t.Errorf("whose edit stands is told %q", v.Fate)
	}
}
