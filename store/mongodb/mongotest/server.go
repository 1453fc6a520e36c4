// Package mongotest is what a MongoDB server, or what speaks like one, is held to: the contract of package store, and
// what is special about package mongodb: crashes between any two writes, lost answers, several servers on one scope.
package mongotest

import (
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"github.com/beplua/beplua/store/mongodb"
)

// Server is a server under test.
type Server struct {
	Name string
	URI  string // mongodb://host:port/… of one server without TLS; the proxy stands before it
	// Prefix begins the names of the databases that are made, and dropped in the end.
	Prefix string
	// Weak names what the server cannot be trusted with, case by case; see storetest.Peer.
	Weak map[string]string
	made atomic.Int64
}

// Run holds a server to everything.
func Run(t *testing.T, s *Server) {
	t.Cleanup(func() { s.drop(t) })
	t.Run("contract", func(t *testing.T) { testContract(t, s) })
	t.Run("crash", func(t *testing.T) { testCrash(t, s) })
	t.Run("feed", func(t *testing.T) { testFeed(t, s) })
	t.Run("late", func(t *testing.T) { testLate(t, s) })
	t.Run("copy", func(t *testing.T) { testCopy(t, s) })
	t.Run("lost answers", func(t *testing.T) { testLostAnswers(t, s) })
	t.Run("unreachable", func(t *testing.T) { testUnreachable(t, s) })
	t.Run("two servers", func(t *testing.T) { testTwoServers(t, s) })
}

// database gives the name of a database that nobody has used.
func (s *Server) database() string { return fmt.Sprintf("%s%d", s.Prefix, s.made.Add(1)) }

// drop drops all databases that were made.
func (s *Server) drop(t *testing.T) {
	t.Helper()
	client, err := mongo.Connect(options.Client().ApplyURI(s.URI))
	if err != nil {
		t.Error(err)
		return
	}
	ctx := context.WithoutCancel(t.Context())
	for i := range s.made.Load() {
		if err := client.Database(fmt.Sprintf("%s%d", s.Prefix, i+1)).Drop(ctx); err != nil {
			t.Error(err)
			break
		}
	}
	if err := client.Disconnect(ctx); err != nil {
		t.Error(err)
	}
}

// open opens a store that is closed with the test. URI and Database are filled in where they are empty.
func (s *Server) open(t *testing.T, o mongodb.Options) *mongodb.Store {
	t.Helper()
	opened := s.begin(t, o)
	t.Cleanup(func() {
		if err := opened.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return opened
}

// begin opens a store that the test closes.
func (s *Server) begin(t *testing.T, o mongodb.Options) *mongodb.Store {
	t.Helper()
	if o.URI == "" {
		o.URI = s.URI
	}
	if o.Database == "" {
		o.Database = s.database()
	}
	if o.Timeout == 0 {
		o.Timeout = 20 * time.Second
	}
	o.Log = slog.New(slog.DiscardHandler)
	opened, err := mongodb.Open(t.Context(), o)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	return opened
}
