package sync

import (
	"context"

	"github.com/beplua/beplua/models"
)

// The columns of a case's undo table.
const (
	undoRecord = "record"
	undoField  = "field"
	undoValue  = "value" // the value before, as JSON text; "" for none
	undoSeq    = "seq"   // seq of the operation that the decision wrote
)

func undoRow(id models.RecordID, field string, before models.Value, seq uint64) models.Values {
	return models.NewValues(
		models.Assignment{Name: undoRecord, Value: models.RefValue(id)},
		models.Assignment{Name: undoField, Value: models.TextValue(field)},
		models.Assignment{Name: undoValue, Value: models.TextValue(string(before))},
		models.Assignment{Name: undoSeq, Value: models.IntValue(int64(seq))}, //nolint:gosec // below 2^53
	)
}

// Undo takes a decision back; the case then waits again. It fails like Resolve, and with CodeConflict when what the
// decision wrote was changed since, or when the decision cannot be taken back.
func (e *Engine) Undo(ctx context.Context, access models.Access, scope models.Scope, id models.RecordID, seen models.Vector, note string) (models.Record, error) {
	return e.onCase(ctx, access, scope, id, seen, func(p *plan, c *models.Record) error {
		if isOpen(c) {
			return conflict(ConflictUndecided, "the case is not decided")
		}
		return p.undo(c, note)
	})
}

// undo puts back what a decision replaced, if nobody has changed it since.
func (p *plan) undo(c *models.Record, note string) error {
	if c.Value(models.CaseFieldDecision).Str() == string(models.ChooseApply) {
		return conflict(ConflictCarriedOut, "operations that were carried out are corrected by new ones, not undone")
	}
	if holdsGroups(models.CaseKind(c.Value(models.CaseFieldKind).Str())) {
		return p.takeUp(c, note)
	}
	if err := p.notAskedAnew(c); err != nil {
		return err
	}
	if err := p.putAllBack(c); err != nil {
		return err
	}
	return p.waitAgain(c, note)
}

// putAllBack undoes what a decision wrote, the last first. Money that it took back is entered anew.
func (p *plan) putAllBack(c *models.Record) error {
	rows, _ := c.Value(models.CaseFieldUndo).Table()
	if c.Value(models.CaseFieldDecision).Str() == string(models.ChooseVoid) {
		return p.restore(rows)
	}
	for i := len(rows) - 1; i >= 0; i-- {
		if err := p.putBack(rows[i]); err != nil {
			return err
		}
	}
	return nil
}

func (p *plan) putBack(row models.Values) error {
	id, _ := row.Get(undoRecord).Ref()
	r, err := p.record(id)
	if err != nil {
		return err
	}
	name := row.Get(undoField).Str()
	seq, _ := row.Get(undoSeq).Int()
	changed := conflict(ConflictChanged, "what the decision wrote has been changed since")
	if r == nil {
		return changed
	}
	i, ok := r.Find(name)
	if !ok || r.Fields[i].Mark.Dot != (models.Dot{Actor: p.server, N: uint64(seq)}) { //nolint:gosec // written by undoRow
		return changed
	}
	_, err = p.overwrite(r, models.Values{{Name: name, Value: models.Value(row.Get(undoValue).Str())}})
	return err
}
