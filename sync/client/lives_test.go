package client_test

import (
	"bytes"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/client"
	"github.com/beplua/beplua/sync/wire"
)

// holds says whether a request's batch names a record.
func holds(t *testing.T, r *http.Request, id models.RecordID) bool {
	t.Helper()
	packed, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	r.Body = io.NopCloser(bytes.NewReader(packed))
	var codec wire.Codec
	body, err := codec.Expand(nil, r.Header.Get("Content-Encoding"), packed, models.BatchBytesMax)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(body, []byte(id.String()))
}

func TestRestoredPhoneForksAndLosesNothing(t *testing.T) {
	w := newTown(t)
	a, storage := w.phone()
	id := w.edit(a, household("Lò Văn A"))
	w.sync(a)
	backup := storage.Copy()
	w.edit(a, set(id, "size", models.IntValue(5)))
	w.sync(a)

	restored := w.boot(backup)
	second := w.edit(restored, household("Sùng Thị B"))
	w.edit(restored, set(second, "size", models.IntValue(2)))
	before := restored.Meta().Actor
	w.sync(restored)
	if restored.Meta().Actor == before {
		t.Error("it kept its actor")
	}
	v, _ := restored.Show(club, second)
	if v.Fate != client.FateSent || v.Record.Value("size") != "2" {
		t.Errorf("shown as %+v", v)
	}
	// What it wrote in its former life and lost comes back by the digest.
	if v, _ := restored.Show(club, id); v.Record.Value("size") != "5" {
		t.Errorf("shown as %+v", v)
	}
	w.agree(restored)
}

func TestClonedPhonesGoOnAsTwo(t *testing.T) {
	w := newTown(t)
	a, storage := w.phone()
	id := w.edit(a, household("Lò Văn A"))
	w.sync(a)
	clone := w.boot(storage.Copy())
	w.edit(a, set(id, "note", models.TextValue("máy một")))
	w.edit(clone, set(id, "note", models.TextValue("máy hai")))
	w.edit(clone, set(id, "size", models.IntValue(9)))
	w.sync(a)
	w.sync(clone)
	w.sync(a)
	v, _ := clone.Show(club, id)
	if v.Record.Value("size") != "9" || v.Record.Value("note").Str() != "máy hai" {
		t.Errorf("shown as %s", v.Record.Values().AppendJSON(nil))
	}
	w.agree(a)
	w.agree(clone)
}

// What an old life did before an edit counts as seen by the new life too.
func TestRestampedEditKnowsItsPast(t *testing.T) {
	w := newTown(t)
	a, storage := w.phone()
	id := w.edit(a, household("Lò Văn A"))
	w.sync(a)
	other := w.boot(storage.Copy())
	w.edit(other, household("Khác"))
	w.edit(a, set(id, "headName", models.TextValue("Lò Văn Anh")))
	w.edit(a, set(id, "headName", models.TextValue("Lò Văn Ánh")))
	w.sync(other) // takes the number that a's first edit has
	w.sync(a)
	v, _ := a.Show(club, id)
	if v.Record.Value("headName").Str() != "Lò Văn Ánh" {
		t.Errorf("shown as %s", v.Record.Values().AppendJSON(nil))
	}
	for _, c := range a.List(club, models.TypeCase) {
		if kind := c.Record.Value(models.CaseFieldKind).Str(); kind != string(models.CaseForkedPhone) {
			t.Errorf("a case of %s", kind)
		}
	}
	w.agree(a)
}

func TestEnrolledAnew(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	id := w.edit(a, household("Lò Văn A"))
	w.sync(a)
	w.edit(a, set(id, "headName", models.TextValue("Lò Văn Anh")))
	m := a.Meta()
	actor, err := w.NewActor(t.Context(), m.Device)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Enrol(client.Enrolment{Device: m.Device, User: m.User, Actor: actor, ServerKey: m.ServerKey}); err != nil {
		t.Fatal(err)
	}
	w.sync(a)
	if v, _ := a.Show(club, id); v.Fate != client.FateSent || v.Record.Value("headName").Str() != "Lò Văn Anh" {
		t.Errorf("shown as %+v", v)
	}
	w.agree(a)
}

func TestPhonesAreTheBackupOfTheServer(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	b, _ := w.phone()
	first := w.edit(a, household("Lò Văn A"))
	w.sync(a)
	w.sync(b)
	backup := len(w.store.commits)

	second := w.edit(a, household("Sùng Thị B"))
	w.edit(a, set(first, "size", models.IntValue(7)))
	w.sync(a)
	w.sync(b)
	w.edit(b, set(second, "size", models.IntValue(8)))
	w.sync(b)
	w.sync(a)

	w.restore(backup)
	w.edit(b, set(first, "note", models.TextValue("sau khi khôi phục")))
	w.sync(b)
	w.sync(a)
	w.sync(b)
	for _, p := range []*client.Phone{a, b} {
		one, _ := p.Show(club, first)
		two, _ := p.Show(club, second)
		if one.Record.Value("size") != "7" || two.Record.Value("size") != "8" || one.Record.Value("note").Str() != "sau khi khôi phục" {
			t.Errorf("shown as %s and %s", one.Record.Values().AppendJSON(nil), two.Record.Values().AppendJSON(nil))
		}
		w.agree(p)
	}
}

// What only other phones hold of a phone that never comes back is offered by them, after a while.
func TestLostRecordsAreOfferedAnew(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	b, _ := w.phone()
	w.edit(b, household("Có sẵn"))
	w.sync(b)
	backup := len(w.store.commits)
	lost := w.edit(a, household("Lò Văn A"))
	w.sync(a)
	w.sync(b)

	w.restore(backup)
	w.sync(b)
	if v, ok := b.Show(club, lost); !ok || v.Record.Value("headName").Str() != "Lò Văn A" {
		t.Errorf("shown as %+v", v)
	}
	w.clock = w.clock.Add(4 * 24 * time.Hour)
	w.sync(b)
	w.sync(b)
	if records, err := w.store.Records(t.Context(), club, []models.RecordID{lost}); err != nil || len(records) != 1 {
		t.Errorf("the server has %v, %v", records, err)
	}
	w.agree(b)
}

// The server was restored to before what the phone still keeps: the phone begins another life.
func TestGapThatNobodyCanFill(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	backup := len(w.store.commits)
	id := w.edit(a, household("Lò Văn A"))
	w.sync(a)
	w.clock = w.clock.Add(40 * 24 * time.Hour)
	w.edit(a, set(id, "size", models.IntValue(6)))
	w.sync(a)

	w.restore(backup)
	before := a.Meta().Actor
	w.edit(a, set(id, "size", models.IntValue(7)))
	w.sync(a)
	if a.Meta().Actor == before {
		t.Error("it kept its actor")
	}
	w.clock = w.clock.Add(4 * 24 * time.Hour)
	w.sync(a)
	w.sync(a)
	if v, ok := a.Show(club, id); !ok || v.Record.Value("headName").Str() != "Lò Văn A" {
		t.Errorf("shown as %+v", v)
	}
	w.agree(a)
}

func TestLostScopeIsHandedInThenPurged(t *testing.T) {
	w := newTown(t)
	a, storage := w.phone()
	id := w.edit(a, household("Lò Văn A"))
	w.sync(a)
	w.edit(a, set(id, "size", models.IntValue(6)))
	access := w.access[a.Meta().Device]
	access.Reads, access.Writes = nil, nil
	s := w.sync(a)
	if s.Requests != 2 {
		t.Errorf("%+v, want a second request that shows the purge", s)
	}
	if _, ok := a.Show(club, id); ok {
		t.Error("the record is still shown")
	}
	if err := storage.View(func(tx client.Tx) error {
		if len(tx.Scopes()) != 0 || len(tx.Edits(client.Acknowledged)) != 0 {
			t.Errorf("it still holds %v and %d edits", tx.Scopes(), len(tx.Edits(client.Acknowledged)))
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	log, err := w.store.Log(t.Context(), club, 0, 10)
	if err != nil || len(log) < 2 || log[1].Outcome.Kind != models.Held {
		t.Errorf("the server has %+v, %v", log, err)
	}
	access.Reads, access.Writes = []models.Scope{club}, []models.Scope{club}
	w.sync(a)
	w.agree(a)
}

func TestWipe(t *testing.T) {
	w := newTown(t)
	a, storage := w.phone()
	w.edit(a, household("Lò Văn A"))
	w.sync(a)
	late := w.edit(a, household("Sùng Thị B"))
	w.access[a.Meta().Device].Revoked = true
	device := a.Meta().Device
	w.sync(a)
	if !w.wiped[device] {
		t.Error("the wipe was not confirmed")
	}
	if err := storage.View(func(tx client.Tx) error {
		if len(tx.Scopes()) != 0 || len(tx.Edits(client.Acknowledged)) != 0 || !tx.Meta().Actor.IsZero() {
			t.Error("it still holds something")
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Edit(device, household("C")); models.CodeOf(err) != models.CodeGone {
		t.Errorf("edited after the wipe: %v", err)
	}
	log, err := w.store.Log(t.Context(), club, 0, 10)
	if err != nil || log[1].Record != late || log[1].Outcome.Problem != models.ReasonRevoked {
		t.Errorf("the server has %+v, %v", log, err)
	}
}

func TestForgedWipeIsIgnored(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	id := w.edit(a, household("Lò Văn A"))
	w.sync(a)
	for _, forge := range []func(*wire.WipeOrder){
		func(o *wire.WipeOrder) { o.Signature[3] ^= 1 },
		func(o *wire.WipeOrder) { o.Nonce += "x" },
		func(o *wire.WipeOrder) { *o = *w.order(id) },
	} {
		order := w.order(a.Meta().Device)
		forge(order)
		w.before = func(*http.Request) (*http.Response, error) {
			answer := wire.Answer{Epoch: w.engine.Epoch(), Now: w.clock.UnixMilli(), Wipe: order}
			return textAnswer(200, "application/json", string(wire.AppendAnswer(nil, &answer))), nil
		}
		w.sync(a)
		if _, ok := a.Show(club, id); !ok {
			t.Fatal("it was wiped")
		}
	}
}

// An order to wipe that comes while something waits is not followed before that is handed in.
func TestWipeWaitsForTheOutbox(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	w.edit(a, household("Lò Văn A"))
	w.sync(a)
	w.edit(a, household("Sùng Thị B"))
	order := w.order(a.Meta().Device)
	w.before = func(*http.Request) (*http.Response, error) {
		answer := wire.Answer{Epoch: w.engine.Epoch(), Now: w.clock.UnixMilli(), Wipe: order}
		return textAnswer(200, "application/json", string(wire.AppendAnswer(nil, &answer))), nil
	}
	if s, err := a.Sync(t.Context()); err == nil {
		t.Fatalf("%+v: a server that takes nothing satisfied the phone", s)
	}
	if len(a.Outbox()) != 1 {
		t.Error("the outbox is gone")
	}
}

// A clock that jumps by years neither loses what is kept nor stops anything.
func TestWildClocks(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	id := w.edit(a, household("Lò Văn A"))
	w.sync(a)
	honest := w.clock
	for _, years := range []int{-56, -10, 30, 0} {
		w.before = func(*http.Request) (*http.Response, error) { w.clock = honest; return nil, nil } //nolint:nilnil // the server answers, by its own clock
		w.clock = honest.AddDate(years, 0, 0)
		if _, err := a.Edit(a.Meta().User, set(id, "size", models.IntValue(int64(40+years/10)))); err != nil {
			t.Fatal(err)
		}
		w.clock = honest.AddDate(years, 0, 0)
		if s, err := a.Sync(t.Context()); err != nil {
			t.Fatalf("%d years: %+v, %v", years, s, err)
		}
	}
	w.before = nil
	w.clock = honest
	w.agree(a)
}
