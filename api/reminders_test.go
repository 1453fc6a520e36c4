package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/models"
)

const pushToken = "fcm-token-that-nobody-may-see"

// reached says by what a phone is reached, "" for nothing.
func (w *world) reached(who string) string { return w.box.reached[w.as(who).phone.Device.ID] }

func TestPhoneSaysWhereItIsReached(t *testing.T) {
	w := newWorld(t)
	put := func(body string, status int, code models.Code) answer {
		t.Helper()
		return w.want(status, code, "phone", http.MethodPut, "/api/v1/push", body)
	}
	put(`{"kind":"token","value":"`+pushToken+`"}`, 204, "")
	equal(t, "reached", w.reached("phone"), "token "+pushToken)
	put(`{"kind":"installation","value":"fid"}`, 204, "")
	equal(t, "replaced", w.reached("phone"), "installation fid")
	for _, bad := range []string{`{"kind":"pigeon","value":"x"}`, `{"kind":"token","value":""}`} {
		put(bad, 422, models.CodeInvalid)
	}
	for _, bad := range []string{`{"kind":"token","value":5}`, `{"kind":"token","value":"x","device":"y"}`, `{"kind":"token"`} {
		put(bad, 400, models.CodeMalformed)
	}
	equal(t, "after bad ones", w.reached("phone"), "installation fid")
	for range 2 {
		w.want(204, "", "phone", http.MethodDelete, "/api/v1/push", "")
		equal(t, "forgotten", w.reached("phone"), "")
	}
}

func TestNobodyIsRemindedOnAPhoneThatLeft(t *testing.T) {
	w := newWorld(t)
	target := `{"kind":"token","value":"` + pushToken + `"}`
	for _, who := range []string{"phone", "phone of B"} {
		w.want(204, "", who, http.MethodPut, "/api/v1/push", target)
	}
	w.want(204, "", "phone", http.MethodPost, "/api/v1/logout", "")
	equal(t, "after log-out", w.reached("phone"), "")
	w.want(200, "", "commune", http.MethodPost, "/api/v1/devices/"+w.as("phone of B").phone.Device.ID.String()+"/revoke", "")
	equal(t, "after revoking", w.reached("phone of B"), "")
	w.want(403, models.CodeForbidden, "phone of B", http.MethodPut, "/api/v1/push", target)
	equal(t, "revoked and asking again", w.reached("phone of B"), "")
	if strings.Contains(w.log.String(), pushToken) {
		t.Error("the log says where a phone is reached")
	}
}

// reminded puts five reminders into the box: one of each club's phone, one of none, two more of A.
func (w *world) reminded() {
	now := w.Clock.Now()
	add := func(n byte, club models.RecordID, who, state string, over time.Duration) {
		key := models.RecordID{0: n, 6: 0x80}
		w.box.all = append(w.box.all, api.Reminder{
			Key: key, Club: club, Subject: aCase, Device: w.as(who).phone.Device.ID, User: w.as(who).user, Kind: "meeting", Lead: 3,
			On: "2026-11-27", State: state, Attempts: 2, Next: now, NotAfter: now.Add(over), Code: "UNREGISTERED",
		})
	}
	add(1, clubA, "phone", "pending", time.Hour)
	add(2, clubB, "phone of B", "sent", time.Hour)
	add(3, clubC, "phone of C", "gone", time.Hour)
	add(4, models.RecordID{}, "phone", "sent", time.Hour)
	add(5, clubA, "phone", "sent", -time.Hour)
}

// told asks for something that is given, and reads it.
func (w *world) told(t *testing.T, who, method, path, body string, into any) {
	t.Helper()
	a := w.want(200, "", who, method, path, body)
	a.read(t, into)
}

type recipientJSON struct {
	Key, Club, ClubName, Device, User, UserName, State, Next, Seen, Code string
	Attempts                                                             int
	NeverSeen                                                            bool
}

func TestPhoneListsAndShows(t *testing.T) {
	w := newWorld(t)
	w.reminded()
	var list struct{ Items []recipientJSON }
	w.told(t, "phone", http.MethodGet, "/api/v1/reminders", "", &list)
	equal(t, "listed", len(list.Items), 3)
	equal(t, "what the phone is told of sending", list.Items[0].State+list.Items[0].Code, "")
	mine, foreign := list.Items[0].Key, models.RecordID{0: 2, 6: 0x80}.String()
	var seen struct{ Unknown []string }
	w.told(t, "phone", http.MethodPost, "/api/v1/reminders/seen", `{"keys":["`+foreign+`","`+mine+`"]}`, &seen)
	if !slices.Equal(seen.Unknown, []string{foreign}) {
		t.Errorf("unknown are %v", seen.Unknown)
	}
	w.told(t, "phone", http.MethodGet, "/api/v1/reminders", "", &list)
	if list.Items[0].Seen == "" || list.Items[1].Seen != "" {
		t.Errorf("got %+v", list.Items)
	}
	w.want(400, models.CodeMalformed, "phone", http.MethodPost, "/api/v1/reminders/seen", `{"keys":["x"]}`)
	many := strings.Repeat(`"`+mine+`",`, models.KeysSeenMax) + `"` + mine + `"`
	w.want(422, models.CodeLimit, "phone", http.MethodPost, "/api/v1/reminders/seen", `{"keys":[`+many+`]}`)
}

func TestOfficersSeeWhatBecameOfReminders(t *testing.T) {
	w := newWorld(t)
	w.reminded()
	list := func(who, path string) (out struct {
		Items []recipientJSON
		Next  string
	},
	) {
		t.Helper()
		w.told(t, who, http.MethodGet, path, "", &out)
		return out
	}
	for _, c := range []struct {
		who, path string
		want      int
	}{
		{"province", "/api/v1/reminders/outbox", 5},
		{"commune", "/api/v1/reminders/outbox", 3}, // of its clubs only
		{"province", "/api/v1/reminders/outbox?state=sent", 3},
		{"commune", "/api/v1/reminders/outbox?state=gone", 0},
		{"province", "/api/v1/reminders/outbox?state=sent&state=pending", 4},
		{"province", "/api/v1/reminders/outbox?seen=never", 1},
		{"commune", "/api/v1/clubs/" + clubA.String() + "/reminders", 2},
		{"commune", "/api/v1/clubs/" + clubB.String() + "/reminders?state=pending", 0},
	} {
		if got := list(c.who, c.path); len(got.Items) != c.want || got.Next != "" {
			t.Errorf("%s at %s: %+v", c.who, c.path, got)
		}
	}
	all := list("province", "/api/v1/reminders/outbox")
	first := all.Items[0]
	if first.State != "pending" || first.Attempts != 2 || first.Next == "" || first.Code == "" || first.User == "" || first.NeverSeen {
		t.Errorf("got %+v", first)
	}
	equal(t, "never seen in time", all.Items[4].NeverSeen, true)
	equal(t, "by name", first.UserName, "Người Thử phone")
	equal(t, "of a club without a name", first.ClubName, "")
	w.name(clubA, "Bản Thẳm")
	for _, r := range list("province", "/api/v1/reminders/outbox").Items {
		equal(t, "club of "+r.Key, r.ClubName, map[string]string{clubA.String(): "Bản Thẳm"}[r.Club])
	}
	w.want(400, models.CodeMalformed, "province", http.MethodGet, "/api/v1/reminders/outbox?state=lost", "")
	w.want(400, models.CodeMalformed, "province", http.MethodGet, "/api/v1/reminders/outbox?seen=yes", "")

	var keys []string
	path := "/api/v1/reminders/outbox?limit=1"
	for next := ""; ; {
		page := list("commune", path+"&after="+next)
		for _, r := range page.Items {
			keys = append(keys, r.Key[:2])
		}
		if next = page.Next; next == "" {
			break
		}
	}
	equal(t, "page by page", strings.Join(keys, " "), "01 02 05")
}
