package demodata

import (
	"github.com/beplua/beplua/models"
	lending "github.com/beplua/beplua/models/loan"
)

// fate is how a loan goes beyond what chance brings. Each comes after some instalments.
type fate string

const (
	runs      fate = ""
	stops     fate = "stops"     // pays no more
	freezes   fate = "freezes"   // stops, then frozen: a death or a flood
	abandoned fate = "abandoned" // stops, then written off by the meeting
	extends   fate = "extends"   // stops, then the meeting gives more time
	closes    fate = "closes"    // pays everything back early
)

func (b *book) fate() (f fate, after int) {
	f = fate(weighted(b.c, []share{
		{string(runs), 86}, {string(stops), 2}, {string(freezes), 2}, {string(abandoned), 2}, {string(extends), 4}, {string(closes), 4},
	}))
	return f, b.c.IntN(4)
}

// meetFate lets a loan come to its fate, and gives what is paid that day.
func (b *book) meetFate(l *loan, d models.Day, at int64, s lending.Standing) lending.Sums {
	meeting, met := b.on(d)
	if !met {
		return lending.Sums{}
	}
	switch {
	case l.fate == freezes && s.DaysLate > 60:
		b.event(l, lending.Freeze, d, at, meeting, "Khoanh nợ do lũ quét làm mất chuồng trại")
	case l.fate == abandoned && s.DaysLate > 180:
		b.event(l, lending.WriteOff, d, at, meeting, "Xoá nợ: người vay qua đời, gia đình không còn khả năng trả")
	case l.fate == extends && s.DaysLate > 25:
		b.event(l, lending.Extend, d, at, meeting, "Gia hạn: mất mùa, xin trả chậm")
		l.fate = runs
	case l.fate == closes:
		return s.Closing()
	}
	return lending.Sums{}
}

// extension is by how many months a meeting puts a loan off.
const extension = 6

// event writes what a meeting decided about a loan.
func (b *book) event(l *loan, kind lending.EventKind, d models.Day, at int64, meeting gathering, note string) {
	e := lending.Event{Loan: l.ID, Kind: kind, On: d}
	fields := []models.Assignment{ref("loan", l.ID), text("kind", string(kind)), date("date", d), ref("meeting", meeting.id), text("note", note)}
	switch kind {
	case lending.Extend:
		until := behindTet(l.Schedule[len(l.Schedule)-1].Due.InMonth(extension, b.date))
		e.NewDueOn = until
		fields = append(fields, date("newDueOn", until))
	default:
		e.Amount = l.standing(d).Outstanding
		fields = append(fields, number("amount", e.Amount))
	}
	e.ID = b.note("loanEvent", at, fields...)
	l.events = append(l.events, e)
	b.follow(l, d, at)
}
