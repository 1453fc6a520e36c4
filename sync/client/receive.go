package client

import (
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// receive takes in an answer in one transaction: outcomes, a new actor, records and the cursor behind them.
func (c *contact) receive(answer *wire.Answer, sent []Edit) error {
	if epoch := c.Meta().Epoch; epoch != "" && epoch != answer.Epoch {
		// The server is in another life, and nothing in its answer counts before that is known: see resync.
		return &failure{problem: wire.Problem{Code: models.CodeResync, Details: map[string]string{"epoch": answer.Epoch}}}
	}
	settled, records := 0, 0
	err := c.update(func(tx Tx) error {
		m := tx.Meta()
		if answer.Now != 0 {
			m.Contact, m.Offset = answer.Now, answer.Receipt.Offset
			m.heed(answer.PIN)
		}
		m.Epoch = answer.Epoch
		tx.SetMeta(m)
		settled = settle(tx, &answer.Receipt, sent, answer.Epoch, m.Contact)
		if f := answer.Receipt.Fork; f != nil {
			restamp(tx, f.Actor)
		}
		if answer.Page != nil {
			records = turn(tx, answer.Page)
		}
		expire(tx)
		return nil
	})
	if err != nil {
		return err
	}
	c.Sent += settled
	c.Received += records
	if answer.Page != nil {
		c.more = answer.Page.More
		if len(answer.Page.Purge) > 0 {
			c.greeted = false // the next request shows that it was done
		}
	}
	switch {
	case answer.Receipt.Fork != nil:
		c.greeted = false // the rest is sent again
	case answer.Page == nil && answer.Wipe == nil:
		c.more = true // the server could not give it with the outcomes
	}
	if answer.Wipe != nil {
		return c.wipe(answer.Wipe)
	}
	return nil
}

// settle writes down what became of the edits that were sent, and folds in those that were plainly applied.
func settle(tx Tx, receipt *models.Receipt, sent []Edit, epoch string, now int64) int {
	type place struct {
		scope models.Scope
		n     uint64
	}
	exceptions := make(map[place]*models.Answer, len(receipt.Exceptions))
	for i := range receipt.Exceptions {
		a := &receipt.Exceptions[i]
		exceptions[place{a.Scope, a.N}] = a
	}
	count := 0
	for _, e := range sent {
		op := &e.Operation
		if !done(receipt.Done, op) {
			continue
		}
		e, there := tx.Edit(e.ID)
		if !there {
			continue
		}
		count++
		e.State, e.Again, e.Answered = Acknowledged, false, now
		e.Outcome, e.Message = models.Outcome{Kind: models.Applied}, ""
		if a := exceptions[place{op.Scope, op.Dot.N}]; a != nil {
			e.Outcome, e.Message = a.Outcome, wire.Sentence(a.Outcome)
			if a.Record != nil {
				tx.PutBase(Base{Record: *a.Record, Epoch: epoch})
			}
		} else {
			fold(tx, op, epoch)
		}
		e.Mend = e.Outcome.Kind == models.Refused
		tx.PutEdit(e)
	}
	return count
}

func done(runs []models.Run, op *models.Operation) bool {
	for _, run := range runs {
		if run.Scope == op.Scope && run.From <= op.Dot.N && op.Dot.N <= run.To {
			return true
		}
	}
	return false
}

// turn takes in a page.
func turn(tx Tx, page *models.Page) int {
	m := tx.Meta()
	for _, scope := range page.Purge {
		m.lose(scope)
	}
	for _, scope := range page.Gained {
		m.gain(scope)
	}
	for i := range page.Records {
		tx.PutBase(Base{Record: page.Records[i], Epoch: page.Epoch})
	}
	purge(tx, &m)
	for _, scope := range tx.Scopes() {
		if !slices.ContainsFunc(m.Checks, func(c Check) bool { return c.Scope == scope }) {
			m.schedule(Check{Scope: scope, Due: m.Contact + digestEvery.Milliseconds()})
		}
	}
	m.Cursor = page.Cursor
	tx.SetMeta(m)
	return len(page.Records)
}

// purge deletes whatever the phone holds of scopes that are not its own: those it lost, and those that it wrote to without
// ever being given them. Edits that wait are still handed in.
func purge(tx Tx, m *Meta) {
	for _, scope := range tx.Scopes() {
		if m.isMine(scope) {
			continue
		}
		m.drop(scope)
		for _, b := range tx.Bases(scope) {
			tx.DropBase(scope, b.Record.ID)
		}
	}
	for _, e := range tx.Edits(Acknowledged) {
		if !m.isMine(e.Operation.Scope) {
			tx.DropEdit(e.ID)
		}
	}
}

// expire forgets edits that were answered long ago.
func expire(tx Tx) {
	limit := tx.Meta().Contact - models.AcknowledgedKept.Milliseconds()
	for _, e := range tx.Edits(Acknowledged) {
		if e.Answered < limit && !e.Mend {
			tx.DropEdit(e.ID)
		}
	}
}
