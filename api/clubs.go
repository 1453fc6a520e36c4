package api

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
	"github.com/beplua/beplua/models/view"
)

// clubs lists the clubs that the asker reads, each at a glance.
func (s *Server) clubs(c echo.Context, session *account.Session) error {
	l, err := listingOf(c)
	if err != nil {
		return err
	}
	today := models.Today(s.Now())
	q, err := glanceQuery(c, today)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	all, err := s.Books.Glances(ctx, session.Access)
	if err == nil && q.Order == view.ByArrears {
		err = s.Books.AddArrears(ctx, session.Access, all, today)
	}
	if err != nil {
		return err
	}
	found := q.Select(all)
	page, next, err := cut(found, l, func(g *view.Glance) models.RecordID { return g.Club })
	if err == nil && q.Order != view.ByArrears {
		err = s.Books.AddArrears(ctx, session.Access, page, today)
	}
	if err != nil {
		return err
	}
	out := struct {
		Date  models.Day `json:"asOf"`
		Total int        `json:"total"` // that the asker reads
		Found int        `json:"found"` // of them
		Items []clubWire `json:"items"`
		Next  string     `json:"next,omitempty"`
	}{today, len(all), len(found), []clubWire{}, next}
	for i := range page {
		out.Items = append(out.Items, wireClub(&page[i], today))
	}
	link(c, next)
	return s.json(c, http.StatusOK, out)
}

// glanceQuery reads which clubs are wanted, and in which order: by name without it.
func glanceQuery(c echo.Context, today models.Day) (q view.GlanceQuery, err error) {
	if q.Text, err = searched(c); err != nil {
		return q, err
	}
	q.Status, q.Order = c.QueryParam("status"), view.Order(c.QueryParam("sort"))
	if q.Order == "" {
		q.Order = view.ByName
	}
	if !slices.Contains(view.Orders(), q.Order) {
		return q, models.Errorf(models.CodeMalformed, "sort has no such value")
	}
	if q.Status != "" && !slices.Contains([]string{"active", "paused", "dissolved"}, q.Status) {
		return q, models.Errorf(models.CodeMalformed, "status has no such value")
	}
	if unit := c.QueryParam("unit"); unit != "" {
		if q.Units = foundedAs(unit, today); len(q.Units) == 0 {
			return q, models.Errorf(models.CodeMalformed, "unit is no commune of today")
		}
	}
	return q, nil
}

// foundedAs gives the units that a commune of today is or was made of: what clubs founded there call it.
func foundedAs(unit string, today models.Day) []string {
	var out []string
	for _, u := range places.All() {
		if now := places.AsOf(u.ID, today.String()); u.Level == places.LevelCommune && len(now) == 1 && now[0].ID == unit {
			out = append(out, u.ID)
		}
	}
	return out
}

// clubWire is a line of the list of clubs. What is 0 or absent is not known.
type clubWire struct {
	ID          string       `json:"id"`
	Name        string       `json:"name,omitempty"`
	Code        string       `json:"code,omitempty"`
	Village     string       `json:"village,omitempty"`
	Unit        string       `json:"unit,omitempty"`
	Commune     *communeWire `json:"commune,omitempty"`
	Status      string       `json:"status,omitempty"`
	People      bandsWire    `json:"people"`
	Members     int          `json:"members"`
	OpenCases   int          `json:"openCases"`
	LastMeeting models.Day   `json:"lastMeeting,omitzero"`
	NextMeeting models.Day   `json:"nextMeeting,omitzero"`
	Heard       string       `json:"heard,omitempty"`
	Overdue     *sums        `json:"overdue,omitempty"` // absent while nobody has added it up
}

// bandsWire is people by the bands in which plans count them.
type bandsWire struct {
	Members int `json:"members"`
	Women   int `json:"women"`
	Over60  int `json:"over60"`
	Over55  int `json:"over55"` // those over 60 among them
	Unknown int `json:"unknown"`
}

func wireClub(g *view.Glance, today models.Day) clubWire {
	out := clubWire{
		ID: g.Club.String(), Name: g.Name, Code: g.Code, Village: g.Village, Unit: g.Unit, Commune: wireCommune(g.Unit, today),
		Status: g.Status, People: bandsWire(g.Bands(today)), Members: g.Members(), OpenCases: g.Waiting(),
		LastMeeting: g.LastHeld(), NextMeeting: g.NextPlanned(today),
	}
	if g.Arrears != nil {
		overdue := sums(g.Arrears.Overdue)
		out.Overdue = &overdue
	}
	if g.Heard > 0 {
		out.Heard = instant(g.Heard)
	}
	return out
}
