package view

import (
	"fmt"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
)

// Dues is who paid what for the months of a year.
type Dues struct {
	Expected  [12]int64 // a member's dues, by the law in force on the first of the month
	Members   []MemberDues
	Unnamed   [12]int64 // collected for many on one slip
	Collected int64     // all together
}

// MemberDues is one member's year.
type MemberDues struct {
	Record *models.Record
	Months [12]int64
}

// DuesOf sums dues up by member and month; law gives the by-law in force on a day, nil for none. The shelf holds the entries
// of category dues, and members. What was paid for a person who was joined to another counts for that other.
func DuesOf(s Shelf, year int, law func(date string) *models.Record) Dues {
	var d Dues
	shown, kept := s.Members()
	paid := ledger.DuesPaid(s.Entries(models.RecordID{}))
	byMember := map[models.RecordID]*[12]int64{}
	for _, r := range shown {
		byMember[r.ID] = new([12]int64)
	}
	for month := range d.Expected {
		name := fmt.Sprintf("%04d-%02d", year, month+1)
		if l := law(name + "-01"); l != nil {
			d.Expected[month], _ = l.Value("duesMonthly").Int()
		}
		for key, sum := range paid {
			if key.Month != name {
				continue
			}
			d.Collected += sum
			who := key.Member
			if other, joined := kept[who]; joined {
				who = other
			}
			if months, known := byMember[who]; known {
				months[month] += sum
			} else {
				d.Unnamed[month] += sum
			}
		}
	}
	for _, r := range shown {
		if months := byMember[r.ID]; inClub(r, year) || *months != [12]int64{} {
			d.Members = append(d.Members, MemberDues{r, *months})
		}
	}
	return d
}

// inClub says whether somebody was a member on any day of a year.
func inClub(r *models.Record, year int) bool {
	first, last := fmt.Sprintf("%04d-01-01", year), fmt.Sprintf("%04d-12-31", year)
	left := r.Value("leftOn").Str()
	return r.Value("joinedOn").Str() <= last && (left == "" || left >= first)
}
