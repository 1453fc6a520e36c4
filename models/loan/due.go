package loan

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
func (m Meetings) days(from Day, count int) []Day {
	out := make([]Day, count)
	if m.Day == 0 && m.Weeks >= 1 && m.Weeks <= weeksMax {
		for i := range out {
			out[i] = m.everyWeeks(from, from.addMonths(month(i+1)))
		}
		return out
	}
	first, date := m.first(from)
	for i := range out {
		out[i] = (first + month(i)).day(date)
	}
	return out
}

// everyWeeks gives the meeting nearest to a day when one was held on the day of disbursement.
func (m Meetings) everyWeeks(from, near Day) Day {
	step := Day(7 * m.Weeks)
	return from + (near-from+step/2)/step*step
}

// first gives the month and the date of the meeting nearest to one month after disbursement.
func (m Meetings) first(from Day) (month, int) {
	now, date := from.month()
	target := (now + 1).day(date)
	if m.Day == 0 {
		return now + 1, date
	}
	best := now
	for at := now + 1; at <= now+2; at++ {
		if apart(at.day(m.Day), target) <= apart(best.day(m.Day), target) {
			best = at
		}
	}
	return best, m.Day
}

func apart(a, b Day) Day { return max(a-b, b-a) }
