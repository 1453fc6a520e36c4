package simtest_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/binary"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/account/accounttest"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/store/sqlite"
	fieldsync "github.com/beplua/beplua/sync"
	"github.com/beplua/beplua/sync/client"
	"github.com/beplua/beplua/sync/simtest"
)

// town is the real server: API, accounts, engine and SQLite, as cmd/beplua wires them, on the simulation's clock.
type town struct {
	*sqlite.Store // the store as it is, for checkers
	setup         simtest.Setup
	store         store.Store // as the server meets it
	server, twin  *api.Server
	engine        *fieldsync.Engine
	accounts      *account.Accounts
	documents     *accounttest.Memory // accounts are not part of the backup: phones stay enrolled
	issuer        *token.Issuer
	random        io.Reader
	ids           func() models.RecordID
	bug           bug
	detour        detour
}

// detour is a fault planted between outbox and carrier.
type detour func(push.Sender) push.Sender

// bug is a fault planted into the store, to see a checker find it. The zero bug is none.
type bug func(store.Store) store.Store

// template is a database without content: making the tables anew for each seed would cost more than the seed.
type template struct {
	once sync.Once
	file []byte
	err  error
}

func (t *template) read(ctx context.Context, folder string) ([]byte, error) {
	t.once.Do(func() {
		path := filepath.Join(folder, "template.db")
		var s *sqlite.Store
		if s, t.err = sqlite.Open(ctx, sqlite.Options{Path: path, Synchronous: sqlite.Off, Readers: 1}); t.err != nil {
			return
		}
		if t.err = s.Close(); t.err == nil {
			t.file, t.err = os.ReadFile(path) //nolint:gosec // of our own
		}
	})
	return t.file, t.err
}

// opener opens towns with faults planted, or none.
func opener(t *testing.T, b bug, d detour) simtest.Open {
	t.Helper()
	empty, folder := &template{}, t.TempDir()
	return func(ctx context.Context, s simtest.Setup) (simtest.Town, error) {
		file, err := empty.read(ctx, folder)
		if err != nil {
			return nil, err
		}
		seed := [32]byte{}
		binary.BigEndian.PutUint64(seed[:], s.Seed)
		out := &town{setup: s, random: rand.NewChaCha8(seed), ids: accounttest.NewIDs(), bug: b, detour: d, documents: &accounttest.Memory{}}
		if err = os.WriteFile(out.path(), file, 0o600); err != nil {
			return nil, err
		}
		return out, out.begin(ctx)
	}
}

func (w *town) path() string { return filepath.Join(w.setup.Folder, "sim.db") }

// begin opens the database in a new life and starts the server.
func (w *town) begin(ctx context.Context) error {
	if err := w.open(ctx); err != nil {
		return err
	}
	if _, err := w.RenewEpoch(ctx); err != nil {
		return err
	}
	return w.Restart(ctx)
}

func (w *town) open(ctx context.Context) error {
	s, err := sqlite.Open(ctx, sqlite.Options{Path: w.path(), Synchronous: sqlite.Off, Readers: 1, Random: w.random})
	w.Store = s
	return err
}

// Restart implements simtest.Town: everything that the process kept in memory is gone.
func (w *town) Restart(ctx context.Context) error {
	w.setup.Breaker.Mend()
	var s store.Store = breaking{w.Store, w.setup.Breaker}
	if w.bug != nil {
		s = w.bug(s)
	}
	signing := token.KeyOf(ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, ed25519.SeedSize)))
	keys, err := token.NewKeys(signing)
	if err != nil {
		return err
	}
	w.issuer = token.NewIssuer("simulation", keys, w.setup.Now)
	w.accounts = account.New(account.Config{
		Documents: w.documents, Clubs: accounttest.Clubs{}, Issuer: w.issuer, Secret: token.Secret{7},
		Identity: ed25519.NewKeyFromSeed(bytes.Repeat([]byte{2}, ed25519.SeedSize)), Now: w.setup.Now, Random: w.random, NewID: w.ids,
	})
	w.store, w.twin = s, nil
	w.engine, w.server, err = w.process(ctx)
	return err
}

// process starts engine and API on the store.
func (w *town) process(ctx context.Context) (*fieldsync.Engine, *api.Server, error) {
	engine, err := fieldsync.New(ctx, fieldsync.Deps{
		Store: w.store, Registry: schema.Default(), Actors: w.accounts, Now: w.setup.Now, NewID: w.ids, CursorKey: bytes.Repeat([]byte{3}, 32),
	})
	if err != nil {
		return nil, nil, err
	}
	many := api.Rate{PerMinute: 1 << 20, Burst: 1 << 20}
	server, err := api.New(api.Deps{
		Sync: engine, Cases: engine, Store: w.store, Accounts: w.accounts, Verifier: token.NewVerifier(w.issuer), Now: w.setup.Now, Random: w.random,
		Log: slog.New(slog.DiscardHandler), Config: api.Config{DeviceRate: many, AddressRate: many},
	})
	return engine, server, err
}

// Twin implements simtest.Town.
func (w *town) Twin(ctx context.Context) (_ http.Handler, err error) {
	if w.twin == nil {
		_, w.twin, err = w.process(ctx)
	}
	return w.twin, err
}

// Enrol implements simtest.Town.
func (w *town) Enrol(ctx context.Context, grants []models.Grant) (simtest.Seat, error) {
	u, err := w.accounts.CreateUser(ctx, models.User{Name: "Tình nguyện viên", Grants: grants}, "")
	if err != nil {
		return simtest.Seat{}, err
	}
	code, err := w.accounts.CreateEnrolment(ctx, u.ID, models.RecordID{}, token.PaperCode)
	if err != nil {
		return simtest.Seat{}, err
	}
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{4}, ed25519.SeedSize))
	e, err := w.accounts.Enrol(ctx, account.Redeem{
		Code: code.Code, Key: key.Public().(ed25519.PublicKey), Signature: token.SignEnrolment(key, code.Code), Name: "máy", Address: "192.0.2.1", //nolint:forcetypeassert // it is one
	})
	if err != nil {
		return simtest.Seat{}, err
	}
	claims, err := w.issuer.Verify(e.Tokens.Access, token.Sync)
	if err != nil {
		return simtest.Seat{}, err
	}
	return simtest.Seat{
		Enrolment: client.Enrolment{Device: e.Device.ID, User: u.ID, Actor: e.Device.Actor, ServerKey: w.accounts.ServerKey()},
		Auth:      &pass{town: w, claims: claims},
	}, nil
}

// pass gives a phone access tokens without the traffic of refreshing them, which package token simulates by itself.
type pass struct {
	town    *town
	claims  token.Claims
	text    string
	expires time.Time
}

// Authorize implements client.Authorizer.
func (p *pass) Authorize(r *http.Request) error {
	if p.text == "" || p.town.setup.Now().Add(time.Minute).After(p.expires) {
		text, expires, err := p.town.issuer.Issue(p.claims)
		if err != nil {
			return err
		}
		p.text, p.expires = text, expires
	}
	r.Header.Set("Authorization", "Bearer "+p.text)
	return nil
}

// Refresh implements client.Authorizer.
func (p *pass) Refresh(context.Context) error { p.text = ""; return nil }

// ServerActor implements simtest.Town.
func (w *town) ServerActor() models.ActorID { return fieldsync.ServerActor(w.engine.Epoch()) }

// Grant implements simtest.Town.
func (w *town) Grant(ctx context.Context, user models.RecordID, grants []models.Grant) error {
	u, err := w.accounts.User(ctx, user)
	if err != nil {
		return err
	}
	changed := u.User
	changed.Grants = grants
	_, err = w.accounts.UpdateUser(ctx, changed, u.Rev)
	return err
}

// Revoke implements simtest.Town.
func (w *town) Revoke(ctx context.Context, device models.RecordID) error {
	_, err := w.accounts.Revoke(ctx, device, models.RecordID{})
	return err
}

// Post implements simtest.Town.
func (w *town) Post() simtest.Post { return w.Store }

// Carrier implements simtest.Town.
func (w *town) Carrier(s push.Sender) push.Sender {
	if w.detour != nil {
		return w.detour(s)
	}
	return s
}

// Wiped implements simtest.Town.
func (w *town) Wiped(ctx context.Context, device models.RecordID) (bool, error) {
	d, err := w.accounts.Device(ctx, device)
	return d.State == models.DeviceWiped, err
}

// officer is somebody who may decide every case.
func (w *town) officer(scope models.Scope) models.Access {
	return models.Access{
		User: models.MustRecordID("01900000-0000-7000-8000-0000000f1ce0"), Reads: []models.Scope{scope}, Writes: []models.Scope{scope}, Officer: true,
	}
}

// Resolve implements simtest.Town.
func (w *town) Resolve(ctx context.Context, r models.Resolution) error {
	_, err := w.engine.Resolve(ctx, w.officer(r.Scope), r)
	return err
}

// Undo implements simtest.Town.
func (w *town) Undo(ctx context.Context, scope models.Scope, id models.RecordID, seen models.Vector) error {
	_, err := w.engine.Undo(ctx, w.officer(scope), scope, id, seen, "")
	return err
}

// Backup implements simtest.Town.
func (w *town) Backup(ctx context.Context) error { return w.move(ctx, w.path(), w.path()+".backup") }

// Restore implements simtest.Town.
func (w *town) Restore(ctx context.Context) error {
	if err := w.move(ctx, w.path()+".backup", w.path()); err != nil {
		return err
	}
	if _, err := w.RenewEpoch(ctx); err != nil {
		return err
	}
	return w.Restart(ctx)
}

// move copies the database while nobody has it open.
func (w *town) move(ctx context.Context, from, to string) error {
	if err := w.Store.Close(); err != nil {
		return err
	}
	for _, rest := range []string{"-wal", "-shm"} {
		_ = os.Remove(to + rest)
	}
	file, err := os.ReadFile(from) //nolint:gosec // of our own
	if err != nil {
		return err
	}
	if err = os.WriteFile(to, file, 0o600); err != nil {
		return err
	}
	if err = w.open(ctx); err != nil {
		return err
	}
	return w.Restart(ctx)
}

// ServeHTTP implements http.Handler.
func (w *town) ServeHTTP(to http.ResponseWriter, r *http.Request) { w.server.ServeHTTP(to, r) }
