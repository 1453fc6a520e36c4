package demodata

import (
	"fmt"
	"time"
)

// day is a calendar day in Lai Châu: days since 1970-01-01.
type day int

const dayMillis = 24 * 60 * 60 * 1000

func dayOf(year int, month time.Month, date int) day {
	return day(time.Date(year, month, date, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// parseDay reads "2006-01-02".
func parseDay(text string) (day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, fmt.Errorf("%q is not a day such as 2026-06-30", text)
	}
	return dayOf(t.Date()), nil
}

func mustDay(text string) day {
	d, err := parseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

func (d day) date() time.Time { return time.Unix(int64(d)*24*60*60, 0).UTC() }

func (d day) String() string { return d.date().Format(time.DateOnly) }

func (d day) year() int { return d.date().Year() }

// at gives the instant of a time of day in Lai Châu (UTC+7): milliseconds since 1970 UTC.
func (d day) at(hour, minute int) int64 {
	return int64(d)*dayMillis + int64((hour-7)*60+minute)*60_000
}

// inMonth gives a date of the month that lies a number of months after d's, clamped to its last day.
func (d day) inMonth(months, date int) day {
	t := d.date()
	first := time.Date(t.Year(), t.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return dayOf(first.Year(), first.Month(), min(date, last))
}

// newYears are the first days of the lunar year (Tết), by the solar year.
var newYears = [...]day{
	dayOf(2022, 2, 1), dayOf(2023, 1, 22), dayOf(2024, 2, 10), dayOf(2025, 1, 29), dayOf(2026, 2, 17),
	dayOf(2027, 2, 6), dayOf(2028, 1, 26), dayOf(2029, 2, 13), dayOf(2030, 2, 2),
}

// duringTet says whether a day lies between the 25th of the last lunar month and the fifth of the first: nobody meets then.
func duringTet(d day) bool {
	for _, first := range newYears {
		if d >= first-5 && d <= first+4 {
			return true
		}
	}
	return false
}

// meetingDay is the club's day of a month, moved behind Tết if it falls into it.
func meetingDay(month day, date int) day {
	return behindTet(month.inMonth(0, date))
}

func behindTet(d day) day {
	for duringTet(d) {
		d++
	}
	return d
}
