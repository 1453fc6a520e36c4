package sync

import (
	"context"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// allowed says how each kind of case may be decided.
var allowed = map[models.CaseKind][]models.Choice{
	models.CaseFieldConflict:    {models.ChooseStanding, models.ChooseIncoming, models.ChooseValues, models.ChooseReturn},
	models.CaseDeleteEdit:       {models.ChooseStanding, models.ChooseIncoming, models.ChooseReturn},
	models.CaseDuplicatePerson:  {models.ChooseJoin, models.ChooseApart},
	models.CaseDuplicateEvent:   {models.ChooseJoin, models.ChooseApart},
	models.CaseDuplicatePayment: {models.ChooseApart, models.ChooseKnown, models.ChooseVoid},
	models.CaseRefused:          {models.ChooseKnown, models.ChooseDiscard, models.ChooseReturn},
	models.CaseOutOfScope:       {models.ChooseApply, models.ChooseDiscard, models.ChooseReturn},
	models.CaseOrphan:           {models.ChooseApply, models.ChooseDiscard, models.ChooseReturn},
	models.CaseForkedPhone:      {models.ChooseKnown},
	models.CaseLedger:           {models.ChooseKnown, models.ChooseReturn},
	models.CaseClock:            {models.ChooseKnown},
}

// Choices gives how a kind of case may be decided.
func Choices(kind models.CaseKind) []models.Choice { return slices.Clone(allowed[kind]) }

// Resolve decides a case in the officer's name and gives its new state. What the decision changes are ordinary operations
// of the server, so they reach the phones like any other.
// It fails with CodeNotFound, CodeStale (the case has moved on since it was read), CodeConflict (decided already, or it
// cannot be carried out) or CodeInvalid (a choice or values that do not fit).
func (e *Engine) Resolve(ctx context.Context, access models.Access, r models.Resolution) (models.Record, error) {
	return e.onCase(ctx, access, r.Scope, r.Case, r.Seen, func(p *plan, c *models.Record) error {
		if !isOpen(c) {
			return conflict(ConflictDecided, "the case is decided")
		}
		kind := models.CaseKind(c.Value(models.CaseFieldKind).Str())
		if !slices.Contains(allowed[kind], r.Choice) {
			return models.Errorf(models.CodeInvalid, "a case of kind %s is not decided by %q", kind, r.Choice)
		}
		return p.resolve(kind, c, r)
	})
}

// onCase changes one case under the vector its reader saw, and gives it as it stands then.
func (e *Engine) onCase(ctx context.Context, access models.Access, scope models.Scope, id models.RecordID, seen models.Vector, change func(*plan, *models.Record) error) (models.Record, error) {
	if !access.MayWrite(scope) || !access.Officer {
		return models.Record{}, models.Errorf(models.CodeNotFound, "no such case")
	}
	var decided *plan
	err := e.deciding(ctx, access, scope, func(p *plan) error {
		c, err := p.record(id)
		switch {
		case err != nil:
			return err
		case c == nil || c.Type != models.TypeCase:
			return models.Errorf(models.CodeNotFound, "no such case")
		case c.Vector.Compare(seen) != models.Equal:
			return models.Errorf(models.CodeStale, "the case has changed since it was read")
		}
		decided = p
		return change(p, c)
	})
	if err != nil {
		return models.Record{}, err
	}
	return *decided.records[id].now, nil
}

// resolve carries a choice out.
func (p *plan) resolve(kind models.CaseKind, c *models.Record, r models.Resolution) error {
	switch r.Choice {
	case models.ChooseApply:
		return p.carryOut(c, r, p.access.User)
	case models.ChooseJoin:
		return p.join(c, r)
	case models.ChooseVoid:
		return p.void(c, r)
	case models.ChooseStanding, models.ChooseIncoming:
		if kind == models.CaseDeleteEdit {
			return p.chooseFate(c, r)
		}
		return p.chooseValue(c, r)
	case models.ChooseValues:
		return p.chooseValue(c, r)
	case models.ChooseReturn, models.ChooseDiscard:
		if r.Choice == models.ChooseReturn && r.Note == "" {
			return models.Errorf(models.CodeInvalid, "what is sent back says why: a note is missing")
		}
		if holdsGroups(kind) {
			return p.giveUp(c, r)
		}
	case models.ChooseApart, models.ChooseKnown:
	}
	return p.decideCase(c, r, p.access.User, nil)
}

// chooseValue settles a field in conflict.
func (p *plan) chooseValue(c *models.Record, r models.Resolution) error {
	field := c.Value(models.CaseFieldField).Str()
	var values models.Values
	switch r.Choice {
	case models.ChooseValues:
		if !r.Values.Get(field).IsSet() {
			return models.Errorf(models.CodeInvalid, "another value of %s is missing", field)
		}
		values = r.Values
	case models.ChooseIncoming:
		sides, _ := c.Value(models.CaseFieldSides).Table()
		if len(sides) < 2 {
			return conflict(ConflictGone, "the case has no second side")
		}
		values = models.Values{{Name: field, Value: models.Value(sides[len(sides)-1].Get(models.SideValue).Str())}}
	default:
		return p.decideCase(c, r, p.access.User, nil)
	}
	subject, err := p.subject(c)
	if err != nil {
		return err
	}
	undo, err := p.correct(subject, values)
	if err != nil {
		return err
	}
	return p.decideCase(c, r, p.access.User, undo)
}

// chooseFate settles whether a record stays deleted.
func (p *plan) chooseFate(c *models.Record, r models.Resolution) error {
	sides, _ := c.Value(models.CaseFieldSides).Table()
	if len(sides) < 2 {
		return conflict(ConflictGone, "the case has no second side")
	}
	chosen := sides[0]
	if r.Choice == models.ChooseIncoming {
		chosen = sides[len(sides)-1]
	}
	if chosen.Get(models.SideValue).Str() != sideDeleted {
		return p.decideCase(c, r, p.access.User, nil) // it is visible already
	}
	subject, err := p.subject(c)
	if err != nil {
		return err
	}
	undo, err := p.overwrite(subject, models.Values{{Name: models.FieldDeleted, Value: "true"}})
	if err != nil {
		return err
	}
	return p.decideCase(c, r, p.access.User, undo)
}

// join makes one record the alias of another, and gives the kept one the values the officer chose.
func (p *plan) join(c *models.Record, r models.Resolution) error {
	kept, lost, err := p.keep(c, r.Keep)
	if err != nil {
		return err
	}
	if !kept.Alias().IsZero() || !lost.Alias().IsZero() {
		return conflict(ConflictJoined, "one of the two records is joined already")
	}
	undo, err := p.overwrite(lost, models.Values{{Name: models.FieldAlias, Value: models.RefValue(kept.ID)}})
	if err != nil {
		return err
	}
	if len(r.Values) > 0 {
		more, err := p.correct(kept, r.Values)
		if err != nil {
			return err
		}
		undo = append(undo, more...)
	}
	return p.decideCase(c, r, p.access.User, undo)
}

// keep gives the two records of a case: the one that stays, and the other.
func (p *plan) keep(c *models.Record, stays models.RecordID) (kept, lost *models.Record, err error) {
	first, err := p.named(c)
	if err != nil {
		return nil, nil, err
	}
	otherID, err := models.ParseRecordID(c.Value(models.CaseFieldOther).Str())
	if err != nil {
		return nil, nil, conflict(ConflictGone, "the case has no second record")
	}
	second, err := p.record(otherID)
	if err == nil && second == nil {
		err = conflict(ConflictGone, "the second record of the case is not there")
	}
	switch {
	case err != nil:
		return nil, nil, err
	case stays == first.ID:
		return first, second, nil
	case stays == second.ID:
		return second, first, nil
	}
	return nil, nil, models.Errorf(models.CodeInvalid, "keep names one of the two records")
}

// subject is the record that a case is about; the one kept, if it was joined to another since.
func (p *plan) subject(c *models.Record) (*models.Record, error) {
	r, err := p.named(c)
	if err != nil {
		return nil, err
	}
	return p.follow(r.ID)
}

// named is the record that a case names.
func (p *plan) named(c *models.Record) (*models.Record, error) {
	id, err := models.ParseRecordID(c.Value(models.CaseFieldSubject).Str())
	if err != nil {
		return nil, conflict(ConflictGone, "the case has no record")
	}
	r, err := p.record(id)
	if err == nil && r == nil {
		err = conflict(ConflictGone, "the record of the case is not there")
	}
	return r, err
}

// correct gives a record values that a person chose, checked like a phone's.
func (p *plan) correct(r *models.Record, values models.Values) ([]models.Values, error) {
	t := p.typeOf(r.Type)
	if t == nil {
		return nil, conflict(ConflictGone, "the record is of a type this server does not know")
	}
	values, _ = t.Canonical(values)
	var set models.Values
	var unset []string
	for _, a := range values {
		if a.Value.IsSet() {
			set = append(set, a)
		} else {
			unset = append(unset, a.Name)
		}
	}
	probe := models.Operation{Record: r.ID, Type: r.Type, Scope: r.Scope, Set: set, Unset: unset, Schema: schema.Current}
	if faults := t.CheckSet(&probe, false, p.today()); len(faults) > 0 {
		return nil, &models.Error{Code: models.CodeInvalid, Message: "values do not fit", Faults: faults}
	}
	return p.overwrite(r, values)
}

// overwrite writes values (an empty one takes the field away) and gives the rows that undo it.
func (p *plan) overwrite(r *models.Record, values models.Values) ([]models.Values, error) {
	var set models.Values
	var unset []string
	undo := make([]models.Values, 0, len(values))
	for _, a := range values {
		undo = append(undo, undoRow(r.ID, a.Name, r.Value(a.Name), p.seq()))
		if a.Value.IsSet() {
			set = append(set, a)
		} else {
			unset = append(unset, a.Name)
		}
	}
	return undo, p.write(r.ID, r.Type, set, unset, p.access.User)
}

// decideCase writes the decision into the case. by is zero when the server decided itself.
func (p *plan) decideCase(c *models.Record, r models.Resolution, by models.RecordID, undo []models.Values) error {
	set := []models.Assignment{
		{Name: models.CaseFieldStatus, Value: models.TextValue(string(models.CaseResolved))},
		{Name: models.CaseFieldDecision, Value: models.TextValue(string(r.Choice))},
		{Name: models.CaseFieldDecidedAt, Value: instant(p.now.UnixMilli())},
		{Name: models.CaseFieldUndo, Value: models.TableValue(undo)},
	}
	if !by.IsZero() {
		set = append(set, models.Assignment{Name: models.CaseFieldDecidedBy, Value: models.RefValue(by)})
	}
	if r.Note != "" {
		set = append(set, models.Assignment{Name: models.CaseFieldNote, Value: models.TextValue(r.Note)})
	}
	return p.write(c.ID, models.TypeCase, models.NewValues(set...), nil, by)
}
