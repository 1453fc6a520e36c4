package lunar

import (
	"math"
	"time"

	"github.com/beplua/beplua/models"
)

// Date is a day of the lunar calendar.
type Date struct {
	Year  int  // of the Gregorian year that the lunar year begins in
	Month int  // 1 to 12
	Day   int  // 1 to 30
	Leap  bool // the second month of this number in its year (nhuận)
}

// Of is a day's lunar date.
func Of(d models.Day) Date {
	k := int(math.Floor((float64(d) + julianZero - firstMoon) / synodic))
	begins := newMoon(k + 1)
	for ; begins > d; k-- { // true moons are up to 14 hours off the mean one
		begins = newMoon(k)
	}
	year := d.Time().Year()
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

// AroundTet says whether a day is one of those around the new year on which nobody meets or is reminded of a debt: 25 of the
// 12th month to 5 of the first (domain.md §5.5).
func AroundTet(d models.Day) bool {
	date := Of(d)
	return date.Month == 12 && date.Day >= 25 || date.Month == 1 && date.Day <= 5
}

// eleventh is the first day of the 11th month of a lunar year: the month with the December solstice.
func eleventh(year int) models.Day {
	last := models.DayOf(year, time.December, 31)
	k := int(math.Floor((float64(last) + julianZero - 2_415_021) / synodic))
	if begins := newMoon(k); term(begins) < 9 {
		return begins
	}
	return newMoon(k - 1)
}

// leapAfter gives how many months after an 11th month the leap one follows: the first in which the sun enters no new term.
func leapAfter(eleventh models.Day) int {
	k := moonOf(eleventh)
	for i := 1; i < 13; i++ {
		if term(newMoon(k+i)) == term(newMoon(k+i+1)) {
			return i
		}
	}
	return 13
}

// moonOf is the number of the new moon that a month begins with.
func moonOf(begins models.Day) int {
	return int(math.Floor((float64(begins)+julianZero-firstMoon)/synodic + 0.5))
}
