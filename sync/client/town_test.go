package client_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/binary"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	fieldsync "github.com/beplua/beplua/sync"
	"github.com/beplua/beplua/sync/client"
	"github.com/beplua/beplua/sync/wire"
)

// town is a server of few words around the real engine, and a network whose failures tests choose.
type town struct {
	t      *testing.T
	clock  time.Time
	ids    uint64
	store  *tape
	engine *fieldsync.Engine
	key    ed25519.PrivateKey
	actors int
	access map[models.RecordID]*models.Access // by device
	wiped  map[models.RecordID]bool

	before   func(r *http.Request) (*http.Response, error) // answers instead of the server, if it answers at all
	after    func(r *http.Request, answer *http.Response) (*http.Response, error)
	heard    func(*wire.Submit) // what a phone submitted
	requests int
}

var club = models.ClubScope(models.MustRecordID("0195a1b2-0000-7000-8000-000000000001"))

func newTown(t *testing.T) *town {
	t.Helper()
	w := &town{
		t: t, clock: time.Date(2026, 3, 5, 7, 0, 0, 0, time.UTC), store: newTape(),
		key: ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize)), access: map[models.RecordID]*models.Access{}, wiped: map[models.RecordID]bool{},
	}
	w.open()
	return w
}

// open starts the server on its store.
func (w *town) open() {
	w.t.Helper()
	engine, err := fieldsync.New(w.t.Context(), fieldsync.Deps{
		Store: w.store, Registry: schema.Default(), Actors: w, Now: func() time.Time { return w.clock }, NewID: w.newID,
		CursorKey: bytes.Repeat([]byte{9}, 32),
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.engine = engine
}

// restore brings the server back as it was after so many commits.
func (w *town) restore(commits int) {
	w.t.Helper()
	w.store = w.store.restore(w.t, commits)
	w.open()
}

func (w *town) newID() models.RecordID {
	w.ids++
	id := models.RecordID{0x01, 0x95, 6: 0x70, 8: 0x80}
	binary.BigEndian.PutUint32(id[12:], uint32(w.ids)) //nolint:gosec // few
	return id
}

// NewActor implements the engine's port.
func (w *town) NewActor(_ context.Context, device models.RecordID) (models.ActorID, error) {
	w.actors++
	a := models.MustActorID("p" + string(rune('a'+w.actors/26)) + string(rune('a'+w.actors%26)))
	w.access[device].Actor = a
	return a, nil
}

// phone enrols a phone with an empty storage.
func (w *town) phone() (*client.Phone, *client.Memory) {
	w.t.Helper()
	device, user := w.newID(), w.newID()
	scopes := []models.Scope{club}
	w.access[device] = &models.Access{User: user, Device: device, Reads: scopes, Writes: scopes}
	actor, err := w.NewActor(w.t.Context(), device)
	if err != nil {
		w.t.Fatal(err)
	}
	storage := client.NewMemory()
	p := w.boot(storage)
	enrolment := client.Enrolment{Device: device, User: user, Actor: actor, ServerKey: w.key.Public().(ed25519.PublicKey)} //nolint:forcetypeassert // it is one
	if err := p.Enrol(enrolment); err != nil {
		w.t.Fatal(err)
	}
	return p, storage
}

// boot starts a phone on its storage.
func (w *town) boot(storage client.Storage) *client.Phone {
	return client.New(client.Deps{
		Storage: storage, Transport: carrier{w, storage}, Server: "http://server", Auth: open{}, Registry: schema.Default(),
		Now: func() time.Time { return w.clock }, NewID: w.newID, Random: func(n int64) int64 { return n - 1 }, Build: "test",
	})
}

type open struct{}

func (open) Authorize(*http.Request) error { return nil }
func (open) Refresh(context.Context) error { return errors.New("enrol anew") }

// carrier is the network between one phone and the server.
type carrier struct {
	*town
	storage client.Storage
}

var errBroken = errors.New("broken")

func (c carrier) RoundTrip(r *http.Request) (*http.Response, error) {
	c.requests++
	if c.before != nil {
		if answer, err := c.before(r); answer != nil || err != nil {
			return answer, err
		}
	}
	var device models.RecordID
	if err := c.storage.View(func(tx client.Tx) error { device = tx.Meta().Device; return nil }); err != nil {
		return nil, err
	}
	recorder := httptest.NewRecorder()
	c.serve(recorder, r, c.access[device])
	answer := recorder.Result()
	if c.after != nil {
		return c.after(r, answer)
	}
	return answer, nil
}

func (w *town) serve(to http.ResponseWriter, r *http.Request, access *models.Access) {
	var codec wire.Codec
	packed, err := io.ReadAll(r.Body)
	if err != nil {
		w.t.Error(err)
	}
	body, err := codec.Expand(nil, r.Header.Get("Content-Encoding"), packed, models.BatchBytesMax)
	if err != nil {
		w.t.Error(err)
	}
	var out []byte
	switch r.URL.Path {
	case "/api/v1/sync":
		out, err = w.submit(r.Context(), body, access)
	case "/api/v1/sync/changes":
		var page models.Page
		page, err = w.engine.Changes(r.Context(), *access, models.PageRequest{Cursor: r.URL.Query().Get("cursor")})
		out = wire.AppendAnswer(nil, &wire.Answer{Epoch: page.Epoch, Page: &page})
	case "/api/v1/sync/digest":
		var q models.DigestQuery
		var a models.DigestAnswer
		if q, err = wire.DecodeDigestQuery(body); err == nil {
			a, err = w.engine.Digest(r.Context(), *access, q)
		}
		out = wire.AppendDigestAnswer(nil, &a)
	case "/api/v1/sync/wiped":
		w.wiped[access.Device] = true
		to.WriteHeader(http.StatusNoContent)
		return
	}
	if err != nil {
		refuse(to, err)
		return
	}
	to.Header().Set("Content-Type", "application/json")
	_, _ = to.Write(out)
}

func (w *town) submit(ctx context.Context, body []byte, access *models.Access) ([]byte, error) {
	s, err := wire.DecodeSubmit(body)
	if err != nil {
		return nil, err
	}
	if w.heard != nil {
		w.heard(&s)
	}
	as := *access
	as.Actor = s.Batch.Actor
	answer := wire.Answer{Epoch: w.engine.Epoch(), Now: w.clock.UnixMilli()}
	if answer.Receipt, err = w.engine.Submit(ctx, as, s.Batch); err != nil {
		return nil, err
	}
	switch {
	case access.Revoked && s.Heartbeat.Outbox <= len(s.Batch.Operations):
		answer.Wipe = w.order(access.Device)
	case !access.Revoked && answer.Receipt.Fork == nil:
		page, err := w.engine.Changes(ctx, as, models.PageRequest{Cursor: s.Cursor, Bytes: s.PageBytes})
		if err != nil {
			return nil, err
		}
		answer.Page = &page
	}
	return wire.AppendAnswer(nil, &answer), nil
}

func (w *town) order(device models.RecordID) *wire.WipeOrder {
	order := wire.WipeOrder{Device: device, Nonce: "n1"}
	order.Signature = ed25519.Sign(w.key, order.Signed())
	return &order
}

var statuses = map[models.Code]int{
	models.CodeMalformed: 400, models.CodeGap: 409, models.CodeResync: 409, models.CodeForbidden: 403, models.CodeUnavailable: 503, models.CodeGone: 410,
}

func refuse(to http.ResponseWriter, err error) {
	var known *models.Error
	if !errors.As(err, &known) {
		known = models.Errorf(models.CodeInternal, "internal")
	}
	status := statuses[known.Code]
	if status == 0 {
		status = http.StatusInternalServerError
	}
	to.Header().Set("Content-Type", wire.ProblemType)
	to.WriteHeader(status)
	_, _ = to.Write(wire.AppendProblem(nil, &wire.Problem{
		Type: "about:blank", Title: "x", Status: status, Code: known.Code, Detail: known.Message, Expected: known.Expected, Details: known.Details,
	}))
}

func textAnswer(status int, kind, text string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {kind}}, Body: io.NopCloser(bytes.NewBufferString(text))}
}

// household is a change that makes one.
func household(name string) client.Change {
	return client.Change{Scope: club, Type: "household", Set: models.NewValues(
		models.Assignment{Name: "headName", Value: models.TextValue(name)}, models.Assignment{Name: "size", Value: models.IntValue(4)},
	)}
}

func set(id models.RecordID, name string, v models.Value) client.Change {
	return client.Change{Scope: club, Record: id, Type: "household", Set: models.NewValues(models.Assignment{Name: name, Value: v})}
}

func (w *town) edit(p *client.Phone, changes ...client.Change) models.RecordID {
	w.t.Helper()
	w.clock = w.clock.Add(time.Minute)
	ids, err := p.Edit(p.Meta().User, changes...)
	if err != nil {
		w.t.Fatal(err)
	}
	return ids[0]
}

func (w *town) sync(p *client.Phone) client.Session {
	w.t.Helper()
	w.clock = w.clock.Add(time.Minute)
	s, err := p.Sync(w.t.Context())
	if err != nil {
		w.t.Fatalf("%+v: %v", s, err)
	}
	if !s.Done || len(p.Outbox()) > 0 {
		w.t.Fatalf("not done: %+v, %d wait", s, len(p.Outbox()))
	}
	return s
}

// agree fails unless the phone holds exactly what the server holds.
func (w *town) agree(p *client.Phone) {
	w.t.Helper()
	records, err := w.store.Changes(w.t.Context(), club, 0, 10000)
	if err != nil {
		w.t.Fatal(err)
	}
	for i := range records {
		r := &records[i]
		v, ok := p.Show(club, r.ID)
		if !ok || v.Record.Vector.Compare(r.Vector) != models.Equal {
			w.t.Errorf("%s %s: phone has %q, server %q", r.Type, r.ID, v.Record.Vector, r.Vector)
			continue
		}
		got, want := v.Record.Values(), r.Values()
		if string(got.AppendJSON(nil)) != string(want.AppendJSON(nil)) || v.Record.Type != r.Type || v.Record.Schema != r.Schema {
			w.t.Errorf("%s: phone shows %s, server %s", r.ID, got.AppendJSON(nil), want.AppendJSON(nil))
		}
	}
	if err := p.Check(); err != nil {
		w.t.Fatal(err)
	}
	before := p.Meta().Repairs
	w.sync(p)
	if after := p.Meta().Repairs; after != before {
		w.t.Errorf("%d records had to be repaired", after-before)
	}
}
