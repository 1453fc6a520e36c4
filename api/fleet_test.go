package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
)

type userJSON struct {
	ID, Name, Login string
	Grants          []struct{ Role, Club, Unit string }
	Disabled        bool
}

func TestUsersOverHTTP(t *testing.T) {
	w := newWorld(t)
	a := w.want(201, "", "province", http.MethodPost, "/api/v1/users",
		`{"name":" Vàng Thị Mới ","login":"vang.moi","password":"`+password+`","grants":[{"role":"commune","unit":"`+communeUnit+`"}]}`)
	var u userJSON
	a.read(t, &u)
	if u.Name != "Vàng Thị Mới" || u.Grants[0].Unit != communeUnit || a.header.Get("Location") != "/api/v1/users/"+u.ID || a.header.Get("ETag") != `"1"` {
		t.Errorf("got %s %v", a.text, a.header)
	}
	w.want(409, models.CodeConflict, "province", http.MethodPost, "/api/v1/users", `{"name":"x","login":"vang.moi"}`)
	path := "/api/v1/users/" + u.ID
	a = w.want(200, "", "province", http.MethodPatch, path, `{"name":"Vàng Thị Đổi"}`, header{"If-Match": `"1"`})
	a.read(t, &u)
	if u.Name != "Vàng Thị Đổi" || u.Login != "vang.moi" || len(u.Grants) != 1 || a.header.Get("ETag") != `"2"` {
		t.Errorf("got %s %v", a.text, a.header)
	}
	w.want(412, models.CodeStale, "province", http.MethodPatch, path, `{"name":"x"}`, header{"If-Match": `"1"`})
	w.want(204, "", "province", http.MethodPost, path+"/password", `{"password":"suối nhỏ sau nhà"}`)
	w.want(200, "", "", http.MethodPost, "/api/v1/login", `{"login":"vang.moi","password":"suối nhỏ sau nhà"}`)
	w.want(401, models.CodeUnauthorized, "", http.MethodPost, "/api/v1/login", `{"login":"vang.moi","password":"`+password+`"}`)
}

func TestOwnPasswordNeedsThePresentOne(t *testing.T) {
	w := newWorld(t)
	path := "/api/v1/users/" + w.as("commune").user.String() + "/password"
	w.want(401, models.CodeUnauthorized, "commune", http.MethodPost, path, `{"password":"suối nhỏ sau nhà"}`)
	w.want(401, models.CodeUnauthorized, "commune", http.MethodPost, path, `{"password":"suối nhỏ sau nhà","present":"sai"}`)
	w.want(204, "", "commune", http.MethodPost, path, `{"password":"suối nhỏ sau nhà","present":"`+password+`"}`)
	w.want(401, models.CodeUnauthorized, "commune", http.MethodGet, "/api/v1/session", "")
}

func TestListsGoOn(t *testing.T) {
	w := newWorld(t)
	for i := range 5 {
		w.Must(t, models.User{Name: fmt.Sprintf("Người %d", i), Grants: []models.Grant{{Role: models.RoleVolunteer, Club: clubA}}}, "")
	}
	for _, who := range []string{"province", "commune"} {
		seen, path := map[string]bool{}, "/api/v1/users?limit=2"
		for range 10 {
			var page struct {
				Items []userJSON
				Next  string
			}
			a := w.ask(who, http.MethodGet, path, "")
			a.read(t, &page)
			for _, u := range page.Items {
				if seen[u.ID] {
					t.Errorf("%s came twice", u.ID)
				}
				seen[u.ID] = true
			}
			if page.Next == "" {
				break
			}
			link := a.header.Get("Link")
			if link != "<"+strings.SplitN(path, "?", 2)[0]+"?after="+page.Next+`&limit=2>; rel="next"` {
				t.Errorf("Link is %q", link)
			}
			path = strings.TrimSuffix(strings.TrimPrefix(link, "<"), `>; rel="next"`)
		}
		if len(seen) < 5 {
			t.Errorf("%s saw %d of 5", who, len(seen))
		}
	}
}

func TestCommuneSeesItsOwn(t *testing.T) {
	w := newWorld(t)
	near, far := w.as("phone").phone.Device.ID.String(), w.as("phone of C").phone.Device.ID.String()
	w.as("phone of B")
	for who, want := range map[string]int{"commune": 2, "province": 3, "operator": 3} {
		a := w.ask(who, http.MethodGet, "/api/v1/devices", "")
		var page struct{ Items []struct{ ID string } }
		a.read(t, &page)
		if len(page.Items) != want || !strings.Contains(string(a.text), near) || strings.Contains(string(a.text), far) != (want == 3) {
			t.Errorf("%s sees %d phones", who, len(page.Items))
		}
	}
}

func TestDeviceSaysWhy(t *testing.T) {
	w := newWorld(t)
	path := "/api/v1/devices/" + w.as("phone").phone.Device.ID.String()
	type deviceJSON struct {
		State, App, Contact, Oldest string
		Outbox, Forks               int
		OffsetMs                    int64
		Why                         []struct{ Code, Message string }
	}
	get := func() (d deviceJSON) {
		a := w.ask("commune", http.MethodGet, path, "")
		a.read(t, &d)
		return d
	}
	if d := get(); len(d.Why) != 1 || d.Why[0].Code != "never" {
		t.Errorf("before the first contact: %+v", d.Why)
	}
	s := w.empty("phone")
	s.Heartbeat = &models.Heartbeat{App: "0.9", Schema: 1, Outbox: 4, Oldest: w.Clock.Now().Add(-50 * time.Hour).UnixMilli()}
	w.submitted("phone", s)
	w.Clock.Pass(30 * 24 * time.Hour)
	w.people = map[string]credential{"phone": w.people["phone"]} // the officer's log-in is over by now
	in, err := w.Login(t.Context(), account.Attempt{Login: "canbo.xa", Password: password, Address: "192.0.2.1"})
	if err != nil {
		t.Fatal(err)
	}
	w.people["commune"] = credential{token: in.Tokens.Access}
	d := get()
	var codes []string
	for _, r := range d.Why {
		codes = append(codes, r.Code)
	}
	if got := strings.Join(codes, " "); got != "silent outbox old-app" || d.Outbox != 4 || d.App != "0.9" || d.Oldest == "" {
		t.Errorf("got %s: %+v", got, d)
	}
	if !strings.Contains(d.Why[1].Message, "4 bản ghi") || !strings.Contains(d.Why[1].Message, "32 ngày") {
		t.Errorf("says %q", d.Why[1].Message)
	}
}

func TestEnrolmentIsTakenBack(t *testing.T) {
	w := newWorld(t)
	var made struct{ ID, Code string }
	a := w.want(201, "", "commune", http.MethodPost, "/api/v1/enrolments", `{"user":"`+w.as("phone").user.String()+`","form":"spoken"}`)
	a.read(t, &made)
	if len(made.Code) != 24 {
		t.Errorf("a spoken code is %q", made.Code)
	}
	w.want(204, "", "commune", http.MethodDelete, "/api/v1/enrolments/"+made.ID, "")
	w.want(404, models.CodeNotFound, "commune", http.MethodDelete, "/api/v1/enrolments/"+made.ID, "")
}

// OWASP API1 to API5, one each.

func TestAPI1ObjectLevel(t *testing.T) {
	w := newWorld(t)
	w.want(404, models.CodeNotFound, "commune", http.MethodGet, "/api/v1/devices/"+w.as("phone of C").phone.Device.ID.String(), "")
}

func TestAPI2Authentication(t *testing.T) {
	w := newWorld(t)
	good := w.as("phone").token
	for name, value := range map[string]string{
		"a token cut short": "Bearer " + good[:len(good)-2], "Basic": "Basic YTpi", "no scheme": good, "the refresh token": "Bearer " + w.as("phone").phone.Tokens.Refresh,
		"alg none": "Bearer eyJhbGciOiJub25lIn0.e30.", "nothing": "Bearer ", "a megabyte": "Bearer " + strings.Repeat("x", 1<<20),
	} {
		if a := w.ask("", http.MethodGet, "/api/v1/sync/changes", "", header{"Authorization": value}); a.status != 401 {
			t.Errorf("%s: %d", name, a.status)
		}
	}
	// A token in the query is no token: addresses end up in logs.
	w.want(401, models.CodeUnauthorized, "", http.MethodGet, "/api/v1/sync/changes?access_token="+good, "")
	// The cookie of a log-in does not turn a phone's door.
	w.want(401, models.CodeUnauthorized, "", http.MethodGet, "/api/v1/sync/changes", "", header{"Cookie": "beplua=" + good})
}

func TestAPI3PropertyLevel(t *testing.T) {
	w := newWorld(t)
	user := w.as("phone").user.String()
	commune := w.as("commune").user.String()
	for _, bad := range []struct {
		who, path, body, tag string
		status               int
	}{
		{"commune", user, `{"grants":[{"role":"province"}]}`, `"1"`, 403},
		{"commune", user, `{"grants":[{"role":"volunteer","club":"` + clubC.String() + `"}]}`, `"1"`, 403},
		{"commune", user, `{"login":"an.cap"}`, `"1"`, 403},
		{"commune", commune, `{"grants":[{"role":"province"}]}`, `"1"`, 403},
		{"province", user, `{"grants":[{"role":"operator"}]}`, `"1"`, 403},
		{"province", user, `{"passwordHash":"x"}`, `"1"`, 400},
	} {
		if a := w.ask(bad.who, http.MethodPatch, "/api/v1/users/"+bad.path, bad.body, header{"If-Match": bad.tag}); a.status != bad.status {
			t.Errorf("%s %s: got %d, want %d", bad.who, bad.body, a.status, bad.status)
		}
	}
	for _, grants := range []string{`[]`, `[{"role":"commune","unit":"` + communeUnit + `"}]`, `[{"role":"leader","club":"` + clubC.String() + `"}]`} {
		w.want(403, models.CodeForbidden, "commune", http.MethodPost, "/api/v1/users", `{"name":"x","grants":`+grants+`}`)
	}
	w.want(201, "", "commune", http.MethodPost, "/api/v1/users", `{"name":"x","grants":[{"role":"leader","club":"`+clubB.String()+`"}]}`)
	// Nothing of a password is ever given.
	if a := w.ask("province", http.MethodGet, "/api/v1/users", ""); strings.Contains(string(a.text), "argon2") || strings.Contains(string(a.text), "password") {
		t.Errorf("got %s", a.text)
	}
}

func TestAPI4ResourceConsumption(t *testing.T) {
	w := newWorld(t, func(d *api.Deps) { d.Config.DeviceRate = api.Rate{PerMinute: 60, Burst: 2} })
	w.want(413, models.CodeTooLarge, "phone", http.MethodPost, "/api/v1/sync", strings.Repeat(" ", models.BatchWireBytesMax+1))
	w.want(400, models.CodeMalformed, "province", http.MethodGet, "/api/v1/users?limit=100000", "")
	w.ask("province", http.MethodGet, "/api/v1/users", "")
	w.want(429, models.CodeThrottled, "province", http.MethodGet, "/api/v1/users", "")
}

func TestAPI5FunctionLevel(t *testing.T) {
	w := newWorld(t)
	w.want(403, models.CodeForbidden, "phone", http.MethodPost, "/api/v1/devices/"+w.as("phone").phone.Device.ID.String()+"/revoke", "")
	w.want(403, models.CodeForbidden, "operator", http.MethodGet, "/api/v1/cases", "")
	w.want(403, models.CodeForbidden, "commune", http.MethodPost, "/api/v1/users", `{"name":"x","login":"yyy","password":"`+password+`","grants":[{"role":"province"}]}`)
}
