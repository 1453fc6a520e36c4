package sync

import (
	"cmp"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// giveUp closes a case without carrying out what it holds. Operations that stand or fall together are given up together: the
// cases that hold the others are closed with it, so that nobody carries half of a group out, or by the other half all of it.
// Each of them names the next in its undo table and the last the first: whichever is undone takes the others along.
func (p *plan) giveUp(c *models.Record, r models.Resolution) error {
	w, err := p.waitingWith(c)
	if err != nil {
		return err
	}
	for i, id := range w.cases {
		one, err := p.record(id)
		if err != nil {
			return err
		}
		var next []models.Values
		if len(w.cases) > 1 {
			next = []models.Values{undoRow(w.cases[(i+1)%len(w.cases)], models.CaseFieldStatus, "", p.seq())}
		}
		if err := p.decideCase(one, r, p.access.User, next); err != nil {
			return err
		}
	}
	return nil
}

// givenUpWith gives the cases that were given up with one, itself first.
func (p *plan) givenUpWith(c *models.Record) ([]*models.Record, error) {
	all := []*models.Record{c}
	for {
		rows, _ := all[len(all)-1].Value(models.CaseFieldUndo).Table()
		if len(rows) == 0 {
			return all, nil
		}
		id, _ := rows[0].Get(undoRecord).Ref()
		if id == c.ID {
			return all, nil
		}
		next, err := p.record(id)
		if err != nil {
			return nil, err
		}
		if next == nil || isOpen(next) || len(all) > models.BatchOperationsMax {
			return nil, conflict(ConflictChanged, "what was given up with it has changed since")
		}
		all = append(all, next)
	}
}

// takeUp lets cases wait again that were given up together.
func (p *plan) takeUp(c *models.Record, note string) error {
	all, err := p.givenUpWith(c)
	if err != nil {
		return err
	}
	for _, one := range all {
		if err := p.notAskedAnew(one); err != nil {
			return err
		}
	}
	for _, one := range all {
		if err := p.waitAgain(one, note); err != nil {
			return err
		}
	}
	for _, one := range all {
		if one.Value(models.CaseFieldKind).Str() != string(models.CaseOrphan) {
			continue
		}
		if err := p.releaseCase(one.ID); err != nil { // what it waits for may have come since
			return err
		}
	}
	return nil
}

// notAskedAnew fails with CodeConflict if a newer case waits for the same thing.
func (p *plan) notAskedAnew(c *models.Record) error {
	kind := models.CaseKind(c.Value(models.CaseFieldKind).Str())
	same := schema.CaseKey(kind, c.Value(models.CaseFieldSubject).Str(), c.Value(models.CaseFieldOther).Str(),
		schema.CaseTopic(kind, c.Value(models.CaseFieldReason).Str(), c.Value(models.CaseFieldField).Str()))
	if newer, err := p.lookUp(same); err != nil || len(newer) > 0 {
		return cmp.Or(err, error(conflict(ConflictNewer, "a newer case asks about the same thing: decide that one")))
	}
	return nil
}

// waitAgain takes the decision out of a case.
func (p *plan) waitAgain(c *models.Record, note string) error {
	set := []models.Assignment{
		{Name: models.CaseFieldStatus, Value: models.TextValue(string(models.CaseUndone))},
		{Name: models.CaseFieldDecidedBy, Value: models.RefValue(p.access.User)},
		{Name: models.CaseFieldDecidedAt, Value: instant(p.now.UnixMilli())},
		{Name: models.CaseFieldUndo, Value: "[]"},
	}
	if note != "" {
		set = append(set, models.Assignment{Name: models.CaseFieldNote, Value: models.TextValue(note)})
	}
	return p.write(c.ID, models.TypeCase, models.NewValues(set...), []string{models.CaseFieldDecision}, p.access.User)
}

// holdsGroups says whether a decision is about operations in waiting, which may stand or fall with others.
func holdsGroups(kind models.CaseKind) bool {
	return kind == models.CaseOutOfScope || kind == models.CaseOrphan
}
