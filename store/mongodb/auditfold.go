package mongodb

import (
	"crypto/sha256"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
)

// fold is what a scope's commits say that everything derived must be.
type fold struct {
	view        *view
	marks       map[uint64][sha256.Size]byte // of the mark at the end of each commit
	records     folded
	projections folded
}

// folded are the documents of one collection, by _id.
type folded map[string]due

// due is what a derived document must be.
type due struct {
	seq    uint64
	sum    [sha256.Size]byte // of the document
	base   uint64            // of the commit that has it
	digest models.Digest     // of a record
}

func newFold(scope models.Scope) *fold {
	f := &fold{view: &view{head: models.Head{Scope: scope}}, marks: map[uint64][sha256.Size]byte{}, records: folded{}, projections: folded{}}
	f.marks[0] = sha256.Sum256(encodeMark(f.view))
	return f
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
		now := due{r.Seq, sha256.Sum256(s.doc), c.base, models.RecordDigest(r.ID, r.Vector)}
		digest = digest.XOR(f.records[s.key].digest).XOR(now.digest)
		f.records[s.key] = now
	}
	for _, s := range c.projected {
		f.projections[s.key] = due{seq: s.seq, sum: sha256.Sum256(s.doc), base: c.base}
	}
	if c.next.Chain != chain || c.next.Digest != digest {
		run.tell("%s: the head at seq %d is not what its operations and records give", scope, c.next.Seq)
	}
	f.view = f.view.after(c.header)
	f.marks[c.next.Seq] = sha256.Sum256(encodeMark(f.view))
	return nil
}

// recordSum gives seq and sum of a record's document as this build writes it; projectionSum likewise.
func recordSum(doc string) (seq uint64, sum [sha256.Size]byte, err error) {
	r, keys, err := decodeRecord(doc)
	return r.Seq, sha256.Sum256(encodeRecord(&r, keys)), err
}

func projectionSum(doc string) (seq uint64, sum [sha256.Size]byte, err error) {
	p, err := decodeProjection(doc)
	key, _ := keyAndSeq(doc)
	return p.Seq, sha256.Sum256(encodeProjection(models.Scope(strings.TrimSuffix(key, keyEnd+p.Key)), p)), err
}
