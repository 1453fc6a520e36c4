package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
)

// Everybody at every door. "-" is nobody, who must log in wherever somebody must be known.
func TestRolesAtEveryRoute(t *testing.T) {
	const none, in, out = 401, 0, 403 // in: whatever the handler says, but neither 401 nor 403
	everybody := []string{"", "phone", "revoked", "commune", "province", "operator"}
	caseA := "/api/v1/cases/" + string(models.ClubScope(clubA)) + "/" + aCase.String()
	w := newWorld(t)
	victim := w.as("phone of B")
	for _, door := range []struct {
		method, path string
		want         [6]int
	}{
		{"POST", "/api/v1/enrol", [6]int{in, in, in, in, in, in}},
		{"POST", "/api/v1/token/refresh", [6]int{in, in, in, in, in, in}},
		{"POST", "/api/v1/login", [6]int{in, in, in, in, in, in}},
		{"GET", "/api/v1/session", [6]int{none, in, in, in, in, in}},
		{"POST", "/api/v1/session/factor", [6]int{none, out, out, in, in, in}},
		{"POST", "/api/v1/session/factor/confirm", [6]int{none, out, out, in, in, in}},
		{"POST", "/api/v1/session/factor/remove", [6]int{none, out, out, in, in, in}},
		{"POST", "/api/v1/sync", [6]int{none, in, in, out, out, out}},
		{"GET", "/api/v1/sync/changes", [6]int{none, in, out, out, out, out}},
		{"POST", "/api/v1/sync/digest", [6]int{none, in, out, out, out, out}},
		{"POST", "/api/v1/sync/wiped", [6]int{none, in, in, out, out, out}},
		{"GET", "/api/v1/cases", [6]int{none, out, out, in, in, out}},
		{"GET", caseA, [6]int{none, out, out, in, in, out}},
		{"GET", caseA + "/file", [6]int{none, out, out, in, in, out}},
		{"POST", "/api/v1/cases/accept", [6]int{none, out, out, in, in, out}},
		{"POST", caseA + "/resolve", [6]int{none, out, out, in, in, out}},
		{"POST", caseA + "/undo", [6]int{none, out, out, in, in, out}},
		{"GET", "/api/v1/records/{scopeA}/{user}/history", [6]int{none, in, out, in, in, out}},
		{"GET", "{records}", [6]int{none, in, out, in, in, out}},
		{"POST", "{records}", [6]int{none, out, out, in, in, out}},
		{"GET", "{records}/{user}", [6]int{none, in, out, in, in, out}},
		{"PATCH", "{records}/{user}", [6]int{none, out, out, in, in, out}},
		{"DELETE", "{records}/{user}", [6]int{none, out, out, in, in, out}},
		{"POST", "{records}/{user}/takeback", [6]int{none, out, out, in, in, out}},
		{"GET", "/api/v1/dashboard", [6]int{none, out, out, in, in, out}},
		{"GET", "/api/v1/clubs", [6]int{none, in, out, in, in, out}},
		{"POST", "/api/v1/clubs", [6]int{none, out, out, in, in, out}},
		{"GET", "{clubA}", [6]int{none, in, out, in, in, out}},
		{"GET", "{clubA}/meetings", [6]int{none, in, out, in, in, out}},
		{"GET", "{clubA}/loans", [6]int{none, in, out, in, in, out}},
		{"POST", "{clubA}/loans/preview", [6]int{none, in, out, in, in, out}},
		{"GET", "{clubA}/loans/{user}", [6]int{none, in, out, in, in, out}},
		{"GET", "{clubA}/arrears", [6]int{none, in, out, in, in, out}},
		{"GET", "/api/v1/arrears", [6]int{none, out, out, in, in, out}},
		{"GET", "{clubA}/funds", [6]int{none, in, out, in, in, out}},
		{"GET", "{clubA}/funds/income/book", [6]int{none, in, out, in, in, out}},
		{"GET", "{clubA}/dues", [6]int{none, in, out, in, in, out}},
		{"GET", "{clubA}/donations", [6]int{none, in, out, in, in, out}},
		{"POST", "{clubA}/imports/plan", [6]int{none, out, out, in, in, out}},
		{"POST", "{clubA}/imports", [6]int{none, out, out, in, in, out}},
		{"GET", "/api/v1/exports", [6]int{none, in, out, in, in, out}},
		{"GET", "/api/v1/exports/taken", [6]int{none, out, out, in, in, out}},
		{"GET", "/api/v1/exports/file?table=member&format=csv", [6]int{none, in, out, in, in, out}},
		{"PUT", "/api/v1/push", [6]int{none, in, out, out, out, out}},
		{"DELETE", "/api/v1/push", [6]int{none, in, in, out, out, out}},
		{"GET", "/api/v1/reminders", [6]int{none, in, out, out, out, out}},
		{"POST", "/api/v1/reminders/seen", [6]int{none, in, in, out, out, out}},
		{"GET", "/api/v1/reminders/outbox", [6]int{none, out, out, in, in, out}},
		{"GET", "{clubA}/reminders", [6]int{none, out, out, in, in, out}},
		{"GET", "/api/v1/devices", [6]int{none, out, out, in, in, in}},
		{"GET", "/api/v1/devices/{device}", [6]int{none, out, out, in, in, in}},
		{"POST", "/api/v1/devices/{device}/revoke", [6]int{none, out, out, in, in, out}},
		{"POST", "/api/v1/devices/{device}/pin", [6]int{none, out, out, in, in, out}},
		{"DELETE", "/api/v1/devices/{device}/pin", [6]int{none, out, out, in, in, out}},
		{"GET", "/api/v1/users", [6]int{none, out, out, in, in, out}},
		{"POST", "/api/v1/users", [6]int{none, out, out, in, in, out}},
		{"GET", "/api/v1/users/{user}", [6]int{none, out, out, in, in, out}},
		{"PATCH", "/api/v1/users/{user}", [6]int{none, out, out, in, in, out}},
		{"POST", "/api/v1/users/{user}/password", [6]int{none, out, out, in, in, in}},
		{"POST", "/api/v1/users/{user}/logout", [6]int{none, out, out, in, in, out}},
		{"GET", "/api/v1/enrolments", [6]int{none, out, out, in, in, out}},
		{"POST", "/api/v1/enrolments", [6]int{none, out, out, in, in, out}},
		{"DELETE", "/api/v1/enrolments/{user}", [6]int{none, out, out, in, in, out}},
		{"GET", "/api/v1/units", [6]int{none, in, in, in, in, in}},
		{"GET", "/api/v1/schema", [6]int{none, in, in, in, in, in}},
		{"GET", "/openapi.json", [6]int{in, in, in, in, in, in}},
		{"GET", "/healthz", [6]int{in, in, in, in, in, in}},
		{"GET", "/readyz", [6]int{in, in, in, in, in, in}},
		{"GET", "/version", [6]int{in, in, in, in, in, in}},
		{"GET", "/metrics", [6]int{in, in, in, in, in, in}},
		{"POST", "/api/v1/logout", [6]int{none, in, in, in, in, in}},
	} {
		path := strings.NewReplacer("{records}", "/api/v1/records/"+string(models.ClubScope(clubA)), "{scopeA}", string(models.ClubScope(clubA)), "{clubA}", "/api/v1/clubs/"+clubA.String(), "{device}", victim.phone.Device.ID.String(), "{user}", victim.user.String()).Replace(door.path)
		for i, who := range everybody {
			body := ""
			if door.method != http.MethodGet {
				body = "{"
			}
			got := w.ask(who, door.method, path, body).status
			want := door.want[i]
			// A body that is no JSON gets 400 only from a handler that let its asker in.
			if want == in && (got == none && who != "" || got == out) || want != in && got != want {
				t.Errorf("%q at %s %s: got %d, want %d", who, door.method, door.path, got, want)
			}
		}
	}
}

// What lies outside what one may see is not there: nobody learns which ids exist.
func TestOutsideIsNotFound(t *testing.T) {
	w := newWorld(t)
	far, province := w.as("phone of C"), w.as("province")
	caseC := "/api/v1/cases/" + string(models.ClubScope(clubC)) + "/" + aCase.String()
	health := "/api/v1/cases/" + string(models.HealthScope(clubA)) + "/" + aCase.String()
	tag := header{"If-Match": `"s1234567:7"`}
	for _, door := range []struct{ who, method, path, body string }{
		{"commune", "GET", "/api/v1/devices/" + far.phone.Device.ID.String(), ""},
		{"commune", "POST", "/api/v1/devices/" + far.phone.Device.ID.String() + "/revoke", ""},
		{"commune", "POST", "/api/v1/devices/" + far.phone.Device.ID.String() + "/pin", ""},
		{"commune", "DELETE", "/api/v1/devices/" + far.phone.Device.ID.String() + "/pin", ""},
		{"commune", "GET", "/api/v1/devices?club=" + clubC.String(), ""},
		{"commune", "GET", "/api/v1/devices?user=" + far.user.String(), ""},
		{"operator", "GET", "/api/v1/devices?club=" + clubA.String(), ""},
		{"commune", "GET", "/api/v1/users?club=" + clubC.String(), ""},
		{"commune", "GET", "/api/v1/enrolments?user=" + far.user.String(), ""},
		{"commune", "POST", "/api/v1/users/" + province.user.String() + "/logout", ""},
		{"commune", "GET", "/api/v1/users/" + far.user.String(), ""},
		{"commune", "GET", "/api/v1/users/" + province.user.String(), ""},
		{"commune", "PATCH", "/api/v1/users/" + far.user.String(), `{"disabled":true}`},
		{"commune", "POST", "/api/v1/users/" + province.user.String() + "/password", `{"password":"` + password + `x"}`},
		{"commune", "POST", "/api/v1/enrolments", `{"user":"` + far.user.String() + `"}`},
		{"commune", "GET", caseC, ""},
		{"commune", "GET", caseC + "/file", ""},
		{"province", "GET", health + "/file", ""},
		{"commune", "POST", caseC + "/resolve", `{"choice":"known"}`},
		{"commune", "POST", caseC + "/undo", `{}`},
		{"commune", "GET", "/api/v1/cases?scope=" + string(models.ClubScope(clubC)), ""},
		{"commune", "GET", "/api/v1/cases?club=" + clubC.String(), ""},
		{"province", "GET", health, ""},
		{"province", "GET", "/api/v1/cases?scope=" + string(models.HealthScope(clubA)), ""},
		{"province", "GET", "/api/v1/records/" + string(models.HealthScope(clubA)) + "/" + aCase.String() + "/history", ""},
		{"province", "GET", "/api/v1/records/" + string(models.ClubScope(clubA)) + "/not-an-id/history", ""},
		{"commune", "GET", "/api/v1/records/" + string(models.ClubScope(clubC)) + "/" + aCase.String() + "/history", ""},
		{"phone", "GET", "/api/v1/records/" + string(models.ClubScope(clubB)) + "/" + aCase.String() + "/history", ""},
		{"phone", "POST", "/api/v1/sync/digest", `{"scope":"` + string(models.ClubScope(clubB)) + `","digest":"00000000000000000000000000000000"}`},
		{"phone", "GET", "/api/v1/clubs/" + clubB.String(), ""},
		{"phone", "GET", "/api/v1/clubs/" + clubB.String() + "/meetings", ""},
		{"phone", "GET", "/api/v1/clubs/" + clubB.String() + "/loans", ""},
		{"phone", "GET", "/api/v1/clubs/" + clubB.String() + "/loans/" + clubB.String(), ""},
		{"phone", "POST", "/api/v1/clubs/" + clubB.String() + "/loans/preview", `{"amount":1,"termMonths":1}`},
		{"phone", "GET", "/api/v1/clubs/" + clubB.String() + "/arrears", ""},
		{"phone", "GET", "/api/v1/clubs/" + clubB.String() + "/funds", ""},
		{"phone", "GET", "/api/v1/clubs/" + clubB.String() + "/funds/income/book", ""},
		{"phone", "GET", "/api/v1/clubs/" + clubB.String() + "/dues", ""},
		{"phone", "GET", "/api/v1/clubs/" + clubB.String() + "/donations", ""},
		{"commune", "GET", "/api/v1/clubs/" + clubC.String() + "/funds", ""},
		{"commune", "GET", "/api/v1/clubs/" + clubC.String() + "/reminders", ""},
		{"commune", "POST", "/api/v1/clubs/" + clubC.String() + "/imports/plan", "x"},
		{"commune", "POST", "/api/v1/clubs/" + clubC.String() + "/imports", "x"},
		{"commune", "GET", "/api/v1/exports/file?table=member&format=csv&club=" + clubC.String(), ""},
		{"province", "GET", "/api/v1/exports/file?table=healthCheck&format=csv", ""},
		{"province", "GET", "/api/v1/exports/file?table=secrets&format=csv", ""},
		{"province", "GET", "/api/v1/clubs/" + clubA.String() + "/loans/" + aCase.String(), ""},
		{"province", "GET", "/api/v1/clubs/" + clubA.String() + "/funds/income/book", ""},
		{"province", "GET", "/api/v1/clubs/not-an-id/funds", ""},
		{"phone", "GET", "/api/v1/records/" + string(models.ClubScope(clubB)) + "?type=member", ""},
		{"phone", "GET", "/api/v1/records/" + string(models.HealthScope(clubA)) + "?type=healthCheck", ""},
		{"province", "GET", "/api/v1/records/" + string(models.HealthScope(clubA)) + "?type=healthCheck", ""},
		{"province", "GET", "/api/v1/records/" + string(models.HealthScope(clubA)) + "/" + aCase.String(), ""},
		{"province", "GET", "/api/v1/records/" + string(models.ClubScope(clubA)) + "/" + aCase.String(), ""},
		{"province", "GET", "/api/v1/records/nowhere?type=member", ""},
		{"commune", "GET", "/api/v1/records/" + string(models.ClubScope(clubC)) + "?type=member", ""},
		{"commune", "POST", "/api/v1/records/" + string(models.ClubScope(clubC)), `{"type":"meeting","set":{"kind":"regular"}}`},
		{"commune", "PATCH", "/api/v1/records/" + string(models.ClubScope(clubC)) + "/" + aCase.String(), `{"set":{"note":"x"}}`},
		{"commune", "DELETE", "/api/v1/records/" + string(models.ClubScope(clubC)) + "/" + aCase.String(), ""},
		{"commune", "POST", "/api/v1/records/" + string(models.HealthScope(clubA)) + "/" + aCase.String() + "/takeback", `{}`},
		{"commune", "POST", "/api/v1/records/" + string(models.ProvinceScope), `{"type":"plan","set":{"name":"x"}}`},
		{"province", "GET", "/api/v1/users/" + clubA.String(), ""},
		{"province", "GET", "/api/v1/users/not-an-id", ""},
		{"province", "DELETE", "/api/v1/enrolments/" + clubA.String(), ""},
		{"province", "GET", "/api/v1/nothing", ""},
	} {
		w.want(http.StatusNotFound, models.CodeNotFound, door.who, door.method, door.path, door.body, tag)
	}
	w.want(http.StatusMethodNotAllowed, "method-not-allowed", "province", "PUT", "/api/v1/users", "{}")
}

// Everybody is told of his own clubs, and of no other.
func TestEverybodySeesHisOwnClubs(t *testing.T) {
	w := newWorld(t)
	for who, want := range map[string]string{"phone": "a", "phone of B": "b", "commune": "ab", "province": "abc"} {
		var clubs struct {
			Total int
			Items []struct{ ID string }
		}
		w.told(t, who, http.MethodGet, "/api/v1/clubs", "", &clubs)
		var got string
		for _, c := range clubs.Items {
			got += c.ID[len(c.ID)-1:]
		}
		if got != want || clubs.Total != len(want) {
			t.Errorf("%s sees %q, %d in all", who, got, clubs.Total)
		}
	}
	var arrears struct{ Items []struct{ Club string } }
	w.told(t, "commune", http.MethodGet, "/api/v1/arrears", "", &arrears)
	equal(t, "clubs of the commune's arrears", len(arrears.Items), 2)
}
