package api

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
)

// records lists a scope's records of one type, or those of them that have a value in a listed field.
func (s *Server) records(c echo.Context, session *account.Session) error {
	l, err := listingOf(c)
	if err != nil {
		return err
	}
	q := models.RecordQuery{Type: c.QueryParam("type"), Field: c.QueryParam("field"), Limit: l.limit}
	if q.Scope, err = pathScope(c, &session.Access); err != nil {
		return err
	}
	if q.After, err = l.record(); err != nil {
		return err
	}
	value := c.QueryParam("value")
	if len(value) > searchBytesMax || (q.Field == "") != (value == "") {
		return models.Errorf(models.CodeMalformed, "field and value go together, and value has at most %d bytes", searchBytesMax)
	}
	q.Value = models.TextValue(value)
	found, next, err := s.Records.Records(c.Request().Context(), session.Access, q)
	if err != nil {
		return err
	}
	out := struct {
		Items []recordWire `json:"items"`
		Next  string       `json:"next,omitempty"`
	}{Items: []recordWire{}}
	for i := range found {
		out.Items = append(out.Items, wireRecord(&found[i]))
	}
	out.Next = idText(next)
	link(c, out.Next)
	return s.money(c, out)
}

// pathScope reads the scope that a path names, also where a client wrote its colons as %3A. One that the asker may not read
// is not there.
func pathScope(c echo.Context, access *models.Access) (models.Scope, error) {
	text, err := url.PathUnescape(c.Param("scope"))
	if err != nil {
		return "", models.Errorf(models.CodeNotFound, "no such scope")
	}
	scope, err := models.ParseScope(text)
	if err != nil || !access.MayRead(scope) {
		return "", models.Errorf(models.CodeNotFound, "no such scope")
	}
	return scope, nil
}

func (s *Server) oneRecord(c echo.Context, session *account.Session) error {
	scope, id, err := pathScoped(c, &session.Access)
	if err != nil {
		return err
	}
	found, err := s.Records.Record(c.Request().Context(), session.Access, scope, id)
	if err != nil {
		return err
	}
	tagRecord(c, &found)
	return s.json(c, http.StatusOK, wireRecord(&found))
}

// tagRecord tells the vector of a record as its ETag: what an edit or a decision must name as If-Match.
func tagRecord(c echo.Context, r *models.Record) {
	c.Response().Header().Set("ETag", `"`+r.Vector.String()+`"`)
}

// newRecord makes a record in the officer's name.
func (s *Server) newRecord(c echo.Context, session *account.Session) error {
	var in struct {
		ID   string         `json:"id"`
		Type string         `json:"type"`
		Set  jsontext.Value `json:"set"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	scope, err := pathScope(c, &session.Access)
	if err != nil {
		return err
	}
	if in.Type == "" || len(in.Set) == 0 {
		return models.Errorf(models.CodeMalformed, "type and set are needed")
	}
	edit := models.Correction{Scope: scope, Type: in.Type}
	if in.ID != "" {
		if edit.Record, err = models.ParseRecordID(in.ID); err != nil {
			return err
		}
	}
	if edit.Set, err = valuesOf(in.Set); err != nil {
		return err
	}
	return s.carryEdit(c, session, edit, http.StatusCreated)
}

// changeRecord corrects a record in the officer's name, as he saw it.
func (s *Server) changeRecord(c echo.Context, session *account.Session) error {
	var in struct {
		Set   jsontext.Value `json:"set"`
		Unset []string       `json:"unset"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	edit, err := editOf(c, session)
	if err != nil {
		return err
	}
	if edit.Set, err = valuesOf(in.Set); err != nil {
		return err
	}
	if len(edit.Set)+len(in.Unset) == 0 {
		return models.Errorf(models.CodeMalformed, "nothing is set or unset")
	}
	if len(in.Unset) > models.FieldsPerOperationMax {
		return models.Errorf(models.CodeLimit, "at most %d fields", models.FieldsPerOperationMax)
	}
	slices.Sort(in.Unset)
	edit.Unset = slices.Compact(in.Unset)
	return s.carryEdit(c, session, edit, http.StatusOK)
}

// dropRecord marks a record as deleted, where its type allows that.
func (s *Server) dropRecord(c echo.Context, session *account.Session) error {
	edit, err := editOf(c, session)
	if err != nil {
		return err
	}
	edit.Delete = true
	return s.carryEdit(c, session, edit, http.StatusOK)
}

// editOf reads which record is edited, and as what it was seen.
func editOf(c echo.Context, session *account.Session) (edit models.Correction, err error) {
	if edit.Scope, edit.Record, err = pathScoped(c, &session.Access); err != nil {
		return edit, err
	}
	edit.Seen, err = vectorSeen(c)
	return edit, err
}

func (s *Server) carryEdit(c echo.Context, session *account.Session, edit models.Correction, done int) error {
	edited, err := s.Records.Edit(c.Request().Context(), session.Access, edit)
	return s.answerEdit(c, &edited, err, done)
}

// takeBack reverses a record of money in the officer's name, with the receipts of a payment.
func (s *Server) takeBack(c echo.Context, session *account.Session) error {
	var in struct {
		Note string `json:"note"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	edit, err := editOf(c, session)
	if err != nil {
		return err
	}
	note, err := noteOf(in.Note)
	if err != nil {
		return err
	}
	edited, err := s.Records.TakeBack(c.Request().Context(), session.Access, edit.Scope, edit.Record, edit.Seen, note)
	return s.answerEdit(c, &edited, err, http.StatusCreated)
}

// answerEdit tells what an edit came to: the record as it is now; 202 with a case when a second person must agree; 412 with
// the record as it stands when it had moved on.
func (s *Server) answerEdit(c echo.Context, edited *models.Corrected, err error, done int) error {
	r := &edited.Record
	switch {
	case models.CodeOf(err) == models.CodeStale && !r.ID.IsZero():
		tagRecord(c, r)
		return &models.Error{Code: models.CodeStale, Message: "the record has changed since it was read", Record: r}
	case err != nil:
		return err
	}
	out := struct {
		Record *recordWire `json:"record,omitempty"`
		Case   string      `json:"case,omitempty"`
	}{}
	if !edited.Case.IsZero() {
		out.Case, done = edited.Case.String(), http.StatusAccepted
	}
	if !r.ID.IsZero() {
		tagRecord(c, r)
		one := wireRecord(r)
		out.Record = &one
	}
	return s.json(c, done, out)
}
