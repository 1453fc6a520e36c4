// Package mongodb keeps everything in MongoDB: standalone, replica set or sharded cluster (shard key: scope).
//
// One document decides: a commit is a single insert into the collection commits, under a key of the scope and the seq it
// was decided on. Either the insert wins, or a duplicate key says that the scope moved on. Records, keys, projections and heads are
// derived from commits by writes that are safe to do twice, by anyone; whoever decides next on a scope or reads where
// it stands first finishes its newest commit. So there are no transactions of many documents.
package mongodb

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"sync"
	"time"

	"github.com/beplua/beplua/store"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"go.mongodb.org/mongo-driver/v2/mongo/readconcern"
	"go.mongodb.org/mongo-driver/v2/mongo/readpref"
	"go.mongodb.org/mongo-driver/v2/mongo/writeconcern"
)

// Options says where the database is and how to treat it.
type Options struct {
	URI      string // mongodb://… ; concerns and read preference in it are overruled
	Database string
	// Timeout bounds one command and the search for a server. 0 means 10 s.
	Timeout time.Duration
	// MarkEvery is how often it is written down up to where scopes are derived. 0 means 100 ms. What is not written
	// down is derived again by the next process; so it costs only time.
	MarkEvery time.Duration
	// BulkMax is the most documents of one derived write. 0 means 1000.
	BulkMax int
	// NewEpoch makes the name of a life of the database. nil means 80 random bits.
	NewEpoch func() string
	// Log is told what an operator should know. nil means slog.Default.
	Log *slog.Logger
	// AfterStep is called between the steps of a commit, with the name of the one just done: tests crash there. What it
	// returns ends the commit as a crash would, leaving everything as it is.
	AfterStep func(step string) error
}

// The steps of a commit, as AfterStep is told them.
const (
	StepDecided    = "decided"    // nothing is written yet
	StepRegistered = "registered" // the scope's first: its name is in heads
	StepInserted   = "inserted"   // the commit stands
	StepCreated    = "created"    // new records are there, or BulkMax of them
	StepRewritten  = "rewritten"  // changed records are there, or BulkMax of them
	StepProjected  = "projected"  // projections are there, or BulkMax of them
	StepMarking    = "marking"    // about to write down that all is derived
	StepMarked     = "marked"     // that is written down
)

// Store implements store.Store.
type Store struct {
	options     Options
	client      *mongo.Client
	db          *mongo.Database
	commits     *mongo.Collection
	records     *mongo.Collection
	projections *mongo.Collection
	heads       *mongo.Collection
	accounts    *mongo.Collection
	meta        *mongo.Collection

	views views
	marks marker

	close  sync.Once
	closed chan struct{}
}

var _ store.Store = (*Store)(nil)

// Open connects, makes indexes that are missing, and begins the first life of an empty database. It fails with
// CodeUnavailable if no server answers within the timeout.
func Open(ctx context.Context, o Options) (*Store, error) {
	o = withDefaults(o)
	client, err := mongo.Connect(clientOptions(o))
	if err != nil {
		return nil, failure(ctx, "read the URI", err)
	}
	s := &Store{options: o, client: client, closed: make(chan struct{})}
	s.db = client.Database(o.Database)
	s.commits = s.db.Collection(collCommits)
	s.records = s.db.Collection(collRecords)
	s.projections = s.db.Collection(collProjections)
	s.heads = s.db.Collection(collHeads)
	s.accounts = s.db.Collection(collAccounts)
	s.meta = s.db.Collection(collMeta)
	if err := s.prepare(ctx); err != nil {
		_ = client.Disconnect(context.WithoutCancel(ctx)) // the failure before it is what matters
		return nil, err
	}
	s.marks.start(s)
	return s, nil
}

func withDefaults(o Options) Options {
	if o.Timeout == 0 {
		o.Timeout = 10 * time.Second
	}
	if o.MarkEvery == 0 {
		o.MarkEvery = 100 * time.Millisecond
	}
	if o.BulkMax == 0 {
		o.BulkMax = 1000
	}
	if o.NewEpoch == nil {
		o.NewEpoch = func() string {
			b := make([]byte, 10)
			_, _ = rand.Read(b) // never fails
			return hex.EncodeToString(b)
		}
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.AfterStep == nil {
		o.AfterStep = func(string) error { return nil }
	}
	return o
}

// clientOptions puts concerns in code, so that no URI can weaken them: a commit is answered when a majority has it in
// its journal, and what is read cannot be rolled back.
func clientOptions(o Options) *options.ClientOptions {
	journaled := true
	return options.Client().ApplyURI(o.URI).
		SetAppName("beplua").
		SetTimeout(o.Timeout).
		SetServerSelectionTimeout(o.Timeout).
		SetWriteConcern(&writeconcern.WriteConcern{W: "majority", Journal: &journaled}).
		SetReadConcern(readconcern.Majority()).
		SetReadPreference(readpref.Primary())
}

func (s *Store) prepare(ctx context.Context) error {
	if err := s.inspect(ctx); err != nil {
		return err
	}
	if err := s.migrate(ctx); err != nil {
		return err
	}
	_, err := s.Epoch(ctx)
	return err
}

// inspect tells the operator what kind of deployment it is.
func (s *Store) inspect(ctx context.Context) error {
	var hello struct {
		SetName string `bson:"setName"`
		Message string `bson:"msg"`
	}
	err := s.client.Database("admin").RunCommand(ctx, bson.D{{Key: "hello", Value: 1}}).Decode(&hello)
	switch {
	case err != nil:
		return failure(ctx, "say hello", err)
	case hello.SetName != "":
		s.options.Log.Info("mongodb: replica set", "set", hello.SetName)
	case hello.Message == "isdbgrid":
		s.options.Log.Info("mongodb: sharded cluster; shard commits, records, projections and heads by {scope: 1}, leave accounts and meta unsharded")
	default:
		s.options.Log.Warn("mongodb: standalone server; safe, but without a second copy: use a replica set where data matter")
	}
	return nil
}

// Ready implements store.Store.
func (s *Store) Ready(ctx context.Context) error {
	if err := s.open(); err != nil {
		return err
	}
	return failure(ctx, "ping", s.client.Ping(ctx, readpref.Primary()))
}

// Close writes down what is derived and disconnects. Calls under way fail with CodeUnavailable.
func (s *Store) Close() error {
	var err error
	s.close.Do(func() {
		s.marks.stop()
		close(s.closed)
		ctx, cancel := context.WithTimeout(context.Background(), s.options.Timeout)
		defer cancel()
		err = s.client.Disconnect(ctx)
	})
	return err
}

func (s *Store) open() error {
	select {
	case <-s.closed:
		return errClosed
	default:
		return nil
	}
}
