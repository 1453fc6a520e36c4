package main

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/push/fcm/fcmtest"
)

// TestReminderGoesFromTheBookToThePhone follows one meeting through the whole server: a volunteer writes it down, and the
// carrier shows it on his phone.
func TestReminderGoesFromTheBookToThePhone(t *testing.T) {
	carrier, err := fcmtest.Start(t.Context(), fcmtest.Faults{})
	if err != nil {
		t.Fatal(err)
	}
	defer carrier.Close()
	account, err := carrier.Account()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "account.json")
	if err := os.WriteFile(file, account, 0o600); err != nil {
		t.Fatal(err)
	}
	e := edgeOver(t, filepath.Join(t.TempDir(), "data"), [2]string{"BEPLUA_FCM_CREDENTIALS", file}, [2]string{"BEPLUA_FCM_ENDPOINT", carrier.Endpoint()})
	club := e.app.newID()
	phone := e.phone(e.officer("tinh", edgePassword), "Lò Thị May", club)
	tomorrow := models.Today(time.Now()) + 1
	if status, text := phone.submit(models.ClubScope(club), "meeting", textField("date", tomorrow.String()), textField("kind", "regular")); status != http.StatusOK {
		t.Fatalf("%d: %s", status, text)
	}

	e.app.now = func() time.Time { return (tomorrow - 1).Time().Add(5 * time.Hour) } // noon there
	if err := e.app.wireReminders(t.Context()); err != nil {
		t.Fatal(err)
	}
	device := models.MustRecordID(phone.Device)
	if err := e.app.reminders.Register(t.Context(), device, push.Target{Kind: push.TargetToken, Value: carrierToken}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := e.app.reminders.Plan(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := e.app.reminders.Deliver(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	found, err := e.app.reminders.List(t.Context(), device)
	if err != nil || len(found) != 1 || found[0].State != push.StateSent || found[0].On != tomorrow {
		t.Fatalf("got %+v (%v)", found, err)
	}
	if got := carrier.Phone(carrierToken).Arrived; len(got) != 1 || got[found[0].Key.String()] != 1 {
		t.Errorf("the phone was given %v", got)
	}
}

// carrierToken has the form of a registration token.
const carrierToken = "planted-registration-token-of-one-phone:0123456789"

// TestWhoIsRemindedOfWhat goes through the roles of one person.
func TestWhoIsRemindedOfWhat(t *testing.T) {
	e := newEdge(t)
	club := e.app.newID()
	phone := e.phone(e.officer("tinh", edgePassword), "Lò Thị May", club)
	device := models.MustRecordID(phone.Device)
	listener := audience{e.app.accounts}
	grant := func(disabled bool, roles ...models.Role) {
		t.Helper()
		u, err := e.app.accounts.User(t.Context(), phone.user)
		if err != nil {
			t.Fatal(err)
		}
		u.Disabled, u.Grants = disabled, nil
		for _, role := range roles {
			u.Grants = append(u.Grants, models.Grant{Role: role, Club: club})
		}
		if _, err := e.app.accounts.UpdateUser(t.Context(), u.User, u.Rev); err != nil {
			t.Fatal(err)
		}
	}
	want := func(name string, kinds ...push.Kind) {
		t.Helper()
		for _, kind := range []push.Kind{push.KindMeeting, push.KindLoan, push.KindVisit} {
			got, err := listener.Devices(t.Context(), club, kind)
			if err != nil || (len(got) == 1) != slices.Contains(kinds, kind) {
				t.Errorf("%s, %s: got %v (%v)", name, kind, got, err)
			}
		}
		got, err := listener.InUse(t.Context(), []models.RecordID{device, e.app.newID()})
		if err != nil || (len(got) == 1) != (len(kinds) > 0) {
			t.Errorf("%s, case: got %v (%v)", name, got, err)
		}
	}
	grant(false, models.RoleVolunteer)
	want("volunteer", push.KindMeeting)
	grant(false, models.RoleLeader)
	want("leader", push.KindMeeting, push.KindLoan)
	grant(false, models.RoleHealth)
	want("health", push.KindVisit)
	grant(true, models.RoleVolunteer, models.RoleLeader, models.RoleHealth)
	want("disabled")
	grant(false, models.RoleVolunteer, models.RoleLeader, models.RoleHealth)
	want("all", push.KindMeeting, push.KindLoan, push.KindVisit)
	if got, err := listener.Devices(t.Context(), e.app.newID(), push.KindMeeting); err != nil || len(got) > 0 {
		t.Errorf("another club: got %v (%v)", got, err)
	}
	if _, err := e.app.accounts.Revoke(t.Context(), device, phone.user); err != nil {
		t.Fatal(err)
	}
	want("revoked")
}
