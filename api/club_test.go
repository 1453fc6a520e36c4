package api_test

import (
	"net/http"
	"testing"

	"github.com/beplua/beplua/models"
)

type clubJSON struct {
	AsOf    string
	Record  struct{ Fields map[string]any }
	Commune struct{ ID, Name string }
	Law     struct{ Fields map[string]any }
	Board   []struct{ Role, Member, Name, To string }
	Health  bool
}

// A club at a glance: its commune of today, its law, and who is on the board today, by rank.
func TestClubAtAGlance(t *testing.T) {
	v := newVillage(t)
	none := models.RecordID{}
	v.note("clubRole", none, refer("member", v.bich), text("role", "treasurer"), text("from", "2026-01-10"))
	v.note("clubRole", none, refer("member", v.an), text("role", "head"), text("from", "2026-01-10"), text("to", "2026-11-24"))
	v.note("clubRole", none, refer("member", v.bich), text("role", "head"), text("from", "2026-01-10"), text("to", "2026-11-23"))
	v.note("clubRole", none, refer("member", v.bich), text("role", "deputy"), text("from", "2026-11-25"))
	v.mustSync()
	var club clubJSON
	tag := v.get(t, "", &club).header.Get("ETag")
	if club.AsOf != "2026-11-24" || club.Record.Fields["village"] != "Bản Thẳm" || club.Law.Fields["duesMonthly"] != 10_000.0 || club.Health {
		t.Errorf("got %+v", club)
	}
	if club.Commune.ID != communeUnit || club.Commune.Name != "Phường Đoàn Kết" {
		t.Errorf("it lies in %+v", club.Commune)
	}
	if len(club.Board) != 2 || club.Board[0].Name != "Tao Thị Bản" || club.Board[1].Role != "treasurer" {
		t.Errorf("the board is %+v", club.Board)
	}
	r := recordPath(v.an)
	edited := v.officer.ask(t, http.MethodPatch, r, `{"set":{"fullName":"Tao Thị Bản Hai"}}`, v.officer.ask(t, http.MethodGet, r, "", "", 200).header.Get("ETag"), 200)
	if again := v.get(t, "", &club).header.Get("ETag"); again == tag || club.Board[0].Name != "Tao Thị Bản Hai" {
		t.Errorf("after %s the board is %+v", edited.text, club.Board)
	}
}

// Meetings come the latest first, with how many came.
func TestMeetingsWithAttendance(t *testing.T) {
	v := newVillage(t)
	none := models.RecordID{}
	held := v.note("meeting", none, text("date", "2026-10-05"), text("kind", "regular"), text("status", "held"))
	v.note("meeting", none, text("date", "2026-12-05"), text("kind", "regular"))
	v.note("attendance", none, refer("meeting", held), refer("member", v.an), text("status", "present"))
	v.note("attendance", none, refer("meeting", held), refer("member", v.bich), text("status", "excused"))
	v.mustSync()
	var list struct {
		Total int
		Items []struct {
			ID                       string
			Present, Absent, Excused int
		}
		Next string
	}
	v.get(t, "/meetings?limit=1", &list)
	if list.Total != 2 || len(list.Items) != 1 || list.Items[0].ID == held.String() {
		t.Errorf("got %+v", list)
	}
	v.get(t, "/meetings?after="+list.Next, &list)
	if len(list.Items) != 1 || list.Items[0].ID != held.String() || list.Items[0].Present != 1 || list.Items[0].Excused != 1 || list.Items[0].Absent != 0 {
		t.Errorf("got %+v", list)
	}
}
