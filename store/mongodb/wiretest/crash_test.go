package wiretest_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/store/mongodb"
	"github.com/beplua/beplua/store/storetest"
)

var errCrash = errors.New("the server died")

// crasher lets a store live for some steps of one commit and then die: nothing it does afterwards has any effect.
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
	if c.left == 0 {
		c.dead = true
	}
	c.left--
	if c.dead {
		return errCrash
	}
	return nil
}

// TestCrash lets the server die after each single step of a commit, one document at a time, and asks another one: it must
// see all of the commit or nothing, whatever it asks first, and go on.
func TestCrash(t *testing.T) {
	for _, first := range []bool{true, false} { //nolint:paralleltest // one embedded server
		for left := 0; ; left++ {
			name := fmt.Sprintf("first commit %t, after step %d", first, left)
			if done := crash(t, name, first, left); done {
				break
			}
		}
	}
}

// crash makes one commit that dies, and says whether it got through without.
func crash(t *testing.T, name string, first bool, left int) bool { //nolint:revive // one more dimension of the test
	database := server.database()
	dying := &crasher{left: left}
	s := begin(t, mongodb.Options{Database: database, BulkMax: 1, MarkEvery: time.Hour, AfterStep: dying.step})
	chain := storetest.NewChain(storetest.Club(0))
	if !first {
		c := chain.Create(phone(1), 3)
		if err := s.Commit(t.Context(), c); err != nil {
			t.Fatalf("%s: the commit before: %v", name, err)
		}
		chain.Took(c)
	}
	before := chain.Head()
	c := mixed(chain)
	dying.armed = true
	err := s.Commit(t.Context(), c)
	if !dying.dead && err != nil || dying.dead && !errors.Is(err, errCrash) {
		t.Fatalf("%s: %v", name, err)
	}
	stands := slices.Contains(dying.steps, mongodb.StepInserted)
	_ = s.Close() // the dead write no marks; the living write theirs
	if stands {
		chain.Took(c)
	}
	for at, ask := range questions {
		other := begin(t, mongodb.Options{Database: database, MarkEvery: time.Hour, AfterStep: neverMark})
		if got := ask(t, other, chain); got != "" {
			t.Errorf("%s (%v), then question %d: %s", name, dying.steps, at, got)
		}
		_ = other.Close()
	}
	other := open(t, mongodb.Options{Database: database})
	if stands {
		if err := other.Commit(t.Context(), c); err != nil {
			t.Errorf("%s: the same commit again: %v", name, err)
		}
	}
	next := chain.Create(phone(2), 2)
	if err := other.Commit(t.Context(), next); err != nil {
		t.Fatalf("%s: going on from %d (%d before): %v", name, chain.Head().Seq, before.Seq, err)
	}
	chain.Took(next)
	if found, err := other.Audit(t.Context(), 10, store.AuditOnly); err != nil || len(found) > 0 {
		t.Errorf("%s: audit: %q, %v", name, found, err)
	}
	return !dying.dead && slices.Contains(dying.steps, mongodb.StepMarked)
}

// neverMark leaves it to each of several lives to find out for itself what is finished.
func neverMark(step string) error {
	if step == mongodb.StepMarking {
		return errCrash
	}
	return nil
}

func phone(n int) models.ActorID { return models.MustActorID(fmt.Sprintf("p%d", n)) }

// mixed is a commit with new and changed records, and an operation that lands elsewhere.
func mixed(chain *storetest.Chain) models.Commit {
	d := chain.Draft()
	records := []models.RecordID{chain.NewID(), chain.NewID(), chain.NewID()}
	for i, id := range records {
		d.Apply(storetest.Edit{Actor: phone(1), Record: id, Set: storetest.Sample(uint64(i)), Keys: []string{"k"}}) //nolint:gosec // small
	}
	for _, id := range records[1:] {
		d.Apply(storetest.Edit{Actor: phone(1), Record: id, Set: storetest.Sample(9), Outcome: models.Outcome{Kind: models.Merged}, Keys: []string{"k", "l"}})
	}
	d.Apply(storetest.Edit{Actor: phone(1), Record: chain.NewID(), Set: storetest.Sample(3), Outcome: models.Outcome{Kind: models.Applied, Landed: records[0]}})
	return d.Commit()
}

// questions are what another process may ask first. Each gives what is wrong with the answer.
var questions = []func(t *testing.T, s *mongodb.Store, chain *storetest.Chain) string{
	func(t *testing.T, s *mongodb.Store, chain *storetest.Chain) string {
		got, err := s.Heads(t.Context(), []models.Scope{chain.Head().Scope})
		return wrong([]models.Head{chain.Head()}, got, err)
	},
	func(t *testing.T, s *mongodb.Store, chain *storetest.Chain) string {
		got, err := s.Changes(t.Context(), chain.Head().Scope, 0, 100)
		return wrong(states(chain), got, err)
	},
	func(t *testing.T, s *mongodb.Store, chain *storetest.Chain) string {
		var ids []models.RecordID
		for _, r := range states(chain) {
			ids = append(ids, r.ID)
		}
		got, err := s.Records(t.Context(), chain.Head().Scope, ids)
		slices.SortFunc(got, bySeq)
		return wrong(states(chain), got, err)
	},
	func(t *testing.T, s *mongodb.Store, chain *storetest.Chain) string {
		want := [][]models.RecordID{nil}
		for id, state := range chain.States() {
			if slices.Contains(state.Keys, "l") {
				want[0] = append(want[0], id)
			}
		}
		slices.SortFunc(want[0], func(a, b models.RecordID) int { return slices.Compare(a[:], b[:]) })
		got, err := s.KeyHits(t.Context(), chain.Head().Scope, []string{"l"}, 10)
		return wrong(want, got, err)
	},
	func(t *testing.T, s *mongodb.Store, chain *storetest.Chain) string {
		var want []models.Scope
		if chain.Head().Seq > 0 {
			want = append(want, chain.Head().Scope)
		}
		got, err := s.AllScopes(t.Context(), "", 10)
		return wrong(want, got, err)
	},
	func(t *testing.T, s *mongodb.Store, chain *storetest.Chain) string {
		got, err := s.Log(t.Context(), chain.Head().Scope, 0, 100)
		if err == nil && uint64(len(got)) != chain.Head().Seq {
			return fmt.Sprintf("%d operations up to seq %d", len(got), chain.Head().Seq)
		}
		return wrong(nil, nil, err)
	},
}

func wrong(want, got any, err error) string {
	if err != nil {
		return err.Error()
	}
	return storetest.Differ(want, got)
}

func states(chain *storetest.Chain) []models.Record {
	var out []models.Record
	for _, state := range chain.States() {
		out = append(out, state.Record)
	}
	slices.SortFunc(out, bySeq)
	return out
}

func bySeq(a, b models.Record) int { return int(a.Seq) - int(b.Seq) } //nolint:gosec // small
