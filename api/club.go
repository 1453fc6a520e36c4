package api

import (
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
)

// officeWire is an office on a club's board.
type officeWire struct {
	ID     string `json:"id"`
	Role   string `json:"role"`
	Member string `json:"member"`
	Name   string `json:"name,omitempty"`
	From   string `json:"from"`
	To     string `json:"to,omitempty"`
}

// communeWire is the commune in which a club lies today, whatever it was called when the club was founded.
type communeWire struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func wireCommune(unit string, today models.Day) *communeWire {
	now := places.AsOf(unit, today.String())
	if len(now) != 1 {
		return nil
	}
	return &communeWire{now[0].ID, now[0].FullName()}
}

// club tells of one club at a glance.
func (s *Server) club(c echo.Context, session *account.Session) error {
	id, err := pathClub(c)
	if err != nil {
		return err
	}
	o, seq, err := s.Books.Club(c.Request().Context(), session.Access, id)
	if err != nil {
		return err
	}
	today := models.Today(s.Now())
	out := struct {
		asOf
		clubWire
		Record *recordWire  `json:"record,omitempty"`
		Law    *recordWire  `json:"law,omitempty"`
		Board  []officeWire `json:"board"`
		Health bool         `json:"health"` // the asker reads the club's health records
	}{asOf: asOf{seq, today}, clubWire: wireClub(&o.Glance, today), Board: []officeWire{}, Health: session.Access.MayRead(models.HealthScope(id))}
	if o.Record != nil {
		one := wireRecord(o.Record)
		out.Record = &one
	}
	if o.Law != nil {
		one := wireRecord(o.Law)
		out.Law = &one
	}
	for _, office := range o.Board {
		r := office.Record
		out.Board = append(out.Board, officeWire{
			r.ID.String(), r.Value("role").Str(), office.Member.String(), office.Name, r.Value("from").Str(), r.Value("to").Str(),
		})
	}
	return s.money(c, out)
}
