package lunar

import (
	"math"
	"time"
)

// Date is a day of the lunar calendar.
type Date struct {
	Year  int  // of the Gregorian year that the lunar year begins in
	Month int  // 1 to 12
	Day   int  // 1 to 30
	Leap  bool // the second month of this number in its year (nhuận)
}

// Of is a day's lunar date.
func Of(d Day) Date {
	k := int(math.Floor((float64(d) + julianEpoch - firstMoon) / synodic))
	begins := newMoon(k + 1)
	for ; begins > d; k-- { // true moons are up to 14 hours off the mean one
		begins = newMoon(k)
	}
	year := d.civil().Year()
	from := eleventh(year)
	if from >= begins {
		year--
		from = eleventh(year)
	}
	// Months are counted from the 11th, which holds the solstice of that year.
	months := int(begins-from) / 29
	date := Date{Year: year, Month: months + 11, Day: int(d-begins) + 1}
	if eleventh(year+1)-from > 365 {
		leap := leapAfter(from)
		date.Leap = months == leap
		if months >= leap {
			date.Month--
		}
	}
	if date.Month > 12 {
		date.Month -= 12
		date.Year++
	}
	return date
}

// NewYear is the first day of a lunar year (Tết Nguyên đán).
func NewYear(year int) Day {
	from := eleventh(year - 1)
	months := 2
	if eleventh(year)-from > 365 && leapAfter(from) <= 2 {
		months = 3
	}
	return newMoon(moonOf(from) + months)
}

// eleventh is the first day of the 11th month of a lunar year: the month with the December solstice.
func eleventh(year int) Day {
	last := DayOf(time.Date(year, time.December, 31, 0, 0, 0, 0, time.UTC))
	k := int(math.Floor((float64(last) + julianEpoch - 2_415_021) / synodic))
	if begins := newMoon(k); term(begins) < 9 {
		return begins
	}
	return newMoon(k - 1)
}

// leapAfter gives how many months after an 11th month the leap one follows: the first in which the sun enters no new term.
func leapAfter(eleventh Day) int {
	k := moonOf(eleventh)
	for i := 1; i < 13; i++ {
		if term(newMoon(k+i)) == term(newMoon(k+i+1)) {
			return i
		}
	}
	return 13
}

// moonOf is the number of the new moon that a month begins with.
func moonOf(begins Day) int {
	return int(math.Floor((float64(begins)+julianEpoch-firstMoon)/synodic + 0.5))
}
