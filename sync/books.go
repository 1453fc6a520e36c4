package sync

import (
	"iter"
	"maps"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/summary"
	"github.com/beplua/beplua/sync/rules"
)

// books are the sums that a plan reads and changes: what funds hold, what loans come to. They are stored by the same commit as
// the records that they are sums of.
type books struct {
	funds map[models.RecordID]*tally[ledger.Balance]
	debts map[models.RecordID]*tally[ledger.Debt]
}

// summable is a sum that records bring something to.
type summable[S any] interface {
	Add(other S) S
	Sub(other S) S
	Same(other S) bool
	JSON() []byte
}

// tally is one sum: as it is stored, and what the plan adds to it.
type tally[S summable[S]] struct {
	before, delta S
	read          bool
	stored        bool // a projection of it is in the store
}

func (t *tally[S]) now() S { return t.before.Add(t.delta) }

// keepBooks adds up what the plan's records bring, in place of what they brought before, and reads the sums that change.
func (p *plan) keepBooks() error {
	if !slices.ContainsFunc(p.touched, p.isMoney) {
		return nil
	}
	p.books = books{funds: map[models.RecordID]*tally[ledger.Balance]{}, debts: map[models.RecordID]*tally[ledger.Debt]{}}
	for _, id := range p.touched {
		d := p.records[id]
		post(p.books.funds, ledger.BalanceOf, d)
		post(p.books.debts, ledger.DebtOf, d)
	}
	return p.readBooks(slices.Collect(maps.Keys(p.books.funds)), slices.Collect(maps.Keys(p.books.debts)))
}

func (p *plan) isMoney(id models.RecordID) bool {
	typ := p.records[id].now.Type
	return typ == ledger.TypeFund || rules.IsMoney(typ)
}

// post adds to the sums what a draft brings now, less what it brought before.
func post[S summable[S]](sums map[models.RecordID]*tally[S], of func(*models.Record) (models.RecordID, S, bool), d *draft) {
	if id, brought, ok := of(d.before); ok {
		t := tallyOf(sums, id)
		t.delta = t.delta.Sub(brought)
	}
	if id, brings, ok := of(d.now); ok {
		t := tallyOf(sums, id)
		t.delta = t.delta.Add(brings)
	}
}

func tallyOf[S summable[S]](sums map[models.RecordID]*tally[S], id models.RecordID) *tally[S] {
	if sums[id] == nil {
		sums[id] = &tally[S]{}
	}
	return sums[id]
}

// readBooks reads the stored sums of funds and loans, at once, and with them the summary, which will be asked for.
func (p *plan) readBooks(funds, loans []models.RecordID) error {
	if len(funds)+len(loans) == 0 {
		return nil
	}
	stored := make([]models.Projection, len(funds)+len(loans))
	if p.base.Seq > 0 {
		keys := make([]string, 0, len(stored)+1)
		for _, id := range funds {
			keys = append(keys, ledger.FundKey(id))
		}
		for _, id := range loans {
			keys = append(keys, ledger.LoanKey(id))
		}
		var err error
		if stored, err = p.Store.Projections(p.ctx, p.scope, append(keys, summary.Key)); err != nil {
			return err
		}
		p.glance.found = &stored[len(keys)]
	}
	for i, id := range funds {
		if err := readTally(p, tallyOf(p.books.funds, id), id, stored[i], ledger.ParseBalance, p.foldFund); err != nil {
			return err
		}
	}
	for i, id := range loans {
		if err := readTally(p, tallyOf(p.books.debts, id), id, stored[len(funds)+i], ledger.ParseDebt, p.foldDebt); err != nil {
			return err
		}
	}
	return nil
}

// readTally sets a sum to what is stored of it. A fund or loan that was there before sums were kept is folded once.
func readTally[S summable[S]](p *plan, t *tally[S], id models.RecordID, stored models.Projection, parse func(models.Projection) (S, error), fold func(models.RecordID) (S, error)) error {
	t.read, t.stored = true, stored.Seq > 0
	var err error
	if t.stored {
		t.before, err = parse(stored)
		return err
	}
	if err := p.load(id); err != nil {
		return err
	}
	if p.records[id].before != nil {
		t.before, err = fold(id)
	}
	return err
}

// foldFund adds up a fund as it is stored.
func (p *plan) foldFund(id models.RecordID) (ledger.Balance, error) {
	all, err := p.stored(id, schema.ListKey(ledger.TypeEntry, "account", models.RefValue(id)))
	return ledger.FoldFunds(all)[id], err
}

// foldDebt adds up a loan as it is stored.
func (p *plan) foldDebt(id models.RecordID) (ledger.Debt, error) {
	all, err := p.stored(id, schema.ListKey(ledger.TypeEntry, "loan", models.RefValue(id)), schema.ListKey(ledger.TypeRepayment, "loan", models.RefValue(id)))
	return ledger.FoldDebts(all)[id], err
}

// stored gives a record and all that have one of the keys, as they were before the plan.
func (p *plan) stored(id models.RecordID, keys ...string) (iter.Seq[*models.Record], error) {
	all := []*models.Record{p.records[id].before}
	for _, key := range keys {
		found, err := p.withKey(key)
		if err != nil {
			return nil, err
		}
		for i := range found {
			all = append(all, &found[i])
		}
	}
	return slices.Values(all), nil
}

// withKey gives all stored records that have a key.
func (p *plan) withKey(key string) ([]models.Record, error) {
	var all []models.Record
	err := pages(func(after models.RecordID) ([]models.Record, error) {
		return p.Store.RecordsByKey(p.ctx, p.scope, key, after, models.ListMax)
	}, func(r *models.Record) { all = append(all, *r) })
	return all, err
}

// projections gives the sums that changed, in any order, for the commit that ends at seq.
func (b *books) projections(seq uint64) []models.Projection {
	var out []models.Projection
	for id, t := range b.funds {
		out = t.project(out, ledger.FundKey(id), seq)
	}
	for id, t := range b.debts {
		out = t.project(out, ledger.LoanKey(id), seq)
	}
	return out
}

func (t *tally[S]) project(out []models.Projection, key string, seq uint64) []models.Projection {
	if now := t.now(); t.read && (!t.stored || !now.Same(t.before)) {
		return append(out, models.Projection{Key: key, Seq: seq, Body: now.JSON()})
	}
	return out
}
