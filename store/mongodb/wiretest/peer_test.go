// Package wiretest holds store/mongodb to its contract over the wire, through the real driver, against FerretDB embedded
// with SQLite. It is a module of its own so that FerretDB's many dependencies stay out of ours.
//
// FerretDB is good for BSON, queries, indexes and error codes, and for what needs only a unique insert. It is not MongoDB:
// what it cannot be trusted with is named in weak, printed as SKIPPED, and waits for a real server (see store/mongodb's
// own tests).
package wiretest_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/FerretDB/FerretDB/ferretdb"
	"github.com/beplua/beplua/store/mongodb"
)

// peer is the one embedded server; every test has databases of its own in it.
type peer struct {
	uri  string
	made atomic.Int64
}

var server peer

func TestMain(m *testing.M) {
	os.Exit(serve(m))
}

func serve(m *testing.M) int {
	folder, err := os.MkdirTemp("", "wiretest")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(folder) }()
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	f, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: "127.0.0.1:0"},
		Logger:    quiet,
		Handler:   "sqlite",
		SQLiteURL: "file:" + folder + "/?_pragma=synchronous(off)",
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	server.uri = f.MongoDBURI()
	code := m.Run()
	cancel()
	<-done
	return code
}

// database gives the name of a database that nobody has used.
func (p *peer) database() string { return fmt.Sprintf("t%d", p.made.Add(1)) }

// open opens a store that is closed with the test. A zero field of o is filled in.
func open(t *testing.T, o mongodb.Options) *mongodb.Store {
	t.Helper()
	s := begin(t, o)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

// begin opens a store that the test closes, or leaves as a crash would.
func begin(t *testing.T, o mongodb.Options) *mongodb.Store {
	t.Helper()
	if o.URI == "" {
		o.URI = server.uri
	}
	if o.Database == "" {
		o.Database = server.database()
	}
	o.Timeout = 20 * time.Second
	o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	s, err := mongodb.Open(t.Context(), o)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	return s
}
