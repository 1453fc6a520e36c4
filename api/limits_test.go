package api_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/models"
)

// endless is a store that answers only when its asker gives up.
type endless struct{}

func (endless) Ready(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

// A request ends when its time is over; the answer says to try again. Nothing of it goes on behind it.
func TestRequestEndsInTime(t *testing.T) {
	w := newWorld(t, func(d *api.Deps) {
		d.Store = endless{}
		d.Config.RequestLife = time.Millisecond
	})
	a := w.want(503, models.CodeUnavailable, "", http.MethodGet, "/readyz", "")
	if a.header.Get("Retry-After") == "" {
		t.Error("503 without Retry-After")
	}
}

// A PIN opens a phone for who holds it, and nothing here: no way in has room for one (reliability.md §3.3).
func TestNoPINIsEverTaken(t *testing.T) {
	w := newWorld(t)
	for path, body := range map[string]string{
		"/api/v1/login":                  `{"login":"canbo.tinh","pin":"1234"}`,
		"/api/v1/enrol":                  `{"code":"x","deviceKey":"","signature":"","pin":"1234"}`,
		"/api/v1/token/refresh":          `{"refresh":"x","pin":"1234"}`,
		"/api/v1/sync":                   `{"actor":"a","now":"2026-01-02T03:04:05.000Z","pin":"1234"}`,
		"/api/v1/sync?":                  `{"actor":"a","now":"2026-01-02T03:04:05.000Z","heartbeat":{"app":"1","schema":2,"outbox":0,"pinReset":"123456"}}`,
		"/api/v1/session/factor/confirm": `{"pin":"1234"}`,
	} {
		who := map[string]string{"/api/v1/sync": "phone", "/api/v1/sync?": "phone", "/api/v1/session/factor/confirm": "province"}[path]
		w.want(400, models.CodeMalformed, who, http.MethodPost, path, body)
	}
}

// What a client says of its method, path or scheme in headers or the query changes nothing.
func TestHeadersDoNotChangeTheRoute(t *testing.T) {
	w := newWorld(t)
	path := "/api/v1/users/" + w.as("phone").user.String()
	for _, h := range []header{
		{"X-HTTP-Method-Override": "DELETE"},
		{"X-HTTP-Method": "PATCH"},
		{"X-Original-URL": "/api/v1/sync"},
		{"X-Rewrite-URL": "/api/v1/sync"},
		{"X-Forwarded-Host": "evil.example"},
	} {
		w.want(200, "", "province", http.MethodGet, path+"?_method=DELETE&callback=x", "", h)
	}
	if a := w.ask("", http.MethodGet, "/healthz", "", header{"X-Forwarded-Proto": "https"}); a.header.Get("Strict-Transport-Security") != "" {
		t.Error("a header made plain HTTP look like TLS")
	}
}
