package push

import (
	"strconv"

	"github.com/beplua/beplua/models"
)

// Due is something that somebody is to be reminded of, as of a day.
type Due struct {
	Kind    Kind
	Club    models.RecordID
	Subject models.RecordID // the record: meeting, loan, care recipient, case
	Lead    int             // days from the first day of showing to On
	On      models.Day
	Devices []models.RecordID // KindCase: whose operations it was about. The other kinds: nil, and the Audience says
}

// window says from when to when a lead is worth showing. A server that was down catches up within it.
type window struct {
	kind  Kind
	lead  int // the first day is On−lead
	slack int // so many more days
}

// windows are the leads of domain.md §7. The last one is long enough to outlast the quiet days around Tết, so that an arrear
// is told after them and not never. A week's visits are due on its Sunday and told from Friday.
func windows() []window {
	return []window{
		{KindMeeting, 3, 1},
		{KindMeeting, 1, 1},
		{KindLoan, 3, 1},
		{KindLoan, 0, 2},
		{KindLoan, -7, 14},
		{KindVisit, 2, 2},
		{KindCase, 0, 2},
	}
}

// open says whether something on a day is to be shown today.
func (w window) open(on, today models.Day) bool {
	first := on - models.Day(w.lead)
	return first <= today && today <= first+models.Day(w.slack)
}

// days are those on which something may be that is to be shown today, first and last.
func (w window) days(today models.Day) (from, to models.Day) {
	return today + models.Day(w.lead-w.slack), today + models.Day(w.lead)
}

// first and last are the days between which it is to be shown.
func (d *Due) first() models.Day { return d.On - models.Day(d.Lead) }

func (d *Due) last() models.Day {
	for _, w := range windows() {
		if w.kind == d.Kind && w.lead == d.Lead {
			return d.first() + models.Day(w.slack)
		}
	}
	return d.first()
}

// key names the delivery to one device: every server makes the same, and something moved to another day has another.
func (d *Due) key(device models.RecordID) models.RecordID {
	return models.DerivedID("reminder", string(d.Kind), d.Subject.String(), strconv.Itoa(d.Lead), d.On.String(), device.String())
}
