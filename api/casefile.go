package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

// caseFileWire is all that an officer needs to decide one case.
type caseFileWire struct {
	Case     caseWire            `json:"case"`
	Subject  *recordWire         `json:"subject,omitempty"`
	Other    *recordWire         `json:"other,omitempty"`
	Choices  []models.Choice     `json:"choices"`
	Titles   map[string]string   `json:"titles"`
	People   map[string]string   `json:"people"`
	Phones   map[string]phoneRef `json:"phones"`
	Origins  map[string]origin   `json:"origins"`
	Faults   []faultWire         `json:"faults"`
	Together []string            `json:"together"`
}

// origin is who made a record, when and on which phone.
type origin struct {
	By       *userRef `json:"by,omitempty"`
	Device   *userRef `json:"device,omitempty"`
	At       string   `json:"at,omitempty"`
	Received string   `json:"received"`
	OffsetMs int64    `json:"offsetMs"`
}

// phoneRef is how a phone and its person are called.
type phoneRef struct {
	Name   string `json:"name"`
	Person string `json:"person"`
}

// caseFile gives a case with its records, and how everybody is called whom it names.
func (s *Server) caseFile(c echo.Context, session *account.Session) error {
	scope, id, err := pathScoped(c, &session.Access)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	f, err := s.Cases.CaseFile(ctx, session.Access, scope, id)
	if err != nil {
		return err
	}
	known := s.names(ctx)
	line, err := wireCaseLine(&f.Case, known)
	if err != nil {
		return err
	}
	out := caseFileWire{
		Case: line, Choices: f.Choices, Titles: map[string]string{}, Together: []string{},
		People: map[string]string{}, Phones: map[string]phoneRef{}, Origins: map[string]origin{}, Faults: wireFaults(f.Faults),
	}
	for record, into := range map[*models.Record]**recordWire{f.Subject: &out.Subject, f.Other: &out.Other} {
		if record != nil {
			r := wireRecord(record)
			*into = &r
		}
	}
	for id, title := range f.Titles {
		out.Titles[id.String()] = title
	}
	for _, id := range f.Together {
		out.Together = append(out.Together, id.String())
	}
	if err := callEverybody(known, &f, &out); err != nil {
		return err
	}
	tagRecord(c, &f.Record)
	return s.json(c, http.StatusOK, out)
}

// callEverybody names the people and phones of a case.
func callEverybody(known *names, f *view.CaseFile, out *caseFileWire) error {
	decidedBy, _ := f.Value(models.CaseFieldDecidedBy).Ref()
	people, phones := []models.RecordID{decidedBy}, []models.RecordID{}
	sides, _ := f.Value(models.CaseFieldSides).Table()
	for _, side := range sides {
		by, _ := side.Get(models.SideBy).Ref()
		device, _ := side.Get(models.SideDevice).Ref()
		people, phones = append(people, by), append(phones, device)
	}
	phones = append(phones, phoneAbout(&f.Record))
	for _, id := range people {
		if person, err := known.user(id); err != nil {
			return err
		} else if person != nil {
			out.People[person.ID] = person.Name
		}
	}
	for _, id := range phones {
		if phone, err := known.phone(id); err != nil {
			return err
		} else if phone != nil {
			out.Phones[id.String()] = *phone
		}
	}
	return tellOrigins(known, f, out)
}

func tellOrigins(known *names, f *view.CaseFile, out *caseFileWire) (err error) {
	for id, l := range f.Origins {
		o := origin{At: instant(l.At), Received: instant(l.Received), OffsetMs: l.Offset}
		if o.By, err = known.user(l.By); err != nil {
			return err
		}
		if o.Device, err = known.device(l.Device); err != nil {
			return err
		}
		out.Origins[id.String()] = o
	}
	return nil
}
