package sync

import (
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/sync/rules"
)

// ruleView is the scope as the rules see it.
type ruleView struct {
	*plan
	hits map[string][]models.RecordID // of the keys that were read at once
}

// prefetch reads at once what the rules will ask for of the records written, and gives those that share a natural key with
// another record.
func (v *ruleView) prefetch(written []models.RecordID) (suspects []models.RecordID, err error) {
	keys := make([]string, 0, 4*len(written))
	owners := make([]models.RecordID, 0, 2*len(written)) // of each natural key; what the books ask for follows behind
	for _, id := range written {
		d := v.records[id]
		if t := v.typeOf(d.now.Type); t != nil {
			keys = append(keys, rules.Keys(t, d.before, d.now)...)
		}
		for len(owners) < len(keys) {
			owners = append(owners, id)
		}
	}
	keys, ids := v.ledgerWants(keys, written)
	v.hits = make(map[string][]models.RecordID, len(keys))
	hits := make([][]models.RecordID, len(keys))
	if len(keys) > 0 && v.base.Seq > 0 {
		if hits, err = v.Store.KeyHits(v.ctx, v.scope, keys, models.ListMax); err != nil {
			return nil, err
		}
	}
	for i, k := range keys {
		switch {
		case i >= len(owners):
			if len(hits[i]) == models.ListMax {
				continue // perhaps more: they are read when they are asked for
			}
		case len(hits[i]) > 0 || len(v.byKey[k]) > 1:
			hits[i] = hits[i][:min(len(hits[i]), models.CaseSidesMax)]
			if len(suspects) == 0 || suspects[len(suspects)-1] != owners[i] {
				suspects = append(suspects, owners[i])
			}
		}
		v.hits[k] = hits[i]
		ids = append(ids, hits[i]...)
	}
	return suspects, v.load(ids...)
}

// ledgerWants gives what the rules about money will ask for: keys, each once, behind those given, and records.
func (v *ruleView) ledgerWants(keys []string, written []models.RecordID) ([]string, []models.RecordID) {
	others, today := len(keys), v.today()
	ids := make([]models.RecordID, 0, len(written))
	for _, id := range written {
		d := v.records[id]
		keys, ids = rules.LedgerKeys(keys, ids, d.before, d.now, today)
	}
	slices.Sort(keys[others:])
	return keys[:others+len(slices.Compact(keys[others:]))], ids
}

// ByKey implements rules.View, without bound.
func (v *ruleView) ByKey(key string) ([]*models.Record, error) {
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
func (v *ruleView) Record(id models.RecordID) (*models.Record, error) {
	if id.IsZero() {
		return nil, nil //nolint:nilnil // none is an answer
	}
	return v.record(id)
}

// Elsewhere implements rules.Books.
func (v *ruleView) Elsewhere(scope models.Scope, id models.RecordID) (*models.Record, error) {
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
func (v *ruleView) OfType(typ string) ([]*models.Record, error) { return v.ofType(typ) }

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
func (v *ruleView) Fund(id models.RecordID) (ledger.Balance, error) {
	if t := v.books.funds[id]; t != nil && t.read {
		return t.now(), nil
	}
	err := v.readBooks([]models.RecordID{id}, nil)
	return tallyOf(v.books.funds, id).now(), err
}

// Debt implements rules.Books.
func (v *ruleView) Debt(id models.RecordID) (before, now ledger.Debt, err error) {
	if t := v.books.debts[id]; t == nil || !t.read {
		err = v.readBooks(nil, []models.RecordID{id})
	}
	t := tallyOf(v.books.debts, id)
	return t.before, t.now(), err
}

// Scope implements rules.Books.
func (v *ruleView) Scope() models.Scope { return v.scope }

// Today implements rules.Books.
func (v *ruleView) Today() string { return v.today() }
