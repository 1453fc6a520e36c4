package mongotest

import (
	"fmt"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/store/mongodb"
)

// testLate stalls a server after each step of a commit, lets another one finish it and change every record, and then lets
// the first go on: nothing that it still writes may undo what came after.
func testLate(t *testing.T, server *Server) {
	for stalled, through := 0, false; !through; stalled++ {
		t.Run(fmt.Sprintf("stalled after step %d", stalled), func(t *testing.T) { through = late(t, server, stalled) })
	}
}

// late says whether the commit got through without being stalled.
func late(t *testing.T, server *Server, stalled int) bool {
	t.Helper()
	database := server.database()
	quick := server.open(t, mongodb.Options{Database: database})
	told, inserted, at := newStory(), false, -1
	var c models.Commit
	slow := server.begin(t, mongodb.Options{Database: database, BulkMax: 1, MarkEvery: time.Hour, AfterStep: func(step string) error {
		if at < 0 {
			return nil
		}
		inserted = inserted || step == mongodb.StepInserted
		if at == stalled {
			if inserted {
				told.took(c)
			}
			overtake(t, quick, told)
		}
		at++
		return nil
	}})
	before := told.Create(phone(1), 2)
	if err := slow.Commit(t.Context(), before); err != nil {
		t.Fatalf("the commit before: %v", err)
	}
	told.took(before)
	c, at = told.mixed(), 0
	switch err := slow.Commit(t.Context(), c); {
	case inserted && err != nil, !inserted && err != models.ErrStale: //nolint:errorlint // the contract's own value
		t.Errorf("the slow commit: %v", err)
	case at <= stalled: // not even its mark, which Close writes, was overtaken
		told.took(c)
	}
	_ = slow.Close() // whose steps may be the ones stalled
	if got := questions["changes"](t.Context(), quick, told); got != "" {
		t.Error(got)
	}
	if found, err := quick.Audit(t.Context(), 10, store.AuditOnly); err != nil || len(found) > 0 {
		t.Errorf("audit: %q, %v", found, err)
	}
	return at <= stalled
}

// overtake commits changes of all records.
func overtake(t *testing.T, s *mongodb.Store, told *story) {
	t.Helper()
	for range 2 {
		c := told.mixed()
		if err := s.Commit(t.Context(), c); err != nil {
			t.Fatalf("overtaking: %v", err)
		}
		told.took(c)
	}
}
