package mongotest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store/mongodb"
	"github.com/beplua/beplua/store/storetest"
)

// story is what one scope must look like: a chain of commits and the states they left.
type story struct {
	*storetest.Chain
	states map[models.RecordID]models.RecordState
}

func newStory() *story {
	return &story{storetest.NewChain(storetest.Club(0)), map[models.RecordID]models.RecordState{}}
}

func (s *story) took(c models.Commit) {
	s.Took(c)
	for _, r := range c.Records {
		s.states[r.Record.ID] = r
	}
}

func (s *story) scope() models.Scope { return s.Head().Scope }

// records gives all records by seq.
func (s *story) records() []models.Record {
	var out []models.Record
	for _, state := range s.states {
		out = append(out, state.Record)
	}
	slices.SortFunc(out, bySeq)
	return out
}

func bySeq(a, b models.Record) int { return int(a.Seq) - int(b.Seq) } //nolint:gosec // small

func byID(a, b models.RecordID) int { return slices.Compare(a[:], b[:]) }

func phone(n int) models.ActorID { return models.MustActorID(fmt.Sprintf("p%d", n)) }

func byKey(p models.Projection, key string) int { return strings.Compare(p.Key, key) }

// mixed is a commit with new records, records that are new and changed at once, changes of old ones, and an operation
// that lands on another record than it names.
func (s *story) mixed() models.Commit {
	merged := models.Outcome{Kind: models.Merged}
	d := s.Draft()
	for i := range uint64(2) {
		d.Apply(storetest.Edit{Actor: phone(1), Record: s.NewID(), Set: storetest.Sample(i), Keys: []string{"k"}})
	}
	both := s.NewID()
	d.Apply(storetest.Edit{Actor: phone(1), Record: both, Set: storetest.Sample(2), Keys: []string{"k"}})
	d.Apply(storetest.Edit{Actor: phone(1), Record: both, Set: storetest.Sample(3), Outcome: merged, Keys: []string{"k", "l"}})
	for _, old := range s.records() {
		d.Apply(storetest.Edit{Actor: phone(2), Record: old.ID, Set: storetest.Sample(9), Outcome: merged, Keys: []string{"l"}})
	}
	landed := models.Outcome{Kind: models.Applied, Landed: both}
	d.Apply(storetest.Edit{Actor: phone(1), Record: s.NewID(), Set: storetest.Sample(4), Outcome: landed})
	// One is made again and again, one comes and goes, and one is only ever made.
	d.Project("fund:1", fmt.Sprintf(`{"records":%d}`, len(s.states)))
	if _, there := slices.BinarySearchFunc(s.Projections(), "loan:1", byKey); there {
		d.Project("loan:1", "")
	} else {
		d.Project("loan:1", "{}")
	}
	d.Project(fmt.Sprintf("loan:%d", len(s.states)), "{}")
	return d.Commit()
}

// questions are what a process may ask first. Each gives what is wrong with the answer, "" for nothing.
var questions = map[string]func(ctx context.Context, s *mongodb.Store, told *story) string{
	"heads": func(ctx context.Context, s *mongodb.Store, told *story) string {
		got, err := s.Heads(ctx, []models.Scope{told.scope()})
		return wrong([]models.Head{told.Head()}, got, err)
	},
	"changes": func(ctx context.Context, s *mongodb.Store, told *story) string {
		got, err := s.Changes(ctx, told.scope(), 0, 1000)
		return wrong(told.records(), got, err)
	},
	"records": func(ctx context.Context, s *mongodb.Store, told *story) string {
		var ids []models.RecordID
		for _, r := range told.records() {
			ids = append(ids, r.ID)
		}
		got, err := s.Records(ctx, told.scope(), ids)
		slices.SortFunc(got, bySeq)
		return wrong(told.records(), got, err)
	},
	"hits": func(ctx context.Context, s *mongodb.Store, told *story) string {
		var want []models.RecordID
		for id, state := range told.states {
			if slices.Contains(state.Keys, "l") {
				want = append(want, id)
			}
		}
		slices.SortFunc(want, byID)
		got, err := s.KeyHits(ctx, told.scope(), []string{"l"}, 1000)
		return wrong([][]models.RecordID{want}, got, err)
	},
	"projections": func(ctx context.Context, s *mongodb.Store, told *story) string {
		got, err := s.ProjectionsAfter(ctx, told.scope(), "", "", 1000)
		return wrong(told.Projections(), got, err)
	},
	"sums": func(ctx context.Context, s *mongodb.Store, told *story) string {
		var keys []string
		for _, p := range told.Projections() {
			keys = append(keys, p.Key)
		}
		got, err := s.Projections(ctx, told.scope(), keys)
		return wrong(told.Projections(), got, err)
	},
	"scopes": func(ctx context.Context, s *mongodb.Store, told *story) string {
		var want []models.Scope
		if told.Head().Seq > 0 {
			want = append(want, told.scope())
		}
		got, err := s.AllScopes(ctx, "", 10)
		return wrong(want, got, err)
	},
	"log": func(ctx context.Context, s *mongodb.Store, told *story) string {
		got, err := s.Log(ctx, told.scope(), 0, 1000)
		return wrong(told.Head().Seq, uint64(len(got)), err)
	},
	"numbers": func(ctx context.Context, s *mongodb.Store, told *story) string {
		got, err := s.LastNumbers(ctx, told.scope(), []models.ActorID{phone(1), phone(9)})
		next := told.Create(phone(1), 1).Operations[0].Dot.N
		return wrong([]uint64{next - 1, 0}, got, err)
	},
}

func wrong(want, got any, err error) string {
	if err != nil {
		return err.Error()
	}
	return storetest.Differ(want, got)
}
