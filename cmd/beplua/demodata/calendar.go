package demodata

import (
	"fmt"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/lunar"
)

func parseDay(text string) (models.Day, error) {
	d, ok := models.ParseDay(text)
	if !ok {
		return 0, fmt.Errorf("%q is not a day such as 2026-06-30", text)
	}
	return d, nil
}

func mustDay(text string) models.Day {
	d, err := parseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

// moment gives the instant of a time of day in Lai Châu (UTC+7): milliseconds since 1970 UTC.
func moment(d models.Day, hour, minute int) int64 {
	return d.Time().UnixMilli() + int64((hour-7)*60+minute)*60_000
}

// meetingDay is the club's day of a month, moved behind Tết if it falls into it.
func meetingDay(month models.Day, date int) models.Day {
	return behindTet(month.InMonth(0, date))
}

func behindTet(d models.Day) models.Day {
	for lunar.AroundTet(d) {
		d++
	}
	return d
}
