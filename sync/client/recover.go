package client

import (
	"errors"

	"github.com/beplua/beplua/models"
)

// recover does what a refusal of the whole request asks for; other errors end the session.
func (c *contact) recover(err error) error {
	var f *failure
	if err == nil || !errors.As(err, &f) || f.later {
		return err
	}
	switch f.problem.Code {
	case models.CodeResync:
		if c.resyncs++; c.resyncs > 3 {
			return err
		}
		return c.resync(f.problem.Details["epoch"])
	case models.CodeGap:
		if c.gaps++; c.gaps > models.ScopesPerDeviceMax {
			return err
		}
		return c.bridge(f.problem.Expected)
	default:
		return err
	}
}

// resync forgets the cursor, not the records, after the server was restored from a backup or its history is another one.
// What it had acknowledged is offered again: the phones are the off-site backup.
func (c *contact) resync(epoch string) error {
	c.greeted, c.more = false, false
	return c.update(func(tx Tx) error {
		m := tx.Meta()
		m.Cursor, m.Mine = "", nil // the first page names them all
		if epoch != "" && epoch != m.Epoch {
			m.Former, m.Epoch, m.Restored = m.Epoch, epoch, m.Contact
			for _, e := range tx.Edits(Acknowledged) {
				if e.Operation.Dot.N > 0 { // 0 was set aside, the server never read it
					e.State, e.Again = Waiting, true
					tx.PutEdit(e)
				}
			}
		}
		m.doubt()
		tx.SetMeta(m)
		return nil
	})
}

// bridge offers again what the server lacks before a batch. If the phone no longer has it, it asks for another life.
func (c *contact) bridge(expected map[models.Scope]uint64) error {
	return c.update(func(tx Tx) error {
		m := tx.Meta()
		actor := m.Actor
		if waiting := tx.Edits(Waiting); len(waiting) > 0 {
			actor = waiting[0].Operation.Dot.Actor
		}
		for scope, n := range expected {
			have := map[uint64]bool{}
			lowest := uint64(0)
			for _, state := range []EditState{Waiting, Acknowledged} {
				for _, e := range tx.Edits(state) {
					op := &e.Operation
					if op.Scope != scope || op.Dot.Actor != actor {
						continue
					}
					have[op.Dot.N] = true
					if state == Waiting && (lowest == 0 || op.Dot.N < lowest) {
						lowest = op.Dot.N
					}
					if state == Acknowledged && op.Dot.N >= n {
						e.State, e.Again = Waiting, true
						tx.PutEdit(e)
					}
				}
			}
			for ; n < lowest; n++ {
				m.NewActor = m.NewActor || !have[n]
			}
		}
		tx.SetMeta(m)
		return nil
	})
}

// shrink answers the refusal of a batch as such: halves it until the operation is found that the server cannot even
// read, and sets that one aside, so that it does not keep the others.
func (c *contact) shrink(err error, sent []Edit) error {
	var f *failure
	if !errors.As(err, &f) || f.later || len(sent) == 0 {
		return err
	}
	switch f.problem.Code {
	case models.CodeMalformed, models.CodeLimit, models.CodeTooLarge:
	default:
		return err
	}
	if end := groupEnd(sent, 0); end < len(sent) {
		c.most = max(1, len(sent)/2)
		return nil
	}
	c.most = models.BatchOperationsMax
	return c.update(func(tx Tx) error { setAside(tx, sent, f); return nil })
}

// setAside takes unreadable edits out of the numbering. No later number of their scope can have reached the server, so
// the later ones close up.
func setAside(tx Tx, edits []Edit, f *failure) {
	const unreadable = "Không gửi được phần ghi này. Mở ra để ghi lại."
	m := tx.Meta()
	first := edits[0].Operation
	for _, e := range edits {
		e.State, e.Mend, e.Again, e.Answered = Acknowledged, true, false, m.Contact
		e.Outcome = models.Outcome{Kind: models.Refused, Problem: models.ReasonInvalid, Faults: f.problem.Faults}
		e.Message = unreadable
		e.Operation.Dot.N = 0
		tx.PutEdit(e)
	}
	gone := uint64(len(edits))
	for _, e := range tx.Edits(Waiting) {
		if e.Operation.Scope == first.Scope && e.Operation.Dot.Actor == first.Dot.Actor && e.Operation.Dot.N > first.Dot.N {
			e.Operation.Dot.N -= gone
			tx.PutEdit(e)
		}
	}
	if first.Dot.Actor == m.Actor {
		m.setNext(first.Scope, m.next(first.Scope)-gone)
	}
	tx.SetMeta(m)
}
