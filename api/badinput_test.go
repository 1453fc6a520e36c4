package api_test

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

func gzipped(tb testing.TB, text string) string {
	tb.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// Whatever is sent, the answer says what is wrong with it, and it is never our fault.
func TestBadBodies(t *testing.T) {
	w := newWorld(t)
	good := w.batch("phone", models.ClubScope(clubA), 1)
	swap := func(old, with string) string {
		t.Helper()
		if !strings.Contains(good, old) {
			t.Fatalf("%s is not in %s", old, good)
		}
		return strings.Replace(good, old, with, 1)
	}
	packed := gzipped(t, good)
	gz := header{"Content-Encoding": "gzip"}
	for _, bad := range []struct {
		name    string
		status  int
		code    models.Code
		body    string
		headers header
	}{
		{"nothing", 400, models.CodeMalformed, " ", nil},
		{"not JSON", 400, models.CodeMalformed, "{", nil},
		{"HTML", 400, models.CodeMalformed, "<html></html>", nil},
		{"another document behind", 400, models.CodeMalformed, good + good, nil},
		{"a member twice", 400, models.CodeMalformed, swap(`{"actor"`, `{"actor":"x","actor"`), nil},
		{"a field twice", 400, models.CodeMalformed, swap(`"set":{`, `"set":{"name":"x",`), nil},
		{"an unknown member", 400, models.CodeMalformed, swap(`{"actor"`, `{"admin":true,"actor"`), nil},
		{"a wrong type", 400, models.CodeMalformed, swap(`"from":1`, `"from":"1"`), nil},
		{"NaN", 400, models.CodeMalformed, swap(`"from":1`, `"from":NaN`), nil},
		{"a fraction", 400, models.CodeMalformed, swap(`"Lò Thị Thử"`, `1.5`), nil},
		{"an exponent", 400, models.CodeMalformed, swap(`"Lò Thị Thử"`, `1e400`), nil},
		{"null", 400, models.CodeMalformed, swap(`"Lò Thị Thử"`, `null`), nil},
		{"an integer JavaScript cannot hold", 400, models.CodeMalformed, swap(`"Lò Thị Thử"`, `9007199254740993`), nil},
		{"deep", 400, models.CodeMalformed, swap(`"Lò Thị Thử"`, strings.Repeat("[", 5000)+strings.Repeat("]", 5000)), nil},
		{"broken UTF-8", 400, models.CodeMalformed, swap(`Lò`, "L\xff"), nil},
		{"a control character", 400, models.CodeMalformed, swap(`Lò`, `L\u0000`), nil},
		{"a scope that is none", 400, models.CodeMalformed, swap(`"club:`, `"clubs:`), nil},
		{"a zero number", 400, models.CodeMalformed, swap(`"from":1`, `"from":0`), nil},
		{"a vector out of order", 400, models.CodeMalformed, swap(`"type"`, `"seen":"b:1,a:2","type"`), nil},
		{"more than a megabyte", 413, models.CodeTooLarge, strings.Repeat(" ", models.BatchWireBytesMax+1), nil},
		{"garbage for gzip", 400, models.CodeMalformed, "this is no gzip", gz},
		{"gzip cut short", 400, models.CodeMalformed, packed[:len(packed)-9], gz},
		{"gzip of nothing", 400, models.CodeMalformed, gzipped(t, ""), gz},
		{"gzip with a wrong sum", 400, models.CodeMalformed, packed[:len(packed)-8] + "xxxx" + packed[len(packed)-4:], gz},
		{"a bomb of 64 MB", 413, models.CodeTooLarge, gzipped(t, strings.Repeat(" ", 64<<20)), gz},
		{"garbage for the dictionary", 400, models.CodeMalformed, "nor this", header{"Content-Encoding": wire.EncodingDict1}},
		{"brotli", 415, models.CodeUnsupported, good, header{"Content-Encoding": "br"}},
		{"x-gzip", 415, models.CodeUnsupported, packed, header{"Content-Encoding": "x-gzip"}},
		{"gzip twice", 415, models.CodeUnsupported, packed, header{"Content-Encoding": "gzip, gzip"}},
		{"a form", 415, models.CodeUnsupported, "a=b", header{"Content-Type": "application/x-www-form-urlencoded"}},
		{"Latin-1", 415, models.CodeUnsupported, good, header{"Content-Type": "application/json; charset=iso-8859-1"}},
		{"no type", 415, models.CodeUnsupported, good, header{"Content-Type": ""}},
	} {
		a := w.want(bad.status, bad.code, "phone", http.MethodPost, "/api/v1/sync", bad.body, bad.headers)
		if bytes.Contains(a.text, []byte("Lò")) {
			t.Errorf("%s: the problem repeats what was sent: %s", bad.name, a.text)
		}
	}
	if len(w.engine.asked) != 0 {
		t.Error("the engine was asked about a body that was refused")
	}
	for name, headers := range map[string]header{"gzip": gz, "GZIP": {"Content-Encoding": "GZIP"}} {
		if a := w.ask("phone", http.MethodPost, "/api/v1/sync", packed, headers); a.status != 200 {
			t.Errorf("a good body as %s: %d %s", name, a.status, a.text)
		}
	}
}

func TestBadSmallBodies(t *testing.T) {
	w := newWorld(t)
	user := w.as("phone").user.String()
	tag := header{"If-Match": `"1"`}
	resolve := "/api/v1/cases/" + string(models.ClubScope(clubA)) + "/" + aCase.String() + "/resolve"
	seen := header{"If-Match": `"s1234567:7"`}
	for _, bad := range []struct {
		method, path, body string
		headers            header
		status             int
		code               models.Code
	}{
		{"POST", "/api/v1/users", `{"name":"x","id":"` + user + `"}`, nil, 400, models.CodeMalformed},
		{"POST", "/api/v1/users", `{"name":"x","Name":"y"}`, nil, 400, models.CodeMalformed},
		{"POST", "/api/v1/users", `{"name":"x","name":"y"}`, nil, 400, models.CodeMalformed},
		{"POST", "/api/v1/users", `{"name":"x"}{}`, nil, 400, models.CodeMalformed},
		{"POST", "/api/v1/users", `{"name":5}`, nil, 400, models.CodeMalformed},
		{"POST", "/api/v1/users", `[]`, nil, 400, models.CodeMalformed},
		{"POST", "/api/v1/users", `{"name":"` + strings.Repeat("x", 70000) + `"}`, nil, 413, models.CodeTooLarge},
		{"POST", "/api/v1/users", `{"name":""}`, nil, 422, models.CodeInvalid},
		{"POST", "/api/v1/users", `{"name":"x","grants":[{"role":"king"}]}`, nil, 422, models.CodeInvalid},
		{"POST", "/api/v1/users", `{"name":"x","grants":[{"role":"volunteer","club":"zz"}]}`, nil, 400, models.CodeMalformed},
		{"POST", "/api/v1/users", `{"name":"x","login":"moi","password":"12345678"}`, nil, 422, models.CodeInvalid},
		{"PATCH", "/api/v1/users/" + user, `{"id":"` + user + `"}`, tag, 400, models.CodeMalformed},
		{"PATCH", "/api/v1/users/" + user, `{"created":1}`, tag, 400, models.CodeMalformed},
		{"PATCH", "/api/v1/users/" + user, `{"name":"y"}`, nil, 428, "precondition-required"},
		{"PATCH", "/api/v1/users/" + user, `{"name":"y"}`, header{"If-Match": "*"}, 428, "precondition-required"},
		{"PATCH", "/api/v1/users/" + user, `{"name":"y"}`, header{"If-Match": `"9"`}, 412, models.CodeStale},
		{"PATCH", "/api/v1/users/" + user, `{"name":"y"}`, header{"If-Match": `1`}, 412, models.CodeStale},
		{"POST", "/api/v1/enrolments", `{"user":"` + user + `","form":"eternal"}`, nil, 422, models.CodeInvalid},
		{"GET", "/api/v1/users?limit=201", "", nil, 400, models.CodeMalformed},
		{"GET", "/api/v1/users?limit=x", "", nil, 400, models.CodeMalformed},
		{"GET", "/api/v1/cases?scope=x", "", nil, 400, models.CodeMalformed},
		{"POST", resolve, `{"choice":"known"}`, nil, 428, "precondition-required"},
		{"POST", resolve, `{"choice":"known"}`, header{"If-Match": `"s1234567:6"`}, 412, models.CodeStale},
		{"POST", resolve, `{"choice":"known"}`, header{"If-Match": `"nonsense"`}, 412, models.CodeStale},
		{"POST", resolve, `{"choice":"values","values":{"a":1.5}}`, seen, 400, models.CodeMalformed},
		{"POST", resolve, `{"choice":"values","values":{"a":null}}`, seen, 400, models.CodeMalformed},
		{"POST", resolve, `{"choice":"values","values":{"_deleted":true}}`, seen, 400, models.CodeMalformed},
		{"POST", resolve, `{"choice":"values","values":{"a":[1]}}`, seen, 400, models.CodeMalformed},
		{"POST", resolve, `{"choice":"values","values":{"a":[{"b":{}}]}}`, seen, 400, models.CodeMalformed},
		{"POST", resolve, `{"choice":"values","values":{"a":1,"a":2}}`, seen, 400, models.CodeMalformed},
		{"POST", resolve, `{"choice":"values","values":[]}`, seen, 400, models.CodeMalformed},
		{"POST", resolve, `{"choice":"join","keep":"x"}`, seen, 400, models.CodeMalformed},
		{"POST", resolve, `{"choice":"known","note":"a\u0007"}`, seen, 400, models.CodeMalformed},
	} {
		w.want(bad.status, bad.code, "province", bad.method, bad.path, bad.body, bad.headers)
	}
	for _, bad := range []struct {
		path, body string
		status     int
	}{
		{"/api/v1/enrol", `{"code":"x","deviceKey":"!","signature":""}`, 400},
		{"/api/v1/enrol", `{"code":"x","deviceKey":"","signature":""}`, 422},
		{"/api/v1/token/refresh", `{"refresh":"x","at":"yesterday","signature":""}`, 400},
		{"/api/v1/token/refresh", `{"refresh":"x"}`, 401},
		{"/api/v1/login", `{"login":"x","password":"y","role":"province"}`, 400},
	} {
		if a := w.ask("", http.MethodPost, bad.path, bad.body); a.status != bad.status {
			t.Errorf("%s %s: got %d, want %d: %s", bad.path, bad.body, a.status, bad.status, a.text)
		}
	}
	for path, status := range map[string]int{
		"/api/v1/sync/changes?pageBytes=0": 400, "/api/v1/sync/changes?pageBytes=x": 400, "/api/v1/sync/changes?pageBytes=1": 200,
	} {
		if a := w.ask("phone", http.MethodGet, path, ""); a.status != status {
			t.Errorf("%s: got %d, want %d", path, a.status, status)
		}
	}
}

// The wire limit counts what comes, not what was announced.
func TestLimitHoldsWithoutContentLength(t *testing.T) {
	w := newWorld(t)
	r := httptest.NewRequest(http.MethodPost, "/api/v1/sync", strings.NewReader(strings.Repeat(" ", models.BatchWireBytesMax+1)))
	r.ContentLength = -1
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+w.as("phone").token)
	if a := w.send(r); a.status != http.StatusRequestEntityTooLarge {
		t.Errorf("got %d %s", a.status, a.text)
	}
}

// What announces itself as too large is turned away before anybody is asked who he is.
func TestWireLimitComesFirst(t *testing.T) {
	newWorld(t).want(http.StatusRequestEntityTooLarge, models.CodeTooLarge, "", http.MethodPost, "/api/v1/sync", strings.Repeat(" ", models.BatchWireBytesMax+1))
}

// Who is not known is turned away before his body is read or expanded.
func TestBombFromAStrangerIsNotOpened(t *testing.T) {
	w := newWorld(t)
	w.want(http.StatusUnauthorized, models.CodeUnauthorized, "", http.MethodPost, "/api/v1/sync",
		gzipped(t, strings.Repeat(" ", 8<<20)), header{"Content-Encoding": "gzip"})
}
