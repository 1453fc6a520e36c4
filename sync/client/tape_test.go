package client_test

import (
	"context"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store/storetest"
)

// tape is a store that remembers its commits, so that a backup is the commits up to some moment.
type tape struct {
	*storetest.Model
	commits []models.Commit
}

func newTape() *tape { return &tape{Model: storetest.NewModel()} }

// Commit implements store.Scopes.
func (s *tape) Commit(ctx context.Context, c models.Commit) error {
	err := s.Model.Commit(ctx, c)
	if err == nil {
		s.commits = append(s.commits, c)
	}
	return err
}

// restore gives what the store was after so many commits, in another life.
func (s *tape) restore(t *testing.T, commits int) *tape {
	t.Helper()
	out := newTape()
	for range 2 { // another life than any the town has known
		if _, err := out.RenewEpoch(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range s.commits[:commits] {
		if err := out.Commit(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	return out
}
