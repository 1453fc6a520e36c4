package simtest_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/sync/simtest"
)

// planted is a store with one fault between engine and database.
type planted struct {
	store.Store
	commit     func(*models.Commit) bool // false: answer well and store nothing
	changes    func([]models.Record) []models.Record
	operations func([]models.LoggedOperation)
	keyHits    func([][]models.RecordID)
	detour     detour // between outbox and carrier
}

// astray hands reminders to the carrier in another way than it should.
type astray func(ctx context.Context, to push.Sender, m push.Message) push.Result

func (a astray) on(to push.Sender) push.Sender { return strayed{a, to} }

type strayed struct {
	astray
	to push.Sender
}

func (s strayed) Send(ctx context.Context, m push.Message) push.Result { return s.astray(ctx, s.to, m) }

func (p planted) Commit(ctx context.Context, c models.Commit) error {
	if p.commit != nil {
		c.Operations, c.Records = slices.Clone(c.Operations), slices.Clone(c.Records)
		if !p.commit(&c) {
			return nil
		}
	}
	return p.Store.Commit(ctx, c)
}

func (p planted) Changes(ctx context.Context, scope models.Scope, after uint64, limit int) ([]models.Record, error) {
	found, err := p.Store.Changes(ctx, scope, after, limit)
	if p.changes != nil {
		found = p.changes(found)
	}
	return found, err
}

func (p planted) Operations(ctx context.Context, scope models.Scope, actor models.ActorID, from, to uint64) ([]models.LoggedOperation, error) {
	found, err := p.Store.Operations(ctx, scope, actor, from, to)
	if p.operations != nil {
		p.operations(found)
	}
	return found, err
}

func (p planted) KeyHits(ctx context.Context, scope models.Scope, keys []string, limit int) ([][]models.RecordID, error) {
	found, err := p.Store.KeyHits(ctx, scope, keys, limit)
	if p.keyHits != nil {
		p.keyHits(found)
	}
	return found, err
}

// withoutNotes takes the notes out of the records of a commit, as a merge would that loses a field.
func withoutNotes(c *models.Commit) bool {
	for i := range c.Records {
		r := &c.Records[i].Record
		r.Fields = slices.DeleteFunc(slices.Clone(r.Fields), func(f models.Field) bool { return f.Name == "note" || f.Name == "hardships" })
		c.Records[i].Created = false
	}
	return true
}

// Each invariant's checker is seen to fail on a fault that breaks it (docs/adr/0005, 0009). That of I8 for single records is in
// forever_internal_test.go.
func TestPlantedFaultsAreFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		invariant string
		fault     planted
	}{
		"an acknowledged batch is not stored": {"I1", planted{commit: func(c *models.Commit) bool { return c.Base.Seq%7 != 3 }}},
		"a replay is answered otherwise": {"I1", planted{operations: func(found []models.LoggedOperation) {
			for i := range found {
				found[i].Outcome.Kind = models.Held
			}
		}}},
		"one dot has two effects": {"I2", planted{commit: func(c *models.Commit) bool {
			c.Operations[0].Hash[0]++
			return true
		}}},
		"two records change places": {"I3", planted{commit: func(c *models.Commit) bool {
			if len(c.Records) > 1 {
				x, y := &c.Records[0], &c.Records[1]
				x.Record.Seq, y.Record.Seq, x.Created, y.Created = y.Record.Seq, x.Record.Seq, false, false
			}
			return true
		}}},
		"one vector has two contents": {"I4", planted{changes: func(found []models.Record) []models.Record {
			found = slices.Clone(found)
			for i := range found {
				found[i].Fields = slices.DeleteFunc(slices.Clone(found[i].Fields), func(f models.Field) bool { return f.Name == "note" })
			}
			return found
		}}},
		"a vector shrinks": {"I5", planted{commit: func(c *models.Commit) bool {
			for i := range c.Records {
				r := &c.Records[i]
				r.Record.Vector, r.Created = models.NewVector(r.Record.Last), false
			}
			return true
		}}},
		"a field gets lost in a merge": {"I6", planted{commit: withoutNotes}},
		"a page leaves a record out": {"I7", planted{changes: func(found []models.Record) []models.Record {
			return found[:max(0, len(found)-1)]
		}}},
		"a sum is off by one": {"I8", planted{commit: func(c *models.Commit) bool {
			c.Projections = slices.Clone(c.Projections)
			for i := range c.Projections {
				var sums map[string]any
				if err := json.Unmarshal(c.Projections[i].Body, &sums); err != nil {
					panic(err)
				}
				sums["interest"], sums["in"] = 7_777_777, 7_777_777
				c.Projections[i].Body, _ = json.Marshal(sums)
			}
			return true
		}}},
		"a digest is not of the records": {"I9", planted{commit: func(c *models.Commit) bool {
			c.Next.Digest[0]++
			return true
		}}},
		"an open case is not found again": {"I10", planted{keyHits: func(found [][]models.RecordID) { clear(found) }}},
		"an entry is changed after it was chained": {"I11", planted{commit: func(c *models.Commit) bool {
			c.Operations[0].Received++
			return true
		}}},
		"a key is forgotten": {"I12", planted{detour: astray(func(ctx context.Context, to push.Sender, m push.Message) push.Result {
			m.Key = models.DerivedID(m.Key.String(), m.TTL.String())
			return to.Send(ctx, m)
		}).on}},
		"a reminder is dropped": {"I12", planted{detour: astray(func(ctx context.Context, to push.Sender, m push.Message) push.Result {
			if m.Key[0]%4 == 0 {
				return push.Result{Outcome: push.OutcomeSent}
			}
			return to.Send(ctx, m)
		}).on}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report, err := simtest.Run(t.Context(), simtest.Config{
				Open: opener(t, func(s store.Store) store.Store { f := c.fault; f.Store = s; return f }, c.fault.detour), Seeds: 6, First: 1, Phones: 8, Operations: 150, Folder: t.TempDir(),
			})
			if err != nil {
				t.Fatal(err)
			}
			found := slices.ContainsFunc(report.Failures, func(f string) bool { return strings.Contains(f, ": "+c.invariant+": ") })
			if !found {
				t.Errorf("no checker of %s failed; %d other failures, the first: %.200q", c.invariant, len(report.Failures), slices.Concat(report.Failures, []string{""})[0])
			}
		})
	}
}
