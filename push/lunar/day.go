package lunar

import "time"

// Day is a civil day, counted from 1970-01-01 = 0. It is a day of the calendar on the wall, not a moment.
type Day int32

const dayForm = "2006-01-02"

// ParseDay reads the form 2006-01-02.
func ParseDay(text string) (Day, bool) {
	t, err := time.Parse(dayForm, text)
	if err != nil {
		return 0, false
	}
	return DayOf(t), true
}

// DayOf is the day that a moment falls on in its own zone.
func DayOf(t time.Time) Day {
	year, month, date := t.Date()
	return Day(time.Date(year, month, date, 0, 0, 0, 0, time.UTC).Unix() / 86_400) //nolint:gosec // years 1900 to 2100
}

// At is the moment of that day, in a zone, when the clock on the wall shows so much since midnight.
func (d Day) At(clock time.Duration, zone *time.Location) time.Time {
	year, month, date := d.civil().Date()
	return time.Date(year, month, date, 0, 0, 0, int(clock), zone)
}

// String gives the form 2006-01-02.
func (d Day) String() string { return d.civil().Format(dayForm) }

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.civil().Weekday() }

func (d Day) civil() time.Time { return time.Unix(int64(d)*86_400, 0).UTC() }
