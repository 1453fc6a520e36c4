package api

import (
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
)

// clubsAsked reads the club or the commune that a list of people or phones is narrowed to: the clubs it is about, nil for all
// people and phones there are. A club that the asker may not read is not there.
func (s *Server) clubsAsked(c echo.Context, session *account.Session) ([]models.RecordID, error) {
	if text := c.QueryParam("club"); text != "" {
		club, err := models.ParseRecordID(text)
		if err != nil || !session.Access.MayRead(models.ClubScope(club)) {
			return nil, models.Errorf(models.CodeNotFound, "no such club")
		}
		return []models.RecordID{club}, nil
	}
	if unit := c.QueryParam("unit"); unit != "" {
		if _, known := places.Find(unit); !known {
			return nil, models.Errorf(models.CodeMalformed, "unit has no such value")
		}
		return s.Accounts.ClubsWithin(c.Request().Context(), session, unit)
	}
	if session.SeesAll() {
		return nil, nil
	}
	return session.ClubsOf(), nil
}
