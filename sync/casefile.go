package sync

import (
	"context"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
	"github.com/beplua/beplua/sync/rules"
)

// CaseFile gives all that an officer needs to decide a case. It fails with CodeNotFound.
func (e *Engine) CaseFile(ctx context.Context, access models.Access, scope models.Scope, id models.RecordID) (view.CaseFile, error) {
	c, err := e.Case(ctx, access, scope, id)
	if err != nil {
		return view.CaseFile{}, err
	}
	l := newLabels(ctx, e.Store)
	lines, err := l.lines([]models.Record{c})
	if err != nil {
		return view.CaseFile{}, err
	}
	subject, other := pairOf(&c)
	f := view.CaseFile{
		Case: lines[0], Subject: l.find(scope, subject), Other: l.find(scope, other), Titles: map[models.RecordID]string{},
		Choices: Choices(models.CaseKind(c.Value(models.CaseFieldKind).Str())),
	}
	if err := l.titles(&f); err != nil {
		return f, err
	}
	if err := e.origins(ctx, &f); err != nil {
		return f, err
	}
	if err := e.faults(ctx, &f); err != nil {
		return f, err
	}
	f.Together, err = e.together(ctx, access, &c)
	return f, err
}

// titles finds what records are called that a case or its records refer to.
func (l *labels) titles(f *view.CaseFile) error {
	ids := refsIn(f.Fields, nil)
	for _, r := range []*models.Record{f.Subject, f.Other} {
		if r != nil {
			ids = refsIn(r.Fields, ids)
		}
	}
	if err := l.load(f.Scope, ids); err != nil {
		return err
	}
	for _, id := range ids {
		if r := l.find(f.Scope, id); r != nil {
			f.Titles[id] = view.Title(r)
			if person := l.person(f.Scope, r); person != "" {
				f.Titles[id] = person + " · " + f.Titles[id]
			}
		}
	}
	return nil
}

// origins finds what made the records of a pair: the case itself does not say who wrote them.
func (e *Engine) origins(ctx context.Context, f *view.CaseFile) error {
	f.Origins = map[models.RecordID]models.LoggedOperation{}
	for _, r := range []*models.Record{f.Subject, f.Other} {
		if r == nil {
			continue
		}
		first, err := e.Store.RecordLog(ctx, f.Scope, r.ID, 0, 1)
		if err != nil {
			return err
		}
		if len(first) > 0 {
			f.Origins[r.ID] = first[0]
		}
	}
	return nil
}

// faults finds what was wrong with the operations that a case keeps: their outcomes say it.
func (e *Engine) faults(ctx context.Context, f *view.CaseFile) error {
	if f.Value(models.CaseFieldKind).Str() != string(models.CaseRefused) {
		return nil
	}
	sides, _ := f.Value(models.CaseFieldSides).Table()
	for _, side := range sides {
		actor, err := models.ParseActorID(side.Get(models.SideActor).Str())
		n, ok := side.Get(models.SideN).Int()
		if err != nil || !ok || n < 1 {
			continue
		}
		logged, err := e.Store.Operations(ctx, f.Scope, actor, uint64(n), uint64(n))
		if err != nil {
			return err
		}
		for i := range logged {
			for _, fault := range logged[i].Outcome.Faults {
				if !slices.Contains(f.Faults, fault) {
					f.Faults = append(f.Faults, fault)
				}
			}
		}
	}
	return nil
}

// refsIn adds the references that fields hold: as values, or within a case's sides and the operations kept there.
func refsIn(fields []models.Field, ids []models.RecordID) []models.RecordID {
	for i := range fields {
		text := string(fields[i].Value)
		for at := 0; at+len(id36) <= len(text); at++ {
			id, err := models.ParseRecordID(text[at : at+len(id36)])
			if err != nil {
				continue
			}
			ids = append(ids, id)
			at += len(id36) - 1
		}
	}
	return ids
}

const id36 = "00000000-0000-0000-0000-000000000000"

// together gives the other open cases that are decided with one.
func (e *Engine) together(ctx context.Context, access models.Access, c *models.Record) ([]models.RecordID, error) {
	if !isOpen(c) || !holdsGroups(models.CaseKind(c.Value(models.CaseFieldKind).Str())) {
		return nil, nil
	}
	p, err := e.begin(ctx, access, c.Scope, 0)
	if err != nil {
		return nil, err
	}
	w, err := p.waitingWith(c)
	if err != nil || len(w.cases) == 0 {
		return nil, err
	}
	return w.cases[1:], nil
}

// Accept decides a case as its suggestion says, if both of its sides mean the same. It fails like Resolve, and with
// CodeConflict when a person must compare the sides.
func (e *Engine) Accept(ctx context.Context, access models.Access, scope models.Scope, id models.RecordID, seen models.Vector) (models.Record, error) {
	return e.onCase(ctx, access, scope, id, seen, func(p *plan, c *models.Record) error {
		subject, other := pairOf(c)
		if err := p.load(subject, other); err != nil {
			return err
		}
		s := rules.Suggest(c, p.records[subject].now, p.records[other].now)
		if !isOpen(c) || s == nil || !s.Identical {
			return conflict(ConflictDiffers, "the case is decided, or its sides differ in meaning")
		}
		return p.resolve(models.CaseKind(c.Value(models.CaseFieldKind).Str()), c, models.Resolution{Scope: scope, Case: id, Choice: s.Choice, Keep: s.Keep})
	})
}
