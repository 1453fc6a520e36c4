package main

import (
	"bytes"
	"encoding/base32"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/api/token"
)

// TestLostFactor takes an officer's second factor away at the server's console: he logs in by password alone again, and
// whoever was logged in is not any more.
func TestLostFactor(t *testing.T) {
	e := newEdge(t)
	officer := e.officer("mat.may", edgePassword)
	var begun struct{ Secret string }
	e.want(http.StatusCreated, &begun, officer, http.MethodPost, "/api/v1/session/factor", map[string]string{"password": edgePassword})
	secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(begun.Secret)
	if err != nil {
		t.Fatal(err)
	}
	e.want(http.StatusOK, nil, officer, http.MethodPost, "/api/v1/session/factor/confirm", map[string]string{"code": token.FactorCode(secret, time.Now())})
	login := map[string]string{"login": "mat.may", "password": edgePassword}
	e.want(http.StatusUnauthorized, nil, "", http.MethodPost, "/api/v1/login", login)

	e.hangUp()
	if err := e.app.close(); err != nil {
		t.Fatal(err)
	}
	lost := func(login string) (int, string) {
		var out bytes.Buffer
		w := &world{Environment: map[string]string{"BEPLUA_DATA": e.data}, Out: &out, Err: &out, Now: time.Now}
		return run(t.Context(), w, []string{"admin", "lost-factor", "--login", login}), out.String()
	}
	if status, out := lost("ai.do"); status != 1 || !strings.Contains(out, "no such login") {
		t.Errorf("of nobody: status %d, %s", status, out)
	}
	if status, out := lost("mat.may"); status != 0 || !strings.Contains(out, "mat.may logs in by password alone") {
		t.Errorf("status %d, %s", status, out)
	}
	again := edgeOver(t, e.data)
	again.want(http.StatusOK, nil, "", http.MethodPost, "/api/v1/login", login)
	again.want(http.StatusUnauthorized, nil, officer, http.MethodGet, "/api/v1/session", nil)
}
