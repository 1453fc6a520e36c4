package api_test

import (
	"crypto/ed25519"
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// submitted sends a batch and gives the answer as a phone reads it.
func (w *world) submitted(who string, s wire.Submit) wire.Answer {
	w.t.Helper()
	a := w.want(200, "", who, http.MethodPost, "/api/v1/sync", string(wire.AppendSubmit(nil, &s)))
	answer, err := wire.DecodeAnswer(a.text)
	if err != nil {
		w.t.Fatalf("%v in %s", err, a.text)
	}
	return answer
}

func (w *world) empty(who string) wire.Submit {
	return wire.Submit{Batch: models.Batch{Actor: w.as(who).phone.Device.Actor, Now: w.Clock.Now().UnixMilli()}}
}

func TestSyncIsOneRequest(t *testing.T) {
	w := newWorld(t)
	w.engine.changes = func(_ models.Access, r models.PageRequest) (models.Page, error) {
		return models.Page{Epoch: "epoch-1", Cursor: r.Cursor + "+", More: true, Records: []models.Record{sampleCase()}}, nil
	}
	s := w.empty("phone")
	s.Cursor = "c1"
	got := w.submitted("phone", s)
	if got.Epoch != "epoch-1" || got.Now != w.Clock.Now().UnixMilli() || got.Page == nil || got.Page.Cursor != "c1+" || !got.Page.More || len(got.Page.Records) != 1 {
		t.Errorf("got %+v, page %+v", got, got.Page)
	}
	access := w.engine.last()
	want := []models.Scope{models.ClubScope(clubA), models.UserScope(w.as("phone").user), models.ProvinceScope}
	if !slices.Equal(access.Reads, want) || access.Device != w.as("phone").phone.Device.ID || access.Officer || access.Revoked {
		t.Errorf("the engine was asked with %+v", access)
	}
}

func TestQuietSessionIsSmall(t *testing.T) {
	w := newWorld(t)
	s := w.empty("phone")
	s.Heartbeat = &models.Heartbeat{App: "1.0.0", Schema: 2}
	a := w.ask("phone", http.MethodPost, "/api/v1/sync", string(wire.AppendSubmit(nil, &s)))
	if a.status != 200 || len(a.text) > 200 {
		t.Errorf("an answer with nothing new has %d bytes: %s", len(a.text), a.text)
	}
}

func TestGapAndResyncAreConflicts(t *testing.T) {
	w := newWorld(t)
	scope := models.ClubScope(clubA)
	gap := models.Errorf(models.CodeGap, "missing")
	gap.Expected = make(map[models.Scope]uint64)
	gap.Expected[scope] = 3
	w.engine.submit = func(models.Access, models.Batch) (models.Receipt, error) { return models.Receipt{}, gap }
	a := w.want(409, models.CodeGap, "phone", http.MethodPost, "/api/v1/sync", w.batch("phone", scope, 1))
	if p, err := wire.DecodeProblem(a.text); err != nil || p.Expected[scope] != 3 || p.Status != 409 {
		t.Errorf("got %+v, %v", p, err)
	}
	w.engine.submit = nil
	w.engine.changes = func(models.Access, models.PageRequest) (models.Page, error) {
		return models.Page{}, &models.Error{Code: models.CodeResync, Details: map[string]string{"epoch": "epoch-2"}}
	}
	a = w.want(409, models.CodeResync, "phone", http.MethodPost, "/api/v1/sync", w.batch("phone", scope, 1))
	if p, err := wire.DecodeProblem(a.text); err != nil || p.Details["epoch"] != "epoch-2" {
		t.Errorf("got %+v, %v", p, err)
	}
}

// What was decided is decided: if only the page fails, the outcomes still arrive.
func TestOutcomesArriveWithoutThePage(t *testing.T) {
	w := newWorld(t)
	w.engine.changes = func(models.Access, models.PageRequest) (models.Page, error) {
		return models.Page{}, errors.New("the store stalled")
	}
	a := w.want(200, "", "phone", http.MethodPost, "/api/v1/sync", w.batch("phone", models.ClubScope(clubA), 2))
	if got, err := wire.DecodeAnswer(a.text); err != nil || len(got.Receipt.Done) != 2 || got.Page != nil {
		t.Errorf("got %s, %v", a.text, err)
	}
	w.want(500, models.CodeInternal, "phone", http.MethodGet, "/api/v1/sync/changes", "")
}

// An actor that is none of the phone's lives gets a new one: after a restored backup we may have forgotten its own.
func TestUnknownLifeGetsANewOne(t *testing.T) {
	w := newWorld(t)
	s := w.empty("phone")
	s.Batch.Actor = models.MustActorID("forgot12")
	got := w.submitted("phone", s)
	if got.Receipt.Fork == nil || got.Page != nil || len(w.engine.asked) != 0 {
		t.Fatalf("got %+v; the engine was asked %d times", got, len(w.engine.asked))
	}
	life := got.Receipt.Fork.Actor
	if d, err := w.Device(t.Context(), w.as("phone").phone.Device.ID); err != nil || d.Actor != life || !d.Owns(life) {
		t.Errorf("the device has %s, not %s (%v)", d.Actor, life, err)
	}
	for _, actor := range []models.ActorID{life, w.as("phone").phone.Device.Actor} { // the new and the old life
		s.Batch.Actor = actor
		if got = w.submitted("phone", s); got.Receipt.Fork != nil || w.engine.last().Actor != actor {
			t.Errorf("life %s: %+v, asked as %s", actor, got.Receipt, w.engine.last().Actor)
		}
	}
	s.Batch.Actor = w.as("phone of B").phone.Device.Actor
	if got = w.submitted("phone", s); got.Receipt.Fork == nil {
		t.Error("a phone wrote under another phone's life")
	}
}

// A fork that took no number (the phone asked for a new life) is one that phones can read.
func TestNewActorAnswerIsReadable(t *testing.T) {
	w := newWorld(t)
	w.engine.submit = func(models.Access, models.Batch) (models.Receipt, error) {
		return models.Receipt{Fork: &models.Fork{Actor: models.MustActorID("new12345")}}, nil
	}
	s := w.empty("phone")
	s.Batch.NewActor = true
	if got := w.submitted("phone", s); got.Receipt.Fork == nil || got.Receipt.Fork.Actor.String() != "new12345" {
		t.Errorf("got %+v", got.Receipt)
	}
}

func TestHeartbeatIsKept(t *testing.T) {
	w := newWorld(t)
	s := w.empty("phone")
	s.Batch.Now += (3 * time.Hour).Milliseconds()
	s.Heartbeat = &models.Heartbeat{App: "1.2.3", Schema: 2, Outbox: 7, Oldest: w.Clock.Now().Add(-time.Hour).UnixMilli(), StorageLow: true, Refused: 1}
	w.engine.submit = func(_ models.Access, b models.Batch) (models.Receipt, error) {
		return models.Receipt{
			Done: []models.Run{{Scope: models.ClubScope(clubA), From: 1, To: 5}}, Offset: b.Now - w.Clock.Now().UnixMilli(),
		}, nil
	}
	w.submitted("phone", s)
	d, err := w.Device(t.Context(), w.as("phone").phone.Device.ID)
	if err != nil {
		t.Fatal(err)
	}
	want := models.Heartbeat{
		At: w.Clock.Now().UnixMilli(), Offset: (3 * time.Hour).Milliseconds(), App: "1.2.3", Schema: 2, Outbox: 2,
		Oldest: s.Heartbeat.Oldest, StorageLow: true, Refused: 1,
	}
	if d.Contact != want {
		t.Errorf("got %+v, want %+v", d.Contact, want)
	}
}

func TestRevokedPhoneDrainsAndIsWiped(t *testing.T) {
	w := newWorld(t)
	phone := w.as("phone").phone
	w.want(200, "", "commune", http.MethodPost, "/api/v1/devices/"+phone.Device.ID.String()+"/revoke", "")
	s := w.empty("phone")
	s.Heartbeat = &models.Heartbeat{App: "1", Schema: 2, Outbox: 3}
	got := w.submitted("phone", s)
	if got.Page != nil || got.Wipe != nil || !w.engine.last().Revoked {
		t.Fatalf("with three waiting: %+v", got)
	}
	w.want(403, models.CodeForbidden, "phone", http.MethodGet, "/api/v1/sync/changes", "")
	s.Heartbeat = nil
	if got = w.submitted("phone", s); got.Wipe != nil {
		t.Error("a phone that says nothing of its outbox was told to wipe")
	}
	s.Heartbeat = &models.Heartbeat{App: "1", Schema: 2}
	got = w.submitted("phone", s)
	if got.Wipe == nil || got.Page != nil || !ed25519.Verify(w.ServerKey(), got.Wipe.Signed(), got.Wipe.Signature) {
		t.Fatalf("with nothing waiting: %+v", got)
	}
	order := got.Wipe.Nonce
	if again := w.submitted("phone", s); again.Wipe == nil || again.Wipe.Nonce != order {
		t.Errorf("the order changed: %+v", again.Wipe)
	}
	// Something was written down in the meantime: it is handed in first.
	s.Heartbeat.Outbox = 1
	if late := w.submitted("phone", s); late.Wipe != nil {
		t.Error("told to wipe with one waiting")
	}
	w.want(409, models.CodeConflict, "phone", http.MethodPost, "/api/v1/sync/wiped", `{"nonce":"other"}`)
	w.want(204, "", "phone", http.MethodPost, "/api/v1/sync/wiped", `{"nonce":"`+order+`"}`)
	w.want(410, models.CodeGone, "phone", http.MethodPost, "/api/v1/sync", w.batch("phone", models.ClubScope(clubA), 1))
	w.want(410, models.CodeGone, "phone", http.MethodPost, "/api/v1/sync/wiped", `{"nonce":"`+order+`"}`)
	var d struct{ State string }
	a := w.ask("commune", http.MethodGet, "/api/v1/devices/"+phone.Device.ID.String(), "")
	if a.read(t, &d); d.State != "wiped" {
		t.Errorf("the list says %s", a.text)
	}
}

func TestDisabledUsersPhoneHandsInAndGetsNothing(t *testing.T) {
	w := newWorld(t)
	user := "/api/v1/users/" + w.as("phone").user.String()
	tag := w.ask("province", http.MethodGet, user, "").header.Get("ETag")
	w.want(200, "", "province", http.MethodPatch, user, `{"disabled":true}`, header{"If-Match": tag})
	s := w.empty("phone")
	s.Heartbeat = &models.Heartbeat{App: "1", Schema: 2}
	if got := w.submitted("phone", s); got.Page != nil || got.Wipe != nil || !w.engine.last().Revoked {
		t.Errorf("got %+v", got)
	}
}

// A scope that was lost is shown as purging until the phone's cursor shows that it did.
func TestPurgeIsShownUntilConfirmed(t *testing.T) {
	w := newWorld(t)
	purge := []models.Scope{models.ClubScope(clubB)}
	w.engine.changes = func(models.Access, models.PageRequest) (models.Page, error) {
		return models.Page{Epoch: "epoch-1", Cursor: "c", Purge: purge}, nil
	}
	device := "/api/v1/devices/" + w.as("phone").phone.Device.ID.String()
	for _, want := range []int{1, 0} {
		w.submitted("phone", w.empty("phone"))
		var d struct{ Purging []models.Scope }
		a := w.ask("province", http.MethodGet, device, "")
		if a.read(t, &d); len(d.Purging) != want {
			t.Errorf("purging %v, want %d", d.Purging, want)
		}
		purge = nil
	}
}

func TestDigest(t *testing.T) {
	w := newWorld(t)
	w.engine.digest = func(q models.DigestQuery) (models.DigestAnswer, error) {
		if q.Bucket == nil {
			return models.DigestAnswer{Seq: 9, Buckets: make([]models.Digest, 256)}, nil
		}
		return models.DigestAnswer{Seq: 9, Records: []models.Record{sampleCase()}, Absent: []models.RecordID{aCase}}, nil
	}
	scope := string(models.ClubScope(clubA))
	a := w.want(200, "", "phone", http.MethodPost, "/api/v1/sync/digest", `{"scope":"`+scope+`","digest":"00000000000000000000000000000000"}`)
	if got, err := wire.DecodeDigestAnswer(models.Scope(scope), a.text); err != nil || len(got.Buckets) != 256 {
		t.Errorf("got %d buckets, %v", len(got.Buckets), err)
	}
	a = w.want(200, "", "phone", http.MethodPost, "/api/v1/sync/digest", `{"scope":"`+scope+`","digest":"00000000000000000000000000000000","bucket":7}`)
	if got, err := wire.DecodeDigestAnswer(models.Scope(scope), a.text); err != nil || len(got.Records) != 1 || len(got.Absent) != 1 {
		t.Errorf("got %+v, %v", got, err)
	}
	w.want(400, models.CodeMalformed, "phone", http.MethodPost, "/api/v1/sync/digest", `{"scope":"x"}`)
}
