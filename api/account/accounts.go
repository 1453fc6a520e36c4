// Package account keeps who may do what: users with their grants, phones with their lives, enrolment codes, log-ins and
// passwords. What an asker may do is looked up here at every request (at most CacheLife old), never read from a token.
package account

import (
	"context"
	"crypto/ed25519"
	"io"
	"time"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// Documents is what the accounts need of a store. The contract of each method is in package store.
type Documents interface {
	Get(ctx context.Context, kind, id string) (models.Document, error)
	Put(ctx context.Context, d models.Document) error
	Drop(ctx context.Context, kind, id string, rev uint64) error
	ByKey(ctx context.Context, kind, key, after string, limit int) ([]models.Document, error)
}

// Clubs knows which clubs lie where.
type Clubs interface {
	// ClubsIn gives the clubs within an administrative unit on a day ("2006-01-02"), by id; unit "" is the whole province.
	ClubsIn(ctx context.Context, unit, date string) ([]models.RecordID, error)
}

// Config is what Accounts works with. All fields are needed but Phone, Officer, RequireFactor and Hashers.
type Config struct {
	Documents Documents
	Clubs     Clubs
	Issuer    *token.Issuer
	Secret    token.Secret       // of refresh tokens and cookies
	Identity  ed25519.PrivateKey // the server's own: signs wipe orders; phones know it by its fingerprint
	Now       func() time.Time
	Random    io.Reader              // secrets: nonces, codes, salts
	NewID     func() models.RecordID // ids of users, devices, families
	Phone     token.Lives            // zero: token.PhoneLives
	Officer   token.Lives            // zero: token.OfficerLives
	// RequireFactor: an officer without a second factor may do nothing but set one up.
	RequireFactor bool
	Hashers       int // passwords hashed at once, 19 MiB each; zero: HashersDefault
}

// Accounts is the accounts of one server. Its methods may be called from many goroutines, and several servers may share
// one store.
type Accounts struct {
	Config
	hasher   *hasher
	throttle *throttle
	sessions *sessions
	contacts *contacts
	roster   roster
}

// New makes the accounts over a store.
func New(c Config) *Accounts {
	if c.Phone == (token.Lives{}) {
		c.Phone = token.PhoneLives()
	}
	if c.Officer == (token.Lives{}) {
		c.Officer = token.OfficerLives()
	}
	if c.Hashers == 0 {
		c.Hashers = HashersDefault
	}
	forgetWords()
	return &Accounts{
		Config:   c,
		hasher:   newHasher(c.Hashers, c.Random),
		throttle: newThrottle(c.Now),
		sessions: newSessions(c.Now),
		contacts: newContacts(),
	}
}

// ServerKey is the public half of the server's own key.
func (a *Accounts) ServerKey() ed25519.PublicKey {
	return a.Identity.Public().(ed25519.PublicKey) //nolint:forcetypeassert // by contract of crypto/ed25519
}

func (a *Accounts) nowMilli() int64 { return a.Now().UnixMilli() }

// today is the day in Vietnam: units and clubs begin and end with days there.
func (a *Accounts) today() string { return models.Today(a.Now()).String() }
