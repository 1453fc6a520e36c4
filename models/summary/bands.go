package summary

import (
	"slices"

	"github.com/beplua/beplua/models"
)

// Bands are people by the bands in which plans count them; one person may be in several.
type Bands struct{ Members, Women, Over60, Over55, Unknown int }

// Add counts the people of both.
func (b Bands) Add(c Bands) Bands {
	return Bands{b.Members + c.Members, b.Women + c.Women, b.Over60 + c.Over60, b.Over55 + c.Over55, b.Unknown + c.Unknown}
}

// Ages are the last birthdays with which one is 60 and 55 on a day, so that many clubs can be counted for it.
type Ages struct{ sixty, fiftyFive models.Day }

// AgesOn gives the ages of a day.
func AgesOn(today models.Day) Ages { return Ages{bornBy(today, 60), bornBy(today, 55)} }

// bornBy gives the last birthday with which one is so many years old on a day. Who was born on 29 February is a year older on
// the 28th where there is no 29th.
func bornBy(today models.Day, years int) models.Day {
	born := today.AddMonths(-12 * years)
	for (born + 1).AddMonths(12*years) <= today {
		born++
	}
	return born
}

// Bands counts people as of a day.
func (s *Summary) Bands(today models.Day) Bands { return s.BandsOf(AgesOn(today)) }

// BandsOf counts people by ages. Those whose birthday is unknown are in no band of age.
func (s *Summary) BandsOf(ages Ages) Bands {
	b := Bands{Members: s.Members(), Women: len(s.Women)}
	for _, births := range [][]models.Day{s.Women, s.Men, s.Others} {
		unknown := until(births, 0)
		b.Unknown += unknown
		b.Over60 += until(births, ages.sixty) - unknown
		b.Over55 += until(births, ages.fiftyFive) - unknown
	}
	return b
}

// until counts the days up to another, itself included.
func until(days []models.Day, last models.Day) int {
	at, _ := slices.BinarySearch(days, last+1)
	return at
}
