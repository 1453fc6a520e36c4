// Package wiretest holds store/mongodb to its contract over the wire, through the real driver, against FerretDB embedded
// with SQLite. It is a module of its own so that FerretDB's many dependencies stay out of ours.
//
// FerretDB is good for BSON, queries, indexes and error codes, and for what needs only a unique insert. It is not MongoDB:
// what it cannot be trusted with is named in weak, printed as SKIPPED, and waits for a real server (see the tests of
// store/mongodb itself).
package wiretest_test

import (
	"context"
	"log/slog"
	"testing"

	"github.com/FerretDB/FerretDB/ferretdb"

	"github.com/beplua/beplua/scripts/steady"
	"github.com/beplua/beplua/store/mongodb/mongotest"
)

// weak names what FerretDB cannot be trusted with.
var weak = map[string]string{
	"documents/races":        "FerretDB reads and replaces in two steps, so two replacements of one revision can both win",
	"documents/unique-races": "FerretDB's unique index takes an array as one value, so only the look before the write sees a taken key",
}

// How the random machine runs: FerretDB scans, so the usual 100 runs in one database would take minutes; and the same
// ones every time (package steady). Flags given count more.
var machine = map[string]string{"rapid.checks": "5"}

func TestFerretDB(t *testing.T) {
	steady.Flags(machine)
	mongotest.Run(t, &mongotest.Server{
		Name: "FerretDB v1.24.2 (SQLite)", URI: serve(t, t.TempDir()), Prefix: "t", Weak: weak,
	})
}

// serve runs FerretDB until the end of the test and gives its address.
func serve(t *testing.T, folder string) string {
	t.Helper()
	f, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: "127.0.0.1:0"},
		Logger:    slog.New(slog.DiscardHandler),
		Handler:   "sqlite",
		SQLiteURL: "file:" + folder + "/?_pragma=synchronous(off)",
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return f.MongoDBURI()
}
