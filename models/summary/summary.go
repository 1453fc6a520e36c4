package summary

import (
	"iter"
	"slices"

	"github.com/beplua/beplua/models"
)

// Key is the key of the projection that holds the summary of a scope.
const Key = "summary"

// WeeksKept is how many weeks before the present one are told week by week.
const WeeksKept = 13

// Summary is what the records of one scope of a club come to. Its zero value is that of a scope without records. Days are in
// order, one for each person, meeting or case that they are of.
type Summary struct {
	// From is the Monday from which things are told by day or week; what was before is not, but for HeldBefore. It moves on
	// with the commits.
	From  models.Day
	Heard int64 // when the last operation of a phone was received: milliseconds since 1970 UTC, 0 for never
	// Lending is the seq of the last change to a loan, a repayment or what happened to a loan: since then the club's arrears
	// change with the days only.
	Lending uint64

	Name, Code, Village, Unit, Status string // of the club's own record
	Founded                           models.Day

	Women, Men, Others []models.Day // birthdays of those who have not left; 0 for an unknown one
	Held               []models.Day // meetings held, since From
	HeldBefore         models.Day   // the last meeting held before From; 0 for none
	Planned            []models.Day // meetings still to be held, since From: those of the past are overdue
	Cases              map[models.CaseKind]int
	Urgent             int          // of Cases
	Opened             []models.Day // Mondays of the weeks in which Cases were opened, since From
	Weeks              []Week       // by Monday, without those in which nothing was

	// TooLong says that no projection holds the summary: then nothing else is told.
	TooLong bool
	// Unsure says that HeldBefore was taken away, and only the records say what was before it (SetHeldBefore).
	Unsure bool
}

// SetHeldBefore settles what was unsure: days are those of all meetings held.
func (s *Summary) SetHeldBefore(days iter.Seq[models.Day]) {
	s.HeldBefore, s.Unsure = 0, false
	for day := range days {
		if day < s.From {
			s.HeldBefore = max(s.HeldBefore, day)
		}
	}
}

// Week is what was done in the week that begins with a Monday.
type Week struct {
	Monday     models.Day
	Operations int64 // received from phones
	Present    int64 // at meetings held in the week
	Called     int64 // at the same meetings: present, absent, excused
	Repayments int64
	Paid       int64 // by Repayments, principal and interest and penalty: đồng
	Visits     int64 // at people's homes
}

func (w Week) isNothing() bool { return w == Week{Monday: w.Monday} }

// Monday gives the Monday of a day's week.
func Monday(d models.Day) models.Day { return (d+1)/7*7 - 1 }

// Begin is the Monday from which a summary tells by week on a day.
func Begin(today models.Day) models.Day { return Monday(today) - 7*WeeksKept }

// Slide moves From to where it is on a day, and forgets what lies before it. It never moves back.
func (s *Summary) Slide(today models.Day) {
	from := Begin(today)
	if from <= s.From {
		return
	}
	s.From = from
	if gone := before(s.Held, from); gone > 0 {
		s.HeldBefore, s.Held = max(s.HeldBefore, s.Held[gone-1]), s.Held[gone:]
	}
	s.Planned = s.Planned[before(s.Planned, from):]
	s.Opened = s.Opened[before(s.Opened, from):]
	s.Weeks = slices.DeleteFunc(s.Weeks, func(w Week) bool { return w.Monday < from })
}

// before counts the days before another.
func before(days []models.Day, from models.Day) int {
	at, _ := slices.BinarySearch(days, from)
	return at
}

// Members counts those who have not left.
func (s *Summary) Members() int { return len(s.Women) + len(s.Men) + len(s.Others) }

// OpenCases counts the cases that wait for an officer.
func (s *Summary) OpenCases() int {
	n := 0
	for _, of := range s.Cases {
		n += of
	}
	return n
}

// LastHeld is the day of the last meeting held, 0 for none.
func (s *Summary) LastHeld() models.Day {
	if len(s.Held) > 0 {
		return s.Held[len(s.Held)-1]
	}
	return s.HeldBefore
}

// NextPlanned is the next day from today on that a meeting is planned for, 0 for none.
func (s *Summary) NextPlanned(today models.Day) models.Day {
	if at := before(s.Planned, today); at < len(s.Planned) {
		return s.Planned[at]
	}
	return 0
}

// OpenedBefore counts the waiting cases that were opened in a week before that of a day.
func (s *Summary) OpenedBefore(day models.Day) int {
	return s.OpenCases() - len(s.Opened) + before(s.Opened, Monday(day))
}
