package lunar

import "time"

// Day is a civil day, counted from 1970-01-01 = 0: a day of the calendar on the wall, not a moment.
type Day int32

const secondsPerDay = 86_400

// ParseDay reads the form 2006-01-02.
func ParseDay(text string) (Day, bool) {
	t, err := time.Parse(time.DateOnly, text)
	return DayOf(t), err == nil
}

// DayOf is the day that a moment falls on in its own zone.
func DayOf(t time.Time) Day {
	year, month, date := t.Date()
	return Day(time.Date(year, month, date, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay) //nolint:gosec // years 1900 to 2100
}

// At is the moment of that day when the clock on a zone's wall shows so much since midnight.
func (d Day) At(clock time.Duration, zone *time.Location) time.Time {
	year, month, date := d.civil().Date()
	return time.Date(year, month, date, 0, 0, int(clock/time.Second), 0, zone)
}

// String gives the form 2006-01-02.
func (d Day) String() string { return d.civil().Format(time.DateOnly) }

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.civil().Weekday() }

func (d Day) civil() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }
