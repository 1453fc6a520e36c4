package api

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

// Exports writes tables of records into files.
type Exports interface {
	// Tables gives the tables that an asker may export.
	Tables(access models.Access) []view.ExportTable
	// Export writes tables and gives the number of rows. What the asker may not read is CodeNotFound, before anything is
	// written.
	Export(ctx context.Context, access models.Access, in view.Export, out io.Writer) (rows int, err error)
	// Taken gives what was exported in a month (2026-11), the latest first.
	Taken(ctx context.Context, access models.Access, month string) ([]view.Exported, error)
}

// exportTables lists what the asker may export.
func (s *Server) exportTables(c echo.Context, session *account.Session) error {
	type tableWire struct {
		Name  string           `json:"name"`
		Label string           `json:"label"`
		Scope models.ScopeKind `json:"scope"`
	}
	out := struct {
		Items []tableWire `json:"items"`
	}{Items: []tableWire{}}
	for _, t := range s.Exports.Tables(session.Access) {
		out.Items = append(out.Items, tableWire(t))
	}
	return s.json(c, http.StatusOK, out)
}

// exportsTaken tells who took which tables in a month; those who are not of the province are told of themselves.
func (s *Server) exportsTaken(c echo.Context, session *account.Session) error {
	month := c.QueryParam("month")
	if _, ok := models.ParseDay(month + "-01"); !ok {
		return models.Errorf(models.CodeMalformed, "month is one such as 2026-11")
	}
	found, err := s.Exports.Taken(c.Request().Context(), session.Access, month)
	if err != nil {
		return err
	}
	type takenWire struct {
		User   string      `json:"user"`
		By     string      `json:"by"`
		At     string      `json:"at"`
		Tables []string    `json:"tables"`
		Club   string      `json:"club,omitempty"`
		Name   string      `json:"clubName,omitempty"`
		Format view.Format `json:"format"`
		Rows   int         `json:"rows"`
		Whole  bool        `json:"whole"`
	}
	var clubs []models.RecordID
	for i := range found {
		if !found[i].Club.IsZero() {
			clubs = append(clubs, found[i].Club)
		}
	}
	names, err := s.Books.ClubNames(c.Request().Context(), session.Access, clubs)
	if err != nil {
		return err
	}
	out := struct {
		Items []takenWire `json:"items"`
	}{Items: []takenWire{}}
	for i := range found {
		t := &found[i]
		line := takenWire{User: t.User.String(), By: t.By, At: moment(t.At), Tables: t.Tables, Format: t.Format, Rows: t.Rows, Whole: t.Whole}
		if !t.Club.IsZero() {
			line.Club, line.Name = t.Club.String(), names[t.Club]
		}
		out.Items = append(out.Items, line)
	}
	return s.json(c, http.StatusOK, out)
}

// exportTablesMax bounds the tables of one file: no more are there.
const exportTablesMax = 60

// exportFile sends tables as a file. Who took what is in the log.
func (s *Server) exportFile(c echo.Context, session *account.Session) error {
	in := view.Export{Tables: c.QueryParams()["table"], Format: view.Format(c.QueryParam("format")), By: session.User.Name}
	if len(in.Tables) == 0 || len(in.Tables) > exportTablesMax {
		return models.Errorf(models.CodeMalformed, "table names one table, or several")
	}
	if text := c.QueryParam("club"); text != "" {
		var err error
		if in.Club, err = models.ParseRecordID(text); err != nil {
			return models.Errorf(models.CodeNotFound, "no such club")
		}
	}
	file := attachment{response: c.Response(), name: fileName(&in, models.Today(s.Now()).String())}
	switch in.Format {
	case view.FormatXLSX:
		file.kind = mimeXLSX
	case view.FormatCSV, view.FormatCommas:
		file.kind = mimeCSV + "; charset=utf-8"
	default:
		return models.Errorf(models.CodeMalformed, "format is xlsx, csv or csv-comma")
	}
	rows, err := s.Exports.Export(c.Request().Context(), session.Access, in, &file)
	if file.bytes > 0 {
		s.Log.LogAttrs(c.Request().Context(), slog.LevelInfo, "exported", //nolint:contextcheck // the request's own
			slog.String("request", requestID(c)), slog.String("user", session.User.ID.String()), slog.String("tables", strings.Join(in.Tables, ",")),
			slog.String("club", c.QueryParam("club")), slog.String("format", string(in.Format)), slog.Int("rows", rows), slog.Bool("whole", err == nil))
	}
	return err
}

// fileName says what is in a file and of which day.
func fileName(in *view.Export, day string) string {
	name := in.Tables[0]
	if len(in.Tables) > 1 {
		name = strconv.Itoa(len(in.Tables)) + "-tables"
	}
	ending := string(view.FormatXLSX)
	if in.Format != view.FormatXLSX {
		ending = string(view.FormatCSV)
	}
	return "beplua-" + name + "-" + day + "." + ending
}

// attachment is a file that is being sent. Its headers go with its first byte: a failure before is told like any other.
type attachment struct {
	response   *echo.Response
	kind, name string
	bytes      int64
}

// Write is in io.Writer.
func (a *attachment) Write(text []byte) (int, error) {
	if a.bytes == 0 {
		h := a.response.Header()
		h.Set(echo.HeaderContentType, a.kind)
		h.Set(echo.HeaderContentDisposition, `attachment; filename="`+a.name+`"`)
		h.Set(echo.HeaderCacheControl, "no-store")
		a.response.WriteHeader(http.StatusOK)
	}
	n, err := a.response.Write(text)
	a.bytes += int64(n)
	return n, err
}
