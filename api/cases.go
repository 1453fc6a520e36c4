package api

import (
	"net/http"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/view"
)

// caseWire is a case as officers see it: a record with its fields.
type caseWire struct {
	Scope  models.Scope   `json:"scope"`
	ID     string         `json:"id"`
	Vector string         `json:"vector"` // also the ETag: what a decision must name as If-Match
	Fields jsontext.Value `json:"fields"`

	// As a line of the queue, or with its file:
	About      *aboutWire      `json:"about,omitempty"`
	Suggestion *suggestionWire `json:"suggestion,omitempty"`
}

// aboutWire is how people call what a case is about.
type aboutWire struct {
	Club     string `json:"club,omitempty"`
	ClubName string `json:"clubName,omitempty"`
	Title    string `json:"title,omitempty"`
	Person   string `json:"person,omitempty"`
}

// suggestionWire is what a case comes to by the records alone.
type suggestionWire struct {
	Choice    models.Choice `json:"choice"`
	Keep      string        `json:"keep,omitempty"`
	Why       string        `json:"why"`
	Identical bool          `json:"identical"`
}

func wireCase(r *models.Record) caseWire {
	return caseWire{Scope: r.Scope, ID: r.ID.String(), Vector: r.Vector.String(), Fields: r.Values().AppendJSON(nil)}
}

func wireCaseLine(v *view.Case, known *names) (caseWire, error) {
	out := wireCase(&v.Record)
	out.About = &aboutWire{idText(v.About.Club), v.About.Name, v.About.Title, v.About.Person}
	if s := v.Suggestion; s != nil {
		out.Suggestion = &suggestionWire{s.Choice, idText(s.Keep), s.Why, s.Identical}
	}
	phone, err := known.phone(phoneAbout(&v.Record))
	if phone != nil {
		out.About.Title, out.About.Person = phone.Name, phone.Person
	}
	return out, err
}

// phoneAbout is the phone that a case is about, zero if it is about a record.
func phoneAbout(c *models.Record) models.RecordID {
	if c.Value(models.CaseFieldSubjectType).Str() != "device" {
		return models.RecordID{}
	}
	id, _ := models.ParseRecordID(c.Value(models.CaseFieldSubject).Str())
	return id
}

// idText is an id, "" for none.
func idText(id models.RecordID) string {
	if id.IsZero() {
		return ""
	}
	return id.String()
}

// cases lists what waits for an officer, or what was decided.
func (s *Server) cases(c echo.Context, session *account.Session) error {
	filter, err := caseFilter(c)
	if err != nil {
		return err
	}
	if filter.Scopes, err = scopesAsked(c, &session.Access); err != nil {
		return err
	}
	q, err := s.Cases.Queue(c.Request().Context(), session.Access, filter)
	if err != nil {
		return err
	}
	out := struct {
		Items      []caseWire              `json:"items"`
		Next       string                  `json:"next,omitempty"`
		Total      int                     `json:"total"`
		Capped     bool                    `json:"capped"`
		Kinds      map[models.CaseKind]int `json:"kinds"`
		Severities map[string]int          `json:"severities"`
	}{[]caseWire{}, q.Next, q.Total, q.Capped, q.Kinds, q.Severities}
	known := s.names(c.Request().Context())
	for i := range q.Cases {
		line, err := wireCaseLine(&q.Cases[i], known)
		if err != nil {
			return err
		}
		out.Items = append(out.Items, line)
	}
	link(c, q.Next)
	return s.json(c, http.StatusOK, out)
}

func caseFilter(c echo.Context) (models.CaseFilter, error) {
	l, err := listingOf(c)
	filter := models.CaseFilter{
		Kind: models.CaseKind(c.QueryParam("kind")), Status: models.CaseStatus(c.QueryParam("status")),
		Severity: c.QueryParam("severity"), Before: c.QueryParam("before"), After: l.after, Limit: l.limit,
	}
	if err != nil {
		return filter, err
	}
	if filter.Text, err = searched(c); err != nil {
		return filter, err
	}
	for field, asked := range map[string]string{
		models.CaseFieldKind: string(filter.Kind), models.CaseFieldStatus: string(filter.Status), models.CaseFieldSeverity: filter.Severity,
	} {
		if asked != "" && !schema.IsCaseOption(field, asked) { // an empty list would say that nothing waits
			return filter, models.Errorf(models.CodeMalformed, "%s has no such value", field)
		}
	}
	if filter.Before != "" {
		at, err := time.Parse(time.RFC3339, filter.Before)
		if err != nil {
			return filter, models.Errorf(models.CodeMalformed, "before is an instant like 2026-01-02T03:04:05Z")
		}
		filter.Before = at.UTC().Format(time.RFC3339)
	}
	return filter, nil
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
