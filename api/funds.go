package api

import (
	"time"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/view"
)

// fundWire is one of a club's two funds and what it holds.
type fundWire struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	OpenedOn string `json:"openedOn,omitempty"`
	Keeper   string `json:"keeper,omitempty"`
	Opening  int64  `json:"opening"`
	In       int64  `json:"in"`
	Out      int64  `json:"out"`
	Balance  int64  `json:"balance"`
	Entries  int64  `json:"entries"`
}

// funds shows what a club's funds hold.
func (s *Server) funds(c echo.Context, session *account.Session) error {
	club, err := pathClub(c)
	if err != nil {
		return err
	}
	found, seq, err := s.Books.Funds(c.Request().Context(), session.Access, club)
	if err != nil {
		return err
	}
	out := struct {
		asOf
		Items []fundWire `json:"items"`
	}{asOf{seq, models.Today(s.Now())}, []fundWire{}}
	for _, f := range found {
		b := f.Balance
		out.Items = append(out.Items, fundWire{
			f.Record.ID.String(), f.Record.Value("kind").Str(), f.Record.Value("openedOn").Str(), f.Record.Value("keeper").Str(),
			b.Opening, b.In, b.Out, b.Closing(), b.Entries,
		})
	}
	return s.money(c, out)
}

// monthWire is a fund's month as the entries tell it.
type monthWire struct {
	Month    string `json:"month"`
	Opening  int64  `json:"opening"`
	Received int64  `json:"received"`
	Paid     int64  `json:"paid"`
	Closing  int64  `json:"closing"`
}

// entryWire is a line of a cash book and what lay in the box after it.
type entryWire struct {
	recordWire
	Balance  int64  `json:"balance"`
	Reversal string `json:"reversal,omitempty"` // what takes it back, perhaps in another month
}

type closingWire struct {
	recordWire
	Agrees bool `json:"agrees"`
}

type countWire struct {
	recordWire
	Book   int64 `json:"book"`
	Agrees bool  `json:"agrees"`
}

// book opens a fund's cash book at a month.
func (s *Server) book(c echo.Context, session *account.Session) error {
	club, l, err := clubListing(c)
	if err != nil {
		return err
	}
	today := models.Today(s.Now())
	month := c.QueryParam("month")
	if month == "" {
		month = ledger.MonthOf(today.String())
	}
	if _, err := time.Parse("2006-01", month); err != nil {
		return models.Errorf(models.CodeMalformed, "month is such as 2026-06")
	}
	p, seq, err := s.Books.FundPage(c.Request().Context(), session.Access, club, c.Param("kind"), month)
	if err != nil {
		return err
	}
	lines, next, err := cut(p.Lines, l, func(line *view.Line) models.RecordID { return line.Record.ID })
	if err != nil {
		return err
	}
	m := p.Month
	out := struct {
		asOf
		Fund string `json:"fund"`
		monthWire
		Lines    []entryWire   `json:"lines"`
		Next     string        `json:"next,omitempty"`
		Closings []closingWire `json:"closings"`
		Counts   []countWire   `json:"counts"`
	}{
		asOf{seq, today},
		p.Fund.ID.String(),
		monthWire{m.Month, m.Opening, m.Received, m.Paid, m.Closing},
		[]entryWire{},
		next,
		[]closingWire{},
		[]countWire{},
	}
	for _, line := range lines {
		out.Lines = append(out.Lines, entryWire{wireRecord(line.Record), line.Balance, idText(line.Reversal)})
	}
	for _, closing := range p.Closings {
		out.Closings = append(out.Closings, closingWire{wireRecord(closing.Record), closing.Agrees})
	}
	for _, count := range p.Counts {
		out.Counts = append(out.Counts, countWire{wireRecord(count.Record), count.Book, count.Agrees})
	}
	link(c, next)
	return s.money(c, out)
}
