package sync

import (
	"context"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/view"
)

// Clubs gives the clubs that the asker may read, by id, above after, at most limit, whose name, village or code contains a
// text (case and diacritics do not matter), and where to go on (zero at the end). A text is looked for in at most
// models.ClubsLookedMax clubs at once: a page may be short, and still not the last.
func (e *Engine) Clubs(ctx context.Context, access models.Access, text string, after models.RecordID, limit int) (clubs []view.Club, next models.RecordID, err error) {
	text = schema.Fold(strings.TrimSpace(text))
	looked := 0
	for _, id := range clubsOf(&access) {
		if slices.Compare(id[:], after[:]) <= 0 {
			continue
		}
		if len(clubs) == limit || looked == models.ClubsLookedMax {
			return clubs, after, nil
		}
		looked, after = looked+1, id
		club, fits, err := e.club(ctx, access, id, text)
		if err != nil {
			return nil, next, err
		}
		if fits {
			clubs = append(clubs, club)
		}
	}
	return clubs, next, nil
}

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

// club reads one club and counts what it has; fits says whether it contains the text. What does not is read once and not
// looked at.
func (e *Engine) club(ctx context.Context, access models.Access, id models.RecordID, text string) (c view.Club, fits bool, err error) {
	c.ID = id
	if text != "" {
		found, err := e.Store.Records(ctx, models.ClubScope(id), []models.RecordID{id})
		if err != nil || len(found) == 0 || !view.Contains(&found[0], text) {
			return c, false, err
		}
	}
	c.Seq, err = e.look(ctx, access, id, func(l *looking) error {
		if err := l.ids(ctx, id); err != nil {
			return err
		}
		if err := l.types(ctx, view.TypeMember); err != nil {
			return err
		}
		err := l.key(ctx, schema.OpenKey)
		c.Fill(l.shelf)
		return err
	})
	return c, true, err
}
