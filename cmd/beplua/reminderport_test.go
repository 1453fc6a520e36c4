package main

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
)

// A phone says over HTTP where it is reached and what it has shown; the officer sees what became of the reminder, and nobody
// sees where the phone is reached. Revoked, it is reached nowhere.
func TestOfficerSeesThatAReminderWasShown(t *testing.T) {
	e := edgeOver(t, filepath.Join(t.TempDir(), "data"))
	club := e.app.newID()
	first := e.officer("tinh", edgePassword)
	phone := e.phone(first, "Lò Thị May", club)
	tomorrow := models.Today(time.Now()) + 1
	if status, text := phone.submit(models.ClubScope(club), "meeting", textField("date", tomorrow.String()), textField("kind", "regular")); status != http.StatusOK {
		t.Fatalf("%d: %s", status, text)
	}
	var in struct{ Access string } // logged in after the club came to be
	e.want(http.StatusOK, &in, "", http.MethodPost, "/api/v1/login", map[string]string{"login": "tinh", "password": edgePassword})
	e.want(http.StatusNoContent, nil, phone.Access, http.MethodPut, "/api/v1/push", map[string]string{"kind": "token", "value": "a-secret-token"})
	if err := e.app.reminders.Plan(t.Context()); err != nil {
		t.Fatal(err)
	}
	below := "/api/v1/clubs/" + club.String() + "/reminders"
	became := func() (key, state, seen string) {
		t.Helper()
		var page struct {
			Items []struct{ Key, State, Seen, User, Device string }
		}
		e.want(http.StatusOK, &page, in.Access, http.MethodGet, below, nil)
		if len(page.Items) != 1 || page.Items[0].Device != phone.Device || page.Items[0].User != phone.user.String() {
			t.Fatalf("got %+v", page)
		}
		return page.Items[0].Key, page.Items[0].State, page.Items[0].Seen
	}
	key, state, seen := became()
	if state != "pending" || seen != "" {
		t.Errorf("planned: %s, seen %q", state, seen)
	}
	var unknown struct{ Unknown []string }
	e.want(http.StatusOK, &unknown, phone.Access, http.MethodPost, "/api/v1/reminders/seen", map[string][]string{"keys": {key, club.String()}})
	if _, state, seen = became(); state != "sent" || seen == "" || len(unknown.Unknown) != 1 {
		t.Errorf("shown: %s, seen %q, unknown %v", state, seen, unknown.Unknown)
	}
	if _, err := e.app.store.Get(t.Context(), "target", phone.Device); err != nil {
		t.Fatal(err)
	}
	e.want(http.StatusOK, nil, in.Access, http.MethodPost, "/api/v1/devices/"+phone.Device+"/revoke", nil)
	if _, err := e.app.store.Get(t.Context(), "target", phone.Device); err == nil || !strings.Contains(err.Error(), "not found") {
		t.Errorf("a revoked phone is still reached: %v", err)
	}
}
