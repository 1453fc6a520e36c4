package loan

import "github.com/beplua/beplua/models"

// Meetings is when a club meets, which is when it collects: on a day of the month, or every few weeks. Day goes before
// Weeks. Zero is unknown; instalments then fall on the date of disbursement.
type Meetings struct {
	Day   int // of the month, 1–31; a shorter month's last day stands for what it lacks
	Weeks int // between meetings
}

// weeksMax is how many weeks still hold a meeting in every month.
const weeksMax = 4

// days gives the due days of a number of instalments: the meetings nearest to one month after disbursement, and so on
// month by month. Of two as near the later counts. So the first is never less than 13 days off, and no two fall together.
func (m Meetings) days(from models.Day, count int) []models.Day {
	out := make([]models.Day, count)
	if m.Day == 0 && m.Weeks >= 1 && m.Weeks <= weeksMax {
		for i := range out {
			out[i] = m.everyWeeks(from, from.AddMonths(i+1))
		}
		return out
	}
	first, date := m.first(from)
	for i := range out {
		out[i] = from.InMonth(first+i, date)
	}
	return out
}

// everyWeeks gives the meeting nearest to a day when one was held on the day of disbursement.
func (m Meetings) everyWeeks(from, near models.Day) models.Day {
	step := models.Day(7 * m.Weeks)
	return from + (near-from+step/2)/step*step
}

// first gives the months until, and the date of, the meeting nearest to one month after disbursement.
func (m Meetings) first(from models.Day) (months, date int) {
	if m.Day == 0 {
		return 1, from.Time().Day()
	}
	target := from.AddMonths(1)
	for next := 1; next <= 2; next++ {
		if apart(from.InMonth(next, m.Day), target) <= apart(from.InMonth(months, m.Day), target) {
			months = next
		}
	}
	return months, m.Day
}

func apart(a, b models.Day) models.Day { return max(a-b, b-a) }
