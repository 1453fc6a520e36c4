package sync

import (
	"slices"

	"github.com/beplua/beplua/models"
)

// clubsOf gives the clubs that an asker may read, by id.
func clubsOf(access *models.Access) []models.RecordID {
	var out []models.RecordID
	for _, scope := range access.Reads {
		if scope.Kind() == models.ScopeClub && !access.Revoked {
			out = append(out, scope.Owner())
		}
	}
	slices.SortFunc(out, func(a, b models.RecordID) int { return slices.Compare(a[:], b[:]) })
	return out
}
