package sync

import (
	"context"
	"slices"

	"github.com/beplua/beplua/models"
)

// readable gives the scopes asked for that the asker may read, sorted; all of his if none are asked for. An officer of the
// province has thousands, and they usually come sorted.
func readable(access models.Access, asked []models.Scope) []models.Scope {
	scopes := access.Reads
	if len(asked) > 0 {
		scopes = slices.DeleteFunc(slices.Clone(asked), func(s models.Scope) bool { return !access.MayRead(s) })
	}
	if !slices.IsSorted(scopes) {
		scopes = slices.Sorted(slices.Values(scopes))
	}
	return slices.Compact(slices.Clone(scopes))
}

// Case gives one case. One that is not there and one that the asker may not read are the same: CodeNotFound.
func (e *Engine) Case(ctx context.Context, access models.Access, scope models.Scope, id models.RecordID) (models.Record, error) {
	missing := models.Errorf(models.CodeNotFound, "no such case")
	if !access.MayRead(scope) {
		return models.Record{}, missing
	}
	found, err := e.Store.Records(ctx, scope, []models.RecordID{id})
	if err != nil {
		return models.Record{}, err
	}
	if len(found) == 0 || found[0].Type != models.TypeCase {
		return models.Record{}, missing
	}
	return found[0], nil
}
