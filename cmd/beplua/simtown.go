package main

import (
	"context"
	"crypto/ed25519"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/store"
	fieldsync "github.com/beplua/beplua/sync"
	"github.com/beplua/beplua/sync/simtest"
)

// simTown is a whole server inside the simulator: the real handlers, engine and store, with a clock, ids and secrets that
// depend on the seed alone, and a store that fails when the simulator says so.
type simTown struct {
	store.Scopes // the store as the checkers read it: it never fails
	setup        simtest.Setup
	base         simStore
	lives        *simLives
	store        store.Store
	app          *app
	server, twin *api.Server
	random       *rand.ChaCha8
	officer      models.RecordID
}

// openTowns gives what opens towns on stores of a kind.
func openTowns(stores simStores) simtest.Open {
	return func(ctx context.Context, setup simtest.Setup) (simtest.Town, error) {
		var seed [32]byte
		binary.LittleEndian.PutUint64(seed[:], setup.Seed)
		t := &simTown{setup: setup, random: rand.NewChaCha8(seed), officer: models.DerivedID("sim officer"), lives: &simLives{seed: setup.Seed}}
		t.base = stores(setup, t.lives)
		if err := t.open(ctx); err != nil {
			return nil, err
		}
		return t, nil
	}
}

// open starts the server on its store.
func (t *simTown) open(ctx context.Context) (err error) {
	if t.store, err = t.base.open(ctx); err != nil {
		return fmt.Errorf("open the town's store: %w", err)
	}
	t.Scopes, t.twin = t.store, nil
	if t.app, t.server, err = t.process(ctx); err != nil {
		return errors.Join(err, t.store.Close())
	}
	return nil
}

// process starts a server on the store.
func (t *simTown) process(ctx context.Context) (*app, *api.Server, error) {
	same := make([]byte, keyBytes)
	a := &app{
		config:   Config{DeviceRate: 1 << 30},
		keys:     keys{Identity: same, Signing: same, Refresh: same, Cursor: same},
		log:      slog.New(slog.DiscardHandler),
		registry: schema.Default(),
		store:    brokenStore{t.store, t.setup.Breaker},
		now:      t.setup.Now,
		random:   t.random,
		newID:    t.id,
	}
	if err := a.wire(ctx); err != nil {
		return nil, nil, err
	}
	server, err := a.handler()
	return a, server, err
}

// id makes UUIDv7-shaped ids of the simulation's time and randomness.
func (t *simTown) id() models.RecordID {
	var id models.RecordID
	binary.BigEndian.PutUint64(id[:8], uint64(t.setup.Now().UnixMilli())<<16) //nolint:gosec // after 1970
	binary.BigEndian.PutUint64(id[8:], t.random.Uint64())
	id[6], id[7], id[8] = 0x70|byte(t.random.Uint64()&15), byte(t.random.Uint64()), id[8]&0x3f|0x80 //nolint:gosec // a byte of it
	return id
}

// ServeHTTP is the real API.
func (t *simTown) ServeHTTP(w http.ResponseWriter, r *http.Request) { t.server.ServeHTTP(w, r) }

// Twin implements simtest.Town.
func (t *simTown) Twin(ctx context.Context) (_ http.Handler, err error) {
	if t.twin == nil {
		_, t.twin, err = t.process(ctx)
	}
	return t.twin, err
}

// Enrol implements simtest.Town.
func (t *simTown) Enrol(ctx context.Context, grants []models.Grant) (simtest.Seat, error) {
	u, err := t.app.accounts.CreateUser(ctx, models.User{Name: "Tình nguyện viên", Grants: grants}, "")
	if err != nil {
		return simtest.Seat{}, err
	}
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(t.random, seed); err != nil {
		return simtest.Seat{}, err
	}
	e, err := enrolPhone(ctx, t.app.accounts, u.ID, "Máy", ed25519.NewKeyFromSeed(seed))
	if err != nil {
		return simtest.Seat{}, err
	}
	claims, err := t.app.issuer.Verify(e.Tokens.Access, token.Sync)
	if err != nil {
		return simtest.Seat{}, err
	}
	seat := simtest.Seat{Auth: &simPass{town: t, claims: claims}}
	seat.Device, seat.User, seat.Actor, seat.ServerKey = e.Device.ID, u.ID, e.Device.Actor, t.app.accounts.ServerKey()
	return seat, nil
}

// simPass lets a phone in with a token that is made anew when it gets old. How tokens are refreshed when replies are
// lost is simulated in api/token.
type simPass struct {
	town    *simTown
	claims  token.Claims
	text    string
	expires time.Time
}

// Authorize implements client.Authorizer.
func (p *simPass) Authorize(r *http.Request) error {
	if now := p.town.setup.Now(); p.text == "" || now.After(p.expires.Add(-time.Minute)) || now.Before(p.expires.Add(-token.AccessLife)) {
		p.claims.ID = p.town.id().String()
		var err error
		if p.text, p.expires, err = p.town.app.issuer.Issue(p.claims); err != nil {
			return err
		}
	}
	r.Header.Set("Authorization", "Bearer "+p.text)
	return nil
}

// Refresh implements client.Authorizer.
func (p *simPass) Refresh(context.Context) error {
	p.text = ""
	return nil
}

// Grant implements simtest.Town.
func (t *simTown) Grant(ctx context.Context, user models.RecordID, grants []models.Grant) error {
	u, err := t.app.accounts.User(ctx, user)
	if err != nil {
		return err
	}
	u.Grants = grants
	_, err = t.app.accounts.UpdateUser(ctx, u.User, u.Rev)
	return err
}

// Revoke implements simtest.Town.
func (t *simTown) Revoke(ctx context.Context, device models.RecordID) error {
	_, err := t.app.accounts.Revoke(ctx, device, t.officer)
	return err
}

// Post implements simtest.Town.
func (t *simTown) Post() simtest.Post { return t.store }

// Carrier implements simtest.Town.
func (t *simTown) Carrier(s push.Sender) push.Sender { return s }

// Wiped implements simtest.Town.
func (t *simTown) Wiped(ctx context.Context, device models.RecordID) (bool, error) {
	d, err := t.app.accounts.Device(ctx, device)
	return d.State == models.DeviceWiped, err
}

// access is that of an officer of the province in one scope and those around it.
func (t *simTown) access(scope models.Scope) models.Access {
	scopes := []models.Scope{scope, models.ProvinceScope}
	if scope.Kind() == models.ScopeHealth {
		scopes = append(scopes, scope.Parent())
	}
	return models.Access{User: t.officer, Officer: true, Reads: scopes, Writes: scopes}
}

// Resolve implements simtest.Town.
func (t *simTown) Resolve(ctx context.Context, r models.Resolution) error {
	_, err := t.app.engine.Resolve(ctx, t.access(r.Scope), r)
	return err
}

// Undo implements simtest.Town.
func (t *simTown) Undo(ctx context.Context, scope models.Scope, id models.RecordID, seen models.Vector) error {
	_, err := t.app.engine.Undo(ctx, t.access(scope), scope, id, seen, "")
	return err
}

// Restart implements simtest.Town.
func (t *simTown) Restart(ctx context.Context) error {
	if err := t.store.Close(); err != nil {
		return err
	}
	return t.open(ctx)
}

// Backup implements simtest.Town.
func (t *simTown) Backup(ctx context.Context) error { return t.base.backup(ctx) }

// Restore implements simtest.Town: what an operator does, see docs/operations.md.
func (t *simTown) Restore(ctx context.Context) error {
	if err := t.store.Close(); err != nil {
		return err
	}
	if err := t.base.restore(ctx); err != nil {
		return err
	}
	t.lives.restores++
	if err := t.open(ctx); err != nil {
		return err
	}
	if _, err := t.store.RenewEpoch(ctx); err != nil {
		return err
	}
	return t.Restart(ctx)
}

// Close implements simtest.Town.
func (t *simTown) Close() error {
	return errors.Join(t.store.Close(), t.base.drop(context.Background()))
}

// brokenStore is a store that asks the simulator before and after it works.
type brokenStore struct {
	store.Store
	breaker *simtest.Breaker
}

// Commit asks before and after.
func (s brokenStore) Commit(ctx context.Context, c models.Commit) error {
	if err := s.breaker.Before(); err != nil {
		return err
	}
	if err := s.Store.Commit(ctx, c); err != nil {
		return err
	}
	return s.breaker.After()
}

// Heads asks before.
func (s brokenStore) Heads(ctx context.Context, scopes []models.Scope) ([]models.Head, error) {
	if err := s.breaker.Read(); err != nil {
		return nil, err
	}
	return s.Store.Heads(ctx, scopes)
}

// Changes asks before.
func (s brokenStore) Changes(ctx context.Context, scope models.Scope, after uint64, limit int) ([]models.Record, error) {
	if err := s.breaker.Read(); err != nil {
		return nil, err
	}
	return s.Store.Changes(ctx, scope, after, limit)
}

// Records asks before.
func (s brokenStore) Records(ctx context.Context, scope models.Scope, ids []models.RecordID) ([]models.Record, error) {
	if err := s.breaker.Read(); err != nil {
		return nil, err
	}
	return s.Store.Records(ctx, scope, ids)
}

// ServerActor implements simtest.Town.
func (t *simTown) ServerActor() models.ActorID { return fieldsync.ServerActor(t.app.engine.Epoch()) }
