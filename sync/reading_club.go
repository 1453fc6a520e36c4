package sync

import (
	"context"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

// Club looks at one club as it stands today, and gives the seq that is as of; its glance is as of a seq of its own. It fails with
// CodeNotFound.
func (e *Engine) Club(ctx context.Context, access models.Access, club models.RecordID) (o view.ClubPage, seq uint64, err error) {
	today := models.Today(e.Now()).String()
	seq, err = e.look(ctx, access, club, func(l *looking) error {
		err := l.ids(ctx, club)
		if err == nil {
			err = l.types(ctx, view.TypeMember, view.TypeOffice, view.TypeByLaw)
		}
		o = view.ClubPageOf(l.shelf, club, l.law(today), today)
		return err
	})
	if err != nil {
		return o, seq, err
	}
	only := access
	only.Reads = slices.DeleteFunc([]models.Scope{models.ClubScope(club), models.HealthScope(club)}, func(s models.Scope) bool { return !access.MayRead(s) })
	glances, err := e.Glances(ctx, only)
	if err == nil {
		o.Glance = glances[0]
	}
	return o, seq, err
}

// Meetings gives a club's meetings, the latest first, and the seq they are as of. It fails with CodeNotFound.
func (e *Engine) Meetings(ctx context.Context, access models.Access, club models.RecordID) (meetings []view.Meeting, seq uint64, err error) {
	seq, err = e.look(ctx, access, club, func(l *looking) error {
		err := l.types(ctx, view.TypeMeeting, view.TypeAttendance)
		meetings = view.Meetings(l.shelf)
		return err
	})
	return meetings, seq, err
}
