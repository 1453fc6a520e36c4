package account_test

import (
	"testing"
	"time"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
)

func TestPINReset(t *testing.T) {
	w := newWorld(t)
	p, officer := newPhone(t, w, clubA), w.NewID()
	heard := func(chosen string) string {
		t.Helper()
		d, err := w.Device(t.Context(), p.Device.ID)
		if err != nil {
			t.Fatal(err)
		}
		order, err := w.PINOrder(t.Context(), &d, chosen)
		if err != nil {
			t.Fatal(err)
		}
		if order == nil {
			return ""
		}
		return order.Nonce
	}
	if got := heard(""); got != "" {
		t.Errorf("an order that nobody gave: %q", got)
	}
	d, err := w.ResetPIN(t.Context(), p.Device.ID, officer)
	if err != nil || !d.PIN.Stands() || d.PIN.By != officer {
		t.Fatalf("got %+v, %v", d.PIN, err)
	}
	again, err := w.ResetPIN(t.Context(), p.Device.ID, officer)
	if err != nil || again.PIN != d.PIN {
		t.Errorf("twice is not once: %+v, %v", again.PIN, err)
	}
	nonce := heard("")
	if nonce != d.PIN.Nonce || heard("another") != nonce {
		t.Errorf("the phone heard %q", nonce)
	}
	w.Clock.Pass(time.Hour)
	if got := heard(nonce); got != "" {
		t.Errorf("followed, and still told: %q", got)
	}
	if d, err = w.Device(t.Context(), p.Device.ID); err != nil || d.PIN.Done != w.Clock.Now().UnixMilli() || d.PIN.Stands() {
		t.Errorf("got %+v, %v", d.PIN, err)
	}
	if _, err = w.KeepPIN(t.Context(), p.Device.ID); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("taken back after it was followed: %v", err)
	}
}

// A phone that follows an order just as another takes its place hears of that one, and does not end it.
func TestPINResetTakenBackAndGivenAnew(t *testing.T) {
	w := newWorld(t)
	p := newPhone(t, w, clubA)
	old, err := w.ResetPIN(t.Context(), p.Device.ID, models.RecordID{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = w.KeepPIN(t.Context(), p.Device.ID); err != nil {
		t.Fatal(err)
	}
	anew, err := w.ResetPIN(t.Context(), p.Device.ID, models.RecordID{})
	if err != nil || anew.PIN.Nonce == old.PIN.Nonce {
		t.Fatalf("got %+v, %v", anew.PIN, err)
	}
	if _, err = w.PINOrder(t.Context(), &old, old.PIN.Nonce); err != nil {
		t.Fatal(err)
	}
	if d, err := w.Device(t.Context(), p.Device.ID); err != nil || !d.PIN.Stands() {
		t.Errorf("the second order ended with the first: %+v, %v", d.PIN, err)
	}
}

func TestRevokedPhoneChoosesNoPIN(t *testing.T) {
	w := newWorld(t)
	p := newPhone(t, w, clubA)
	if _, err := w.ResetPIN(t.Context(), p.Device.ID, models.RecordID{}); err != nil {
		t.Fatal(err)
	}
	d, err := w.Revoke(t.Context(), p.Device.ID, models.RecordID{})
	if err != nil {
		t.Fatal(err)
	}
	if order, err := w.PINOrder(t.Context(), &d, ""); order != nil || err != nil {
		t.Errorf("got %+v, %v", order, err)
	}
	if _, err = w.ResetPIN(t.Context(), p.Device.ID, models.RecordID{}); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("got %v", err)
	}
	if _, err = w.ResetPIN(t.Context(), w.NewID(), models.RecordID{}); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("got %v", err)
	}
}

func TestEndLoginsLeavesPhones(t *testing.T) {
	w := newWorld(t)
	u := w.Must(t, models.User{Name: "Cán bộ Thử", Login: "can.bo", Grants: []models.Grant{{Role: models.RoleProvince}}}, goodPassword)
	phone := w.Enrolled(t, u.ID)
	for range 3 {
		if _, err := w.Login(t.Context(), account.Attempt{Login: "can.bo", Password: goodPassword, Address: "192.0.2.9"}); err != nil {
			t.Fatal(err)
		}
	}
	how, err := w.Credentials(t.Context(), u.ID)
	if err != nil || how != (account.Credentials{Password: true, Logins: 3}) {
		t.Errorf("got %+v, %v", how, err)
	}
	if err = w.EndLogins(t.Context(), u.ID); err != nil {
		t.Fatal(err)
	}
	if how, err = w.Credentials(t.Context(), u.ID); err != nil || how.Logins != 0 {
		t.Errorf("got %+v, %v", how, err)
	}
	if _, err = sessionOf(t, w, phone.Tokens); err != nil {
		t.Errorf("his phone: %v", err)
	}
}
