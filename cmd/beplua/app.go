package main

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/store"
	fieldsync "github.com/beplua/beplua/sync"
)

// issuerName is the "iss" of access tokens.
const issuerName = "beplua"

// app is the server's parts, wired; commands use what they need of it.
type app struct {
	config   Config
	keys     keys
	log      *slog.Logger
	registry *schema.Registry
	store    store.Store
	now      func() time.Time
	random   io.Reader
	newID    func() models.RecordID

	// What wire makes of the above.
	issuer    *token.Issuer
	accounts  *account.Accounts
	engine    *fieldsync.Engine
	bell      *fieldsync.Bell
	reminders *push.Reminders
	hangUp    func() // closes the connections to the carrier
}

// assemble reads the settings, opens the store and wires everything over it. The caller closes the app.
func assemble(ctx context.Context, w *world) (*app, error) {
	c, err := readConfig(w.Environment)
	if err != nil {
		return nil, err
	}
	a := &app{
		config:   c,
		log:      slog.New(slog.NewJSONHandler(w.Err, &slog.HandlerOptions{Level: c.Level})),
		registry: schema.Default(),
		now:      w.Now,
		random:   rand.Reader,
		newID:    newID,
	}
	if a.keys, err = loadKeys(&c, rand.Reader); err != nil {
		return nil, err
	}
	if a.store, err = openStore(ctx, &c, a.log); err != nil {
		return nil, err
	}
	if err := a.wire(ctx); err != nil {
		return nil, errors.Join(err, a.store.Close())
	}
	return a, nil
}

// wire makes accounts and engine over the store.
func (a *app) wire(ctx context.Context) (err error) {
	if a.issuer, err = newIssuer(a.keys, a.now); err != nil {
		return err
	}
	a.accounts = a.newAccounts(a.newID)
	a.bell = &fieldsync.Bell{}
	a.engine, err = fieldsync.New(ctx, fieldsync.Deps{
		Store:     a.bell.Over(a.store),
		Registry:  a.registry,
		Actors:    a.accounts,
		Now:       a.now,
		NewID:     a.newID,
		CursorKey: a.keys.Cursor,
	})
	if err != nil {
		return fmt.Errorf("start the engine: %w", err)
	}
	return a.wireReminders(ctx)
}

func (a *app) newAccounts(id func() models.RecordID) *account.Accounts {
	return account.New(account.Config{
		Documents: a.store,
		Clubs:     clubs{a.store},
		Issuer:    a.issuer,
		Secret:    token.Secret(a.keys.Refresh),
		Identity:  ed25519.NewKeyFromSeed(a.keys.Identity),
		Now:       a.now,
		Random:    a.random,
		NewID:     id,

		RequireFactor: a.config.RequireFactor,
	})
}

// accountsWithID makes accounts whose next user gets this id: demo records name their authors before these have accounts.
func (a *app) accountsWithID(id models.RecordID) *account.Accounts {
	return a.newAccounts(func() models.RecordID { return id })
}

// newIssuer makes what signs and verifies access tokens.
func newIssuer(k keys, now func() time.Time) (*token.Issuer, error) {
	var retiring []token.Key
	if len(k.Retiring) != 0 {
		retiring = append(retiring, token.KeyOf(ed25519.NewKeyFromSeed(k.Retiring)))
	}
	set, err := token.NewKeys(token.KeyOf(ed25519.NewKeyFromSeed(k.Signing)), retiring...)
	if err != nil {
		return nil, fmt.Errorf("signing keys: %w", err)
	}
	return token.NewIssuer(issuerName, set, now), nil
}

// close ends the store's work.
func (a *app) close() error {
	a.hangUp()
	if err := a.store.Close(); err != nil {
		return fmt.Errorf("close the store: %w", err)
	}
	return nil
}

// with wires an app, lets a command use it, and closes it again.
func with(ctx context.Context, w *world, use func(*app) error) error {
	a, err := assemble(ctx, w)
	if err != nil {
		return err
	}
	return errors.Join(use(a), a.close())
}
