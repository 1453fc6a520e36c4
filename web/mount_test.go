package web_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/web"
)

func mounted(t *testing.T) *echo.Echo {
	t.Helper()
	e := echo.New()
	if err := web.Mount(e); err != nil {
		t.Fatal(err)
	}
	return e
}

func ask(t *testing.T, e *echo.Echo, method, path string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	e.ServeHTTP(w, r)
	return w.Result()
}

func text(t *testing.T, r *http.Response) string {
	t.Helper()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

var linked = regexp.MustCompile(`(?:src|href)="(/console/assets/[^"]+)"`)

func TestWhatIsServedWhere(t *testing.T) {
	e := mounted(t)
	script := linked.FindStringSubmatch(text(t, ask(t, e, http.MethodGet, "/console/")))[1]
	for _, c := range []struct {
		method, path string
		status       int
		header, want string
	}{
		{http.MethodGet, "/", http.StatusFound, "Location", "/console/"},
		{http.MethodGet, "/console", http.StatusFound, "Location", "/console/"},
		{http.MethodGet, "/console/", http.StatusOK, "Cache-Control", "no-cache"},
		{http.MethodHead, "/console/", http.StatusOK, "Content-Type", "text/html; charset=utf-8"},
		{http.MethodGet, "/console/cases/club:0190d7a0-0000-7000-8000-000000000001:health/0190d7a0-0000-7000-8000-000000000002", http.StatusOK, "Content-Type", "text/html; charset=utf-8"},
		{http.MethodGet, script, http.StatusOK, "Cache-Control", "public, max-age=31536000, immutable"},
		{http.MethodGet, "/console/assets/gone.js", http.StatusNotFound, "", ""},
		{http.MethodGet, "/console/assets/gone", http.StatusNotFound, "", ""},
		{http.MethodGet, "/console/favicon.ico", http.StatusNotFound, "", ""},
		{http.MethodGet, "/console/../embed.go", http.StatusNotFound, "", ""},
		{http.MethodPost, "/console/", http.StatusMethodNotAllowed, "", ""},
	} {
		got := ask(t, e, c.method, c.path)
		if got.StatusCode != c.status || c.header != "" && got.Header.Get(c.header) != c.want {
			t.Errorf("%s %s: %d, %s: %q", c.method, c.path, got.StatusCode, c.header, got.Header.Get(c.header))
		}
		if body := text(t, got); c.method == http.MethodHead && body != "" {
			t.Errorf("%s %s has a body", c.method, c.path)
		}
	}
}

func TestNothingOfThePageItselfIsRun(t *testing.T) {
	got := ask(t, mounted(t), http.MethodGet, "/console/")
	policy := got.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy lacks %s", want)
		}
	}
	if strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
		t.Errorf("the policy is loose: %s", policy)
	}
	page := text(t, got)
	if regexp.MustCompile(`<script[^>]*>[^<]|<style|\sstyle=|\son[a-z]+=`).MatchString(page) {
		t.Errorf("the page has scripts or styles of its own, which the policy forbids: %s", page)
	}
}

func TestCompressedIsTheSameText(t *testing.T) {
	e := mounted(t)
	plain := ask(t, e, http.MethodGet, "/console/")
	small := ask(t, e, http.MethodGet, "/console/", "Accept-Encoding", "br, gzip;q=0.8")
	if small.Header.Get("Content-Encoding") != "gzip" || small.Header.Get("ETag") == plain.Header.Get("ETag") {
		t.Fatalf("headers %v", small.Header)
	}
	r, err := gzip.NewReader(small.Body)
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(unpacked, []byte(text(t, plain))) {
		t.Error("the compressed page is another one")
	}
	if ask(t, e, http.MethodGet, "/console/", "Accept-Encoding", "gzip;q=0").Header.Get("Content-Encoding") != "" {
		t.Error("compressed for one who refuses it")
	}
}

func TestKnownTextIsNotSentAgain(t *testing.T) {
	e := mounted(t)
	tag := ask(t, e, http.MethodGet, "/console/").Header.Get("ETag")
	if got := ask(t, e, http.MethodGet, "/console/", "If-None-Match", `"old", W/`+tag); got.StatusCode != http.StatusNotModified || text(t, got) != "" {
		t.Errorf("status %d", got.StatusCode)
	}
	if got := ask(t, e, http.MethodGet, "/console/", "If-None-Match", `"old"`); got.StatusCode != http.StatusOK {
		t.Errorf("status %d for a tag that is not known", got.StatusCode)
	}
}
