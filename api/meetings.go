package api

import (
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

// meetingWire is a meeting and how many came.
type meetingWire struct {
	recordWire
	Present int `json:"present"`
	Absent  int `json:"absent"`
	Excused int `json:"excused"`
}

// meetings lists a club's meetings, the latest first. Who came to one is in its records of attendance.
func (s *Server) meetings(c echo.Context, session *account.Session) error {
	club, l, err := clubListing(c)
	if err != nil {
		return err
	}
	all, seq, err := s.Books.Meetings(c.Request().Context(), session.Access, club)
	if err != nil {
		return err
	}
	page, next, err := cut(all, l, func(m *view.Meeting) models.RecordID { return m.Record.ID })
	if err != nil {
		return err
	}
	out := struct {
		asOf
		Total int           `json:"total"`
		Items []meetingWire `json:"items"`
		Next  string        `json:"next,omitempty"`
	}{asOf{seq, models.Today(s.Now())}, len(all), []meetingWire{}, next}
	for _, m := range page {
		out.Items = append(out.Items, meetingWire{wireRecord(m.Record), m.Present, m.Absent, m.Excused})
	}
	link(c, next)
	return s.money(c, out)
}
