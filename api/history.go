package api

import (
	"net/http"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

// editWire is one operation in a record's history.
type editWire struct {
	Seq        uint64             `json:"seq"`
	Type       string             `json:"type"`
	By         *userRef           `json:"by,omitempty"`
	Author     *userRef           `json:"author,omitempty"`
	Device     *userRef           `json:"device,omitempty"`
	At         string             `json:"at,omitempty"`
	Received   string             `json:"received"`
	OffsetMs   int64              `json:"offsetMs"`
	Outcome    models.OutcomeKind `json:"outcome"`
	Problem    string             `json:"problem,omitempty"`
	Case       string             `json:"case,omitempty"`
	Faults     []faultWire        `json:"faults,omitempty"`
	Concurrent bool               `json:"concurrent"`
	Elsewhere  bool               `json:"elsewhere"`
	Changes    []changeWire       `json:"changes"`
}

type changeWire struct {
	Field  string         `json:"field"`
	Before jsontext.Value `json:"before,omitzero"`
	Value  jsontext.Value `json:"value,omitzero"`
	After  jsontext.Value `json:"after,omitzero"`
}

// history tells what was done to a record, the newest first.
func (s *Server) history(c echo.Context, session *account.Session) error {
	scope, id, err := pathScoped(c, &session.Access)
	if err != nil {
		return err
	}
	l, err := listingOf(c)
	if err != nil {
		return err
	}
	below := uint64(0)
	if l.after != "" {
		if below, err = strconv.ParseUint(l.after, 10, 64); err != nil {
			return models.Errorf(models.CodeMalformed, "after is not from an answer")
		}
	}
	edits, next, err := s.Records.History(c.Request().Context(), session.Access, scope, id, below, l.limit)
	if err != nil {
		return err
	}
	out := struct {
		Items []editWire `json:"items"`
		Next  string     `json:"next,omitempty"`
	}{Items: []editWire{}}
	known := s.names(c.Request().Context())
	for i := range edits {
		one, err := wireEdit(&edits[i], known)
		if err != nil {
			return err
		}
		out.Items = append(out.Items, one)
	}
	if next > 0 {
		out.Next = strconv.FormatUint(next, 10)
	}
	link(c, out.Next)
	return s.json(c, http.StatusOK, out)
}

func wireEdit(e *view.Edit, known *names) (out editWire, err error) {
	out = editWire{
		Seq: e.Seq, Type: e.Type, At: instant(e.Claimed), Received: instant(e.Received), OffsetMs: e.ClockOffset,
		Outcome: e.Outcome.Kind, Case: idText(e.Outcome.Case), Problem: e.Outcome.Problem, Faults: wireFaults(e.Outcome.Faults),
		Concurrent: e.Concurrent, Elsewhere: e.Elsewhere, Changes: []changeWire{},
	}
	for _, c := range e.Changes {
		out.Changes = append(out.Changes, changeWire{c.Field, rawValue(c.Before), rawValue(c.Value), rawValue(c.After)})
	}
	if out.By, err = known.user(e.By); err != nil {
		return out, err
	}
	if e.Author != e.By {
		if out.Author, err = known.user(e.Author); err != nil {
			return out, err
		}
	}
	out.Device, err = known.device(e.Phone)
	return out, err
}

// pathScoped reads which record a path names by its scope and id, within what the asker may read.
func pathScoped(c echo.Context, access *models.Access) (models.Scope, models.RecordID, error) {
	scope, err := pathScope(c, access)
	if err != nil {
		return "", models.RecordID{}, models.Errorf(models.CodeNotFound, "no such record")
	}
	id, err := pathID(c)
	return scope, id, err
}

// rawValue is a field's value as it is; nothing for none.
func rawValue(v models.Value) jsontext.Value {
	if !v.IsSet() {
		return nil
	}
	return jsontext.Value(v)
}
