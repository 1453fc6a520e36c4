package sync

import (
	"context"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

// Found writes down a club of which nothing was written yet, in a scope of its own. It fails like Edit, and with CodeConflict
// when something was.
func (e *Engine) Found(ctx context.Context, access models.Access, club models.RecordID, set models.Values) (models.Corrected, error) {
	scope := models.ClubScope(club)
	seq, err := e.seqOf(ctx, scope)
	if err == nil && seq > 0 {
		err = models.Errorf(models.CodeConflict, "such a club is there already")
	}
	if err != nil {
		return models.Corrected{}, err
	}
	access.Reads, access.Writes = append(slices.Clip(access.Reads), scope), append(slices.Clip(access.Writes), scope)
	return e.Edit(ctx, access, models.Correction{Scope: scope, Type: view.TypeClub, Set: set})
}
