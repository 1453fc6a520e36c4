package simtest

import (
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"

	"github.com/beplua/beplua/models"
)

const readMost = 1 << 20 // entries read at once: all there are

type contentKey struct {
	record models.RecordID
	vector string
	life   int
}

// check reads what is new in the store and looks whether everything holds that must.
func (w *world) check() {
	scopes := w.scopes()
	heads, err := w.town.Heads(w.ctx, scopes)
	if err != nil {
		w.fail("heads: %v", err)
		return
	}
	for i, scope := range scopes {
		b := w.books[scope]
		if heads[i].Seq == b.head.Seq && heads[i].Chain == b.head.Chain || len(w.failures) > 0 {
			continue
		}
		if heads[i].Seq < b.head.Seq {
			w.fail("I1: %s went back from seq %d to %d", scope, b.head.Seq, heads[i].Seq)
			return
		}
		b.check(w, heads[i])
	}
}

func (w *world) scopes() []models.Scope {
	out := make([]models.Scope, 0, len(w.books))
	for scope := range w.books {
		out = append(out, scope)
	}
	slices.Sort(out)
	return out
}

// check reads what is new in one scope.
func (b *scopeBook) check(w *world, head models.Head) {
	from := b.head.Seq
	entries, err := w.town.Log(w.ctx, b.scope, from, readMost)
	if err != nil {
		w.fail("log: %v", err)
		return
	}
	keys := map[models.RecordID]string{}
	vectors := map[models.RecordID]map[models.ActorID]uint64{}
	for i := range entries {
		for _, id := range []models.RecordID{entries[i].Record, entries[i].Outcome.Landed} {
			if s := b.sheets[id]; s != nil {
				keys[id], vectors[id] = eventKey(s), s.vector
			}
		}
		w.note("%s %d %s %s %x", b.scope, entries[i].Seq, entries[i].Dot, entries[i].Outcome.Kind, entries[i].Hash[:4])
	}
	touched := b.take(w, entries)
	if len(w.failures) > 0 {
		return
	}
	if b.head.Seq != head.Seq || b.head.Chain != head.Chain {
		w.fail("I3: the head of %s is at %d, its log at %d", b.scope, head.Seq, b.head.Seq)
		return
	}
	b.checkRecords(w, from, touched, vectors)
	b.checkPairs(w, touched, keys)
	b.checkDoubts(w)
	b.checkCases(w)
	b.checkGroups(w)
	b.checkSums(w, touched)
	if b.head.Digest != head.Digest && len(w.failures) == 0 {
		w.fail("I9: the digest in the head of %s is not that of its records", b.scope)
	}
}

// checkRecords compares the records that changed with the oracle's.
func (b *scopeBook) checkRecords(w *world, from uint64, touched map[models.RecordID]bool, vectors map[models.RecordID]map[models.ActorID]uint64) {
	changed, err := w.town.Changes(w.ctx, b.scope, from, readMost)
	if err != nil {
		w.fail("changes: %v", err)
		return
	}
	if len(changed) != len(touched) {
		w.fail("I7: %d records of %s are in the feed after %d, %d were written", len(changed), b.scope, from, len(touched))
		return
	}
	for i := range changed {
		r := &changed[i]
		s := b.sheets[r.ID]
		if s == nil || !touched[r.ID] {
			w.fail("I7: %s %s is in the feed, though nobody wrote to it", r.Type, r.ID)
			return
		}
		for actor, n := range vectors[r.ID] {
			if r.Vector.Get(actor) < n {
				w.fail("I5: the vector of %s went back to %s", r.ID, r.Vector)
			}
		}
		b.compare(w, r, s)
		w.checkContent(r)
		b.checkForever(w, r)
		stamp := models.RecordDigest(r.ID, r.Vector)
		b.head.Digest = b.head.Digest.XOR(b.stamps[r.ID]).XOR(stamp)
		b.stamps[r.ID] = stamp
	}
}

// compare holds a record against the oracle's sheet.
func (b *scopeBook) compare(w *world, r *models.Record, s *sheet) {
	got, want := content(r), s.content()
	switch {
	case got != want:
		w.fail("I6: %s %s of %s is\n  %s, the oracle says\n  %s", r.Type, r.ID, b.scope, got, want)
	case r.Schema != s.schema:
		w.fail("I6: %s %s of %s has schema %d, the oracle says %d", r.Type, r.ID, b.scope, r.Schema, s.schema)
	case r.Vector.String() != s.vectorText():
		w.fail("I5: %s %s has the vector %s, the oracle says %s", r.Type, r.ID, r.Vector, s.vectorText())
	case r.Seq != s.seq:
		w.fail("I3: %s %s has seq %d, was last written at %d", r.Type, r.ID, r.Seq, s.seq)
	}
}

// content is what a person sees of a record. Its schema number is not: a phone with an old app keeps the old one for what
// means the same in both.
func content(r *models.Record) string {
	return r.Type + " " + string(r.Values().AppendJSON(nil))
}

func (s *sheet) content() string {
	var set []models.Assignment
	for name, e := range s.fields {
		if e.value != "" {
			set = append(set, models.Assignment{Name: name, Value: e.value})
		}
	}
	return s.typ + " " + string(models.NewValues(set...).AppendJSON(nil))
}

func (s *sheet) vectorText() string {
	var parts []string
	for actor, n := range s.vector {
		parts = append(parts, actor.String()+":"+strconv.FormatUint(n, 10))
	}
	slices.SortFunc(parts, func(a, b string) int { return strings.Compare(actorOf(a), actorOf(b)) })
	return strings.Join(parts, ",")
}

func actorOf(entry string) string {
	actor, _, _ := strings.Cut(entry, ":")
	return actor
}

// checkContent makes sure that one vector means one content, wherever and whenever it is seen (I4).
func (w *world) checkContent(r *models.Record) {
	key := contentKey{r.ID, r.Vector.String(), w.lifeOf(r.Vector)}
	sum := sha256.Sum256([]byte(content(r)))
	if before, known := w.contents[key]; known && before != sum {
		w.fail("I4: %s %s has two contents under the vector %s, one of them %s", r.Type, r.ID, r.Vector, content(r))
	}
	w.contents[key] = sum
}

// lifeOf gives the life of the server within which a vector means one content: 0, all of them, but for those with numbers of a
// phone that was cloned or restored. Two twins count alike, and a server that was restored as well has forgotten whose
// numbers it took. What was written then is not lost: the second twin that comes is stamped anew.
func (w *world) lifeOf(v models.Vector) int {
	for i := range v.Len() {
		if w.shared[v.At(i).Actor] {
			return 1 + w.faults[lifeRestored]
		}
	}
	return 0
}

// checkForever makes sure that a record that only gets added to never changes (I8).
func (b *scopeBook) checkForever(w *world, r *models.Record) {
	if !traits[r.Type].appendOnly {
		return
	}
	sum := sha256.Sum256([]byte(content(r)))
	if before, known := b.forever[r.ID]; known && before != sum {
		w.fail("I8: %s %s has changed", r.Type, r.ID)
	}
	b.forever[r.ID] = sum
}
