package main

import (
	"encoding/base32"
	"encoding/base64"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/caller"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// marks are words that appear nowhere but where this test plants them.
type marks struct {
	person  []string // belongs in the store, and nowhere else
	secrets []string // belongs nowhere
}

const (
	markName   = "Mùa Thị Dấu Vết"
	markPhone  = "+84987123987"
	markHealth = "cao huyết áp dấu vết"
	markAmount = "73190000"
	markPass   = "suối cạn 41 dấu vết"
	markWrong  = "suối cạn 42 sai vết"
	markPIN    = "90417263"
	markToken  = "fcm:dau-vet-8d1f" // by which the carrier reaches a phone
)

// TestMarkers (quality.md T6) plants a person, a sum, a health note and every kind of secret through the real server, with all
// that can go wrong on the way, and looks for them in the log at its loudest, the metrics, the problems told, and the
// store's files.
func TestMarkers(t *testing.T) {
	e := newEdge(t)
	m := plant(e)
	metrics := e.metrics()
	if err := e.app.store.Close(); err != nil {
		t.Fatal(err)
	}
	status, _ := e.ask("", http.MethodPost, "/api/v1/login", map[string]string{"login": "dau.vet", "password": markPass})
	if status < http.StatusInternalServerError {
		t.Errorf("without its store the server answered %d", status)
	}
	e.hangUp()
	log := e.log.String()
	for place, text := range map[string]string{"the log": log, "the metrics": metrics, "a problem": e.problems.String()} {
		if len(text) < 1000 {
			t.Errorf("%s is so short that it proves nothing: %s", place, text)
		}
		for _, mark := range append(m.person, m.secrets...) {
			if at := strings.Index(text, mark); at >= 0 {
				t.Errorf("%q is in %s: %.300s", mark, place, text[max(0, at-100):])
			}
		}
	}
	if !strings.Contains(log, "panic") || !strings.Contains(log, `"level":"ERROR"`) || !strings.Contains(metrics, "beplua_panics_total 3") {
		t.Error("what went wrong was not noted")
	}
	e.lookIntoFiles(m)
}

// plant does everything a day brings, badly too.
func plant(e *edge) marks {
	e.Helper()
	m := marks{person: []string{markName, markPhone, markHealth, markAmount, markToken}, secrets: []string{markPass, markWrong, markPIN}}
	officer := e.officer("dau.vet", markPass)
	club := newID()
	p := e.phone(officer, markName, club)
	far := e.phone(officer, "Người Khác", newID())
	m.secrets = append(m.secrets, officer, p.Access, p.Refresh, p.Code, strings.ReplaceAll(p.Code, "-", ""))

	p.good(models.ClubScope(club), models.HealthScope(club))
	p.bad(models.ClubScope(club))
	p.reached(officer, club)
	e.panics()
	e.others(officer, far, club)
	m.secrets = append(m.secrets, e.logIns(officer, p)...)
	m.secrets = append(m.secrets, e.factor(officer)...)
	return m
}

// good submits what is taken.
func (p *edgePhone) good(club, health models.Scope) {
	p.e.Helper()
	for _, deed := range []struct {
		scope models.Scope
		typ   string
		set   []models.Assignment
	}{
		{club, "member", []models.Assignment{textField("fullName", markName), textField("sex", "female"), textField("phone", markPhone), textField("joinedOn", "2024-01-01")}},
		{club, "member", []models.Assignment{textField("fullName", markName), textField("sex", "female"), textField("phone", markPhone), textField("joinedOn", "2024-01-01")}},
		{club, "repayment", []models.Assignment{
			{Name: "loan", Value: models.RefValue(newID())}, textField("date", "2026-01-05"), textField("note", markName), {Name: "principal", Value: markAmount}, {Name: "interest", Value: "0"},
		}},
		{health, "careRecipient", []models.Assignment{textField("fullName", markName), textField("from", "2026-01-01"), textField("note", markHealth)}},
	} {
		if status, text := p.submit(deed.scope, deed.typ, deed.set...); status != http.StatusOK || strings.Contains(text, `"refused"`) {
			p.e.Fatalf("%s: %d %s", deed.typ, status, text)
		}
	}
}

// bad submits what is refused, held, malformed, and not to be read at all.
func (p *edgePhone) bad(club models.Scope) {
	p.e.Helper()
	if status, text := p.submit(club, "member", textField("fullName", markName), textField("phone", markPhone+"0"), textField("sex", "nữ")); status != 200 || !strings.Contains(text, "refused") {
		p.e.Fatalf("%d %s", status, text)
	}
	p.submit(models.ClubScope(newID()), "member", textField("fullName", markName), textField("note", markPhone))
	p.submit(club, markName, textField(markName, markPhone))
	for _, body := range []string{
		`{"actor":"` + markName + `"}`, `{"actor":"` + p.Actor + `","now":` + markAmount + `}`, markName, `{"pin":"` + markPIN + `"`,
	} {
		if status, text := p.e.ask(p.Access, http.MethodPost, "/api/v1/sync", body); status != http.StatusBadRequest && status != http.StatusUnprocessableEntity {
			p.e.Errorf("%s: %d %s", body, status, text)
		}
	}
	p.e.want(http.StatusBadRequest, nil, p.Access, http.MethodPost, "/api/v1/sync", p.Refresh, [2]string{"Content-Encoding", "gzip"})
	p.e.ask(p.Access, http.MethodGet, "/api/v1/sync/changes?cursor="+markPIN+"&pageBytes="+markPIN, nil)
	p.e.ask(p.Access, http.MethodPost, "/api/v1/sync/wiped", map[string]string{"nonce": markPIN})
}

// reached says where the phone is reached, rightly and wrongly, and looks for it in every answer about phones and reminders.
func (p *edgePhone) reached(officer string, club models.RecordID) {
	p.e.Helper()
	p.e.want(http.StatusNoContent, nil, p.Access, http.MethodPut, "/api/v1/push", map[string]string{"kind": "token", "value": markToken})
	for _, body := range []any{
		map[string]string{"kind": markToken, "value": markToken},
		map[string]string{"kind": "token", "value": markToken, "name": markName},
		map[string]string{"kind": "token", "value": strings.Repeat(markToken, 100)},
		`{"kind":"token","value":"` + markToken,
	} {
		if status, text := p.e.ask(p.Access, http.MethodPut, "/api/v1/push", body); status < 400 || status >= 500 {
			p.e.Errorf("%v: %d %s", body, status, text)
		}
	}
	if err := p.e.app.reminders.Plan(p.e.Context()); err != nil {
		p.e.Fatal(err)
	}
	p.e.ask(p.Access, http.MethodPost, "/api/v1/reminders/seen", map[string][]string{"keys": {markToken}})
	below := "/api/v1/clubs/" + club.String()
	for access, paths := range map[string][]string{
		p.Access: {"/api/v1/reminders", "/api/v1/session", below + "/loans?asOf=" + markAmount, below + "/dues?after=" + markPIN},
		officer:  {"/api/v1/devices", "/api/v1/devices/" + p.Device, "/api/v1/reminders/outbox", below + "/reminders", "/api/v1/reminders/outbox?state=" + markToken},
	} {
		for _, path := range paths {
			if _, text := p.e.ask(access, http.MethodGet, path, nil); strings.Contains(text, markToken) {
				p.e.Errorf("%s says by what a phone is reached: %s", path, text)
			}
		}
	}
}

// logIns tries every way in, rightly and wrongly, and gives the secrets that came out of it.
func (e *edge) logIns(officer string, p *edgePhone) []string {
	e.Helper()
	for _, body := range []any{
		map[string]string{"login": "dau.vet", "password": markWrong},
		map[string]string{"login": markName, "password": markPass},
		map[string]string{"login": "dau.vet", "pin": markPIN},
		`{"login":"` + markPhone + `","password":"` + markPIN,
	} {
		e.ask("", http.MethodPost, "/api/v1/login", body)
	}
	key := base64.RawURLEncoding.EncodeToString(make([]byte, 32))
	e.ask("", http.MethodPost, "/api/v1/enrol", map[string]string{"code": p.Code, "deviceKey": key, "signature": key, "name": markName})
	e.ask("", http.MethodPost, "/api/v1/token/refresh", map[string]string{"refresh": p.Refresh})
	c := caller.Phone{Base: e.base, Transport: http.DefaultTransport, Key: p.key, Now: e.app.now, Tokens: caller.Tokens{Access: p.Access, Renew: p.Refresh}}
	if err := c.Refresh(e.Context()); err != nil {
		e.Fatal(err)
	}
	e.ask(p.Refresh, http.MethodGet, "/api/v1/session?access_token="+p.Access+"&password="+markPass, nil)
	e.ask(officer, http.MethodPost, "/api/v1/users", map[string]any{"name": markName, "login": markName, "password": markPIN})
	e.ask(officer, http.MethodGet, "/api/v1/users/"+markPhone+"?after="+markAmount+"&limit="+markPIN, nil)
	e.ask(officer, http.MethodGet, "/api/v1/"+markPIN, nil, [2]string{"X-Request-Id", "x" + markWrong})
	return []string{c.Access, c.Renew}
}

// factor sets a second factor up, uses it wrongly and rightly, and gives its secrets.
func (e *edge) factor(officer string) []string {
	e.Helper()
	var begun struct{ Secret string }
	e.want(http.StatusCreated, &begun, officer, http.MethodPost, "/api/v1/session/factor", map[string]string{"password": markPass})
	secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(begun.Secret)
	if err != nil {
		e.Fatal(err)
	}
	confirm := func(status int, out any, code string) {
		e.Helper()
		e.want(status, out, officer, http.MethodPost, "/api/v1/session/factor/confirm", map[string]string{"code": code})
	}
	confirm(http.StatusUnauthorized, nil, markPIN)
	var confirmed struct{ Recovery []string }
	confirm(http.StatusOK, &confirmed, token.FactorCode(secret, e.app.now()))
	login := map[string]string{"login": "dau.vet", "password": markPass, "code": confirmed.Recovery[0]}
	e.want(http.StatusOK, nil, "", http.MethodPost, "/api/v1/login", login)
	e.want(http.StatusUnauthorized, nil, "", http.MethodPost, "/api/v1/login", login)
	secrets := append([]string{begun.Secret, string(secret)}, confirmed.Recovery...)
	for _, code := range confirmed.Recovery {
		secrets = append(secrets, strings.ReplaceAll(code, "-", ""))
	}
	return secrets
}

// panics lets handlers panic, with all they hold at hand.
func (e *edge) panics() {
	e.Helper()
	for path, thrown := range map[string]any{
		"/panic/text": "cannot merge " + markName, "/panic/error": errors.New("no account of " + markPhone), "/panic/struct": marks{person: []string{markHealth}},
	} {
		e.handler.Echo().GET(path, func(echo.Context) error { panic(thrown) })
		e.want(http.StatusInternalServerError, nil, "", http.MethodGet, path, nil)
	}
}

// others lets those ask who may not know.
func (e *edge) others(officer string, far *edgePhone, club models.RecordID) {
	e.Helper()
	below := "/api/v1/clubs/" + club.String()
	for _, path := range []string{
		"/api/v1/cases", "/api/v1/users", "/api/v1/devices", "/api/v1/sync/changes", "/api/v1/session", "/api/v1/clubs?q=" + markPIN,
		"/api/v1/arrears", "/api/v1/reminders", below + "/loans", below + "/arrears", below + "/dues", below + "/donations", below + "/funds",
	} {
		if _, text := e.ask(far.Access, http.MethodGet, path, nil); strings.Contains(text, markName) || strings.Contains(text, markHealth) {
			e.Errorf("a volunteer of another club reads at %s: %s", path, text)
		}
	}
	health := string(models.HealthScope(club))
	e.want(http.StatusNotFound, nil, officer, http.MethodGet, "/api/v1/cases?scope="+health, nil)
	e.want(http.StatusNotFound, nil, far.Access, http.MethodPost, "/api/v1/sync/digest", map[string]string{"scope": health, "digest": strings.Repeat("0", 32)})
	var anew struct{ Access string } // who logged in before the club existed sees it in half a minute
	e.want(http.StatusOK, &anew, "", http.MethodPost, "/api/v1/login", map[string]string{"login": "dau.vet", "password": markPass})
	if _, text := e.ask(anew.Access, http.MethodGet, "/api/v1/cases", nil); strings.Contains(text, markHealth) || !strings.Contains(text, "duplicate-person") {
		e.Errorf("an officer without the health role reads: %s", text)
	}
}

// lookIntoFiles reads whatever the server keeps: what was said of a person is there, a secret never.
func (e *edge) lookIntoFiles(m marks) {
	e.Helper()
	files, err := filepath.Glob(filepath.Join(e.data, "beplua.db*"))
	if err != nil || len(files) == 0 {
		e.Fatalf("no files of the store (%v)", err)
	}
	var all strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			e.Fatal(err)
		}
		all.Write(text)
	}
	if !strings.Contains(all.String(), markName) {
		e.Error("not even the name is found: the search proves nothing")
	}
	secrets := m.secrets
	for _, key := range [][]byte{e.app.keys.Identity, e.app.keys.Signing, e.app.keys.Refresh, e.app.keys.Cursor} {
		secrets = append(secrets, string(key), base64.StdEncoding.EncodeToString(key))
	}
	for _, secret := range secrets {
		if strings.Contains(all.String(), secret) {
			e.Errorf("%q is in the store's files", secret)
		}
	}
}
