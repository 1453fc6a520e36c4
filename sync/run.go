package sync

import (
	"context"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
)

// run is the part of a batch that is for one scope: operations of one actor without gaps.
type run []models.Operation

func (r run) scope() models.Scope   { return r[0].Scope }
func (r run) actor() models.ActorID { return r[0].Dot.Actor }
func (r run) first() uint64         { return r[0].Dot.N }
func (r run) last() uint64          { return r[len(r)-1].Dot.N }

// check splits a batch into runs and refuses what cannot be decided at all.
func (e *Engine) check(ctx context.Context, batch models.Batch) ([]run, error) {
	switch {
	case batch.Epoch != "" && batch.Epoch != e.epoch:
		return nil, &models.Error{Code: models.CodeResync, Message: "the server is in another life", Details: map[string]string{"epoch": e.epoch}}
	case len(batch.Operations) > models.BatchOperationsMax:
		return nil, models.Errorf(models.CodeLimit, "a batch has at most %d operations", models.BatchOperationsMax)
	case batch.Actor.IsServer():
		return nil, models.Errorf(models.CodeForbidden, "no phone has the server's actor")
	}
	runs := runsOf(batch.Operations)
	for _, r := range runs {
		for i := range r {
			if r[i].Dot.Actor != batch.Actor || r[i].Dot.N == 0 || i > 0 && r[i].Dot.N != r[i-1].Dot.N+1 {
				return nil, models.Errorf(models.CodeMalformed, "a batch holds one actor's operations, without gaps per scope")
			}
		}
		if err := wholeGroups(r); err != nil {
			return nil, err
		}
	}
	return runs, e.gaps(ctx, runs)
}

// runsOf parts operations by scope, sorted; within one they stay in their order.
func runsOf(ops []models.Operation) []run {
	byScope := func(a, b models.Operation) int { return strings.Compare(string(a.Scope), string(b.Scope)) }
	if !slices.IsSortedFunc(ops, byScope) {
		ops = slices.Clone(ops)
		slices.SortStableFunc(ops, byScope)
	}
	var runs []run
	for len(ops) > 0 {
		n := 1
		for n < len(ops) && ops[n].Scope == ops[0].Scope {
			n++
		}
		runs = append(runs, ops[:n:n])
		ops = ops[n:]
	}
	return runs
}

// wholeGroups checks that each group of a run is there in full, its operations neighbours.
func wholeGroups(r run) error {
	for i := 0; i < len(r); {
		g := r[i].Group
		if g.IsZero() {
			i++
			continue
		}
		for j := i; j < i+g.Of; j++ {
			if j >= len(r) || r[j].Group != g {
				return models.Errorf(models.CodeGroupSplit, "group %q is not whole in the batch", g.ID)
			}
		}
		i += g.Of
	}
	return nil
}

// gaps says which numbers must come before these, if any are missing.
func (e *Engine) gaps(ctx context.Context, runs []run) error {
	expected := map[models.Scope]uint64{}
	for _, r := range runs {
		last, err := e.Store.LastNumbers(ctx, r.scope(), []models.ActorID{r.actor()})
		if err != nil {
			return err
		}
		if r.first() > last[0]+1 {
			expected[r.scope()] = last[0] + 1
		}
	}
	if len(expected) > 0 {
		return &models.Error{Code: models.CodeGap, Message: "operations before these are missing", Expected: expected}
	}
	return nil
}
