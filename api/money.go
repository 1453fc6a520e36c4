package api

import (
	"slices"
	"strconv"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/models"
)

// asOf says what an answer about money rests on: the books up to a seq of the club, computed for a day.
type asOf struct {
	Seq  uint64     `json:"asOfSeq"`
	Date models.Day `json:"asOf"`
}

// tally counts loans and sums what is outstanding of them.
type tally struct {
	Loans       int64 `json:"loans"`
	Outstanding int64 `json:"outstanding"`
}

// sums are principal and interest.
type sums struct {
	Principal int64 `json:"principal"`
	Interest  int64 `json:"interest"`
}

// recordWire is a record as it is, with the fields that GET /api/v1/schema names.
type recordWire struct {
	ID     string         `json:"id"`
	Type   string         `json:"type"`
	Schema int            `json:"schema"`
	Vector string         `json:"vector"`
	Fields jsontext.Value `json:"fields"`
}

func wireRecord(r *models.Record) recordWire {
	return recordWire{r.ID.String(), r.Type, r.Schema, r.Vector.String(), r.Values().AppendJSON(nil)}
}

func wireRecords(records []*models.Record) []recordWire {
	out := make([]recordWire, len(records))
	for i, r := range records {
		out[i] = wireRecord(r)
	}
	return out
}

// pathClub reads the club that a path names. Whether the asker may read it the engine says.
func pathClub(c echo.Context) (models.RecordID, error) { return pathRecord(c, "club") }

func pathRecord(c echo.Context, name string) (models.RecordID, error) {
	id, err := models.ParseRecordID(c.Param(name))
	if err != nil {
		return id, models.Errorf(models.CodeNotFound, "there is no %s of this id", name)
	}
	return id, nil
}

// clubListing reads the club that a path names and which part of a list of it is asked for.
func clubListing(c echo.Context) (models.RecordID, listing, error) {
	club, err := pathClub(c)
	if err != nil {
		return club, listing{}, err
	}
	l, err := listingOf(c)
	return club, l, err
}

// dayAsked reads "asOf": a day that is not in the future, today without it.
func (s *Server) dayAsked(c echo.Context) (models.Day, error) {
	today := models.Today(s.Now())
	text := c.QueryParam("asOf")
	if text == "" {
		return today, nil
	}
	day, ok := models.ParseDay(text)
	if !ok {
		return 0, models.Errorf(models.CodeMalformed, "asOf is a day such as 2026-06-30")
	}
	if day > today {
		return 0, models.Errorf(models.CodeInvalid, "asOf is in the future: the books of %s are not written yet", text)
	}
	return day, nil
}

// record reads where a list of records goes on.
func (l *listing) record() (models.RecordID, error) {
	if l.after == "" {
		return models.RecordID{}, nil
	}
	id, err := models.ParseRecordID(l.after)
	if err != nil {
		return id, models.Errorf(models.CodeMalformed, "after is not from an answer")
	}
	return id, nil
}

// cut gives the part of a list that stands behind an id, at most a page of it, and the id to go on from ("" at the end).
func cut[T any](all []T, l listing, id func(*T) models.RecordID) (page []T, next string, err error) {
	after, err := l.record()
	if err != nil {
		return nil, "", err
	}
	page = all
	if !after.IsZero() {
		at := slices.IndexFunc(all, func(t T) bool { return id(&t) == after })
		if at < 0 {
			return nil, "", models.Errorf(models.CodeMalformed, "after is not from an answer")
		}
		page = all[at+1:]
	}
	if len(page) > l.limit {
		page = page[:l.limit]
		next = id(&page[l.limit-1]).String()
	}
	return page, next, nil
}

// money answers with a text that has a tag, so that nobody is sent what he has. Nobody on the way may keep it, nor a browser
// on its disk: the app itself keeps what it asks for again.
func (s *Server) money(c echo.Context, value any) error {
	text, err := json.Marshal(value, json.Deterministic(true))
	if err != nil {
		return err
	}
	return s.tagged(c, tagOf(text), "no-store", text)
}

// yearAsked reads "year", this one without it.
func (s *Server) yearAsked(c echo.Context) (int, error) {
	text := c.QueryParam("year")
	if text == "" {
		return models.Today(s.Now()).Time().Year(), nil
	}
	t, err := time.Parse("2006", text)
	if err != nil || t.Year() < 1900 || t.Year() > 2100 {
		return 0, models.Errorf(models.CodeMalformed, "year is such as 2026")
	}
	return strconv.Atoi(text)
}
