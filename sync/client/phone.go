package client

import (
	"cmp"
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sync/wire"
)

// Deps is what a phone works with. All fields but Notifications, Codec and Schema are needed.
type Deps struct {
	Storage   Storage
	Transport http.RoundTripper
	Server    string // "https://host", without a slash at the end
	Auth      Authorizer
	Registry  *schema.Registry
	Now       func() time.Time
	NewID     func() models.RecordID
	Random    func(n int64) int64 // from 0 to n-1, for the jitter of retries
	Build     string              // of the app
	Schema    int                 // that the app writes; schema.Current if 0. Only simulations of old apps say another
	// Notifications says whether reminders can be shown; nil leaves it unsaid.
	Notifications func() models.Permission
	Codec         *wire.Codec // its own if nil; many phones of one process may share one, since its buffers are large
}

// Authorizer puts credentials into requests and renews them.
type Authorizer interface {
	Authorize(r *http.Request) error
	// Refresh is called once when the server answers 401. It fails when a person must enrol the phone again.
	Refresh(ctx context.Context) error
}

// Phone is one installation for one user. Edits may be made while a session runs; sessions run one at a time.
type Phone struct {
	Deps
	session sync.Mutex
	tries   int  // failed sessions in a row
	low     bool // the storage was full when it was last written to
}

// New makes a phone on its storage.
func New(deps Deps) *Phone {
	if deps.Codec == nil {
		deps.Codec = &wire.Codec{}
	}
	deps.Schema = cmp.Or(deps.Schema, schema.Current)
	return &Phone{Deps: deps}
}

// Enrolment is what a phone learns when it is enrolled.
type Enrolment struct {
	Device    models.RecordID
	User      models.RecordID
	Actor     models.ActorID
	ServerKey []byte // Ed25519 public key that wipe orders are signed with
}

// Enrol begins the phone's life. A phone that is enrolled anew keeps its edits: what has no outcome is stamped with the
// new actor.
func (p *Phone) Enrol(e Enrolment) error {
	return p.update(func(tx Tx) error {
		m := tx.Meta()
		m.Device, m.User, m.ServerKey = e.Device, e.User, e.ServerKey
		tx.SetMeta(m)
		if m.Actor == e.Actor {
			return nil
		}
		restamp(tx, e.Actor)
		return nil
	})
}

// Meta gives what the phone knows of itself.
func (p *Phone) Meta() Meta {
	var m Meta
	p.view(func(tx Tx) { m = tx.Meta() })
	return m
}

// Outbox gives the edits that wait, by age.
func (p *Phone) Outbox() []Edit {
	var out []Edit
	p.view(func(tx Tx) { out = tx.Edits(Waiting) })
	return out
}

func (p *Phone) view(read func(Tx)) {
	// A view that reads only cannot fail.
	_ = p.Storage.View(func(tx Tx) error { read(tx); return nil })
}

func (p *Phone) update(change func(Tx) error) error {
	err := p.Storage.Update(change)
	p.low = models.CodeOf(err) == models.CodeStorageFull
	return err
}
