package simtest

import (
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/client"
)

// afterContact looks at a phone that has just spoken with the server.
func (w *world) afterContact(h *handset) {
	if w.check(); len(w.failures) > 0 {
		return
	}
	for _, e := range h.storage.settled {
		w.checkSettled(h, &e)
	}
	for _, base := range h.storage.bases {
		w.checkContent(&base.Record)
	}
	h.storage.forget()
	if h.last.Done {
		w.checkDone(h)
	}
}

// checkSettled makes sure that what a phone believes to be answered is in the log, with that outcome (I1, I2).
func (w *world) checkSettled(h *handset, e *client.Edit) {
	b := w.books[e.Operation.Scope]
	if b == nil {
		return
	}
	l, known := b.known[e.Operation.Dot]
	switch {
	case !known:
		w.fail("I1: phone %d holds %s of %s for answered, it is not in the log", h.number, e.Operation.Dot, b.scope)
	case l.hash != e.Operation.Hash():
		w.fail("I2: phone %d holds %s of %s for answered, the log has another content", h.number, e.Operation.Dot, b.scope)
	case l.outcome.Kind != e.Outcome.Kind || l.outcome.Case != e.Outcome.Case || l.outcome.Landed != e.Outcome.Landed || l.outcome.Problem != e.Outcome.Problem:
		w.fail("I1: phone %d was told that %s of %s is %s, the log says %s", h.number, e.Operation.Dot, b.scope, e.Outcome.Kind, l.outcome.Kind)
	}
}

// checkDone looks at a phone that says it has handed in and fetched all there is.
func (w *world) checkDone(h *handset) {
	if !h.mayRead(models.ProvinceScope) {
		return
	}
	m := h.Meta()
	if m.Restored != 0 && m.Contact < m.Restored+graceMS || m.Wiped != "" {
		return // it still holds what a restored server has lost
	}
	if n := len(h.Outbox()); n > 0 {
		w.fail("I9: phone %d says it is done, %d edits wait", h.number, n)
	}
	for scope, b := range w.books {
		sum, count := h.digest(scope)
		switch {
		case !h.mayRead(scope) && count > 0:
			w.fail("I7: phone %d still holds %d records of %s", h.number, count, scope)
		case h.mayRead(scope) && !h.tainted && sum != b.head.Digest:
			w.fail("I7: phone %d says it is done, and holds %d records of %s where there are %d, or other ones: %s",
				h.number, count, scope, len(b.sheets), w.difference(h, b))
		}
	}
}

// graceMS is longer than a phone waits before it offers what a restored server lost.
const graceMS = 3*24*60*60*1000 + 1

func (h *handset) digest(scope models.Scope) (models.Digest, int) {
	var sum models.Digest
	count := 0
	_ = h.storage.View(func(tx client.Tx) error {
		for _, base := range tx.Bases(scope) {
			sum = sum.XOR(models.RecordDigest(base.Record.ID, base.Record.Vector))
			count++
		}
		return nil
	})
	return sum, count
}

// difference names a record that phone and server hold differently.
func (w *world) difference(h *handset, b *scopeBook) string {
	out := ""
	_ = h.storage.View(func(tx client.Tx) error {
		for id, s := range b.sheets {
			base, ok := tx.Base(b.scope, id)
			if !ok || base.Record.Vector.String() != s.vectorText() {
				out = s.typ + " " + id.String() + ": phone " + base.Record.Vector.String() + ", server " + s.vectorText()
			}
		}
		return nil
	})
	return out
}
