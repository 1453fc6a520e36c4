package sync

import (
	"context"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

// dashboardWait is how long a dashboard adds up loans that nobody added up since they changed, or since the day began. The rest
// are left out of it and said to be; Prepare adds them up ahead.
const dashboardWait = 40 * time.Millisecond

// Dashboard gives what an officer sees first of all clubs that he may read.
func (e *Engine) Dashboard(ctx context.Context, access models.Access, on models.Day) (view.Dashboard, error) {
	all, err := e.Glances(ctx, access)
	if err != nil {
		return view.Dashboard{}, err
	}
	late, err := e.arrearsKnown(ctx, access, all, on, e.Now().Add(dashboardWait))
	if err != nil {
		return view.Dashboard{}, err
	}
	elsewhere, err := e.summaries(ctx, elsewhere(&access))
	if err != nil {
		return view.Dashboard{}, err
	}
	return view.DashboardOf(all, elsewhere, late, on), nil
}

// elsewhere are the scopes of no club that an asker may read: cases wait there too.
func elsewhere(access *models.Access) (out []models.Scope) {
	for _, scope := range access.Reads {
		if kind := scope.Kind(); !access.Revoked && (kind == models.ScopeProvince || kind == models.ScopeUser) {
			out = append(out, scope)
		}
	}
	return out
}

// Prepare adds up ahead what a dashboard of all clubs that may be read here would have to add up.
func (e *Engine) Prepare(ctx context.Context, access models.Access, on models.Day) error {
	all, err := e.Glances(ctx, access)
	if err == nil {
		_, err = e.arrearsKnown(ctx, access, all, on, time.Time{})
	}
	return err
}

// AddArrears writes beside clubs how their loans stand on a day: of those of which that is known, and of as many others as there
// is time for.
func (e *Engine) AddArrears(ctx context.Context, access models.Access, clubs []view.Glance, on models.Day) error {
	known, err := e.arrearsKnown(ctx, access, clubs, on, e.Now().Add(dashboardWait))
	late := make(map[models.RecordID]*view.Arrears, len(known))
	for i := range known {
		late[known[i].Club] = &known[i].Arrears
	}
	for i := range clubs {
		clubs[i].Arrears = late[clubs[i].Club]
	}
	return err
}

// arrearsKnown gives how the loans of clubs stand on a day: of those that were added up since they last changed, and of as many
// others as there is time for. The zero time is no bound.
func (e *Engine) arrearsKnown(ctx context.Context, access models.Access, all []view.Glance, on models.Day, until time.Time) ([]view.ClubArrears, error) {
	out := make([]view.ClubArrears, 0, len(all))
	var later []models.RecordID
	for i := range all {
		if all[i].TooLong {
			continue
		}
		if all[i].Lending == 0 { // nobody ever borrowed there
			out = append(out, view.ClubArrears{Club: all[i].Club, Name: all[i].Name})
			continue
		}
		if c, known := e.arrears.since(models.ClubScope(all[i].Club), all[i].Lending, on); known {
			out = append(out, c)
		} else {
			later = append(later, all[i].Club)
		}
	}
	for _, club := range later {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !until.IsZero() && e.Now().After(until) {
			break
		}
		c, err := e.arrearsOf(ctx, access, club, on)
		if err != nil {
			return nil, err
		}
		e.arrears.put(models.ClubScope(club), c)
		out = append(out, c)
	}
	return out, nil
}
