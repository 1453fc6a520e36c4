package mongotest

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/store/mongodb"
)

var errCrash = errors.New("the server died")

// crasher lets a store live for some steps of a commit and then die: nothing it does afterwards has any effect.
type crasher struct {
	armed bool
	left  int
	dead  bool
	steps []string
}

func (c *crasher) step(name string) error {
	if !c.armed {
		return nil
	}
	c.steps = append(c.steps, name)
	c.dead = c.dead || c.left == 0
	c.left--
	if c.dead {
		return errCrash
	}
	return nil
}

// testCrash lets the server die after each single step of a commit, one document at a time, and has another one asked:
// whatever it is asked first, it must see all of the commit or nothing, and go on.
func testCrash(t *testing.T, server *Server) {
	for _, commits := range []int{0, 1} {
		for question := range questions {
			t.Run(fmt.Sprintf("after %d commits, asked for %s", commits, question), func(t *testing.T) {
				steps, through := 0, false
				for ; !through; steps++ {
					through = crash(t, server, commits, question, steps)
				}
				if steps < 8+2*commits {
					t.Errorf("a commit has only %d steps", steps)
				}
			})
		}
	}
}

// crash makes a commit that dies after some steps, and says whether it got through without.
func crash(t *testing.T, server *Server, commits int, question string, steps int) bool {
	t.Helper()
	database := server.database()
	dying := &crasher{left: steps}
	s := server.begin(t, mongodb.Options{Database: database, BulkMax: 1, MarkEvery: time.Hour, AfterStep: dying.step})
	told := newStory()
	for range commits {
		c := told.Create(phone(1), 2)
		if err := s.Commit(t.Context(), c); err != nil {
			t.Fatalf("the commit before: %v", err)
		}
		told.took(c)
	}
	c := told.mixed()
	dying.armed = true
	err := s.Commit(t.Context(), c)
	if dying.dead != errors.Is(err, errCrash) || !dying.dead && err != nil {
		t.Fatalf("after %v: %v", dying.steps, err)
	}
	_ = s.Close() // the living write their mark, which is a step too
	stands := slices.Contains(dying.steps, mongodb.StepInserted)
	if stands {
		told.took(c)
	}
	other := server.open(t, mongodb.Options{Database: database})
	if got := questions[question](t.Context(), other, told); got != "" {
		t.Errorf("after %v: %s", dying.steps, got)
	}
	if err := other.Commit(t.Context(), c); err != nil {
		t.Errorf("after %v: the same commit again: %v", dying.steps, err)
	}
	if !stands {
		told.took(c)
	}
	next := told.Create(phone(2), 2)
	if err := other.Commit(t.Context(), next); err != nil {
		t.Fatalf("after %v: going on: %v", dying.steps, err)
	}
	told.took(next)
	if got := questions["changes"](t.Context(), other, told); got != "" {
		t.Errorf("after %v, in the end: %s", dying.steps, got)
	}
	if found, err := other.Audit(t.Context(), 10, store.AuditOnly); err != nil || len(found) > 0 {
		t.Errorf("after %v: audit: %q, %v", dying.steps, found, err)
	}
	return !dying.dead
}
