package api

import (
	"net/http"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// foundClub writes a new club down in the officer's name. The console gives the id, so that a repeated request founds no second.
func (s *Server) foundClub(c echo.Context, session *account.Session) error {
	var in struct {
		ID  string         `json:"id"`
		Set jsontext.Value `json:"set"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	id, err := models.ParseRecordID(in.ID)
	if err != nil {
		return err
	}
	set, err := valuesOf(in.Set)
	if err != nil {
		return err
	}
	today := models.Today(s.Now())
	commune := wireCommune(set.Get("unit").Str(), today)
	if commune == nil {
		fault := schema.Rule("unit", "unit", "Hãy chọn xã, phường của câu lạc bộ.")
		return &models.Error{Code: models.CodeInvalid, Message: "a club lies in a commune", Faults: []models.Fault{fault}}
	}
	if !session.MayFound(commune.ID, today.String()) {
		return models.Errorf(models.CodeForbidden, "the commune is not the officer's")
	}
	founded, err := s.Records.Found(c.Request().Context(), session.Access, id, set)
	if err == nil {
		s.Accounts.ClubsChanged()
	}
	return s.answerEdit(c, &founded, err, http.StatusCreated)
}
