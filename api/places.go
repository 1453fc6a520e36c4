package api

import (
	"context"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
)

// searchBytesMax bounds what is searched for: no name is longer.
const searchBytesMax = 480

// searched reads the text that a list is narrowed to.
func searched(c echo.Context) (string, error) {
	text := c.QueryParam("q")
	if len(text) > searchBytesMax {
		return "", models.Errorf(models.CodeMalformed, "q has at most %d bytes", searchBytesMax)
	}
	return text, nil
}

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

// nameClubs writes beside the grants of people the names of the clubs that the asker may read.
func (s *Server) nameClubs(ctx context.Context, session *account.Session, people ...*userWire) error {
	var clubs []models.RecordID
	for _, u := range people {
		for _, g := range u.Grants {
			if g.Club != "" {
				clubs = append(clubs, models.MustRecordID(g.Club))
			}
		}
	}
	names, err := s.Books.ClubNames(ctx, session.Access, clubs)
	if err != nil {
		return err
	}
	for _, u := range people {
		for i, g := range u.Grants {
			if g.Club != "" {
				u.Grants[i].Name = names[models.MustRecordID(g.Club)]
			}
		}
	}
	return nil
}
