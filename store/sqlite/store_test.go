package sqlite_test

import (
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"github.com/beplua/beplua/scripts/steady"
	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/store/sqlite"
	"github.com/beplua/beplua/store/storetest"
)

func TestMain(m *testing.M) {
	steady.Flags(nil)
	goleak.VerifyTestMain(m)
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return open(t, sqlite.Options{}) }, storetest.Peer{Name: "sqlite"})
}

// open opens a database, a new one if no path is given, and closes it with the test.
func open(t testing.TB, o sqlite.Options) *sqlite.Store {
	t.Helper()
	if o.Path == "" {
		o.Path = filepath.Join(t.TempDir(), "test.db")
	}
	s, err := sqlite.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
