// Package store is the contract that every store fulfils: sqlite (embedded, the default) and mongodb. storetest holds each
// of them to it.
package store

import (
	"context"

	"github.com/beplua/beplua/models"
)

// Store keeps everything the server knows. All methods may be called from many goroutines and, where the technology
// allows, from many processes. Errors are models.ErrStale, models.ErrNotFound, a *models.Error (CodeUnavailable,
// CodeStorageFull), the context's error, or internal.
type Store interface {
	Scopes
	Documents
	// Epoch names this life of the database: made at random when it is created, and again by RenewEpoch.
	Epoch(ctx context.Context) (string, error)
	// RenewEpoch begins another life. Every restore from a backup does it.
	RenewEpoch(ctx context.Context) (string, error)
	// Ready answers nil when reads and writes can be served.
	Ready(ctx context.Context) error
	Close() error
}

// Scopes keeps records and operations, scope by scope. What a read gives was committed durably before.
type Scopes interface {
	// Commit takes all of c or nothing, durably before it returns nil.
	//
	// It fails with ErrStale if the scope's seq is not c.Base.Seq. If a commit with c.ID was taken already (an answer was
	// lost), it returns nil and changes nothing. A caller may retry a Commit whose answer it did not get.
	Commit(ctx context.Context, c models.Commit) error
	// Heads gives where scopes stand, in the order asked for; a scope nobody has written to has seq 0.
	Heads(ctx context.Context, scopes []models.Scope) ([]models.Head, error)
	// Moved says which scopes were committed to since a mark of this method (0: none yet), so that whoever remembers what he
	// read of thousands of scopes reads only those again. It answers Unknown where that would cost more than it saves.
	Moved(ctx context.Context, since uint64) (models.Moved, error)
	// AllScopes lists scopes that have at least one operation, in byte order, above after.
	AllScopes(ctx context.Context, after models.Scope, limit int) ([]models.Scope, error)
	// LastNumbers gives the highest number of each actor in a scope (0 for none), in the order asked for.
	// A life of the server counts too: its number is its highest seq.
	LastNumbers(ctx context.Context, scope models.Scope, actors []models.ActorID) ([]uint64, error)
	// Records gives the records with these ids in any order; those that do not exist are left out.
	Records(ctx context.Context, scope models.Scope, ids []models.RecordID) ([]models.Record, error)
	// RecordsByKey gives the records of a scope that have an index key, by id, above after, at most limit.
	RecordsByKey(ctx context.Context, scope models.Scope, key string, after models.RecordID, limit int) ([]models.Record, error)
	// KeyHits gives for each key the ids that have it, at most limit each, by id.
	KeyHits(ctx context.Context, scope models.Scope, keys []string, limit int) ([][]models.RecordID, error)
	// RecordsByKeyAnywhere is RecordsByKey over all scopes, by (scope, id).
	RecordsByKeyAnywhere(ctx context.Context, key string, afterScope models.Scope, after models.RecordID, limit int) ([]models.Record, error)
	// RecordsOfType gives a scope's records of one type, by id, above after, at most limit.
	RecordsOfType(ctx context.Context, scope models.Scope, typ string, after models.RecordID, limit int) ([]models.Record, error)
	// Changes gives the records of a scope with seq above after, by seq, at most limit: each once, in its newest state.
	Changes(ctx context.Context, scope models.Scope, after uint64, limit int) ([]models.Record, error)
	// Operations gives an actor's operations numbered from…to in a scope, by number.
	Operations(ctx context.Context, scope models.Scope, actor models.ActorID, from, to uint64) ([]models.LoggedOperation, error)
	// Log gives a scope's operations with seq above after, by seq, at most limit.
	Log(ctx context.Context, scope models.Scope, after uint64, limit int) ([]models.LoggedOperation, error)
	// RecordLog gives the operations that named or landed on one record, by seq, above after, at most limit.
	RecordLog(ctx context.Context, scope models.Scope, id models.RecordID, after uint64, limit int) ([]models.LoggedOperation, error)
	// Projections gives those with these keys, in the order asked for; one that is not there has seq 0 and no body. That says
	// nothing about the records it would be of (they may be older than the projection): fold them. Each is as of its own seq.
	Projections(ctx context.Context, scope models.Scope, keys []string) ([]models.Projection, error)
	// ProjectionsOf gives the projection with one key of each of many scopes, in the order asked for, as Projections does. It
	// is for pages over thousands of scopes and waits for nobody: what a process left half done when it died is missing from it
	// until somebody else reads or writes that scope.
	ProjectionsOf(ctx context.Context, key string, scopes []models.Scope) ([]models.Projection, error)
	// ProjectionsAfter gives the projections whose keys begin with prefix, by key, above after, at most limit.
	ProjectionsAfter(ctx context.Context, scope models.Scope, prefix, after string, limit int) ([]models.Projection, error)
	// Audit compares everything derived (records, keys, numbers, heads) with the operations and commits it derives from,
	// and gives one line per difference, at most limit. With repair it also mends them.
	Audit(ctx context.Context, limit int, repair AuditMode) ([]string, error)
}

// AuditMode says whether an audit mends what it finds.
type AuditMode string

// The modes of an audit.
const (
	AuditOnly   AuditMode = "audit"
	AuditRepair AuditMode = "repair"
)

// Documents keeps the accounts.
type Documents interface {
	// Get gives a document, or ErrNotFound.
	Get(ctx context.Context, kind, id string) (models.Document, error)
	// Put stores a document if the stored one has d.Rev (0: none is stored), as revision d.Rev+1; else ErrStale.
	// A unique key ("=…") that another document of the kind has is ErrStale too.
	Put(ctx context.Context, d models.Document) error
	// Drop deletes a document of that revision; else ErrStale. One that is not there is ErrNotFound.
	Drop(ctx context.Context, kind, id string, rev uint64) error
	// ByKey gives the documents of a kind that have a key ("": all of the kind), by id, above after, at most limit.
	ByKey(ctx context.Context, kind, key, after string, limit int) ([]models.Document, error)
}
