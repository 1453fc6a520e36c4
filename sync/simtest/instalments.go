package simtest

import (
	"cmp"
	"slices"

	"github.com/beplua/beplua/models"
)

// instalmentsLeft gives the due days of the instalments of which something is left to pay, from the contract and the
// repayments alone: models/loan has no part in it. The simulation's loans are neither extended nor frozen nor written off.
func (b *scopeBook) instalmentsLeft(id models.RecordID, s *sheet) []models.Day {
	if s.typ != "loan" {
		return nil
	}
	sum, closed := b.loan(id), b.closedOn(id, s)
	principal, interest, before := sum["principal"], sum["interest"], models.Day(0)
	rows, _ := s.fields["schedule"].value.Table()
	var out []models.Day
	for i, row := range rows {
		due, _ := models.ParseDay(row.Get("due").Str())
		p, _ := row.Get("principal").Int()
		charge, _ := row.Get("interest").Int()
		if closed > 0 && i > 0 && before >= closed {
			charge = 0
		}
		if principal < p || interest < charge {
			out = append(out, due)
		}
		principal, interest, before = max(principal-p, 0), max(interest-charge, 0), due
	}
	return out
}

// closedOn is the day since which no principal is owed, 0 if some is. A payment that was taken back never was.
func (b *scopeBook) closedOn(id models.RecordID, s *sheet) models.Day {
	type move struct {
		day models.Day
		sum int64
	}
	var moves []move
	for _, r := range b.sheets {
		if r.typ != "repayment" || r.ref("loan") != id {
			continue
		}
		if taken := b.sheets[r.ref("reverses")]; taken != nil {
			day, _ := models.ParseDay(taken.text("date"))
			moves = append(moves, move{day, -r.int("principal")})
		} else {
			day, _ := models.ParseDay(r.text("date"))
			moves = append(moves, move{day, r.int("principal")})
		}
	}
	slices.SortFunc(moves, func(a, b move) int { return cmp.Compare(a.day, b.day) })
	owed, closed := s.int("amount"), models.Day(0)
	for _, m := range moves {
		owed -= m.sum
		if owed > 0 {
			closed = 0
		} else if closed == 0 {
			closed = m.day
		}
	}
	return closed
}
