package simtest

import (
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/client"
)

// roundsMost is how many contacts each phone gets to agree with the others; one pass of the design's figure (3) for what
// was left, another for digests after lives were lost.
const roundsMost = 8

// heal ends all faults and lets everybody meet until all agree (I9). It gives how many contacts of each phone it took.
func (w *world) heal() int {
	w.quiet, w.late = true, nil
	w.breaker.set(sound, 0)
	for _, h := range w.phones {
		h.skew, h.frozen, h.storage.cut = 0, time.Time{}, 0
	}
	rounds := w.meetUntilQuiet("after the faults")
	w.now = w.now.Add(4 * 24 * time.Hour) // a restored server's phones have waited long enough
	for _, h := range w.phones {
		if err := h.Check(); err != nil {
			w.fail("check: %v", err)
		}
	}
	w.meetUntilQuiet("after the digests")
	if len(w.failures) == 0 {
		w.checkAll()
		w.settleReminders()
	}
	return rounds
}

// meetUntilQuiet lets all phones sync in turn until each of them has met the server as it is now.
func (w *world) meetUntilQuiet(when string) int {
	met := map[*handset]uint64{} // how much the server had when the phone was done with it
	for round := range roundsMost {
		w.now = w.now.Add(time.Minute)
		still := true
		for _, h := range w.phones {
			if had, done := met[h]; done && had == w.total() {
				continue
			}
			still = false
			w.steps++
			w.sync(h)
			if len(w.failures) > 0 {
				return round
			}
			if h.last.Done || w.isGone(h) {
				met[h] = w.total()
			}
		}
		if still {
			return round
		}
	}
	w.fail("I9: %s the phones do not come to agree in %d contacts", when, roundsMost)
	return roundsMost
}

// total counts the operations in all scopes: it tells whether anything has happened.
func (w *world) total() uint64 {
	sum := uint64(0)
	for _, b := range w.books {
		sum += b.head.Seq
	}
	return sum
}

// isGone says whether a phone is out: wiped, or the twin of one that was.
func (w *world) isGone(h *handset) bool {
	return h.Meta().Wiped != "" || h.revoked && h.last.Problem == models.CodeGone
}

// checkAll looks at everything once more, from the start.
func (w *world) checkAll() {
	for _, scope := range w.scopes() {
		w.books[scope].reread(w)
	}
	for _, h := range w.phones {
		if h.revoked {
			w.checkWiped(h)
			continue
		}
		h.tainted = false // its digests have been compared
		w.checkDone(h)
		w.checkHeld(h)
		_ = h.storage.View(func(tx client.Tx) error {
			for _, e := range tx.Edits(client.Acknowledged) {
				if e.Operation.Dot.N > 0 {
					w.checkSettled(h, &e)
				}
			}
			return nil
		})
	}
	w.checkBalances()
}

// checkHeld compares all that a phone holds with the oracle's, since equal digests tell of vectors only.
func (w *world) checkHeld(h *handset) {
	_ = h.storage.View(func(tx client.Tx) error {
		for _, scope := range tx.Scopes() {
			for _, base := range tx.Bases(scope) {
				r := &base.Record
				s := w.books[scope].sheets[r.ID]
				if s == nil {
					w.fail("I9: phone %d holds %s of %s, which is not there", h.number, r.ID, scope)
				} else if content(r) != s.content() {
					w.fail("I9: phone %d holds %s of %s as\n  %s, the oracle says\n  %s", h.number, r.ID, scope, content(r), s.content())
				}
			}
		}
		return nil
	})
}

func (w *world) checkWiped(h *handset) {
	if h.Meta().Wiped == "" {
		if h.last.Problem != models.CodeGone {
			w.fail("I9: revoked phone %d was not wiped: %+v", h.number, h.last)
		}
		return
	}
	wiped, err := w.town.Wiped(w.ctx, h.seat.Device)
	if err != nil || !wiped && !h.forgotten {
		w.fail("I9: phone %d wiped itself, the server does not know: %v", h.number, err)
	}
}

// reread compares the whole log of a scope with what it was when it was new (I1: for ever).
func (b *scopeBook) reread(w *world) {
	entries, err := w.town.Log(w.ctx, b.scope, 0, readMost)
	if err != nil {
		w.fail("log: %v", err)
		return
	}
	if uint64(len(entries)) != b.head.Seq {
		w.fail("I3: the log of %s has %d entries, its head is at %d", b.scope, len(entries), b.head.Seq)
		return
	}
	for i := range entries {
		l := &entries[i]
		was := b.known[l.Dot]
		if was.seq != l.Seq || was.hash != l.Hash || was.chain != l.Chain || was.outcome.Kind != l.Outcome.Kind || was.outcome.Case != l.Outcome.Case {
			w.fail("I1: %s of %s is no longer what it was", l.Dot, b.scope)
			return
		}
	}
	records, err := w.town.Changes(w.ctx, b.scope, 0, readMost)
	if err != nil || len(records) != len(b.sheets) {
		w.fail("I7: the feed of %s has %d records, there are %d (%v)", b.scope, len(records), len(b.sheets), err)
		return
	}
	for i := range records {
		if s := b.sheets[records[i].ID]; s != nil {
			b.compare(w, &records[i], s)
		}
	}
}

// checkBalances compares every stored sum with its records (I8).
func (w *world) checkBalances() {
	for _, scope := range w.scopes() {
		b := w.books[scope]
		all := map[models.RecordID]bool{}
		for id := range b.sheets {
			all[id] = true
		}
		b.checkSums(w, all)
		b.checkGlance(w)
	}
}
