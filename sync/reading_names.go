package sync

import (
	"context"

	"github.com/beplua/beplua/models"
)

// ClubNames gives the names of clubs that the asker may read; others, and those without one, are left out.
func (e *Engine) ClubNames(ctx context.Context, access models.Access, clubs []models.RecordID) (map[models.RecordID]string, error) {
	names := make(map[models.RecordID]string, len(clubs))
	for _, id := range clubs {
		scope := models.ClubScope(id)
		if _, known := names[id]; known || !access.MayRead(scope) {
			continue
		}
		found, err := e.Store.Records(ctx, scope, []models.RecordID{id})
		if err != nil {
			return nil, err
		}
		for i := range found {
			if name := found[i].Value("name").Str(); name != "" {
				names[id] = name
			}
		}
	}
	return names, nil
}
