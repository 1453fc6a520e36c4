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
	for _, in := range []*mongo.Collection{s.commits, s.records, s.heads} {
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

// fold is what a scope's commits say that everything derived must be.
type fold struct {
	view    *view
	marks   map[uint64][sha256.Size]byte // of the mark at the end of each commit
	records map[models.RecordID]folded
	docs    map[models.RecordID]uint64 // base of the commit that has the newest state
}

type folded struct {
	seq    uint64
	sum    [sha256.Size]byte // of the document
	digest models.Digest
}

// auditScope compares one scope, and mends it if asked.
func (s *Store) auditScope(ctx context.Context, scope models.Scope, run auditRun) (auditRun, error) {
	f := &fold{view: &view{head: models.Head{Scope: scope}}, marks: map[uint64][sha256.Size]byte{}, records: map[models.RecordID]folded{}, docs: map[models.RecordID]uint64{}}
	f.marks[0] = sha256.Sum256(encodeMark(f.view))
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
	wrong, err := s.compareRecords(ctx, scope, f, &run)
	if err != nil {
		return run, err
	}
	markWrong, err := s.compareMark(ctx, scope, f, &run)
	if err != nil || !run.mend || (len(wrong) == 0 && !markWrong) {
		return run, err
	}
	return run, s.mend(ctx, scope, f, wrong)
}

// take goes on by one commit and checks it: contiguous, chained, with the digest of all records.
func (f *fold) take(c *commitDocument, operations []models.LoggedOperation, run *auditRun) error {
	scope, head := f.view.head.Scope, f.view.head
	if c.base != head.Seq || c.next.Seq != head.Seq+uint64(len(operations)) {
		run.tell("%s: the commit on seq %d does not follow seq %d", scope, c.base, head.Seq)
	}
	chain := head.Chain
	for i := range operations {
		o := &operations[i]
		chain = o.NextChain(chain)
		if o.Seq != c.base+uint64(i)+1 || o.Chain != chain || o.Hash != o.Operation.Hash() {
			run.tell("%s: operation %d (%s) is not what the chain says", scope, o.Seq, o.Dot)
		}
		chain = o.Chain
	}
	digest := head.Digest
	for _, s := range slices.Concat(c.created, c.rewritten) {
		r, _, err := decodeRecord(string(s.doc))
		if err != nil {
			return err
		}
		now := folded{r.Seq, sha256.Sum256(s.doc), models.RecordDigest(r.ID, r.Vector)}
		digest = digest.XOR(f.records[r.ID].digest).XOR(now.digest)
		f.records[r.ID], f.docs[r.ID] = now, c.base
	}
	if c.next.Chain != chain || c.next.Digest != digest {
		run.tell("%s: the head at seq %d is not what its operations and records give", scope, c.next.Seq)
	}
	f.view = f.view.after(c.header)
	f.marks[c.next.Seq] = sha256.Sum256(encodeMark(f.view))
	return nil
}

// difference is a derived document that is not what it must be.
type difference struct {
	id     models.RecordID
	stored uint64 // its seq; 0: it is not there
}

// compareRecords gives the records that differ. Those that a commit after the fold has changed are none of them.
func (s *Store) compareRecords(ctx context.Context, scope models.Scope, f *fold, run *auditRun) ([]difference, error) {
	var wrong, beyond []difference
	seen := make(map[models.RecordID]bool, len(f.records))
	err := each(ctx, s.records, keyRange(scope, "$gt", string(scope)+keyEnd), options.Find().SetSort(byID()), func(doc string) error {
		r, keys, err := decodeRecord(doc)
		if err != nil {
			return err
		}
		seen[r.ID] = true
		want, known := f.records[r.ID]
		switch {
		case r.Seq > f.view.head.Seq:
			beyond = append(beyond, difference{r.ID, r.Seq})
		case !known:
			run.tell("%s: record %s is in no commit", scope, r.ID)
			wrong = append(wrong, difference{r.ID, r.Seq})
		case sha256.Sum256(encodeRecord(&r, keys)) != want.sum:
			run.tell("%s: record %s at seq %d is not what commits say (seq %d)", scope, r.ID, r.Seq, want.seq)
			wrong = append(wrong, difference{r.ID, r.Seq})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for id, want := range f.records {
		if !seen[id] {
			run.tell("%s: record %s (seq %d) is missing", scope, id, want.seq)
			wrong = append(wrong, difference{id, 0})
		}
	}
	if len(beyond) == 0 {
		return wrong, nil
	}
	now, err := s.newest(ctx, scope)
	for _, d := range beyond {
		if d.stored > now.next.Seq {
			run.tell("%s: record %s at seq %d is beyond the log", scope, d.id, d.stored)
			wrong = append(wrong, d)
		}
	}
	return wrong, err
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
func (s *Store) mend(ctx context.Context, scope models.Scope, f *fold, wrong []difference) error {
	s.views.drop(scope)
	for _, d := range wrong {
		if d.stored == 0 {
			continue
		}
		filter := bson.D{
			{Key: "_id", Value: recordKey(scope, d.id)},
			{Key: "scope", Value: string(scope)},
			{Key: "seq", Value: longOf(d.stored)},
		}
		if _, err := s.records.DeleteOne(ctx, filter); err != nil {
			return failure(ctx, "mend a record", err)
		}
	}
	bases := map[uint64]bool{}
	for _, d := range wrong {
		if base, known := f.docs[d.id]; known {
			bases[base] = true
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
