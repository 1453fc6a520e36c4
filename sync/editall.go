package sync

import (
	"context"
	"slices"

	"github.com/beplua/beplua/models"
)

// EditAll makes the records of a list that an officer brings in: what Edit does for one, in the order given, as many in one
// commit as a phone's batch has at most. A record that is there already is left as it is, so a list may be brought in again,
// also one of which a part came in before.
//
// It fails with CodeNotFound (the scope is not his), CodeMalformed (an edit that makes no record, or in another scope) or
// CodeInvalid (see the faults); then what comes before the commit in question is written, the rest is not.
func (e *Engine) EditAll(ctx context.Context, access models.Access, scope models.Scope, edits []models.Correction) error {
	if !access.Officer || !access.MayWrite(scope) {
		return models.Errorf(models.CodeNotFound, "no such scope")
	}
	for i := range edits {
		if edits[i].Type == "" || edits[i].Record.IsZero() || edits[i].Scope != scope {
			return models.Errorf(models.CodeMalformed, "a list makes records of one scope, each with its id")
		}
	}
	for part := range slices.Chunk(edits, models.BatchOperationsMax) {
		if err := e.deciding(ctx, access, scope, func(p *plan) error { return p.editAll(part) }); err != nil {
			return err
		}
	}
	return nil
}

// editAll enters those edits of a list that are not there yet.
func (p *plan) editAll(edits []models.Correction) error {
	p.grow(len(edits))
	ids := make([]models.RecordID, len(edits))
	for i := range edits {
		ids[i] = edits[i].Record
	}
	if err := p.load(ids...); err != nil {
		return err
	}
	for _, edit := range edits {
		if _, err := p.edit(edit); err != nil && models.CodeOf(err) != models.CodeConflict {
			return err
		}
	}
	return nil
}
