package mongotest

import (
	"testing"

	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/store/mongodb"
)

// testCopy copies a database and asks the copy everything. The mark is written before, so that nothing is derived again.
func testCopy(t *testing.T, server *Server) {
	from, to, told := server.database(), server.database(), newStory()
	s := server.begin(t, mongodb.Options{Database: from})
	for range 2 {
		c := told.mixed()
		if err := s.Commit(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		told.took(c)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = server.open(t, mongodb.Options{Database: from})
	if err := s.CopyTo(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	other := server.open(t, mongodb.Options{Database: to})
	found, err := other.Audit(t.Context(), 10, store.AuditOnly)
	if err != nil || len(found) > 0 {
		t.Errorf("audit: %q, %v", found, err)
	}
	for name, ask := range questions {
		if got := ask(t.Context(), other, told); got != "" {
			t.Errorf("%s: %s", name, got)
		}
	}
}
