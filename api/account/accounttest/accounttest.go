// Package accounttest gives accounts over memory, for tests of whatever needs somebody to be logged in.
package accounttest

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"slices"
	"sort"
	"sync"
	"testing"
	"time"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// Clock is a time that tests move.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// Now is the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Pass moves the time on.
func (c *Clock) Pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// NewClock begins on 24 November 2026.
func NewClock() *Clock { return &Clock{at: time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)} }

// Memory is account.Documents in memory. Fail, when set, is asked before each write and may refuse it.
type Memory struct {
	mu     sync.Mutex
	stored map[string]models.Document
	Writes int
	Fail   func(kind string) error
}

// Get is in account.Documents.
func (m *Memory) Get(_ context.Context, kind, id string) (models.Document, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, ok := m.stored[kind+"/"+id]
	if !ok {
		return d, models.ErrNotFound
	}
	return d, nil
}

// Put is in account.Documents.
func (m *Memory) Put(_ context.Context, d models.Document) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Fail != nil {
		if err := m.Fail(d.Kind); err != nil {
			return err
		}
	}
	if m.stored[d.Kind+"/"+d.ID].Rev != d.Rev || m.taken(d) {
		return models.ErrStale
	}
	if m.stored == nil {
		m.stored = map[string]models.Document{}
	}
	d.Rev++
	m.stored[d.Kind+"/"+d.ID] = d
	m.Writes++
	return nil
}

func (m *Memory) taken(d models.Document) bool {
	for _, key := range d.Keys {
		for _, other := range m.stored {
			if key[0] == '=' && other.Kind == d.Kind && other.ID != d.ID && slices.Contains(other.Keys, key) {
				return true
			}
		}
	}
	return false
}

// Drop is in account.Documents.
func (m *Memory) Drop(_ context.Context, kind, id string, rev uint64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch d, ok := m.stored[kind+"/"+id]; {
	case !ok:
		return models.ErrNotFound
	case d.Rev != rev:
		return models.ErrStale
	}
	delete(m.stored, kind+"/"+id)
	return nil
}

// ByKey is in account.Documents.
func (m *Memory) ByKey(_ context.Context, kind, key, after string, limit int) ([]models.Document, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []models.Document
	for _, d := range m.stored {
		if d.Kind == kind && d.ID > after && (key == "" || slices.Contains(d.Keys, key)) {
			out = append(out, d)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out[:min(limit, len(out))], nil
}

// Clubs is account.Clubs from a table; "" is all of them.
type Clubs map[string][]models.RecordID

// ClubsIn is in account.Clubs.
func (c Clubs) ClubsIn(_ context.Context, unit, _ string) ([]models.RecordID, error) {
	return c[unit], nil
}

// World is accounts with all that they work with.
type World struct {
	*account.Accounts
	Clock  *Clock
	Memory *Memory
	Issuer *token.Issuer
}

// New makes a world with these clubs.
func New(tb testing.TB, clubs Clubs) *World {
	tb.Helper()
	clock, memory := NewClock(), &Memory{}
	key, err := token.NewKey(rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	keys, err := token.NewKeys(key)
	if err != nil {
		tb.Fatal(err)
	}
	identity := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	issuer := token.NewIssuer("beplua-test", keys, clock.Now)
	accounts := account.New(account.Config{
		Documents: memory, Clubs: clubs, Issuer: issuer, Secret: token.Secret{7}, Identity: identity,
		Now: clock.Now, Random: rand.Reader, NewID: NewIDs(),
	})
	return &World{accounts, clock, memory, issuer}
}

// NewIDs gives ids that count up.
func NewIDs() func() models.RecordID {
	var mu sync.Mutex
	id := models.MustRecordID("01900000-0000-7000-8000-000000000000")
	return func() models.RecordID {
		mu.Lock()
		defer mu.Unlock()
		for i := len(id) - 1; ; i-- {
			if id[i]++; id[i] != 0 {
				return id
			}
		}
	}
}

// Must makes a user.
func (w *World) Must(tb testing.TB, u models.User, password string) account.User {
	tb.Helper()
	made, err := w.CreateUser(tb.Context(), u, password)
	if err != nil {
		tb.Fatal(err)
	}
	return made
}

// Phone is an enrolled phone and the key it made.
type Phone struct {
	account.Enrolled
	Key ed25519.PrivateKey
}

// Enrolled makes a phone for a user.
func (w *World) Enrolled(tb testing.TB, user models.RecordID) Phone {
	tb.Helper()
	e, err := w.CreateEnrolment(tb.Context(), user, models.RecordID{}, token.PaperCode)
	if err != nil {
		tb.Fatal(err)
	}
	public, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	done, err := w.Enrol(tb.Context(), account.Redeem{
		Code: e.Code, Key: public, Signature: token.SignEnrolment(key, e.Code), Name: "máy thử", Address: "192.0.2.1",
	})
	if err != nil {
		tb.Fatal(err)
	}
	return Phone{done, key}
}
