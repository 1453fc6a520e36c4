package sync

import (
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/sync/rules"
)

// auditBooks opens cases for what is doubtful in the money that the plan wrote. A plan without money costs nothing.
func (p *plan) auditBooks() error {
	view := bookView{plan: p, hits: map[string][]models.RecordID{}}
	written := len(p.touched) // the cases of this loop are no money
	if err := view.prefetch(p.touched[:written]); err != nil {
		return err
	}
	for _, id := range p.touched[:written] {
		d := p.records[id]
		if !rules.IsMoney(d.now.Type) {
			continue
		}
		flags, err := rules.Ledger(&view, d.before, d.now)
		if err != nil {
			return err
		}
		for i := range flags {
			if err := p.openFlag(&flags[i], d.now); err != nil {
				return err
			}
		}
	}
	return nil
}

// openFlag opens the case of a flag, or adds what gave rise to it as further evidence.
func (p *plan) openFlag(f *rules.Flag, cause *models.Record) error {
	c := finding{
		kind: models.CaseLedger, subject: f.Subject, typ: f.Type, field: f.Field, severity: f.Severity, reason: f.Reason, value: string(f.Value),
		incoming: p.log[cause.Seq-p.base.Seq-1],
	}
	if err := p.identify(&c); err != nil {
		return err
	}
	return p.open(&c)
}

// bookView is the scope as the rules about money see it.
type bookView struct {
	*plan
	hits map[string][]models.RecordID // of the keys that were read at once
}

// prefetch reads what the rules will ask for of the records given, in two statements at most.
func (v *bookView) prefetch(written []models.RecordID) error {
	var keys []string
	var ids []models.RecordID
	for _, id := range written {
		d := v.records[id]
		if !rules.IsMoney(d.now.Type) || d.before != nil && d.now.Type != "clubRole" {
			continue
		}
		k, i := rules.LedgerKeys(d.now, v.today())
		keys, ids = append(keys, k...), append(ids, i...)
	}
	if len(keys) > 0 && v.base.Seq > 0 {
		hits, err := v.Store.KeyHits(v.ctx, v.scope, keys, models.ListMax)
		if err != nil {
			return err
		}
		for i, key := range keys {
			if len(hits[i]) < models.ListMax {
				v.hits[key] = hits[i]
				ids = append(ids, hits[i]...)
			}
		}
	}
	return v.load(ids...)
}

// ByKey implements rules.View, without bound.
func (v *bookView) ByKey(key string) ([]*models.Record, error) {
	hits, known := v.hits[key]
	if !known && v.base.Seq > 0 {
		found, err := v.withKey(key)
		if err != nil {
			return nil, err
		}
		for i := range found {
			if v.records[found[i].ID] == nil {
				v.records[found[i].ID] = &draft{before: &found[i], now: &found[i]}
			}
			hits = append(hits, found[i].ID)
		}
		v.hits[key] = hits
	}
	var out []*models.Record
	for _, id := range v.overlay(key, hits) {
		r, err := v.record(id)
		if err != nil {
			return nil, err
		}
		if r != nil {
			out = append(out, r)
		}
	}
	return out, nil
}

// Record implements rules.Books.
func (v *bookView) Record(id models.RecordID) (*models.Record, error) {
	if id.IsZero() {
		return nil, nil //nolint:nilnil // none is an answer
	}
	return v.record(id)
}

// Elsewhere implements rules.Books.
func (v *bookView) Elsewhere(scope models.Scope, id models.RecordID) (*models.Record, error) {
	if scope == v.scope || id.IsZero() {
		return v.Record(id)
	}
	found, err := v.plan.Store.Records(v.ctx, scope, []models.RecordID{id})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// OfType implements rules.Books.
func (v *bookView) OfType(typ string) ([]*models.Record, error) { return v.ofType(typ) }

// ofType gives all records of a type as decided so far; at most ListMax stored ones, of which no club has so many.
func (p *plan) ofType(typ string) ([]*models.Record, error) {
	var out []*models.Record
	if p.base.Seq > 0 {
		found, err := p.Store.RecordsOfType(p.ctx, p.scope, typ, models.RecordID{}, models.ListMax)
		if err != nil {
			return nil, err
		}
		for i := range found {
			if d := p.records[found[i].ID]; d == nil || d.now == d.before {
				out = append(out, &found[i])
			}
		}
	}
	for _, id := range p.touched {
		if now := p.records[id].now; now.Type == typ {
			out = append(out, now)
		}
	}
	return out, nil
}

// Fund implements rules.Books.
func (v *bookView) Fund(id models.RecordID) (ledger.Balance, error) {
	if t := v.books.funds[id]; t != nil && t.read {
		return t.now(), nil
	}
	err := v.readBooks([]models.RecordID{id}, nil)
	return tallyOf(v.books.funds, id).now(), err
}

// Debt implements rules.Books.
func (v *bookView) Debt(id models.RecordID) (before, now ledger.Debt, err error) {
	if t := v.books.debts[id]; t == nil || !t.read {
		err = v.readBooks(nil, []models.RecordID{id})
	}
	t := tallyOf(v.books.debts, id)
	return t.before, t.now(), err
}

// Scope implements rules.Books.
func (v *bookView) Scope() models.Scope { return v.scope }

// Today implements rules.Books.
func (v *bookView) Today() string { return v.today() }
