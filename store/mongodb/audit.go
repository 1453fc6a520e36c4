package mongodb

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// auditRun says how to audit, and collects.
type auditRun struct {
	mend  bool
	limit int
	found []string
}

func (a *auditRun) tell(format string, args ...any) {
	if len(a.found) < a.limit {
		a.found = append(a.found, fmt.Sprintf(format, args...))
	}
}

// Audit implements store.Scopes. Everything derived is made again from the commits and compared; the commits themselves are
// compared with their chain. What is wrong in the commits cannot be mended, only told.
func (s *Store) Audit(ctx context.Context, limit int, mode store.AuditMode) ([]string, error) {
	if err := s.open(); err != nil {
		return nil, err
	}
	run := auditRun{mend: mode == store.AuditRepair, limit: limit}
	scopes, err := s.scopesAnywhere(ctx)
	if err != nil {
		return nil, err
	}
	for _, scope := range scopes {
		if run, err = s.auditScope(ctx, scope, run); err != nil {
			return run.found, err
		}
		if len(run.found) >= limit && !run.mend {
			break
		}
	}
	return run.found, nil
}

// scopesAnywhere gives the scopes that any collection knows: the audit must not trust heads.
func (s *Store) scopesAnywhere(ctx context.Context) ([]models.Scope, error) {
	all := make(map[models.Scope]bool)
	for _, in := range []*mongo.Collection{s.commits, s.records, s.projections, s.heads} {
		// Above the first key of a scope, all its others are passed over.
		for above, more := "", true; more; {
			more = false
			filter := bson.D{{Key: "_id", Value: bson.D{{Key: "$gt", Value: above}}}}
			find := options.Find().SetSort(byID()).SetLimit(1).SetProjection(bson.D{{Key: "scope", Value: 1}})
			err := each(ctx, in, filter, find, func(doc string) error {
				v, err := decodeMark(doc)
				if err != nil {
					return err
				}
				all[v.head.Scope], more = true, true
				above = string(v.head.Scope) + keyAbove
				return nil
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return slices.Sorted(maps.Keys(all)), nil
}

// auditScope compares one scope, and mends it if asked.
func (s *Store) auditScope(ctx context.Context, scope models.Scope, run auditRun) (auditRun, error) {
	f := newFold(scope)
	err := each(ctx, s.commits, keyRange(scope, "$gt", string(scope)+keyEnd), options.Find().SetSort(byID()), func(doc string) error {
		c, operations, err := decodeCommit(doc)
		if err != nil {
			run.tell("%s: a commit cannot be read", scope)
			return err
		}
		return f.take(&c, operations, &run)
	})
	if err != nil {
		return run, err
	}
	records := comparison{s.records, f.records, recordSum, nil}
	projections := comparison{s.projections, f.projections, projectionSum, nil}
	for _, c := range []*comparison{&records, &projections} {
		if err := s.compare(ctx, f.view.head, c, &run); err != nil {
			return run, err
		}
	}
	markWrong, err := s.compareMark(ctx, scope, f, &run)
	if err != nil || !run.mend || (len(records.wrong)+len(projections.wrong) == 0 && !markWrong) {
		return run, err
	}
	return run, s.mend(ctx, f, records, projections)
}

// comparison is one derived collection's share of a scope.
type comparison struct {
	in    *mongo.Collection
	due   folded
	sum   func(doc string) (seq uint64, sum [sha256.Size]byte, err error)
	wrong []difference
}

// difference is a derived document that is not what it must be.
type difference struct {
	key    string
	stored uint64 // its seq; 0: it is not there
}

// compare finds the documents that differ. Those that a commit after the fold has changed are none of them.
func (s *Store) compare(ctx context.Context, head models.Head, c *comparison, run *auditRun) error {
	var beyond []difference
	seen := make(map[string]bool, len(c.due))
	filter := keyRange(head.Scope, "$gt", string(head.Scope)+keyEnd)
	err := each(ctx, c.in, filter, options.Find().SetSort(byID()), func(doc string) error {
		key, _ := keyAndSeq(doc)
		seq, sum, err := c.sum(doc)
		if err != nil {
			return err
		}
		seen[key] = true
		want, known := c.due[key]
		switch {
		case seq > head.Seq:
			beyond = append(beyond, difference{key, seq})
		case !known:
			run.tell("%s: %s is in no commit", c.in.Name(), key)
			c.wrong = append(c.wrong, difference{key, seq})
		case sum != want.sum:
			run.tell("%s: %s at seq %d is not what commits say (seq %d)", c.in.Name(), key, seq, want.seq)
			c.wrong = append(c.wrong, difference{key, seq})
		}
		return nil
	})
	if err != nil {
		return err
	}
	for key, want := range c.due {
		if !seen[key] {
			run.tell("%s: %s (seq %d) is missing", c.in.Name(), key, want.seq)
			c.wrong = append(c.wrong, difference{key, 0})
		}
	}
	if len(beyond) == 0 {
		return nil
	}
	now, err := s.newest(ctx, head.Scope)
	for _, d := range beyond {
		if d.stored > now.next.Seq {
			run.tell("%s: %s at seq %d is beyond the log", c.in.Name(), d.key, d.stored)
			c.wrong = append(c.wrong, d)
		}
	}
	return err
}

// compareMark says whether the mark of a scope must be mended. One that is behind is right: marks are lazy.
func (s *Store) compareMark(ctx context.Context, scope models.Scope, f *fold, run *auditRun) (bool, error) {
	mark, err := s.readMark(ctx, scope)
	if err != nil {
		return false, err
	}
	if mark.head.Seq > f.view.head.Seq {
		now, err := s.newest(ctx, scope)
		if err != nil || mark.head.Seq <= now.next.Seq {
			return false, err
		}
	}
	if want, known := f.marks[mark.head.Seq]; known && want == sha256.Sum256(encodeMark(mark)) {
		return false, nil
	}
	run.tell("%s: head at seq %d is not what commits say", scope, mark.head.Seq)
	return true, nil
}

// mend writes what commits say. Every write is guarded by the seq that was found wrong, so that it cannot undo what a
// commit derives meanwhile.
func (s *Store) mend(ctx context.Context, f *fold, all ...comparison) error {
	scope := f.view.head.Scope
	s.views.drop(scope)
	bases := map[uint64]bool{}
	for _, c := range all {
		for _, d := range c.wrong {
			if err := removeAt(ctx, c.in, scope, d); err != nil {
				return err
			}
			if want, known := c.due[d.key]; known {
				bases[want.base] = true
			}
		}
	}
	for _, base := range slices.Sorted(maps.Keys(bases)) {
		if err := s.finish(ctx, scope, base); err != nil {
			return err
		}
	}
	filter := bson.D{{Key: "_id", Value: string(scope)}, {Key: "scope", Value: string(scope)}}
	_, err := s.heads.ReplaceOne(ctx, filter, bson.Raw(encodeMark(f.view)), options.Replace().SetUpsert(true))
	return failure(ctx, "mend a head", err)
}

func removeAt(ctx context.Context, in *mongo.Collection, scope models.Scope, d difference) error {
	if d.stored == 0 {
		return nil
	}
	_, err := in.DeleteOne(ctx, bson.D{
		{Key: "_id", Value: d.key},
		{Key: "scope", Value: string(scope)},
		{Key: "seq", Value: longOf(d.stored)},
	})
	return failure(ctx, "mend "+in.Name(), err)
}
