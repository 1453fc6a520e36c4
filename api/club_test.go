package api_test

import (
	"net/http"
	"strings"
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

type clubsJSON struct {
	Total, Found int
	Items        []struct {
		ID, Name, Village, LastMeeting, NextMeeting string
		Commune                                     struct{ ID string }
		People                                      struct{ Members, Women, Unknown int }
		OpenCases                                   int
		Overdue                                     *sumsJSON
	}
	Next string
}

// Clubs are found without diacritics, by commune and by status, and told at a glance.
func TestClubsAreFound(t *testing.T) {
	v := newVillage(t)
	none := models.RecordID{}
	v.note("meeting", none, text("date", "2026-10-05"), text("kind", "regular"), text("status", "held"))
	v.note("meeting", none, text("date", "2026-12-05"), text("kind", "regular"))
	v.mustSync()
	for query, want := range map[string]int{
		"": 1, "?q=ban+tham": 1, "?q=B%E1%BA%A2N%20TH%E1%BA%B2M": 1, "?q=ban+than": 0,
		"?unit=" + communeUnit: 1, "?unit=03433@2025-07-01": 0, "?status=active": 1, "?status=paused": 0, "?sort=silence": 1, "?sort=arrears": 1,
	} {
		var clubs clubsJSON
		v.officer.ask(t, http.MethodGet, "/api/v1/clubs"+query, "", "", 200).read(t, &clubs)
		if len(clubs.Items) != want || clubs.Total != 1 || clubs.Found != want {
			t.Errorf("%q: got %+v", query, clubs)
		}
	}
	var clubs clubsJSON
	v.officer.ask(t, http.MethodGet, "/api/v1/clubs", "", "", 200).read(t, &clubs)
	one := clubs.Items[0]
	if one.Overdue == nil || *one.Overdue != (sumsJSON{3_000_000, 180_000}) {
		t.Errorf("overdue is %+v", one.Overdue)
	}
	if one.People.Members != 2 || one.People.Women != 1 || one.People.Unknown != 2 || one.LastMeeting != "2026-10-05" || one.NextMeeting != "2026-12-05" || one.Commune.ID != communeUnit {
		t.Errorf("got %+v", one)
	}
	for _, query := range []string{"?sort=best", "?status=asleep", "?unit=nowhere", "?unit=03391@2013-01-01", "?after=x", "?q=" + strings.Repeat("x", 481)} {
		v.officer.ask(t, http.MethodGet, "/api/v1/clubs"+query, "", "", 400)
	}
}

// A list of clubs goes on where it stopped, in its order.
func TestClubsGoOn(t *testing.T) {
	w := newWorld(t)
	seen := ""
	for path := "/api/v1/clubs?limit=1&sort=id"; ; {
		var clubs clubsJSON
		w.told(t, "province", http.MethodGet, path, "", &clubs)
		if len(clubs.Items) != 1 || clubs.Found != 3 {
			t.Fatalf("got %+v", clubs)
		}
		seen += clubs.Items[0].ID[35:]
		if clubs.Next == "" {
			break
		}
		path = "/api/v1/clubs?limit=1&sort=id&after=" + clubs.Next
	}
	equal(t, "clubs", seen, "abc")
}

// Who founded a club reads it at once.
func TestFoundedClubIsThere(t *testing.T) {
	v := newVillage(t)
	id := "0190ffff-0000-7000-8000-00000000000d"
	v.officer.ask(t, http.MethodGet, "/api/v1/clubs/"+id, "", "", 404)
	v.clubs[communeUnit] = append(v.clubs[communeUnit], models.MustRecordID(id)) // as the records will tell
	v.officer.ask(t, http.MethodPost, "/api/v1/clubs", `{"id":"`+id+`","set":{"name":"Câu lạc bộ Mới","village":"Bản Mới","unit":"`+communeUnit+
		`","foundedOn":"2026-01-02","decisionNo":"1/QĐ","funding":"self"}}`, "", 201)
	v.officer.ask(t, http.MethodGet, "/api/v1/clubs/"+id, "", "", 200)
}

// An officer founds a club in his commune, once; elsewhere only the province does.
func TestClubIsFounded(t *testing.T) {
	w := newWorld(t)
	found := func(who, id, unit string) answer {
		return w.ask(who, http.MethodPost, "/api/v1/clubs", `{"id":"`+id+`","set":{"name":"Câu lạc bộ Mới","village":"Bản Mới","unit":"`+unit+
			`","foundedOn":"2026-01-02","decisionNo":"1/QĐ","funding":"self"}}`)
	}
	const fresh, other = "0190ffff-0000-7000-8000-00000000000f", "0190ffff-0000-7000-8000-00000000000e"
	equal(t, "in his commune", found("commune", fresh, communeUnit).status, 201)
	equal(t, "once more", found("commune", fresh, communeUnit).status, 409)
	equal(t, "elsewhere", found("commune", other, "03433@2025-07-01").status, 403)
	equal(t, "the province", found("province", other, "03433@2025-07-01").status, 201)
	equal(t, "nowhere", found("province", clubC.String(), "nowhere").status, 422)
	equal(t, "without an id", found("province", "x", communeUnit).status, 400)
	a := found("province", clubB.String(), communeUnit)
	var made editedJSON
	a.read(t, &made)
	if made.Record.ID != clubB.String() || made.Record.Fields["source"] != "console" {
		t.Errorf("got %s", a.text)
	}
}
