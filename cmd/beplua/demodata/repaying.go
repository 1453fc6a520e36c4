package demodata

import (
	"strconv"

	"github.com/beplua/beplua/models"
	lending "github.com/beplua/beplua/models/loan"
)

// repay takes in what is due, and lets loans come to their fates. Principal has a slip for each payer; the interest of all
// goes into the activity fund on one slip.
func (b *book) repay(d models.Day) {
	payers, interest := 0, int64(0)
	for i, l := range b.loans {
		if l.over() || l.state == lending.Frozen {
			continue
		}
		s := l.standing(d)
		owed, first, last := owedOn(s, d)
		if owed.Total() == 0 {
			continue
		}
		at := moment(d, 9, 20) + int64(i%60)*20_000
		if l.fate != runs && first > l.stopped {
			owed = b.meetFate(l, d, at, s)
		} else if !b.c.percent(l.borrower.pays) {
			continue
		}
		if owed.Total() > 0 {
			b.pay(l, d, at, owed, last)
			interest += owed.Interest
			payers++
		}
	}
	b.enter(b.activity, d, moment(d, 9, 55), entry{
		direction: "in", category: "interest", amount: interest, note: "Thu lãi buổi sinh hoạt: " + strconv.Itoa(payers) + " người",
	})
}

// owedOn sums what is left of the instalments due until a day, and gives the first and last of them by number.
func owedOn(s lending.Standing, d models.Day) (owed lending.Sums, first, last int) {
	for _, line := range s.Lines {
		if line.Due > d {
			break
		}
		last = line.No
		if line.Left.Total() > 0 {
			owed = owed.Add(line.Left)
			if first == 0 {
				first = line.No
			}
		}
	}
	return owed, first, last
}

// pay writes one repayment and its line in the cash book.
func (b *book) pay(l *loan, d models.Day, at int64, sums lending.Sums, instalment int) {
	id := b.ids.id(at)
	l.payments = append(l.payments, lending.Payment{
		ID: id, Loan: l.ID, On: d, Principal: sums.Principal, Interest: sums.Interest,
	})
	fields := []models.Assignment{
		ref("loan", l.ID), date("date", d), number("principal", sums.Principal), number("interest", sums.Interest),
		number("instalment", instalment), ref("collectedBy", b.officer("treasurer").id),
	}
	if meeting, ok := b.on(d); ok {
		fields = append(fields, ref("meeting", meeting.id))
	}
	b.write(b.scope, id, "repayment", at, fields)
	if !b.enter(b.income, d, at, entry{
		direction: "in", category: "principal", amount: sums.Principal, note: "Thu gốc",
		more: []models.Assignment{ref("repayment", id), ref("loan", l.ID), ref("member", l.borrower.id)},
	}).IsZero() {
		b.pair()
	}
	b.follow(l, d, at)
}

// follow writes a loan's state anew when what happened has changed it.
func (b *book) follow(l *loan, d models.Day, at int64) {
	state := l.standing(d).State
	if state == l.state {
		return
	}
	l.state = state
	fields := []models.Assignment{text("status", string(state))}
	if l.over() {
		fields = append(fields, date("closedOn", d))
	}
	b.amend(l.ID, "loan", at+1000, fields...)
}
