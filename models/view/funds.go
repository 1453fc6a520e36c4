package view

import (
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
)

// Fund is one of the club's two funds and what it holds.
type Fund struct {
	Record  *models.Record
	Balance ledger.Balance
}

// Page is a fund's book for one month, as people read it.
type Page struct {
	Fund     *models.Record
	Month    ledger.Month
	Lines    []Line
	Closings []Closing // what the board wrote when it closed the month
	Counts   []Count   // of the box, in this month
}

// Line is an entry of the book and what lay in the box after it.
type Line struct {
	Record   *models.Record
	Balance  int64
	Reversal models.RecordID // the entry that takes it back, perhaps in another month; zero if none does
}

// Closing is a closing and whether the entries tell the same.
type Closing struct {
	Record *models.Record
	Agrees bool
}

// Count is a count of the box, and whether the entries tell the same.
type Count struct {
	Record *models.Record
	Book   int64 // what the entries tell of that day
	Agrees bool
}

// PageOf opens a fund's book. The shelf holds the fund's entries, closings and counts.
func PageOf(s Shelf, fund *models.Record, month string) Page {
	opening, _ := fund.Value("openingBalance").Int()
	entries := s.Entries(fund.ID)
	book := ledger.Write(opening, entries)
	p := Page{Fund: fund, Month: book.Of(month, opening)}
	records, reversals := map[models.RecordID]*models.Record{}, map[models.RecordID]models.RecordID{}
	for i := range s[ledger.TypeEntry] {
		r := &s[ledger.TypeEntry][i]
		records[r.ID] = r
		if reversed, ok := r.Value("reverses").Ref(); ok {
			reversals[reversed] = r.ID
		}
	}
	for _, line := range book.Lines[p.Month.FirstSlip : p.Month.FirstSlip+p.Month.Number] {
		p.Lines = append(p.Lines, Line{records[line.ID], line.Balance, reversals[line.ID]})
	}
	for _, r := range s.byDate(ledger.TypeClosing) {
		if c, ok := ledger.ClosingOf(r); ok && c.Fund == fund.ID && c.Said.Month == month {
			p.Closings = append(p.Closings, Closing{r, c.Agrees(p.Month)})
		}
	}
	for _, r := range s.byDate(ledger.TypeCount) {
		if c, ok := ledger.CountOf(r); ok && c.Fund == fund.ID && ledger.MonthOf(c.Date) == month {
			told := ledger.At(opening, entries, c.Date)
			p.Counts = append(p.Counts, Count{r, told, c.Agrees(told)})
		}
	}
	return p
}

// FundsOf gives the club's funds; balances are those that the caller has.
func FundsOf(s Shelf, balances map[models.RecordID]ledger.Balance) []Fund {
	var out []Fund
	for i := range s[ledger.TypeFund] {
		if r := &s[ledger.TypeFund][i]; !r.Deleted() {
			out = append(out, Fund{r, balances[r.ID]})
		}
	}
	return out
}
