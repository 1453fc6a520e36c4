package sync

import (
	"cmp"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/rules"
)

// applyRules looks across the records that the plan wrote and opens cases for what a person should know.
func (p *plan) applyRules() error {
	written := slices.Clone(p.touched) // not the cases that are opened here
	view := ruleView{plan: p}
	suspects, err := view.prefetch(written)
	if err != nil {
		return err
	}
	for _, id := range suspects {
		d := p.records[id]
		found, err := rules.Duplicates(p.typeOf(d.now.Type), &view, d.before, d.now)
		if err != nil {
			return err
		}
		for _, f := range found {
			if err := p.openPair(f); err != nil {
				return err
			}
		}
	}
	if err := p.auditBooks(&view, written); err != nil {
		return err
	}
	return p.checkClock()
}

// auditBooks opens cases for what is doubtful in the money that the plan wrote.
func (p *plan) auditBooks(view *ruleView, written []models.RecordID) error {
	for _, id := range written {
		d := p.records[id]
		if !rules.IsMoney(d.now.Type) {
			continue
		}
		flags, err := rules.Ledger(view, d.before, d.now)
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
