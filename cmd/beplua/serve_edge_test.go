package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// edge is the whole server, wired as `beplua serve` wires it, behind a real listener. It logs everything it can.
type edge struct {
	*testing.T
	app      *app
	handler  *api.Server
	base     string
	data     string
	log      bytes.Buffer // read it after hangUp
	problems strings.Builder
	hangUp   func()
}

const edgePassword = "bến đò 3 mái chèo"

func newEdge(t *testing.T) *edge {
	t.Helper()
	return edgeOver(t, filepath.Join(t.TempDir(), "data"))
}

// edgeOver is the server over a data folder, with further settings.
func edgeOver(t *testing.T, data string, settings ...[2]string) *edge {
	t.Helper()
	e := &edge{T: t, data: data}
	w := &world{Environment: map[string]string{"BEPLUA_DATA": e.data, "BEPLUA_LOG_LEVEL": "debug", "BEPLUA_DEVICE_RATE": "100000"}, Err: &e.log, Now: time.Now}
	for _, s := range settings {
		w.Environment[s[0]] = s[1]
	}
	var err error
	if e.app, err = assemble(t.Context(), w); err != nil {
		t.Fatal(err)
	}
	if e.handler, err = e.app.handler(); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(e.handler)
	e.base, e.hangUp = server.URL, server.Close
	t.Cleanup(func() {
		server.Close()
		_ = e.app.close() // a test may have closed it already
	})
	return e
}

// officer makes an officer of the province and gives his access token.
func (e *edge) officer(login, password string) string {
	e.Helper()
	u := models.User{Name: "Cán bộ " + login, Login: login, Grants: []models.Grant{{Role: models.RoleProvince}}}
	if _, err := e.app.accounts.CreateUser(e.Context(), u, password); err != nil {
		e.Fatal(err)
	}
	var in struct{ Access string }
	e.want(http.StatusOK, &in, "", http.MethodPost, "/api/v1/login", map[string]string{"login": login, "password": password})
	return in.Access
}

// ask sends a body (a text as it is, anything else as JSON, nil for none) and keeps every problem that is told.
func (e *edge) ask(access, method, path string, body any, header ...[2]string) (int, string) {
	e.Helper()
	text, isText := body.(string)
	if body != nil && !isText {
		raw, err := json.Marshal(body)
		if err != nil {
			e.Fatal(err)
		}
		text = string(raw)
	}
	r, err := http.NewRequestWithContext(e.Context(), method, e.base+path, strings.NewReader(text))
	if err != nil {
		e.Fatal(err)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if access != "" {
		r.Header.Set("Authorization", "Bearer "+access)
	}
	for _, h := range header {
		r.Header.Set(h[0], h[1])
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		e.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		e.Fatal(err)
	}
	if response.StatusCode >= http.StatusBadRequest {
		e.problems.Write(append(answer, '\n'))
	}
	return response.StatusCode, string(answer)
}

// want asks, expects a status, and reads the answer into out unless that is nil.
func (e *edge) want(status int, out any, access, method, path string, body any, header ...[2]string) {
	e.Helper()
	got, text := e.ask(access, method, path, body, header...)
	if got != status {
		e.Fatalf("%s %s: got %d, want %d: %s", method, path, got, status, text)
	}
	if out != nil {
		if err := json.Unmarshal([]byte(text), out); err != nil {
			e.Fatal(err)
		}
	}
}

// edgePhone is a phone that was enrolled over HTTP.
type edgePhone struct {
	e                                    *edge
	user                                 models.RecordID
	key                                  ed25519.PrivateKey
	Code, Device, Actor, Access, Refresh string
	n                                    map[models.Scope]uint64
}

// phone makes a volunteer of a club, with its health role, and enrols a phone by a code.
func (e *edge) phone(officer, name string, club models.RecordID) *edgePhone {
	e.Helper()
	o := storyOfficer{base: e.base, access: officer}
	user, code, err := o.newVolunteer(e.Context(), name, club)
	if err != nil {
		e.Fatal(err)
	}
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		e.Fatal(err)
	}
	p := &edgePhone{e: e, user: user, key: private, n: map[models.Scope]uint64{}}
	e.want(http.StatusCreated, p, "", http.MethodPost, "/api/v1/enrol", map[string]string{
		"code": code, "deviceKey": base64.RawURLEncoding.EncodeToString(public),
		"signature": base64.RawURLEncoding.EncodeToString(token.SignEnrolment(private, code)),
	})
	p.Code = code
	return p
}

// submit sends one operation that makes a record.
func (p *edgePhone) submit(scope models.Scope, typ string, set ...models.Assignment) (int, string) {
	p.e.Helper()
	actor, err := models.ParseActorID(p.Actor)
	if err != nil {
		p.e.Fatal(err)
	}
	p.n[scope]++
	now := time.Now().UnixMilli()
	return p.e.ask(p.Access, http.MethodPost, "/api/v1/sync", string(wire.AppendSubmit(nil, &wire.Submit{Batch: models.Batch{
		Actor: actor, Now: now, Operations: []models.Operation{{
			Dot: models.Dot{Actor: actor, N: p.n[scope]}, Scope: scope, Record: newID(), Type: typ, Set: models.NewValues(set...),
			At: now, By: p.user, Schema: p.e.app.registry.Number,
		}},
	}})))
}

func textField(name, text string) models.Assignment {
	return models.Assignment{Name: name, Value: models.TextValue(text)}
}

// metrics reads what is served at BEPLUA_METRICS_ADDRESS.
func (e *edge) metrics() string {
	e.Helper()
	recorder := httptest.NewRecorder()
	e.handler.Metrics().ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	return recorder.Body.String()
}
