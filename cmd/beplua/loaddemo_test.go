package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
)

// testWorld is a world with a data folder of its own.
func testWorld(t *testing.T) (*world, *bytes.Buffer) {
	t.Helper()
	var out bytes.Buffer
	return &world{
		Environment: map[string]string{"BEPLUA_DATA": filepath.Join(t.TempDir(), "data"), "BEPLUA_LOG_LEVEL": "warn", "BEPLUA_ADDRESS": "127.0.0.1:0"},
		In:          strings.NewReader(""), Out: &out, Err: os.Stderr, Now: time.Now,
	}, &out
}

// demoClubs is how many clubs the tests load.
const demoClubs = 2

// cutStore is a store that loses its owner's patience: after some commits every further one fails.
type cutStore struct {
	store.Store
	left atomic.Int64
}

var errCut = errors.New("cut off")

func (s *cutStore) Commit(ctx context.Context, c models.Commit) error {
	if s.left.Add(-1) < 0 {
		return errCut
	}
	return s.Store.Commit(ctx, c)
}

// TestLoadDemo loads into one store at one go, and into another with a cut in the middle; a third start of each finds
// nothing to do. Both then hold the same number of operations in every scope, nothing waits or was refused, and each
// store agrees with its log.
func TestLoadDemo(t *testing.T) {
	whole, cut := scopesOfDemo(t, 1<<40), scopesOfDemo(t, 40)
	if diff := cmp.Diff(whole, cut); diff != "" {
		t.Errorf("what an interrupted load left differs (-whole +cut):\n%s", diff)
	}
	if len(whole) < 1+2*demoClubs {
		t.Errorf("only %d scopes were filled: %v", len(whole), whole)
	}
}

// scopesOfDemo loads the demo with a cut after so many commits, goes on, and gives the operations per scope.
func scopesOfDemo(t *testing.T, commits int64) map[models.Scope]uint64 {
	t.Helper()
	w, out := testWorld(t)
	a, err := assemble(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	defer a.close()
	cut := &cutStore{Store: a.store}
	cut.left.Store(commits)
	a.engine.Store = cut
	if err := a.demo(t.Context(), demoClubs, out); err != nil && !errors.Is(err, errCut) {
		t.Fatal(err)
	} else if (commits < 1000) != (err != nil) {
		t.Fatalf("after %d commits: %v", commits, err)
	}
	a.engine.Store = a.store
	for range 2 {
		if err := a.demo(t.Context(), demoClubs, out); err != nil {
			t.Fatal(err)
		}
	}
	if differences, err := a.store.Audit(t.Context(), 10, store.AuditOnly); err != nil || len(differences) > 0 {
		t.Errorf("audit: %q, %v", differences, err)
	}
	scopes, err := a.store.AllScopes(t.Context(), "", models.ListMax)
	if err != nil {
		t.Fatal(err)
	}
	heads, err := a.store.Heads(t.Context(), scopes)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[models.Scope]uint64{}
	for _, h := range heads {
		counts[h.Scope] = h.Seq
	}
	if !strings.Contains(out.String(), demoPassword) || !strings.Contains(out.String(), "mã ghi danh máy") {
		t.Errorf("no log-ins are printed:\n%s", out)
	}
	return counts
}

// TestDemoRefusesOtherStore starts a demo over records that are no demo.
func TestDemoRefusesOtherStore(t *testing.T) {
	w, out := testWorld(t)
	a, err := assemble(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	defer a.close()
	one, err := a.seat(t.Context(), "Máy", []models.RecordID{newID()})
	if err != nil {
		t.Fatal(err)
	}
	scope := models.ClubScope(one.clubs[0])
	_, err = a.engine.Submit(t.Context(), models.Access{User: one.user, Device: one.device, Actor: one.actor, Writes: []models.Scope{scope}}, models.Batch{
		Actor: one.actor, Operations: []models.Operation{{
			Dot: models.Dot{Actor: one.actor, N: 1}, Scope: scope, Record: newID(), Type: "member", By: one.user, Schema: a.registry.Number,
			Set: inventMember(1, scope),
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.demo(t.Context(), demoClubs, out); err == nil || !strings.Contains(err.Error(), "wants an empty store") {
		t.Errorf("the demo was poured over other records: %v", err)
	}
}
