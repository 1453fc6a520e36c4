package simtest

import (
	"context"
	"net/http"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/sync/client"
)

// Open puts a server together for one seed.
type Open func(ctx context.Context, s Setup) (Town, error)

// Setup is what a server of the simulation works with.
type Setup struct {
	Now     func() time.Time
	Seed    uint64
	Folder  string   // for the database; deleted after the seed
	Breaker *Breaker // asked by the store before and after it works
}

// Town is the server's side of the simulation: the real server, and the hands that run it.
type Town interface {
	http.Handler
	Book
	// Enrol makes a user with a phone.
	Enrol(ctx context.Context, grants []models.Grant) (Seat, error)
	// Grant replaces what a user may do.
	Grant(ctx context.Context, user models.RecordID, grants []models.Grant) error
	// Revoke revokes a phone.
	Revoke(ctx context.Context, device models.RecordID) error
	// Wiped says whether a phone has confirmed that it wiped itself.
	Wiped(ctx context.Context, device models.RecordID) (bool, error)
	// Resolve decides a case as an officer of the province, Undo takes a decision back.
	Resolve(ctx context.Context, r models.Resolution) error
	Undo(ctx context.Context, scope models.Scope, id models.RecordID, seen models.Vector) error
	// Restart ends the process and starts another on the same database.
	Restart(ctx context.Context) error
	// Backup keeps a copy of the database; Restore goes back to it and begins another epoch.
	Backup(ctx context.Context) error
	Restore(ctx context.Context) error
	// Twin is another process of the same server on the same store.
	Twin(ctx context.Context) (http.Handler, error)
	// Post is the store as it is now, for reminders.
	Post() Post
	// Carrier is what the town's senders hand reminders to: the simulation's, maybe with a fault planted before it.
	Carrier(push.Sender) push.Sender
	// ServerActor is the server's present life.
	ServerActor() models.ActorID
	Close() error
}

// Seat is a person with a phone.
type Seat struct {
	client.Enrolment
	Auth client.Authorizer
}

// Book is the store as checkers read it. The contract of each method is in package store.
type Book interface {
	Heads(ctx context.Context, scopes []models.Scope) ([]models.Head, error)
	Changes(ctx context.Context, scope models.Scope, after uint64, limit int) ([]models.Record, error)
	Log(ctx context.Context, scope models.Scope, after uint64, limit int) ([]models.LoggedOperation, error)
	Operations(ctx context.Context, scope models.Scope, actor models.ActorID, from, to uint64) ([]models.LoggedOperation, error)
	Projections(ctx context.Context, scope models.Scope, keys []string) ([]models.Projection, error)
}
