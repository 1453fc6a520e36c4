package loan

import "time"

// Day is a calendar day in Vietnam: 1 is 1 January of the year 1. Zero is no day.
type Day int

// unixDay is 1 January 1970.
const unixDay Day = 719_163

const secondsPerDay = 24 * 60 * 60

// ParseDay reads "2026-06-30".
func ParseDay(text string) (Day, bool) {
	t, err := time.Parse(time.DateOnly, text)
	return dayOf(t), err == nil
}

func dayOf(t time.Time) Day { return Day(t.Unix()/secondsPerDay) + unixDay }

func (d Day) time() time.Time { return time.Unix(int64(d-unixDay)*secondsPerDay, 0).UTC() }

// String gives "2026-06-30", "" for no day.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.time().Format(time.DateOnly)
}

// month counts months; twelve to a year.
type month int

// month gives the month that a day lies in, and its date there.
func (d Day) month() (m month, date int) {
	year, name, date := d.time().Date()
	return month(year*12 + int(name) - 1), date
}

// day gives a date of the month, or its last day when it has no such date.
func (m month) day(date int) Day {
	year, name := int(m/12), time.Month(m%12+1)
	d := dayOf(time.Date(year, name, date, 0, 0, 0, 0, time.UTC))
	if last := dayOf(time.Date(year, name+1, 0, 0, 0, 0, 0, time.UTC)); d > last {
		return last
	}
	return d
}

// addMonths gives the same date some months on.
func (d Day) addMonths(n month) Day {
	m, date := d.month()
	return (m + n).day(date)
}
