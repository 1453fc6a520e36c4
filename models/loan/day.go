package loan

import (
	"time"

	"github.com/beplua/beplua/models"
)

// Day is a calendar day in Vietnam: 1 is 1 January of the year 1. Zero is no day.
type Day int

// unixDay is 1 January 1970.
const unixDay Day = 719_163

const secondsPerDay = 24 * 60 * 60

// ParseDay reads "2026-06-30". ok is false for what is no day of the years 1900 to 2100.
func ParseDay(text string) (d Day, ok bool) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil || t.Year() < yearMin || t.Year() > yearMax {
		return 0, false
	}
	return DayOf(t.Date()), true
}

// The years that a record's date may lie in, see models/schema.
const (
	yearMin = 1900
	yearMax = 2100
)

// DayOf gives the day of a date. A date beyond the month's last runs over into the next month.
func DayOf(year int, name time.Month, date int) Day {
	return Day(time.Date(year, name, date, 0, 0, 0, 0, time.UTC).Unix()/secondsPerDay) + unixDay
}

// Time gives the midnight, UTC, with which the day begins.
func (d Day) Time() time.Time { return time.Unix(int64(d-unixDay)*secondsPerDay, 0).UTC() }

// String gives "2026-06-30", "" for no day.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// UnmarshalText reads what String gives.
func (d *Day) UnmarshalText(text []byte) error {
	parsed, ok := ParseDay(string(text))
	if !ok && len(text) > 0 {
		return models.Errorf(models.CodeMalformed, "%q is not a day such as 2026-06-30", text)
	}
	*d = parsed
	return nil
}

// month counts months; twelve to a year.
type month int

// month gives the month that a day lies in, and its date there.
func (d Day) month() (m month, date int) {
	year, name, date := d.Time().Date()
	return month(year*12 + int(name) - 1), date
}

// day gives a date of the month, or its last day when it has no such date.
func (m month) day(date int) Day {
	year, name := int(m/12), time.Month(m%12+1)
	return min(DayOf(year, name, date), DayOf(year, name+1, 0))
}

// addMonths gives the same date some months on.
func (d Day) addMonths(n month) Day {
	m, date := d.month()
	return (m + n).day(date)
}
