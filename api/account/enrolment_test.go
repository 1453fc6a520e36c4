package account_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/account/accounttest"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

var (
	clubA = models.MustRecordID("0190aaaa-0000-7000-8000-00000000000a")
	clubB = models.MustRecordID("0190aaaa-0000-7000-8000-00000000000b")
	clubC = models.MustRecordID("0190aaaa-0000-7000-8000-00000000000c")
)

const communeUnit = "03388@2025-07-01"

func newWorld(t *testing.T) *accounttest.World {
	t.Helper()
	return accounttest.New(t, accounttest.Clubs{"": {clubA, clubB, clubC}, communeUnit: {clubA, clubB}})
}

func volunteer(clubs ...models.RecordID) models.User {
	u := models.User{Name: "Lò Thị Thử"}
	for _, club := range clubs {
		u.Grants = append(u.Grants, models.Grant{Role: models.RoleVolunteer, Club: club})
	}
	return u
}

// redeem makes a request of a new phone.
func redeem(t *testing.T, code string) account.Redeem {
	t.Helper()
	public, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return account.Redeem{Code: code, Key: public, Signature: token.SignEnrolment(key, code), Name: "máy", Address: "192.0.2.9"}
}

func newCode(t *testing.T, w *accounttest.World, form token.Form) account.Enrolment {
	t.Helper()
	u := w.Must(t, volunteer(clubA), "")
	e, err := w.CreateEnrolment(t.Context(), u.ID, models.RecordID{}, form)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEnrolGivesAPhoneThatMaySync(t *testing.T) {
	w := newWorld(t)
	e := newCode(t, w, token.PaperCode)
	got, err := w.Enrol(t.Context(), redeem(t, strings.ToLower(e.Code)))
	if err != nil {
		t.Fatal(err)
	}
	if got.Device.State != models.DeviceActive || got.Device.Actor.IsZero() || got.Device.Actor.IsServer() || got.Device.User != e.User {
		t.Errorf("got device %+v", got.Device)
	}
	claims, err := w.Issuer.Verify(got.Tokens.Access, token.Sync)
	if err != nil {
		t.Fatal(err)
	}
	s, err := w.Session(t.Context(), claims)
	if err != nil {
		t.Fatal(err)
	}
	if s.Access.Device != got.Device.ID || s.Access.Actor != got.Device.Actor || s.Access.User != e.User || s.Access.Revoked {
		t.Errorf("got access %+v", s.Access)
	}
}

func TestCodeIsGoodOnceAndForOnePhone(t *testing.T) {
	w := newWorld(t)
	e := newCode(t, w, token.PaperCode)
	first := redeem(t, e.Code)
	got, err := w.Enrol(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = w.Enrol(t.Context(), redeem(t, e.Code)); models.CodeOf(err) != models.CodeUnauthorized {
		t.Errorf("another phone with the same code: %v", err)
	}
	// The answer was lost: the same phone asks again, a day later.
	w.Clock.Pass(24 * time.Hour)
	again, err := w.Enrol(t.Context(), first)
	if err != nil || again.Device.ID != got.Device.ID || again.Device.Actor != got.Device.Actor || again.Tokens.Refresh != got.Tokens.Refresh {
		t.Errorf("the same phone again: %+v, %v", again.Device, err)
	}
	// Whoever holds code and public key, but not the private one, gets nothing.
	stolen := first
	stolen.Signature = redeem(t, e.Code).Signature
	if _, err = w.Enrol(t.Context(), stolen); models.CodeOf(err) != models.CodeUnauthorized {
		t.Errorf("without the phone's signature: %v", err)
	}
	w.Clock.Pass(72 * time.Hour)
	if _, err = w.Enrol(t.Context(), first); models.CodeOf(err) != models.CodeUnauthorized {
		t.Errorf("the same phone after three days: %v", err)
	}
}

// Once the phone has used what it was given, its code is done, whoever holds the key.
func TestCodeIsDoneAfterTheFirstRefresh(t *testing.T) {
	w := newWorld(t)
	e := newCode(t, w, token.PaperCode)
	public, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	r := account.Redeem{Code: e.Code, Key: public, Signature: token.SignEnrolment(key, e.Code), Address: "192.0.2.9"}
	got, err := w.Enrol(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = w.Refresh(t.Context(), signed(w, accounttest.Phone{Enrolled: got, Key: key}, got.Tokens.Refresh)); err != nil {
		t.Fatal(err)
	}
	if _, err = w.Enrol(t.Context(), r); models.CodeOf(err) != models.CodeUnauthorized {
		t.Errorf("the code after a refresh: %v", err)
	}
}

func TestCodeExpires(t *testing.T) {
	for form, life := range map[token.Form]time.Duration{token.PaperCode: 72 * time.Hour, token.SpokenCode: 10 * time.Minute} {
		w := newWorld(t)
		e := newCode(t, w, form)
		w.Clock.Pass(life + time.Second)
		if _, err := w.Enrol(t.Context(), redeem(t, e.Code)); models.CodeOf(err) != models.CodeUnauthorized {
			t.Errorf("%s code after its life: %v", form, err)
		}
	}
}

func TestCodeRacedByManyPhonesIsOnes(t *testing.T) {
	w := newWorld(t)
	e := newCode(t, w, token.SpokenCode)
	var wg sync.WaitGroup
	var mu sync.Mutex
	won := 0
	for range 8 {
		r := redeem(t, e.Code)
		r.Address = ""
		wg.Go(func() {
			if _, err := w.Enrol(t.Context(), r); err == nil {
				mu.Lock()
				won++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if won != 1 {
		t.Errorf("%d phones were enrolled with one code", won)
	}
}

// A crash between any two writes of an enrolment leaves a code that the same phone redeems to the end.
func TestEnrolmentCutShortIsFinishedByTheSamePhone(t *testing.T) {
	for cut := range 5 {
		w := newWorld(t)
		e := newCode(t, w, token.PaperCode)
		writes := 0
		w.Memory.Fail = func(string) error {
			if writes++; writes > cut {
				return errors.New("the power went")
			}
			return nil
		}
		r := redeem(t, e.Code)
		if _, err := w.Enrol(t.Context(), r); err == nil {
			t.Fatalf("an enrolment takes only %d writes; the test cuts none", cut)
		}
		w.Memory.Fail = nil
		got, err := w.Enrol(t.Context(), r)
		if err != nil || got.Device.Actor.IsZero() || !got.Device.Owns(got.Device.Actor) || got.Device.Contact.Forks != 0 {
			t.Errorf("cut after %d writes: %+v, %v", cut, got.Device, err)
		}
	}
}

func TestWrongCodesAreThrottledByAddress(t *testing.T) {
	w := newWorld(t)
	e := newCode(t, w, token.PaperCode)
	var last error
	for range 12 {
		_, last = w.Enrol(t.Context(), redeem(t, "1234-5678-9012-3456-7890"))
	}
	if models.CodeOf(last) != models.CodeThrottled {
		t.Errorf("the twelfth wrong code: %v", last)
	}
	elsewhere := redeem(t, e.Code)
	elsewhere.Address = "192.0.2.77"
	if _, err := w.Enrol(t.Context(), elsewhere); err != nil {
		t.Errorf("a phone elsewhere: %v", err)
	}
}

func TestDropEnrolment(t *testing.T) {
	w := newWorld(t)
	e := newCode(t, w, token.PaperCode)
	if err := w.DropEnrolment(t.Context(), e.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Enrol(t.Context(), redeem(t, e.Code)); models.CodeOf(err) != models.CodeUnauthorized {
		t.Errorf("a code that was taken back: %v", err)
	}
	if err := w.DropEnrolment(t.Context(), e.ID); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("taken back twice: %v", err)
	}
	used := newCode(t, w, token.PaperCode)
	if _, err := w.Enrol(t.Context(), redeem(t, used.Code)); err != nil {
		t.Fatal(err)
	}
	if err := w.DropEnrolment(t.Context(), used.ID); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("a code that was redeemed: %v", err)
	}
}

func TestDisabledUserIsNotEnrolled(t *testing.T) {
	w := newWorld(t)
	e := newCode(t, w, token.PaperCode)
	u, err := w.User(t.Context(), e.User)
	if err != nil {
		t.Fatal(err)
	}
	u.Disabled = true
	if _, err = w.UpdateUser(t.Context(), u.User, u.Rev); err != nil {
		t.Fatal(err)
	}
	if _, err = w.Enrol(t.Context(), redeem(t, e.Code)); models.CodeOf(err) != models.CodeUnauthorized {
		t.Errorf("with a code from before: %v", err)
	}
	if _, err = w.CreateEnrolment(t.Context(), e.User, models.RecordID{}, token.PaperCode); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("with a new code: %v", err)
	}
}
