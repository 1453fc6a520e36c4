package sync

import (
	"cmp"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/rules"
)

// applyRules looks across the records that the plan wrote and opens cases for what a person should know.
func (p *plan) applyRules() error {
	view, suspects, err := p.ruleView()
	if err != nil {
		return err
	}
	for _, id := range suspects {
		d := p.records[id]
		found, err := rules.Duplicates(p.typeOf(d.now.Type), view, d.before, d.now)
		if err != nil {
			return err
		}
		for _, f := range found {
			if err := p.openPair(f); err != nil {
				return err
			}
		}
	}
	if err := p.auditBooks(); err != nil {
		return err
	}
	return p.checkClock()
}

// ruleView reads all natural keys that the rules will ask for, at once, and gives the records that share one with another.
func (p *plan) ruleView() (*ruleView, []models.RecordID, error) {
	var keys []string
	var owners []models.RecordID // of each key
	for _, id := range p.touched {
		d := p.records[id]
		if t := p.typeOf(d.now.Type); t != nil {
			keys = append(keys, rules.Keys(t, d.before, d.now)...)
		}
		for len(owners) < len(keys) {
			owners = append(owners, id)
		}
	}
	hits := make([][]models.RecordID, len(keys))
	if len(keys) > 0 && p.base.Seq > 0 {
		var err error
		if hits, err = p.Store.KeyHits(p.ctx, p.scope, keys, models.CaseSidesMax); err != nil {
			return nil, nil, err
		}
	}
	view := &ruleView{plan: p, stored: map[string][]models.RecordID{}}
	var suspects, others []models.RecordID
	for i, k := range keys {
		if len(hits[i]) == 0 && len(p.byKey[k]) < 2 {
			continue
		}
		view.stored[k] = hits[i]
		others = append(others, hits[i]...)
		if len(suspects) == 0 || suspects[len(suspects)-1] != owners[i] {
			suspects = append(suspects, owners[i])
		}
	}
	return view, suspects, p.load(others...)
}

// ruleView is the scope as the rules see it.
type ruleView struct {
	plan   *plan
	stored map[string][]models.RecordID
}

// ByKey gives the records that have a key, as decided so far.
func (v *ruleView) ByKey(key string) ([]*models.Record, error) {
	var out []*models.Record
	for _, id := range v.plan.overlay(key, v.stored[key]) {
		r, err := v.plan.record(id)
		if err != nil {
			return nil, err
		}
		if r != nil {
			out = append(out, r)
		}
	}
	return out, nil
}

// openPair opens the case of two records that are probably one. A pair has one case for ever: once an officer said they are
// two, nobody is asked again.
func (p *plan) openPair(f rules.Finding) error {
	id := models.DerivedID("pair", string(p.scope), string(f.Kind), f.Subject.ID.String(), f.Other.ID.String())
	if existing, err := p.record(id); err != nil || existing != nil {
		return err
	}
	c := finding{
		kind: f.Kind, subject: f.Subject.ID, typ: f.Subject.Type, other: f.Other.ID.String(), severity: models.SeverityInfo, id: id,
		reason: cmp.Or(f.Reason, string(f.Kind)),
	}
	if f.Kind == models.CaseDuplicatePayment {
		c.severity = models.SeverityUrgent
	}
	return p.open(&c)
}

// checkClock opens a case for a phone whose clock is a day or more off: the dates in its records are doubtful.
func (p *plan) checkClock() error {
	off := p.offset
	if off < 0 {
		off = -off
	}
	if off < models.ClockOffsetFlagged.Milliseconds() || p.access.Device.IsZero() || len(p.log) == 0 {
		return nil
	}
	f := finding{
		kind: models.CaseClock, subject: p.access.Device, typ: "device", severity: models.SeverityInfo, reason: string(models.CaseClock),
		incoming: p.log[0], silent: true,
	}
	if err := p.identify(&f); err != nil {
		return err
	}
	return p.open(&f)
}
