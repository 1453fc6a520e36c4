package api

import (
	"bytes"
	"context"
	"mime"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

// Imports reads lists of members out of spreadsheets and brings them in.
type Imports interface {
	// PlanImport says what an import would do, line by line, and writes nothing.
	PlanImport(ctx context.Context, access models.Access, file []byte, in view.Import) (view.ImportPlan, error)
	// Import carries out what the officer saw: it fails with CodeStale when file or club come to another plan than the token's.
	Import(ctx context.Context, access models.Access, file []byte, in view.Import, token string) (view.ImportPlan, error)
}

// The media types of spreadsheets. What a file really is, its bytes say.
const (
	mimeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	mimeCSV  = "text/csv"
)

// planWire is a plan as officers see it.
type planWire struct {
	Sheet    string           `json:"sheet,omitempty"`
	JoinedOn models.Day       `json:"joinedOn"`
	Year     int              `json:"year"`
	Columns  []columnWire     `json:"columns"`
	Unknown  []string         `json:"unknown"`
	Notes    []string         `json:"notes"`
	Counts   fatesWire        `json:"counts"`
	Lines    []importLineWire `json:"lines"`
}

type columnWire struct {
	Column  string `json:"column"`
	Heading string `json:"heading"`
	Label   string `json:"label"`
}

type fatesWire struct {
	New      int `json:"new"`
	Exists   int `json:"exists"`
	Repeated int `json:"repeated"`
	Faulty   int `json:"faulty"`
	Skipped  int `json:"skipped"`
}

type importLineWire struct {
	Number int             `json:"number"`
	Name   string          `json:"name,omitempty"`
	Born   string          `json:"born,omitempty"`
	Fate   view.Fate       `json:"fate"`
	Member string          `json:"member,omitempty"`
	Faults []cellFaultWire `json:"faults,omitempty"`
	Notes  []string        `json:"notes,omitempty"`
}

type cellFaultWire struct {
	Cell    string `json:"cell,omitempty"`
	Heading string `json:"heading,omitempty"`
	Written string `json:"written,omitempty"`
	Message string `json:"message"`
}

func wirePlan(p *view.ImportPlan) planWire {
	out := planWire{
		Sheet: p.Sheet, JoinedOn: p.For.Joined, Year: p.For.Year, Columns: []columnWire{}, Unknown: []string{}, Notes: []string{}, Lines: []importLineWire{},
		Counts: fatesWire{
			New: p.Count(view.FateNew), Exists: p.Count(view.FateExists), Repeated: p.Count(view.FateRepeated),
			Faulty: p.Count(view.FateFaulty), Skipped: p.Count(view.FateSkipped),
		},
	}
	for _, c := range p.Columns {
		out.Columns = append(out.Columns, columnWire(c))
	}
	out.Unknown, out.Notes = append(out.Unknown, p.Unknown...), append(out.Notes, p.Notes...)
	for i := range p.Lines {
		l := &p.Lines[i]
		line := importLineWire{Number: l.Number, Name: l.Name, Born: l.Born, Fate: l.Fate, Member: idText(l.Record), Notes: l.Notes}
		for _, f := range l.Faults {
			line.Faults = append(line.Faults, cellFaultWire(f))
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}

// planImport is the dry run of an import.
func (s *Server) planImport(c echo.Context, session *account.Session) error {
	file, in, err := s.importAsked(c, session)
	if err != nil {
		return err
	}
	plan, err := s.Imports.PlanImport(c.Request().Context(), session.Access, file, in)
	return s.answerPlan(c, &plan, err)
}

// importMembers carries out the plan that If-Match names.
func (s *Server) importMembers(c echo.Context, session *account.Session) error {
	token, err := ifMatch(c)
	if err != nil {
		return err
	}
	file, in, err := s.importAsked(c, session)
	if err != nil {
		return err
	}
	plan, err := s.Imports.Import(c.Request().Context(), session.Access, file, in, token)
	return s.answerPlan(c, &plan, err)
}

func (s *Server) answerPlan(c echo.Context, plan *view.ImportPlan, err error) error {
	if err != nil {
		return err
	}
	c.Response().Header().Set("ETag", `"`+plan.Token+`"`)
	return s.json(c, http.StatusOK, wirePlan(plan))
}

// importAsked reads the spreadsheet and what is wished beside it.
func (s *Server) importAsked(c echo.Context, session *account.Session) (file []byte, in view.Import, err error) {
	if in.Club, err = pathClub(c); err != nil {
		return nil, in, err
	}
	if !session.Access.MayWrite(models.ClubScope(in.Club)) {
		return nil, in, models.Errorf(models.CodeNotFound, "no such club")
	}
	today := models.Today(s.Now())
	if text := c.QueryParam("joinedOn"); text != "" {
		var ok bool
		if in.Joined, ok = models.ParseDay(text); !ok || in.Joined > today {
			return nil, in, models.Errorf(models.CodeMalformed, "joinedOn is a day up to today")
		}
	}
	in.Year = today.Time().Year()
	if text := c.QueryParam("year"); text != "" {
		year, err := strconv.Atoi(text)
		if err != nil || year < pastYears || year > in.Year {
			return nil, in, models.Errorf(models.CodeMalformed, "year is one from %d to this", pastYears)
		}
		in.Year = year
	}
	file, err = s.readFile(c)
	return file, in, err
}

// pastYears is the first year of which poverty reviews are kept.
const pastYears = 2000

// readFile reads a body that is a spreadsheet.
func (s *Server) readFile(c echo.Context) ([]byte, error) {
	r := c.Request()
	kind, _, err := mime.ParseMediaType(r.Header.Get(echo.HeaderContentType))
	if err != nil || kind != mimeXLSX && kind != mimeCSV && kind != echo.MIMEOctetStream {
		return nil, models.Errorf(models.CodeUnsupported, "expected a spreadsheet: XLSX or CSV")
	}
	if coding := r.Header.Get(echo.HeaderContentEncoding); coding != "" && coding != "identity" {
		return nil, models.Errorf(models.CodeUnsupported, "a spreadsheet comes as it is")
	}
	var file bytes.Buffer
	if _, err := file.ReadFrom(http.MaxBytesReader(nil, r.Body, models.ImportBytesMax)); err != nil {
		return nil, unreadable(err, models.ImportBytesMax)
	}
	return file.Bytes(), nil
}
