package api_test

import (
	"encoding/base32"
	"net/http"
	"strings"
	"testing"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// Where the operator requires a second factor, an officer without one may do nothing but set one up; then he works as before,
// and is asked for it at the next log-in.
func TestOfficerSetsUpARequiredFactor(t *testing.T) {
	w := newWorld(t, func(d *api.Deps) { d.Accounts.RequireFactor = true })
	const who = "province"
	for _, door := range [][2]string{{"GET", "/api/v1/cases"}, {"GET", "/api/v1/users"}, {"GET", "/api/v1/devices"}, {"POST", "/api/v1/users"}} {
		a := w.want(403, "factor-required", who, door[0], door[1], "")
		if !strings.Contains(string(a.text), "xác thực hai bước") {
			t.Errorf("told %s", a.text)
		}
	}
	w.want(404, models.CodeNotFound, who, http.MethodPost, "/api/v1/users/"+w.as("commune").user.String()+"/password", `{"password":"suối nhỏ sau nhà"}`)
	w.want(200, "", "phone", http.MethodGet, "/api/v1/sync/changes", "") // a phone is a factor of its own

	w.want(401, models.CodeUnauthorized, who, http.MethodPost, "/api/v1/session/factor", `{"password":"khong phai day"}`)
	w.want(409, models.CodeConflict, who, http.MethodPost, "/api/v1/session/factor/confirm", `{"code":"000000"}`)
	var begun struct{ Secret, URI string }
	a := w.want(201, "", who, http.MethodPost, "/api/v1/session/factor", `{"password":"`+password+`"}`)
	a.read(t, &begun)
	secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(begun.Secret)
	if err != nil || !strings.Contains(begun.URI, begun.Secret) {
		t.Fatalf("got %s, %v", a.text, err)
	}
	w.want(401, models.CodeFactor, who, http.MethodPost, "/api/v1/session/factor/confirm", `{"code":"000000"}`)
	var confirmed struct{ Recovery []string }
	a = w.want(200, "", who, http.MethodPost, "/api/v1/session/factor/confirm", `{"code":"`+token.FactorCode(secret, w.Clock.Now())+`"}`)
	a.read(t, &confirmed)
	w.want(200, "", who, http.MethodGet, "/api/v1/users", "")
	if a = w.want(200, "", who, http.MethodGet, "/api/v1/session", ""); !strings.Contains(string(a.text), `"factor":true`) {
		t.Errorf("the session says %s", a.text)
	}
	in := `{"login":"canbo.tinh","password":"` + password + `"`
	a = w.want(401, models.CodeFactor, "", http.MethodPost, "/api/v1/login", in+`}`)
	if a.header.Get("WWW-Authenticate") == "" {
		t.Error("401 without WWW-Authenticate")
	}
	w.want(200, "", "", http.MethodPost, "/api/v1/login", in+`,"code":"`+confirmed.Recovery[0]+`","cookie":true}`)
	w.want(401, models.CodeFactor, who, http.MethodPost, "/api/v1/session/factor/remove", `{"password":"`+password+`","code":"000000"}`)
	w.want(204, "", who, http.MethodPost, "/api/v1/session/factor/remove", `{"password":"`+password+`","code":"`+confirmed.Recovery[1]+`"}`)
	w.want(403, "factor-required", who, http.MethodGet, "/api/v1/users", "")
	for _, planted := range append(confirmed.Recovery, begun.Secret) {
		if strings.Contains(w.log.String(), planted) {
			t.Errorf("%s is in the log", planted)
		}
	}
}
