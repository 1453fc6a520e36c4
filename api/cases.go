package api

import (
	"net/http"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// caseWire is a case as officers see it: a record with its fields.
type caseWire struct {
	Scope  models.Scope   `json:"scope"`
	ID     string         `json:"id"`
	Vector string         `json:"vector"` // also the ETag: what a decision must name as If-Match
	Fields jsontext.Value `json:"fields"`
}

func wireCase(r *models.Record) caseWire {
	return caseWire{Scope: r.Scope, ID: r.ID.String(), Vector: r.Vector.String(), Fields: r.Values().AppendJSON(nil)}
}

func (s *Server) cases(c echo.Context, session *account.Session) error {
	l, err := listingOf(c)
	if err != nil {
		return err
	}
	filter := models.CaseFilter{
		Kind: models.CaseKind(c.QueryParam("kind")), Status: models.CaseStatus(c.QueryParam("status")),
		Severity: c.QueryParam("severity"), After: l.after, Limit: l.limit,
	}
	for field, asked := range map[string]string{
		models.CaseFieldKind: string(filter.Kind), models.CaseFieldStatus: string(filter.Status), models.CaseFieldSeverity: filter.Severity,
	} {
		if asked != "" && !schema.IsCaseOption(field, asked) { // an empty list would say that nothing waits
			return models.Errorf(models.CodeMalformed, "%s has no such value", field)
		}
	}
	if filter.Scopes, err = scopesAsked(c, &session.Access); err != nil {
		return err
	}
	found, next, err := s.Cases.Cases(c.Request().Context(), session.Access, filter)
	if err != nil {
		return err
	}
	out := struct {
		Items []caseWire `json:"items"`
		Next  string     `json:"next,omitempty"`
	}{Items: []caseWire{}, Next: next}
	for i := range found {
		out.Items = append(out.Items, wireCase(&found[i]))
	}
	link(c, next)
	return s.json(c, http.StatusOK, out)
}

// scopesAsked reads "scope" or "club"; none means all that the asker may read.
func scopesAsked(c echo.Context, access *models.Access) ([]models.Scope, error) {
	var asked []models.Scope
	if text := c.QueryParam("scope"); text != "" {
		scope, err := models.ParseScope(text)
		if err != nil {
			return nil, err
		}
		asked = append(asked, scope)
	}
	if text := c.QueryParam("club"); text != "" {
		club, err := models.ParseRecordID(text)
		if err != nil {
			return nil, err
		}
		asked = append(asked, models.ClubScope(club))
		if health := models.HealthScope(club); access.MayRead(health) {
			asked = append(asked, health)
		}
	}
	for _, scope := range asked {
		if !access.MayRead(scope) {
			return nil, models.Errorf(models.CodeNotFound, "no such scope")
		}
	}
	return asked, nil
}

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
	c.Response().Header().Set("ETag", `"`+found.Vector.String()+`"`)
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
