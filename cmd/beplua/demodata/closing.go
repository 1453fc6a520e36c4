package demodata

import (
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
)

// count writes what was in the boxes at the year's last meeting.
func (b *book) count(d models.Day) {
	signers := []models.RecordID{b.officer("head").id, b.officer("accountant").id, b.officer("treasurer").id}
	for _, a := range []*account{b.income, b.activity} {
		held := ledger.At(a.opening, a.entries, d.String())
		b.note("cashCount", moment(d, 13, 0),
			ref("account", a.id), date("date", d), number("counted", held), number("book", held), refs("signers", signers),
		)
	}
}

// closeMonths writes each month's balance of both funds on its last day, as long as meetings are recorded; now and then a
// board forgets.
func (b *book) closeMonths() {
	signers := []models.RecordID{b.officer("accountant").id, b.officer("head").id}
	first := max(b.opened().InMonth(0, 1), b.g.until.InMonth(1-meetingMonths, 1))
	for _, a := range []*account{b.income, b.activity} {
		cash := ledger.Write(a.opening, a.entries)
		for month := first; month.InMonth(1, 1) <= b.g.until; month = month.InMonth(1, 1) {
			if b.c.percent(4) {
				continue
			}
			m := cash.Of(month.String()[:7], a.opening)
			b.note("monthClosing", moment(month.InMonth(1, 1)-1, 19, 0),
				ref("account", a.id), text("month", m.Month), number("opening", m.Opening), number("received", m.Received),
				number("paid", m.Paid), number("closing", m.Closing), refs("signers", signers),
			)
		}
	}
}
