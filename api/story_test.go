package api_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/account/accounttest"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sheet"
	"github.com/beplua/beplua/store/sqlite"
	fieldsync "github.com/beplua/beplua/sync"
	"github.com/beplua/beplua/sync/client"
)

// real is the whole server over the embedded store, reached by HTTP alone.
type real struct {
	t        testing.TB
	clock    *accounttest.Clock
	accounts *account.Accounts
	api      *api.Server
	box      *box
	clubs    accounttest.Clubs
	newID    func() models.RecordID
	requests int
	// lose says whether the reply to this request gets lost after the server has done what it asked.
	lose func(r *http.Request) bool
}

func newReal(tb testing.TB) *real {
	tb.Helper()
	ctx := tb.Context()
	store, err := sqlite.Open(ctx, sqlite.Options{Path: filepath.Join(tb.TempDir(), "test.db"), Synchronous: sqlite.Off})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = store.Close() })
	w := &real{t: tb, clubs: accounttest.Clubs{"": {clubA, clubB}, communeUnit: {clubA}}, box: newBox(), clock: accounttest.NewClock(), newID: accounttest.NewIDs()}
	parts := accounttest.New(tb, nil)
	w.accounts = account.New(account.Config{
		Documents: store, Clubs: w.clubs, Issuer: token.NewIssuer("real", keysOf(tb), w.clock.Now),
		Secret: token.Secret{1}, Identity: parts.Identity, Now: w.clock.Now, Random: rand.Reader, NewID: w.newID,
	})
	bell := &fieldsync.Bell{}
	engine, err := fieldsync.New(ctx, fieldsync.Deps{
		Store: bell.Over(store), Registry: schema.Default(), Actors: w.accounts, Now: w.clock.Now, NewID: w.newID, CursorKey: make([]byte, 32),
	})
	if err != nil {
		tb.Fatal(err)
	}
	w.api, err = api.New(api.Deps{
		Sync: engine, Cases: engine, Books: engine, Records: engine, Events: bell, Reminders: w.box, Store: store,
		Imports:  &sheet.Imports{Registry: schema.Default(), Records: store, Editor: engine, Now: w.clock.Now},
		Exports:  &sheet.Exports{Registry: schema.Default(), Records: store, Journal: store, Now: w.clock.Now, NewID: w.newID},
		Accounts: w.accounts, Verifier: token.NewVerifier(w.accounts.Issuer),
		Schema: api.Schema{Number: schema.Current, Description: schema.Default().Describe()}, Now: w.clock.Now, Random: rand.Reader,
		Log: slog.New(slog.DiscardHandler), Config: api.Config{DeviceRate: api.Rate{PerMinute: 1e6, Burst: 1e6}},
	})
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

func keysOf(tb testing.TB) token.Keys {
	tb.Helper()
	key, err := token.NewKey(rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	keys, err := token.NewKeys(key)
	if err != nil {
		tb.Fatal(err)
	}
	return keys
}

// RoundTrip carries a phone's request to the server.
func (w *real) RoundTrip(r *http.Request) (*http.Response, error) {
	w.requests++
	asked := r.Clone(r.Context())
	asked.RequestURI = r.URL.RequestURI()
	asked.RemoteAddr = "192.0.2.1:99"
	if asked.Body == nil {
		asked.Body = http.NoBody
	}
	recorder := httptest.NewRecorder()
	w.api.ServeHTTP(recorder, asked)
	if w.lose != nil && w.lose(r) {
		return nil, io.ErrUnexpectedEOF
	}
	return recorder.Result(), nil
}

// handset is a phone of the reference client with its credentials.
type handset struct {
	*client.Phone
	w      *real
	phone  accounttest.Phone
	tokens account.Tokens
}

func (w *real) handset(name string) *handset {
	w.t.Helper()
	world := accounttest.World{Accounts: w.accounts, Clock: w.clock}
	user := world.Must(w.t, models.User{Name: name, Grants: []models.Grant{{Role: models.RoleVolunteer, Club: clubA}}}, "")
	h := &handset{w: w, phone: world.Enrolled(w.t, user.ID)}
	h.tokens = h.phone.Tokens
	h.Phone = client.New(client.Deps{
		Storage: client.NewMemory(), Transport: w, Server: "http://server", Auth: h, Registry: schema.Default(), Now: w.clock.Now,
		NewID: w.newID, Random: func(n int64) int64 { return n - 1 }, Build: "test",
	})
	d := h.phone.Device
	if err := h.Enrol(client.Enrolment{Device: d.ID, User: user.ID, Actor: d.Actor, ServerKey: w.accounts.ServerKey()}); err != nil {
		w.t.Fatal(err)
	}
	return h
}

// Authorize is in client.Authorizer.
func (h *handset) Authorize(r *http.Request) error {
	r.Header.Set("Authorization", "Bearer "+h.tokens.Access)
	return nil
}

// Refresh is in client.Authorizer.
func (h *handset) Refresh(ctx context.Context) error {
	at := h.w.clock.Now()
	proof := token.Proof{Method: "POST", Path: "/api/v1/token/refresh", At: at, Token: h.tokens.Refresh}.Sign(h.phone.Key)
	body := fmt.Sprintf(`{"refresh":%q,"at":%q,"signature":%q}`, proof.Token, at.Format(time.RFC3339), b64.EncodeToString(proof.Signature))
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://server/api/v1/token/refresh", strings.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	result, err := h.w.RoundTrip(r)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(result.Body)
	if err != nil || result.StatusCode != http.StatusOK {
		return fmt.Errorf("refused: %s (%w)", text, err)
	}
	a := answer{status: result.StatusCode, text: text}
	var in struct{ Access, Refresh string }
	a.read(h.w.t, &in)
	h.tokens = account.Tokens{Access: in.Access, Refresh: in.Refresh}
	return nil
}

func (h *handset) mustSync() client.Session {
	h.w.t.Helper()
	s, err := h.Sync(h.w.t.Context())
	if err != nil {
		h.w.t.Fatal(err)
	}
	return s
}

func (h *handset) edit(record models.RecordID, set ...models.Assignment) models.RecordID {
	h.w.t.Helper()
	ids, err := h.Edit(h.phone.User.ID, client.Change{Scope: models.ClubScope(clubA), Record: record, Type: "member", Set: models.NewValues(set...)})
	if err != nil {
		h.w.t.Fatal(err)
	}
	return ids[0]
}

func text(name, value string) models.Assignment {
	return models.Assignment{Name: name, Value: models.TextValue(value)}
}

func (h *handset) shows(record models.RecordID, field string) string {
	h.w.t.Helper()
	v, ok := h.Show(models.ClubScope(clubA), record)
	if !ok {
		h.w.t.Fatalf("the phone does not have %s", record)
	}
	return v.Record.Value(field).Str()
}

// Two volunteers change one member's name without a signal; an officer decides; both phones learn it. All of it over HTTP,
// with the store, the engine and the phone's own code.
func TestTwoPhonesAndAnOfficer(t *testing.T) {
	w := newReal(t)
	an, binh := w.handset("Lò Thị An"), w.handset("Vàng A Bình")
	member := an.edit(models.RecordID{}, text("fullName", "Tao Thi Ban"), text("sex", "female"), text("joinedOn", "2024-05-01"),
		text("birthOn", "1950-02-03"), text("birthPrecision", "day"))
	if s := an.mustSync(); s.Requests != 1 || s.Sent != 1 {
		t.Errorf("the first session took %d requests for %d operations", s.Requests, s.Sent)
	}
	binh.mustSync()
	if got := binh.shows(member, "fullName"); got != "Tao Thi Ban" {
		t.Fatalf("the other phone shows %q", got)
	}
	an.edit(member, text("fullName", "Tao Thị Bản"))
	binh.edit(member, text("fullName", "Tao Thị Ban"))
	// Twenty minutes later the access tokens are over, and the reply to the first submit gets lost.
	w.clock.Pass(20 * time.Minute)
	lost := false
	w.lose = func(r *http.Request) bool {
		first := !lost && r.URL.Path == "/api/v1/sync" && r.Header.Get("Authorization") == "Bearer "+an.tokens.Access && an.tokens.Access != an.phone.Tokens.Access
		lost = lost || first
		return first
	}
	if _, err := an.Sync(t.Context()); err == nil || !lost {
		t.Fatal("no reply was lost")
	}
	w.lose = nil
	an.mustSync()
	binh.mustSync()

	c := w.officer(t)
	var page struct {
		Items []struct{ Scope, ID string }
	}
	c.ask(t, http.MethodGet, "/api/v1/cases", "", "", 200).read(t, &page)
	if len(page.Items) != 1 {
		t.Fatalf("%d cases wait", len(page.Items))
	}
	path := "/api/v1/cases/" + page.Items[0].Scope + "/" + page.Items[0].ID
	one := c.ask(t, http.MethodGet, path, "", "", 200)
	tag := one.header.Get("ETag")
	c.ask(t, http.MethodPost, path+"/resolve", `{"choice":"incoming"}`, "", 428)
	c.ask(t, http.MethodPost, path+"/resolve", `{"choice":"join"}`, tag, 422)
	done := c.ask(t, http.MethodPost, path+"/resolve", `{"choice":"incoming","note":"Theo căn cước"}`, tag, 200)
	c.ask(t, http.MethodPost, path+"/resolve", `{"choice":"standing"}`, tag, 412)
	for _, h := range []*handset{an, binh} {
		h.mustSync()
		if got := h.shows(member, "fullName"); got != "Tao Thị Ban" {
			t.Errorf("after the decision a phone shows %q", got)
		}
	}
	c.ask(t, http.MethodPost, path+"/undo", `{"note":"nhầm"}`, done.header.Get("ETag"), 200)
	an.mustSync()
	if got := an.shows(member, "fullName"); got != "Tao Thị Bản" {
		t.Errorf("after the undoing a phone shows %q", got)
	}

	// The phone is revoked with an edit on it: the edit is handed in, then the phone wipes itself.
	binh.edit(member, text("note", "chuyển nhà"))
	c.ask(t, http.MethodPost, "/api/v1/devices/"+binh.phone.Device.ID.String()+"/revoke", "", "", 200)
	if _, err := binh.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if m := binh.Meta(); !m.Farewell || len(binh.Outbox()) != 0 {
		t.Errorf("the phone is not wiped: %+v", m)
	}
	var d struct{ State string }
	c.ask(t, http.MethodGet, "/api/v1/devices/"+binh.phone.Device.ID.String(), "", "", 200).read(t, &d)
	if d.State != "wiped" {
		t.Errorf("the list says %s", d.State)
	}
	c.ask(t, http.MethodGet, "/api/v1/cases", "", "", 200).read(t, &page)
	if len(page.Items) != 2 {
		t.Errorf("%d cases wait, want the undone one and that of the revoked phone", len(page.Items))
	}
}

// console is an officer at his.
type console struct {
	w     *real
	token string
}

func (w *real) officer(t *testing.T) *console {
	t.Helper()
	u := models.User{Name: "Cán Bộ", Login: "canbo", Grants: []models.Grant{{Role: models.RoleCommune, Unit: communeUnit}}}
	if _, err := w.accounts.CreateUser(t.Context(), u, password); err != nil {
		t.Fatal(err)
	}
	in, err := w.accounts.Login(t.Context(), account.Attempt{Login: "canbo", Password: password, Address: "192.0.2.7"})
	if err != nil {
		t.Fatal(err)
	}
	return &console{w, in.Tokens.Access}
}

func (c *console) ask(t *testing.T, method, path, body, tag string, want int) *answer {
	t.Helper()
	r := httptest.NewRequest(method, path, bytes.NewReader([]byte(body)))
	r.Header.Set("Authorization", "Bearer "+c.token)
	r.Header.Set("Content-Type", "application/json")
	if tag != "" {
		r.Header.Set("If-Match", tag)
	}
	recorder := httptest.NewRecorder()
	c.w.api.ServeHTTP(recorder, r)
	a := &answer{status: recorder.Code, header: recorder.Header(), text: recorder.Body.Bytes()}
	if a.status != want {
		t.Fatalf("%s %s %s: got %d, want %d: %s", method, path, body, a.status, want, a.text)
	}
	checkDocumented(t, r, a)
	return a
}
