package sync

import (
	"context"

	"github.com/beplua/beplua/models"
)

// Store is what the engine needs of a store. The contract of each method is in package store.
type Store interface {
	Recorder
	Feed
	Index
	Projections
	Epoch(ctx context.Context) (string, error)
}

// Recorder decides: it takes a commit if the scope still stands where it was decided on.
type Recorder interface {
	Commit(ctx context.Context, c models.Commit) error
	Heads(ctx context.Context, scopes []models.Scope) ([]models.Head, error)
	LastNumbers(ctx context.Context, scope models.Scope, actors []models.ActorID) ([]uint64, error)
	Operations(ctx context.Context, scope models.Scope, actor models.ActorID, from, to uint64) ([]models.LoggedOperation, error)
	Moved(ctx context.Context, since uint64) (models.Moved, error)
	RecordLog(ctx context.Context, scope models.Scope, id models.RecordID, after uint64, limit int) ([]models.LoggedOperation, error)
}

// Feed gives what is in a scope, in order.
type Feed interface {
	Changes(ctx context.Context, scope models.Scope, after uint64, limit int) ([]models.Record, error)
	Log(ctx context.Context, scope models.Scope, after uint64, limit int) ([]models.LoggedOperation, error)
}

// Index finds records.
type Index interface {
	Records(ctx context.Context, scope models.Scope, ids []models.RecordID) ([]models.Record, error)
	RecordsOfType(ctx context.Context, scope models.Scope, typ string, after models.RecordID, limit int) ([]models.Record, error)
	KeyHits(ctx context.Context, scope models.Scope, keys []string, limit int) ([][]models.RecordID, error)
	RecordsByKey(ctx context.Context, scope models.Scope, key string, after models.RecordID, limit int) ([]models.Record, error)
	RecordsByKeyAnywhere(ctx context.Context, key string, afterScope models.Scope, after models.RecordID, limit int) ([]models.Record, error)
}

// Projections are the sums that the engine keeps: of the books, and of a scope at a glance.
type Projections interface {
	Projections(ctx context.Context, scope models.Scope, keys []string) ([]models.Projection, error)
	ProjectionsOf(ctx context.Context, key string, scopes []models.Scope) ([]models.Projection, error)
	ProjectionsAfter(ctx context.Context, scope models.Scope, prefix, after string, limit int) ([]models.Projection, error)
}

// Actors gives a phone a new life.
type Actors interface {
	NewActor(ctx context.Context, device models.RecordID) (models.ActorID, error)
}
