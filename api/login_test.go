package api_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

var b64 = base64.RawURLEncoding

// A phone's way in, over HTTP alone: code, enrolment, sync, refresh.
func TestPhoneComesIn(t *testing.T) {
	w := newWorld(t, func(d *api.Deps) { d.Config.PublicURL = "https://so.example.vn" })
	var made struct{ Code, QR, ID, Expires string }
	a := w.want(201, "", "commune", http.MethodPost, "/api/v1/enrolments", `{"user":"`+w.as("phone of B").user.String()+`"}`)
	a.read(t, &made)
	plain := strings.ReplaceAll(made.Code, "-", "")
	if made.QR != "https://so.example.vn/app/#enrol="+plain+"."+token.Fingerprint(w.ServerKey()) {
		t.Errorf("the QR says %q", made.QR)
	}
	if made.Expires != w.Clock.Now().Add(72*time.Hour).Format(time.RFC3339) {
		t.Errorf("expires %q", made.Expires)
	}
	public, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	var in struct {
		Device, Actor, Epoch, ServerKey, Access, Refresh string
		User                                             struct{ Name string }
	}
	a = w.want(201, "", "", http.MethodPost, "/api/v1/enrol", fmt.Sprintf(`{"code":%q,"deviceKey":%q,"signature":%q,"name":"Máy đỏ"}`,
		strings.ToLower(made.Code), b64.EncodeToString(public), b64.EncodeToString(token.SignEnrolment(key, made.Code))))
	a.read(t, &in)
	if in.Epoch != "epoch-1" || in.ServerKey != b64.EncodeToString(w.ServerKey()) || in.User.Name == "" || in.Actor == "" {
		t.Errorf("got %s", a.text)
	}
	hello := fmt.Sprintf(`{"actor":%q,"now":"2026-11-24T08:00:00.000Z"}`, in.Actor)
	w.want(200, "", "", http.MethodPost, "/api/v1/sync", hello, header{"Authorization": "Bearer " + in.Access})
	w.Clock.Pass(token.AccessLife + token.Leeway + time.Second)
	w.want(401, models.CodeUnauthorized, "", http.MethodPost, "/api/v1/sync", hello, header{"Authorization": "Bearer " + in.Access})

	refresh := func(at time.Time) string {
		proof := token.Proof{Method: "POST", Path: "/api/v1/token/refresh", At: at, Token: in.Refresh}.Sign(key)
		return fmt.Sprintf(`{"refresh":%q,"at":%q,"signature":%q}`, in.Refresh, at.UTC().Format(time.RFC3339), b64.EncodeToString(proof.Signature))
	}
	// A phone whose clock is thirty years off is told the time, and signs again.
	var problem struct{ Details struct{ Reason, Now string } }
	a = w.want(401, models.CodeUnauthorized, "", http.MethodPost, "/api/v1/token/refresh", refresh(w.Clock.Now().AddDate(-30, 0, 0)))
	a.read(t, &problem)
	now, err := time.Parse(time.RFC3339, problem.Details.Now)
	if err != nil || problem.Details.Reason != "clock" {
		t.Fatalf("got %s, %v", a.text, err)
	}
	var tokens struct{ Access, Refresh string }
	a = w.want(200, "", "", http.MethodPost, "/api/v1/token/refresh", refresh(now))
	a.read(t, &tokens)
	w.want(200, "", "", http.MethodPost, "/api/v1/sync", hello, header{"Authorization": "Bearer " + tokens.Access})
	w.want(401, models.CodeUnauthorized, "", http.MethodPost, "/api/v1/token/refresh", `{"refresh":"`+tokens.Refresh+`"}`)
	w.want(204, "", "", http.MethodPost, "/api/v1/logout", "", header{"Authorization": "Bearer " + tokens.Access})
	w.want(401, models.CodeUnauthorized, "", http.MethodPost, "/api/v1/sync", hello, header{"Authorization": "Bearer " + tokens.Access})
}

func TestOfficerComesInByTokens(t *testing.T) {
	w := newWorld(t)
	w.as("province")
	var in struct{ Access, Refresh string }
	a := w.want(200, "", "", http.MethodPost, "/api/v1/login", `{"login":"canbo.tinh","password":"`+password+`"}`)
	a.read(t, &in)
	if a.header.Get("Set-Cookie") != "" {
		t.Error("a cookie nobody asked for")
	}
	w.want(200, "", "", http.MethodGet, "/api/v1/session", "", header{"Authorization": "Bearer " + in.Access})
	a = w.want(200, "", "", http.MethodPost, "/api/v1/token/refresh", `{"refresh":"`+in.Refresh+`"}`)
	a.read(t, &in)
	w.want(204, "", "", http.MethodPost, "/api/v1/logout", "", header{"Authorization": "Bearer " + in.Access})
	w.want(401, models.CodeUnauthorized, "", http.MethodGet, "/api/v1/session", "", header{"Authorization": "Bearer " + in.Access})
	w.want(401, models.CodeUnauthorized, "", http.MethodPost, "/api/v1/token/refresh", `{"refresh":"`+in.Refresh+`"}`)
}

func TestWrongPasswordsAreThrottled(t *testing.T) {
	w := newWorld(t)
	w.as("province")
	var a answer
	for range 6 {
		a = w.ask("", http.MethodPost, "/api/v1/login", `{"login":"canbo.tinh","password":"khong phai day"}`)
	}
	if wait, err := strconv.Atoi(a.header.Get("Retry-After")); a.status != 429 || err != nil || wait < 1 {
		t.Errorf("got %d, Retry-After %q", a.status, a.header.Get("Retry-After"))
	}
}

func TestCookieForTheConsole(t *testing.T) {
	for url, name := range map[string]string{"https://so.example.vn": "__Host-beplua", "": "beplua"} {
		w := newWorld(t, func(d *api.Deps) { d.Config.PublicURL = url })
		w.as("province")
		body := `{"login":"canbo.tinh","password":"` + password + `","cookie":true}`
		w.want(403, models.CodeForbidden, "", http.MethodPost, "/api/v1/login", body, header{"Sec-Fetch-Site": "cross-site"})
		a := w.want(200, "", "", http.MethodPost, "/api/v1/login", body, header{"Sec-Fetch-Site": "same-origin"})
		set := a.header.Get("Set-Cookie")
		if !strings.HasPrefix(set, name+"=") || !strings.Contains(set, "HttpOnly") || !strings.Contains(set, "SameSite=Strict") ||
			strings.Contains(set, "Secure") != (url != "") || strings.Contains(string(a.text), "refresh") {
			t.Errorf("set %q, answered %s", set, a.text)
		}
		cookie := header{"Cookie": strings.SplitN(set, ";", 2)[0]}
		with := func(site string) header {
			return header{"Cookie": cookie["Cookie"], "Sec-Fetch-Site": site}
		}
		w.want(200, "", "", http.MethodGet, "/api/v1/users", "", cookie)
		w.want(422, models.CodeInvalid, "", http.MethodPost, "/api/v1/users", `{"name":""}`, with("same-origin"))
		w.want(403, models.CodeForbidden, "", http.MethodPost, "/api/v1/users", `{"name":"x"}`, with("cross-site"))
		w.want(403, models.CodeForbidden, "", http.MethodPost, "/api/v1/users", `{"name":"x"}`,
			header{"Cookie": cookie["Cookie"], "Origin": "https://evil.example"})
		w.want(403, models.CodeForbidden, "", http.MethodPost, "/api/v1/sync", `{}`, with("same-origin"))
		a = w.want(204, "", "", http.MethodPost, "/api/v1/logout", "", with("same-origin"))
		if !strings.Contains(a.header.Get("Set-Cookie"), "Max-Age=0") {
			t.Errorf("logging out set %q", a.header.Get("Set-Cookie"))
		}
		w.want(401, models.CodeUnauthorized, "", http.MethodGet, "/api/v1/users", "", cookie)
	}
}

func TestSessionSaysWhoAndWhere(t *testing.T) {
	w := newWorld(t)
	var s struct {
		User          struct{ ID string }
		Reads, Writes []string
	}
	a := w.ask("commune", http.MethodGet, "/api/v1/session", "")
	a.read(t, &s)
	if s.User.ID != w.as("commune").user.String() || len(s.Reads) != 4 || len(s.Writes) != 3 || s.Reads[0] != string(models.ClubScope(clubA)) {
		t.Errorf("got %s", a.text)
	}
}
