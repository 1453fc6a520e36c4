package api_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/account/accounttest"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/view"
	"github.com/beplua/beplua/sheet"
	"github.com/beplua/beplua/store/storetest"
	fieldsync "github.com/beplua/beplua/sync"
	"github.com/beplua/beplua/sync/wire"
)

var (
	clubA = models.MustRecordID("0190aaaa-0000-7000-8000-00000000000a")
	clubB = models.MustRecordID("0190aaaa-0000-7000-8000-00000000000b")
	clubC = models.MustRecordID("0190aaaa-0000-7000-8000-00000000000c")
	aCase = models.MustRecordID("0190cccc-0000-7000-8000-000000000001")
)

const (
	communeUnit = "03388@2025-07-01"
	password    = "cầu-Lai 3 nhịp"
)

// engine is a stand-in that does as it is told and keeps what it was asked.
type engine struct {
	mu      sync.Mutex
	submit  func(access models.Access, batch models.Batch) (models.Receipt, error)
	changes func(access models.Access, request models.PageRequest) (models.Page, error)
	digest  func(query models.DigestQuery) (models.DigestAnswer, error)
	cases   func(filter models.CaseFilter) (view.Queue, error)
	accept  func(id models.RecordID) error
	resolve func(r models.Resolution) (models.Record, error)
	asked   []models.Access
}

func (*engine) Epoch() string { return "epoch-1" }

func (e *engine) note(a models.Access) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.asked = append(e.asked, a)
}

func (e *engine) Submit(_ context.Context, a models.Access, b models.Batch) (models.Receipt, error) {
	e.note(a)
	if e.submit != nil {
		return e.submit(a, b)
	}
	var receipt models.Receipt
	for _, op := range b.Operations {
		receipt.Done = append(receipt.Done, models.Run{Scope: op.Scope, From: op.Dot.N, To: op.Dot.N})
	}
	return receipt, nil
}

func (e *engine) Changes(_ context.Context, a models.Access, r models.PageRequest) (models.Page, error) {
	e.note(a)
	if e.changes != nil {
		return e.changes(a, r)
	}
	return models.Page{Epoch: "epoch-1", Cursor: "next"}, nil
}

func (e *engine) Digest(_ context.Context, a models.Access, q models.DigestQuery) (models.DigestAnswer, error) {
	e.note(a)
	if e.digest != nil {
		return e.digest(q)
	}
	return models.DigestAnswer{Seq: 1, Equal: true}, nil
}

func (e *engine) Queue(_ context.Context, a models.Access, f models.CaseFilter) (view.Queue, error) {
	e.note(a)
	if e.cases != nil {
		return e.cases(f)
	}
	return view.Queue{Cases: []view.Case{{Record: sampleCase()}}, Total: 1}, nil
}

func (e *engine) CaseFile(ctx context.Context, a models.Access, scope models.Scope, id models.RecordID) (view.CaseFile, error) {
	c, err := e.Case(ctx, a, scope, id)
	return view.CaseFile{Case: view.Case{Record: c}, Choices: []models.Choice{models.ChooseKnown}}, err
}

func (e *engine) Accept(_ context.Context, a models.Access, _ models.Scope, id models.RecordID, _ models.Vector) (models.Record, error) {
	e.note(a)
	return sampleCase(), e.accept(id)
}

func (e *engine) Case(_ context.Context, a models.Access, scope models.Scope, id models.RecordID) (models.Record, error) {
	e.note(a)
	if c := sampleCase(); c.ID == id && c.Scope == scope {
		return c, nil
	}
	return models.Record{}, models.Errorf(models.CodeNotFound, "no such case")
}

func (e *engine) Resolve(_ context.Context, a models.Access, r models.Resolution) (models.Record, error) {
	e.note(a)
	if r.Seen.Compare(sampleCase().Vector) != models.Equal {
		return models.Record{}, models.Errorf(models.CodeStale, "the case has changed since it was read")
	}
	if e.resolve != nil {
		return e.resolve(r)
	}
	return sampleCase(), nil
}

func (e *engine) Undo(ctx context.Context, a models.Access, scope models.Scope, id models.RecordID, seen models.Vector, note string) (models.Record, error) {
	return e.Resolve(ctx, a, models.Resolution{Scope: scope, Case: id, Seen: seen, Note: note})
}

func sampleCase() models.Record {
	return models.Record{
		Scope: models.ClubScope(clubA), ID: aCase, Type: models.TypeCase, Schema: 2,
		Vector: models.NewVector(models.Dot{Actor: models.MustActorID("s1234567"), N: 7}),
		Fields: []models.Field{
			{Name: "kind", Value: models.TextValue("field-conflict")},
			{Name: "status", Value: models.TextValue("open")},
		},
	}
}

type readiness struct{ err error }

func (r *readiness) Ready(context.Context) error { return r.err }

// world is an API over accounts in memory and the stand-in.
type world struct {
	*accounttest.World
	t      testing.TB
	engine *engine
	box    *box
	store  *readiness
	api    *api.Server
	log    *bytes.Buffer
	people map[string]credential
}

// credential is how one of the people logs in.
type credential struct {
	user  models.RecordID
	token string
	phone accounttest.Phone
}

func newWorld(t *testing.T, change ...func(*api.Deps)) *world {
	t.Helper()
	return newWorldFor(t, change...)
}

func newWorldFor(tb testing.TB, change ...func(*api.Deps)) *world {
	tb.Helper()
	w := &world{
		World: accounttest.New(tb, accounttest.Clubs{"": {clubA, clubB, clubC}, communeUnit: {clubA, clubB}}),
		t:     tb, engine: &engine{}, box: newBox(), store: &readiness{}, log: &bytes.Buffer{}, people: map[string]credential{},
	}
	model := storetest.NewModel()
	books := w.books(model)
	deps := api.Deps{
		Sync: w.engine, Cases: w.engine, Books: books, Records: books, Events: &fieldsync.Bell{}, Reminders: w.box, Store: w.store, Accounts: w.Accounts, Verifier: token.NewVerifier(w.Issuer),
		Imports: &sheet.Imports{Registry: schema.Default(), Records: model, Editor: books, Now: w.Clock.Now},
		Exports: &sheet.Exports{Registry: schema.Default(), Records: model, Journal: model, Now: w.Clock.Now, NewID: accounttest.NewIDs()},
		Schema:  api.Schema{Number: 2, Description: []byte(`{"number":2,"types":[]}`)}, Build: api.Build{Version: "test"},
		Now: w.Clock.Now, Random: rand.Reader, Log: slog.New(slog.NewJSONHandler(w.log, nil)),
	}
	for _, c := range change {
		c(&deps)
	}
	var err error
	if w.api, err = api.New(deps); err != nil {
		tb.Fatal(err)
	}
	return w
}

// books is an engine over a store in which nothing was written.
func (w *world) books(model *storetest.Model) *fieldsync.Engine {
	w.t.Helper()
	e, err := fieldsync.New(w.t.Context(), fieldsync.Deps{
		Store: model, Registry: schema.Default(), Now: w.Clock.Now, NewID: accounttest.NewIDs(), CursorKey: make([]byte, 32),
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return e
}

// as gives the credentials of one of the people, who comes into being when first asked for.
func (w *world) as(who string) credential {
	w.t.Helper()
	if c, ok := w.people[who]; ok || who == "" {
		return c
	}
	u := models.User{Name: "Người Thử " + who}
	switch who {
	case "phone", "revoked":
		u.Grants = []models.Grant{{Role: models.RoleVolunteer, Club: clubA}}
	case "phone of B":
		u.Grants = []models.Grant{{Role: models.RoleVolunteer, Club: clubB}}
	case "phone of C":
		u.Grants = []models.Grant{{Role: models.RoleVolunteer, Club: clubC}}
	case "commune":
		u.Login, u.Grants = "canbo.xa", []models.Grant{{Role: models.RoleCommune, Unit: communeUnit}}
	case "province":
		u.Login, u.Grants = "canbo.tinh", []models.Grant{{Role: models.RoleProvince}}
	case "operator":
		u.Login, u.Grants = "vanhanh", []models.Grant{{Role: models.RoleOperator}}
	default:
		w.t.Fatalf("nobody is called %q", who)
	}
	c := credential{}
	if u.Login == "" {
		c.user = w.Must(w.t, u, "").ID
		c.phone = w.Enrolled(w.t, c.user)
		c.token = c.phone.Tokens.Access
	} else {
		c.user = w.Must(w.t, u, password).ID
		in, err := w.Login(w.t.Context(), account.Attempt{Login: u.Login, Password: password, Address: "192.0.2.1"})
		if err != nil {
			w.t.Fatal(err)
		}
		c.token = in.Tokens.Access
	}
	if who == "revoked" {
		if _, err := w.Revoke(w.t.Context(), c.phone.Device.ID, models.RecordID{}); err != nil {
			w.t.Fatal(err)
		}
	}
	w.people[who] = c
	return c
}

// answer is what came back, expanded.
type answer struct {
	status int
	header http.Header
	text   []byte
	wired  int
}

func (a *answer) code() models.Code {
	if a.status < 400 {
		return ""
	}
	var p struct{ Code models.Code }
	_ = json.Unmarshal(a.text, &p)
	return p.Code
}

func (a *answer) read(tb testing.TB, into any) {
	tb.Helper()
	if err := json.Unmarshal(a.text, into); err != nil {
		tb.Fatalf("%v in %s", err, a.text)
	}
}

type header map[string]string

// ask sends a request as somebody, and holds what comes back to openapi.yaml.
func (w *world) ask(who, method, path, body string, headers ...header) answer {
	w.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if body == "" {
		r = httptest.NewRequest(method, path, nil)
	} else {
		r.Header.Set("Content-Type", "application/json")
	}
	c := w.as(who)
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	for _, h := range headers {
		for name, value := range h {
			r.Header.Set(name, value)
		}
	}
	return w.send(r)
}

func (w *world) send(r *http.Request) answer {
	w.t.Helper()
	recorder := httptest.NewRecorder()
	w.api.ServeHTTP(recorder, r)
	result := recorder.Result()
	wired, err := io.ReadAll(result.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	var codec wire.Codec
	text, err := codec.Expand(nil, result.Header.Get("Content-Encoding"), wired, 64<<20)
	if err != nil {
		w.t.Fatal(err)
	}
	a := answer{result.StatusCode, result.Header, text, len(wired)}
	checkDocumented(w.t, r, &a)
	return a
}

// want asks and checks status and, for a failure, code.
func (w *world) want(status int, code models.Code, who, method, path, body string, headers ...header) answer {
	w.t.Helper()
	a := w.ask(who, method, path, body, headers...)
	if a.status != status || a.code() != code {
		w.t.Errorf("%s %s %s: got %d %q, want %d %q: %.300s", who, method, path, a.status, a.code(), status, code, a.text)
	}
	return a
}

// batch is a submit body of n operations in a scope, from a phone's first life.
func (w *world) batch(who string, scope models.Scope, n int) string {
	s := wire.Submit{Batch: models.Batch{Actor: w.as(who).phone.Device.Actor, Now: w.Clock.Now().UnixMilli()}}
	for i := range n {
		s.Batch.Operations = append(s.Batch.Operations, models.Operation{
			Dot: models.Dot{Actor: s.Batch.Actor, N: uint64(i + 1)}, Scope: scope, Record: models.DerivedID("r", string(rune('a'+i%26))),
			Type: "member", Set: models.NewValues(models.Assignment{Name: "name", Value: models.TextValue("Lò Thị Thử")}),
			At: w.Clock.Now().UnixMilli(), By: w.as(who).user, Schema: 2,
		})
	}
	return string(wire.AppendSubmit(nil, &s))
}

func (e *engine) last() models.Access {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.asked) == 0 {
		return models.Access{}
	}
	return e.asked[len(e.asked)-1]
}

// name writes a club's record down, by an officer of the province.
func (w *world) name(club models.RecordID, name string) {
	w.t.Helper()
	w.want(http.StatusCreated, "", "province", http.MethodPost, "/api/v1/records/"+string(models.ClubScope(club)),
		`{"type":"club","set":{"name":"`+name+`","unit":"`+communeUnit+`","village":"x","foundedOn":"2026-01-10","decisionNo":"12","funding":"self","meetingDay":5}}`)
}
