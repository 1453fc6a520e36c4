package account_test

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/crypto/argon2"

	"github.com/beplua/beplua/api/account/accounttest"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

func oldHash(password string) string {
	salt := []byte("0123456789abcdef")
	sum := argon2.IDKey([]byte(password), salt, 1, 8192, 1, 32)
	return fmt.Sprintf("$argon2id$v=19$m=8192,t=1,p=1$%s$%s", base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(sum))
}

func newPhone(t *testing.T, w *accounttest.World, clubs ...models.RecordID) accounttest.Phone {
	t.Helper()
	return w.Enrolled(t, w.Must(t, volunteer(clubs...), "").ID)
}

func signed(w *accounttest.World, p accounttest.Phone, refresh string) token.Proof {
	return token.Proof{Method: "POST", Path: "/api/v1/token/refresh", At: w.Clock.Now(), Token: refresh}.Sign(p.Key)
}

func reasonOf(err error) string {
	var e *models.Error
	if errors.As(err, &e) {
		return string(e.Code) + " " + e.Details["reason"]
	}
	return fmt.Sprint(err)
}

func TestRefreshSurvivesLostReplies(t *testing.T) {
	w := newWorld(t)
	p := newPhone(t, w, clubA)
	held := p.Tokens.Refresh
	for range 5 {
		first, err := w.Refresh(t.Context(), signed(w, p, held))
		if err != nil {
			t.Fatal(err)
		}
		w.Clock.Pass(6 * 24 * time.Hour) // that reply was lost, and the phone was away for days
		again, err := w.Refresh(t.Context(), signed(w, p, held))
		if err != nil || again.Refresh != first.Refresh {
			t.Fatalf("got another successor: %v", err)
		}
		held = again.Refresh
	}
}

func TestRefreshReusedEndsTheLoginAndFlagsThePhone(t *testing.T) {
	w := newWorld(t)
	p := newPhone(t, w, clubA)
	one, err := w.Refresh(t.Context(), signed(w, p, p.Tokens.Refresh))
	if err != nil {
		t.Fatal(err)
	}
	two, err := w.Refresh(t.Context(), signed(w, p, one.Refresh))
	if err != nil {
		t.Fatal(err)
	}
	if _, err = sessionOf(t, w, two); err != nil {
		t.Fatal(err)
	}
	if _, err = w.Refresh(t.Context(), signed(w, p, p.Tokens.Refresh)); reasonOf(err) != "unauthorized reused" {
		t.Errorf("the grandparent: %v", err)
	}
	if _, err = w.Refresh(t.Context(), signed(w, p, two.Refresh)); reasonOf(err) != "unauthorized " {
		t.Errorf("the newest, afterwards: %v", err)
	}
	if _, err = sessionOf(t, w, two); models.CodeOf(err) != models.CodeUnauthorized {
		t.Errorf("the access token, afterwards: %v", err)
	}
	if d, err := w.Device(t.Context(), p.Device.ID); err != nil || d.Flag != "reused" {
		t.Errorf("the device is not flagged: %+v, %v", d, err)
	}
}

func TestRefreshNeedsThePhonesSignature(t *testing.T) {
	w := newWorld(t)
	p, thief := newPhone(t, w, clubA), newPhone(t, w, clubA)
	if _, err := w.Refresh(t.Context(), signed(w, thief, p.Tokens.Refresh)); reasonOf(err) != "unauthorized proof" {
		t.Errorf("signed by another phone: %v", err)
	}
	if _, err := w.Refresh(t.Context(), token.Proof{Token: p.Tokens.Refresh}); reasonOf(err) != "unauthorized proof" {
		t.Errorf("not signed: %v", err)
	}
	old := signed(w, p, p.Tokens.Refresh)
	one, err := w.Refresh(t.Context(), old)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = w.Refresh(t.Context(), signed(w, p, one.Refresh)); err != nil {
		t.Fatal(err)
	}
	// A copy of the first request, delivered late, is refused for its age and must not end the log-in.
	w.Clock.Pass(token.ProofWindow + time.Second)
	if _, err = w.Refresh(t.Context(), old); reasonOf(err) != "unauthorized clock" {
		t.Errorf("replayed: %v", err)
	}
	if _, err = w.Refresh(t.Context(), signed(w, p, one.Refresh)); err != nil {
		t.Errorf("the phone after a replay: %v", err)
	}
}

func TestRevokedPhoneDrainsWipesAndIsGone(t *testing.T) {
	w := newWorld(t)
	p := newPhone(t, w, clubA)
	officer := models.MustRecordID("01900000-0000-7000-8000-0000000000ff")
	d, err := w.Revoke(t.Context(), p.Device.ID, officer)
	if err != nil || d.State != models.DeviceDraining || d.RevokedBy != officer {
		t.Fatalf("got %+v, %v", d, err)
	}
	s, err := sessionOf(t, w, p.Tokens)
	if err != nil || !s.Access.Revoked || s.Access.MayWrite(models.ClubScope(clubA)) {
		t.Fatalf("a draining phone: %+v, %v", s, err)
	}
	if err = w.Wiped(t.Context(), p.Device.ID, ""); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("wiped without an order: %v", err)
	}
	order, err := w.Drained(t.Context(), p.Device.ID)
	if err != nil || !ed25519.Verify(w.ServerKey(), order.Signed(), order.Signature) {
		t.Fatalf("got %+v, %v", order, err)
	}
	again, err := w.Drained(t.Context(), p.Device.ID)
	if err != nil || !cmp.Equal(order, again) {
		t.Errorf("the order changed: %+v, %v", again, err)
	}
	if err = w.Wiped(t.Context(), p.Device.ID, order.Nonce+"x"); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("with another nonce: %v", err)
	}
	for range 2 {
		if err = w.Wiped(t.Context(), p.Device.ID, order.Nonce); err != nil {
			t.Errorf("with the nonce: %v", err)
		}
	}
	if _, err = w.Refresh(t.Context(), signed(w, p, p.Tokens.Refresh)); models.CodeOf(err) != models.CodeGone {
		t.Errorf("refresh after the wipe: %v", err)
	}
	if d, err = w.Revoke(t.Context(), p.Device.ID, officer); err != nil || d.State != models.DeviceWiped {
		t.Errorf("revoked after the wipe: %+v, %v", d, err)
	}
}

func TestNewActor(t *testing.T) {
	w := newWorld(t)
	p := newPhone(t, w, clubA)
	if _, err := sessionOf(t, w, p.Tokens); err != nil {
		t.Fatal(err)
	}
	seen := map[models.ActorID]bool{p.Device.Actor: true}
	for range 100 {
		actor, err := w.NewActor(t.Context(), p.Device.ID)
		if err != nil || seen[actor] || actor.IsServer() || len(actor.String()) != 8 {
			t.Fatalf("got %s, %v", actor, err)
		}
		seen[actor] = true
		s, err := sessionOf(t, w, p.Tokens)
		if err != nil || s.Access.Actor != actor {
			t.Fatalf("the access still has %s, not %s (%v)", s.Access.Actor, actor, err)
		}
	}
	d, err := w.Device(t.Context(), p.Device.ID)
	if err != nil || len(d.Actors) != 101 || d.Contact.Forks != 100 || !d.Owns(p.Device.Actor) {
		t.Errorf("got %d lives, %d forks, %v", len(d.Actors), d.Contact.Forks, err)
	}
}

func TestHeartbeatIsWrittenOnceAMinute(t *testing.T) {
	w := newWorld(t)
	p := newPhone(t, w, clubA)
	before := w.Memory.Writes
	beat := func(outbox int) {
		h := models.Heartbeat{At: w.Clock.Now().UnixMilli(), App: "1.0", Schema: 2, Outbox: outbox}
		if err := w.Touch(t.Context(), p.Device.ID, h); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 50 {
		beat(50 - i)
		w.Clock.Pass(time.Second)
	}
	if n := w.Memory.Writes - before; n != 1 {
		t.Errorf("50 contacts in a minute made %d writes", n)
	}
	if d, err := w.Device(t.Context(), p.Device.ID); err != nil || d.Contact.Outbox != 1 {
		t.Errorf("the officer sees %d waiting, %v", d.Contact.Outbox, err)
	}
	if err := w.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := w.Memory.Writes - before; n != 2 {
		t.Errorf("after the flush: %d writes", n)
	}
	w.Clock.Pass(time.Minute)
	beat(0)
	if n := w.Memory.Writes - before; n != 3 {
		t.Errorf("a minute later: %d writes", n)
	}
}

func TestWhy(t *testing.T) {
	w := newWorld(t)
	u := w.Must(t, volunteer(clubA), "")
	now := w.Clock.Now()
	ago := func(days int) int64 { return now.Add(-time.Duration(days) * 24 * time.Hour).UnixMilli() }
	for _, story := range []struct {
		name   string
		change func(d *models.Device)
		want   []string
	}{
		{"all well", func(*models.Device) {}, nil},
		{"never", func(d *models.Device) { d.Contact = models.Heartbeat{} }, []string{"never"}},
		{"silent", func(d *models.Device) { d.Contact.At = ago(20) }, []string{"silent"}},
		{"expired", func(d *models.Device) { d.Contact.At = ago(80) }, []string{"expired"}},
		{"outbox", func(d *models.Device) { d.Contact.Outbox, d.Contact.Oldest = 3, ago(9) }, []string{"outbox"}},
		{"refused", func(d *models.Device) { d.Contact.Refused = 2 }, []string{"refused"}},
		{"clock", func(d *models.Device) { d.Contact.Offset = -(30 * 365 * 24 * time.Hour).Milliseconds() }, []string{"clock"}},
		{"forked", func(d *models.Device) { d.Contact.Forks = 1 }, []string{"forked"}},
		{"old app", func(d *models.Device) { d.Contact.Schema = 1 }, []string{"old-app"}},
		{"storage", func(d *models.Device) { d.Contact.StorageLow = true }, []string{"storage"}},
		{"draining", func(d *models.Device) { d.State, d.Contact.Outbox = models.DeviceDraining, 1 }, []string{"draining", "outbox"}},
		{"wiping", func(d *models.Device) { d.State = models.DeviceWiping }, []string{"wiping"}},
		{"wiped", func(d *models.Device) { d.State, d.Contact.Outbox = models.DeviceWiped, 4 }, []string{"wiped"}},
		{"purging", func(d *models.Device) { d.Purging = []models.Scope{models.ClubScope(clubB)} }, []string{"purging"}},
	} {
		d := accountDevice(u.ID, now)
		story.change(&d.Device)
		var got []string
		for _, r := range w.Why(&d, &u.User, 2) {
			got = append(got, r.Code)
			if r.Message == "" {
				t.Errorf("%s: %s has no sentence", story.name, r.Code)
			}
		}
		if !slices.Equal(got, story.want) {
			t.Errorf("%s: got %v, want %v", story.name, got, story.want)
		}
	}
}

func TestNotePageKeepsWhatIsToBePurged(t *testing.T) {
	w := newWorld(t)
	p := newPhone(t, w, clubA)
	lost := []models.Scope{models.ClubScope(clubB)}
	for _, purge := range [][]models.Scope{lost, lost, nil} {
		s, err := sessionOf(t, w, p.Tokens)
		if err != nil {
			t.Fatal(err)
		}
		before := w.Memory.Writes
		if err = w.NotePage(t.Context(), s, purge); err != nil {
			t.Fatal(err)
		}
		if again := w.NotePage(t.Context(), s, purge); again != nil || w.Memory.Writes > before+1 {
			t.Errorf("noted twice: %d writes, %v", w.Memory.Writes-before, again)
		}
		d, err := w.Device(t.Context(), p.Device.ID)
		if err != nil || !slices.Equal(d.Purging, purge) || !slices.Equal(d.Given, s.Access.Reads) {
			t.Errorf("got %v of %v, %v", d.Purging, d.Given, err)
		}
	}
}

func TestSweepTakesWhatIsLongOver(t *testing.T) {
	w := newWorld(t)
	p := newPhone(t, w, clubA)
	if n, err := w.Sweep(t.Context()); n != 0 || err != nil {
		t.Errorf("swept %d, %v", n, err)
	}
	w.Clock.Pass(100 * 24 * time.Hour)
	if n, err := w.Sweep(t.Context()); n != 2 || err != nil {
		t.Errorf("swept %d, %v; want the log-in and the code", n, err)
	}
	if _, err := w.Device(t.Context(), p.Device.ID); err != nil {
		t.Errorf("the phone itself: %v", err)
	}
}
