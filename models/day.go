package models

import "time"

// Day is a calendar day in Vietnam: a date on the wall, no moment. Zero is no day. 1 is 1 March of the year 0, as if our
// calendar had always been: so the leap day ends its year. Index keys are made of the number; it stays as it is.
type Day int

// unixDay is 1 January 1970.
const unixDay Day = 719_469

const secondsPerDay = 24 * 60 * 60

// vietnam is how far the clocks there are ahead of UTC: one offset since 1975.
const vietnam = 7 * time.Hour

// ParseDay reads "2026-06-30". ok is false for what is no day of the years YearMin to YearMax.
func ParseDay(text string) (d Day, ok bool) {
	if len(text) != 10 || text[4] != '-' || text[7] != '-' {
		return 0, false
	}
	century, ok1 := twoDigits(text[:2])
	year, ok2 := twoDigits(text[2:4])
	month, ok3 := twoDigits(text[5:7])
	date, ok4 := twoDigits(text[8:])
	year += 100 * century
	if !ok1 || !ok2 || !ok3 || !ok4 || year < YearMin || year > YearMax || month < 1 || month > 12 || date < 1 || date > monthLength(year, month) {
		return 0, false
	}
	// The year begins in March, so that the leap day is its last and month lengths repeat every five months.
	if month <= 2 {
		year, month = year-1, month+12
	}
	return Day(365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + date), true
}

func twoDigits(text string) (int, bool) {
	a, b := text[0]-'0', text[1]-'0'
	return int(a)*10 + int(b), a <= 9 && b <= 9
}

func monthLength(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// DayOf gives the day of a date. A date beyond the month's last runs over into the next month.
func DayOf(year int, month time.Month, date int) Day {
	return Day(time.Date(year, month, date, 0, 0, 0, 0, time.UTC).Unix()/secondsPerDay) + unixDay
}

// Today is the day in Vietnam at a moment.
func Today(now time.Time) Day { return DayOf(now.UTC().Add(vietnam).Date()) }

// Time gives the midnight, UTC, with which a day of this date begins.
func (d Day) Time() time.Time { return time.Unix(int64(d-unixDay)*secondsPerDay, 0).UTC() }

// InMonth gives a date of the month that lies some months on, or that month's last day when it has no such date.
func (d Day) InMonth(months, date int) Day {
	year, month, _ := d.Time().Date()
	month += time.Month(months)
	return min(DayOf(year, month, date), DayOf(year, month+1, 0))
}

// AddMonths gives the same date some months on, or that month's last day when it has no such date.
func (d Day) AddMonths(months int) Day { return d.InMonth(months, d.Time().Day()) }

// String gives "2026-06-30", "" for no day.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalText gives what String gives.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what String gives. It fails with CodeMalformed.
func (d *Day) UnmarshalText(text []byte) error {
	parsed, ok := ParseDay(string(text))
	if !ok && len(text) > 0 {
		return Errorf(CodeMalformed, "%q is not a day such as 2026-06-30", text)
	}
	*d = parsed
	return nil
}
