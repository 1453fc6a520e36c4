// Package sync is the engine: it takes the batches that phones submit, decides every operation, answers what became of it,
// gives changes page by page, and lets officers decide what no machine should.
//
// Its name is that of a standard library package, so others import it as fieldsync.
package sync

import (
	"context"
	"fmt"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// Deps is what an engine works with. All fields are needed.
type Deps struct {
	Store     Store
	Registry  *schema.Registry
	Actors    Actors
	Now       func() time.Time
	NewID     func() models.RecordID // random ids of commits
	CursorKey []byte                 // secret of the cursors' MAC, 32 bytes
}

// Engine decides. It keeps nothing between calls but the epoch, which records exist, what a club came to at a seq, and the cases
// that wait: nothing but the last ever changes in one life of the server, and those are read anew now and then, so any number
// of engines may serve one store.
type Engine struct {
	Deps
	epoch  string
	server models.ActorID // this life of the server
	locks  scopeLocks
	known  existence

	arrears arrears
	open    openCases
	glances glances
}

// New makes an engine of the store's present life.
func New(ctx context.Context, deps Deps) (*Engine, error) {
	epoch, err := deps.Store.Epoch(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the epoch: %w", err)
	}
	return &Engine{Deps: deps, epoch: epoch, server: ServerActor(epoch)}, nil
}

// Epoch names the life of the server's database.
func (e *Engine) Epoch() string { return e.epoch }

// ServerActor is the actor of the server in one epoch: 's' and seven characters derived from the epoch. A restored server
// is another life of it, so that it never gives a number twice with other content (docs/adr/0002).
func ServerActor(epoch string) models.ActorID {
	const letters = "0123456789abcdefghijklmnopqrstuvwxyz"
	id := models.DerivedID("server", epoch)
	actor := models.ActorID{'s'}
	for i := 1; i < len(actor); i++ {
		actor[i] = letters[int(id[i-1])%len(letters)]
	}
	return actor
}
