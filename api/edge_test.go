package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/models"
)

// The pitfalls of Echo in reliability.md §4, each with its test: here or in badinput_test.go.

func TestAddressCannotBeMadeUp(t *testing.T) {
	let := func(w *world, remote, forwarded string) int {
		passed := 0
		for i := range 20 {
			r := httptest.NewRequest(http.MethodPost, "/api/v1/token/refresh", strings.NewReader(`{"refresh":"x"}`))
			r.RemoteAddr = remote
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("X-Forwarded-For", fmt.Sprintf(forwarded, i))
			r.Header.Set("X-Real-Ip", fmt.Sprintf("198.51.100.%d", i))
			if w.send(r).status != http.StatusTooManyRequests {
				passed++
			}
		}
		return passed
	}
	three := func(d *api.Deps) { d.Config.AddressRate = api.Rate{PerMinute: 1, Burst: 3} }
	proxied := func(d *api.Deps) { d.Config.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16")} }
	for _, remote := range []string{"192.0.2.1:1234", "10.9.9.9:1234", "127.0.0.1:1234"} { // a private address is not yet a proxy
		if n := let(newWorld(t, three, proxied), remote, "198.51.100.%d"); n != 3 {
			t.Errorf("from %s beside the proxy: %d of 20 got past a limit of 3", remote, n)
		}
		if n := let(newWorld(t, three), remote, "198.51.100.%d"); n != 3 {
			t.Errorf("from %s: %d of 20 got past a limit of 3", remote, n)
		}
	}
	if n := let(newWorld(t, three, proxied), "10.1.2.3:1234", "198.51.100.%d, 203.0.113.5"); n != 3 {
		t.Errorf("through the proxy with a made-up front: %d of 20 got past a limit of 3", n)
	}
	if n := let(newWorld(t, three, proxied), "10.1.2.3:1234", "198.51.100.%d"); n != 20 {
		t.Errorf("twenty phones through the proxy: only %d were let in", n)
	}
}

func TestRateOfADevice(t *testing.T) {
	w := newWorld(t, func(d *api.Deps) { d.Config.DeviceRate = api.Rate{PerMinute: 60, Burst: 5} })
	for range 5 {
		w.want(200, "", "phone", http.MethodGet, "/api/v1/sync/changes", "")
	}
	a := w.want(429, models.CodeThrottled, "phone", http.MethodGet, "/api/v1/sync/changes", "")
	if a.header.Get("Retry-After") != "1" {
		t.Errorf("Retry-After is %q", a.header.Get("Retry-After"))
	}
	w.want(200, "", "phone of B", http.MethodGet, "/api/v1/sync/changes", "")
	w.Clock.Pass(time.Second)
	w.want(200, "", "phone", http.MethodGet, "/api/v1/sync/changes", "")
}

func TestRequestID(t *testing.T) {
	w := newWorld(t)
	for given, kept := range map[string]bool{
		"abcDEF-12345678": true, "short": false, strings.Repeat("x", 65): false, `quote"quote`: false, "": false, "new\u00a0line-xx": false,
	} {
		a := w.ask("", http.MethodGet, "/healthz", "", header{"X-Request-Id": given})
		got := a.header.Get("X-Request-Id")
		if (got == given) != kept || len(got) < 8 || len(got) > 64 {
			t.Errorf("given %q, answered %q", given, got)
		}
	}
}

func TestSecurityHeaders(t *testing.T) {
	w := newWorld(t, func(d *api.Deps) { d.Config.PublicURL = "https://so.example.vn" })
	for _, path := range []string{"/healthz", "/api/v1/nothing", "/api/v1/cases"} {
		h := w.ask("", http.MethodGet, path, "").header
		for name, want := range map[string]string{
			"Strict-Transport-Security": "max-age=31536000; includeSubDomains", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q", path, name, h.Get(name))
			}
		}
		if !strings.HasPrefix(h.Get("Content-Security-Policy"), "default-src 'self'") {
			t.Errorf("%s: CSP is %q", path, h.Get("Content-Security-Policy"))
		}
	}
	if h := newWorld(t).ask("", http.MethodGet, "/healthz", "").header; h.Get("Strict-Transport-Security") != "" {
		t.Error("HSTS without TLS would lock browsers out")
	}
}

func TestServerHasTimeouts(t *testing.T) {
	s := api.NewHTTPServer(http.NotFoundHandler(), ":0")
	if s.ReadHeaderTimeout != 10*time.Second || s.ReadTimeout != 2*time.Minute || s.WriteTimeout != 2*time.Minute ||
		s.IdleTimeout != time.Minute || s.MaxHeaderBytes != 16<<10 {
		t.Errorf("got %+v", s)
	}
}

func TestPanicIsAProblemWithoutInternals(t *testing.T) {
	w := newWorld(t)
	w.engine.submit = func(models.Access, models.Batch) (models.Receipt, error) { panic("the secret of Lò Thị Bí Mật") }
	a := w.want(500, models.CodeInternal, "phone", http.MethodPost, "/api/v1/sync", w.batch("phone", models.ClubScope(clubA), 1))
	if bytes.Contains(a.text, []byte("secret")) || bytes.Contains(a.text, []byte(".go")) {
		t.Errorf("the answer tells: %s", a.text)
	}
	if !strings.Contains(w.log.String(), "panic") {
		t.Error("the panic is not in the log")
	}
	if text := string(w.ask("", http.MethodGet, "/metrics", "").text); !strings.Contains(text, "beplua_panics_total 1") {
		t.Error("the panic was not counted")
	}
	w.engine.submit = nil
	w.want(200, "", "phone", http.MethodPost, "/api/v1/sync", w.batch("phone", models.ClubScope(clubA), 1))
}

func TestFailuresOfOursTellNothing(t *testing.T) {
	w := newWorld(t)
	for _, story := range []struct {
		err    error
		status int
		code   models.Code
	}{
		{errors.New("mongodb://user:secret@host"), 500, models.CodeInternal},
		{fmt.Errorf("x: %w", models.Errorf(models.CodeInternal, "secret")), 500, models.CodeInternal},
		{models.Errorf(models.CodeUnavailable, "secret host is down"), 503, models.CodeUnavailable},
		{models.Errorf(models.CodeStorageFull, "secret disk"), 507, models.CodeStorageFull},
		{models.ErrStale, 503, models.CodeUnavailable},
		{fmt.Errorf("secret: %w", context.DeadlineExceeded), 503, models.CodeUnavailable},
	} {
		w.engine.submit = func(models.Access, models.Batch) (models.Receipt, error) { return models.Receipt{}, story.err }
		a := w.want(story.status, story.code, "phone", http.MethodPost, "/api/v1/sync", w.batch("phone", models.ClubScope(clubA), 1))
		if bytes.Contains(a.text, []byte("secret")) {
			t.Errorf("%v: the answer tells: %s", story.err, a.text)
		}
		if story.status == 503 && a.header.Get("Retry-After") == "" {
			t.Error("503 without Retry-After")
		}
	}
}

func TestProblemsSpeakTwoLanguages(t *testing.T) {
	w := newWorld(t)
	for language, english := range map[string]bool{
		"": false, "vi": false, "en": true, "en-GB,en;q=0.9": true, "vi,en;q=0.9": false, "fr": false, "en;q=0.5,vi;q=0.8": false, "EN-us, vi;q=0.1": true,
	} {
		a := w.ask("", http.MethodGet, "/api/v1/cases", "", header{"Accept-Language": language})
		var p struct{ Title, Instance string }
		a.read(t, &p)
		if (p.Title == "Not logged in, or not rightly.") != english {
			t.Errorf("%q: %q", language, p.Title)
		}
		if p.Instance != "urn:beplua:request:"+a.header.Get("X-Request-Id") || a.header.Get("WWW-Authenticate") == "" {
			t.Errorf("got %q, %v", p.Instance, a.header)
		}
	}
}

// Nothing a person said or proved himself with gets into the log.
func TestLogHoldsNoSecretsAndNoPeople(t *testing.T) {
	w := newWorld(t)
	phone, province := w.as("phone"), w.as("province")
	w.ask("phone", http.MethodPost, "/api/v1/sync", w.batch("phone", models.ClubScope(clubA), 2))
	w.ask("phone", http.MethodGet, "/api/v1/sync/changes?cursor=CURSORSECRET", "")
	w.ask("", http.MethodPost, "/api/v1/login", `{"login":"canbo.tinh","password":"`+password+`"}`)
	w.ask("", http.MethodPost, "/api/v1/login", `{"login":"canbo.tinh","password":"SAIMATKHAU"}`)
	w.ask("", http.MethodPost, "/api/v1/token/refresh", `{"refresh":"`+phone.phone.Tokens.Refresh+`"}`)
	w.ask("province", http.MethodPost, "/api/v1/enrolments", `{"user":"`+phone.user.String()+`"}`)
	w.ask("province", http.MethodPost, "/api/v1/users", `{"name":"Giàng A Bí Mật"}`)
	log := w.log.String()
	for _, secret := range []string{
		"Lò", "Thử", "Bí Mật", password, "SAIMATKHAU", phone.token, province.token, phone.phone.Tokens.Refresh, "Bearer", "CURSORSECRET", "canbo.tinh",
	} {
		if strings.Contains(log, secret) {
			t.Errorf("%q is in the log", secret)
		}
	}
	if !strings.Contains(log, phone.user.String()) || !strings.Contains(log, `"route":"/api/v1/sync/changes"`) {
		t.Error("the log does not say who asked what")
	}
	if strings.Count(log, "\n") != 7 {
		t.Errorf("7 requests made %d lines", strings.Count(log, "\n"))
	}
}

func TestReadiness(t *testing.T) {
	w := newWorld(t)
	w.want(200, "", "", http.MethodGet, "/readyz", "")
	w.store.err = errors.New("no connection to secret host")
	if a := w.want(503, models.CodeUnavailable, "", http.MethodGet, "/readyz", ""); bytes.Contains(a.text, []byte("secret")) {
		t.Errorf("told: %s", a.text)
	}
	w.want(200, "", "", http.MethodGet, "/healthz", "")
	w.store.err = nil
	w.api.Drain()
	w.want(503, models.CodeUnavailable, "", http.MethodGet, "/readyz", "")
	w.want(200, "", "phone", http.MethodPost, "/api/v1/sync", w.batch("phone", models.ClubScope(clubA), 1))
}

func TestTexts(t *testing.T) {
	w := newWorld(t)
	for who, path := range map[string]string{"phone": "/api/v1/schema", "": "/openapi.json"} {
		a := w.want(200, "", who, http.MethodGet, path, "")
		tag := a.header.Get("ETag")
		if !json.Valid(a.text) || tag == "" {
			t.Fatalf("%s: %.100s, tag %q", path, a.text, tag)
		}
		if again := w.ask(who, http.MethodGet, path, "", header{"If-None-Match": `"other", W/` + tag}); again.status != 304 || len(again.text) != 0 {
			t.Errorf("%s with its tag: %d", path, again.status)
		}
	}
	var build struct{ Version string }
	a := w.ask("", http.MethodGet, "/version", "")
	if a.read(t, &build); build.Version != "test" {
		t.Errorf("got %s", a.text)
	}
}

func TestCompression(t *testing.T) {
	w := newWorld(t)
	w.engine.changes = func(_ models.Access, r models.PageRequest) (models.Page, error) {
		page := models.Page{Epoch: "epoch-1", Cursor: strings.Repeat("c", r.Bytes)}
		return page, nil
	}
	for _, story := range []struct {
		bytes    int
		accepted string
		encoding string
	}{
		{2000, "gzip", "gzip"},
		{2000, "", ""},
		{2000, "br", ""},
		{2000, "gzip;q=0", ""},
		{2000, "gzip;q=0.5, br", "gzip"},
		{500, "gzip", ""},
		{2000, "gzip, beplua-dict1", "beplua-dict1"},
		{500, "beplua-dict1", "beplua-dict1"},
		{100, "gzip, beplua-dict1", ""},
		{60000, "gzip, beplua-dict1", "gzip"},
	} {
		a := w.ask("phone", http.MethodGet, fmt.Sprintf("/api/v1/sync/changes?pageBytes=%d", story.bytes), "", header{"Accept-Encoding": story.accepted})
		if got := a.header.Get("Content-Encoding"); got != story.encoding || a.status != 200 || !json.Valid(a.text) {
			t.Errorf("%d bytes for %q: %q, %d", story.bytes, story.accepted, got, a.status)
		}
		if story.encoding != "" && a.wired >= len(a.text) {
			t.Errorf("%d bytes for %q: %d on the wire", story.bytes, story.accepted, a.wired)
		}
		if a.header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("Vary is %q", a.header.Get("Vary"))
		}
	}
}

func TestMetrics(t *testing.T) {
	open := 3
	w := newWorld(t, func(d *api.Deps) { d.OpenCases = func(context.Context) (int, error) { return open, nil } })
	w.engine.submit = func(_ models.Access, b models.Batch) (models.Receipt, error) {
		return models.Receipt{
			Done:       []models.Run{{Scope: b.Operations[0].Scope, From: 1, To: 3}},
			Exceptions: []models.Answer{{Scope: b.Operations[0].Scope, N: 2, Outcome: models.Outcome{Kind: models.Refused}}},
			Fork:       &models.Fork{Scope: b.Operations[0].Scope, From: 4, Actor: models.MustActorID("new")},
		}, nil
	}
	w.ask("phone", http.MethodPost, "/api/v1/sync", w.batch("phone", models.ClubScope(clubA), 4))
	w.ask("", "INVENTED", "/healthz", "")
	text := string(w.ask("", http.MethodGet, "/metrics", "").text)
	for _, line := range []string{
		`beplua_http_requests_total{method="POST",route="/api/v1/sync",status="200"} 1`, `beplua_operations_total{outcome="applied"} 2`,
		`beplua_operations_total{outcome="refused"} 1`, "beplua_forks_total 1", "beplua_cases_open 3", `method="other"`,
		`beplua_http_request_seconds_count{method="POST",route="/api/v1/sync"} 1`,
	} {
		if !strings.Contains(text, line) {
			t.Errorf("not there: %s", line)
		}
	}
	apart := newWorld(t, func(d *api.Deps) { d.Config.MetricsApart = true })
	if a := apart.ask("", http.MethodGet, "/metrics", ""); a.status != 404 {
		t.Errorf("metrics that are apart are here too: %d", a.status)
	}
	recorder := httptest.NewRecorder()
	apart.api.Metrics().ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if !strings.Contains(recorder.Body.String(), "beplua_panics_total") {
		t.Error("metrics are not where they are apart")
	}
}

func TestBadPublicURL(t *testing.T) {
	for _, bad := range []string{"so.example.vn", "https://so.example.vn/path"} {
		if _, err := api.New(api.Deps{Config: api.Config{PublicURL: bad}}); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
