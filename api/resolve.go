package api

import (
	"net/http"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
)

// oneCase gives a case alone; its ETag is what a decision must name.
func (s *Server) oneCase(c echo.Context, session *account.Session) error {
	scope, id, err := pathScoped(c, &session.Access)
	if err != nil {
		return err
	}
	found, err := s.Cases.Case(c.Request().Context(), session.Access, scope, id)
	return s.answerCase(c, &found, err)
}

func (s *Server) answerCase(c echo.Context, found *models.Record, err error) error {
	if err != nil {
		return err
	}
	tagRecord(c, found)
	return s.json(c, http.StatusOK, wireCase(found))
}

// vectorSeen reads If-Match: the vector of the case that the officer was looking at.
func vectorSeen(c echo.Context) (models.Vector, error) {
	tag, err := ifMatch(c)
	if err != nil {
		return models.Vector{}, err
	}
	seen, err := models.ParseVector(tag)
	if err != nil {
		return models.Vector{}, models.Errorf(models.CodeStale, "If-Match is not a tag of ours")
	}
	return seen, nil
}

// resolve decides a case in the officer's name.
func (s *Server) resolve(c echo.Context, session *account.Session) error {
	var in struct {
		Choice models.Choice  `json:"choice"`
		Values jsontext.Value `json:"values"`
		Keep   string         `json:"keep"`
		Note   string         `json:"note"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	scope, id, err := pathScoped(c, &session.Access)
	if err != nil {
		return err
	}
	r := models.Resolution{Scope: scope, Case: id, Choice: in.Choice}
	if r.Seen, err = vectorSeen(c); err != nil {
		return err
	}
	if r.Note, err = noteOf(in.Note); err != nil {
		return err
	}
	if r.Values, err = valuesOf(in.Values); err != nil {
		return err
	}
	if in.Keep != "" {
		if r.Keep, err = models.ParseRecordID(in.Keep); err != nil {
			return err
		}
	}
	found, err := s.Cases.Resolve(c.Request().Context(), session.Access, r)
	return s.answerCase(c, &found, err)
}

// undo takes a decision back; the case then waits again.
func (s *Server) undo(c echo.Context, session *account.Session) error {
	var in struct {
		Note string `json:"note"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	scope, id, err := pathScoped(c, &session.Access)
	if err != nil {
		return err
	}
	seen, err := vectorSeen(c)
	if err != nil {
		return err
	}
	note, err := noteOf(in.Note)
	if err != nil {
		return err
	}
	found, err := s.Cases.Undo(c.Request().Context(), session.Access, scope, id, seen, note)
	return s.answerCase(c, &found, err)
}
