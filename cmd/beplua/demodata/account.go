package demodata

import (
	"strconv"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
)

// account is one of a club's two funds and what is in its box: đồng.
type account struct {
	id      models.RecordID
	kind    string // "income" or "activity"
	prefix  string // of its slips
	opening int64
	balance int64
	entries []ledger.Entry
	slips   map[int]int // last slip number by year
}

// slip numbers a receipt or payment: unique within the club and year.
func (a *account) slip(direction string, year int) string {
	a.slips[year]++
	letter := "T" // thu
	if direction == "out" {
		letter = "C" // chi
	}
	return a.prefix + letter + strconv.Itoa(a.slips[year]) + "/" + strconv.Itoa(year)
}

// entry is one line of a cash book before it is written.
type entry struct {
	direction, category string
	amount              int64
	note                string
	more                []models.Assignment
}

// enter writes a line of the cash book. It refuses, and gives a zero id, what the box does not hold.
func (b *book) enter(a *account, on models.Day, at int64, e entry) models.RecordID {
	change := e.amount
	if e.direction == "out" {
		change = -change
	}
	if e.amount <= 0 || a.balance+change < 0 {
		return models.RecordID{}
	}
	a.balance += change
	a.entries = append(a.entries, ledger.Entry{
		Date: on.String(), Direction: ledger.Direction(e.direction), Category: ledger.Category(e.category), Amount: e.amount,
	})
	fields := append([]models.Assignment{
		ref("account", a.id), date("date", on), text("direction", e.direction), text("category", e.category),
		number("amount", e.amount), text("slipNo", a.slip(e.direction, on.Time().Year())), text("note", e.note),
	}, e.more...)
	if m, ok := b.on(on); ok {
		fields = append(fields, ref("meeting", m.id))
	}
	return b.note("fundTransaction", at, fields...)
}
