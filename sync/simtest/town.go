package simtest

import (
	"context"
	"net/http"
	"time"

	"github.com/beplua/beplua/models"
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
}

// Breaker makes the server's store fail as the simulator wants. The wiring calls Read before each read, and Before and
// After around each commit.
type Breaker struct {
	mode   breakage
	wait   int  // commits that still go well
	dead   bool // the process died: nothing works until it is started again
	struck bool // the breakage has happened
}

type breakage int

const (
	sound         breakage = iota
	down                   // the database cannot be reached
	full                   // the disk is full
	dieBefore              // the process dies before a commit is durable
	dieAfter               // the process dies after a commit is durable and before anybody hears of it
	loseTheAnswer          // the commit is durable, its answer is lost, the process lives on
)

func (b *Breaker) set(mode breakage, wait int) { *b = Breaker{mode: mode, wait: wait} }

// Read is asked before each read.
func (b *Breaker) Read() error {
	if b.dead || b.mode == down {
		b.struck = true
		return models.Errorf(models.CodeUnavailable, "the database cannot be reached")
	}
	return nil
}

// Before is asked before each commit.
func (b *Breaker) Before() error {
	if err := b.Read(); err != nil {
		return err
	}
	if b.wait > 0 {
		b.wait--
		return nil
	}
	switch b.mode {
	case full:
		b.struck = true
		return models.Errorf(models.CodeStorageFull, "the disk is full")
	case dieBefore:
		b.dead, b.struck = true, true
		return models.Errorf(models.CodeUnavailable, "the process died")
	case sound, down, dieAfter, loseTheAnswer:
	}
	return nil
}

// After is asked after each commit that the store took.
func (b *Breaker) After() error {
	if b.wait > 0 {
		return nil
	}
	switch b.mode {
	case dieAfter:
		b.dead, b.struck = true, true
		return models.Errorf(models.CodeUnavailable, "the process died")
	case loseTheAnswer:
		b.struck = true
		b.mode = sound
		return models.Errorf(models.CodeUnavailable, "the answer was lost")
	case sound, down, full, dieBefore:
	}
	return nil
}

// Mend is for the wiring: a process that was started again works.
func (b *Breaker) Mend() { b.dead = false }
