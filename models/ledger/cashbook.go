package ledger

import (
	"bytes"
	"cmp"
	"slices"
)

// CashBook is a fund's book as people read it (sổ quỹ).
type CashBook struct {
	Lines  []BookLine // by date, entries of one day by seq
	Months []Month    // months with entries, in order
}

// BookLine is an entry and what lay in the box after it.
type BookLine struct {
	Entry
	Balance int64
}

// Month is a fund's month as the entries tell it.
type Month struct {
	Month             string
	Opening           int64 // before the first entry of the month
	Received, Paid    int64
	Closing           int64 // Opening + Received − Paid
	FirstSlip, Number int   // Lines[FirstSlip:FirstSlip+Number] are the month's
}

// Write makes the cash book of one fund: opening is what it held before its first entry. entries are of that fund alone.
func Write(opening int64, entries []Entry) CashBook {
	sorted := slices.Clone(entries)
	slices.SortFunc(sorted, byDay)
	book := CashBook{Lines: make([]BookLine, len(sorted))}
	balance := opening
	for i, e := range sorted {
		if n := len(book.Months); n == 0 || book.Months[n-1].Month != e.Month() {
			book.Months = append(book.Months, Month{Month: e.Month(), Opening: balance, FirstSlip: i})
		}
		balance += e.Change()
		book.Lines[i] = BookLine{e, balance}
		m := &book.Months[len(book.Months)-1]
		m.Closing = balance
		m.Number++
		if e.Direction == In {
			m.Received += e.Amount
		} else {
			m.Paid += e.Amount
		}
	}
	return book
}

// byDay is the order of a cash book: date, then seq, then id.
func byDay(a, b Entry) int {
	return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Seq, b.Seq), bytes.Compare(a.ID[:], b.ID[:]))
}

// Of gives a month of the book. A month without entries opens and closes with what the month before it left.
func (b *CashBook) Of(month string, opening int64) Month {
	out := Month{Month: month, Opening: opening, Closing: opening}
	for _, m := range b.Months {
		if m.Month == month {
			return m
		}
		if m.Month < month {
			out.Opening, out.Closing = m.Closing, m.Closing
		}
	}
	return out
}

// At gives what lay in the box at the end of a day: opening, and all entries up to it.
func At(opening int64, entries []Entry, date string) int64 {
	for i := range entries {
		if entries[i].Date <= date {
			opening += entries[i].Change()
		}
	}
	return opening
}
