package loan

import "github.com/beplua/beplua/models"

// Standing is how a loan stands at the end of a day, by what was on the books that day. đồng.
type Standing struct {
	On          models.Day
	State       State
	Outstanding int64 // principal neither paid back nor written off
	WrittenOff  int64 // principal written off, less what came in after all
	Overpaid    int64 // paid beyond what was owed: principal, or interest beyond all that is charged
	Paid        Paid
	Lines       []Line // every instalment, on the days as extended
	Overdue     Sums   // left to pay of what was due before the day
	Current     Sums   // left to pay for the current month; zero after the last due day
	Next        Line   // the first instalment from this day on of which something is left; No is 0 if there is none
	DaysLate    int    // of the oldest instalment that is overdue, without the days on which the loan was frozen
}

// Line is an instalment and what is left to pay of it. Its interest is what is charged, which after early closing is
// nothing, and under FREE follows what is outstanding.
type Line struct {
	Instalment
	Left     Sums
	DaysLate int
}

// Sums are principal and interest. đồng.
type Sums struct{ Principal, Interest int64 }

// Add adds two sums.
func (s Sums) Add(t Sums) Sums { return Sums{s.Principal + t.Principal, s.Interest + t.Interest} }

// Total is both together.
func (s Sums) Total() int64 { return s.Principal + s.Interest }

// State is what a loan's status should say, in the words of the field "status".
type State string

// The states. Of two the later in this list counts, but nothing stands above cancelled.
const (
	Running       State = "running"
	Extended      State = "extended"
	Frozen        State = "frozen"
	WrittenOffAll State = "writtenOff" // nothing is outstanding, and not all of it was paid
	Repaid        State = "repaid"
	Cancelled     State = "cancelled"
)

// StandingOf folds payments and events into how a loan stands. Their order does not matter, only their days and ids; what is
// dated after the day is left out. The day is not before disbursement.
func StandingOf(l Loan, payments []Payment, events []Event, on models.Day) Standing {
	c := course{loan: l}
	s := Standing{On: on}
	for _, p := range payments {
		if p.On <= on {
			s.Paid = s.Paid.Add(p.Paid())
		}
	}
	if l.Cancelled {
		s.State, s.Overpaid = Cancelled, max(0, s.Paid.Principal+s.Paid.Interest)
		return s
	}
	c.pay(payments, on)
	c.happen(events, on)
	s.Lines = c.lines(on)
	owed := l.Terms.Amount - s.Paid.Principal
	s.WrittenOff = min(c.forgiven, max(owed, 0))
	s.Outstanding = max(owed, 0) - s.WrittenOff
	s.Overpaid = max(-owed, 0) + max(s.Paid.Interest-charged(s.Lines), 0)
	if s.Outstanding == 0 && s.WrittenOff > 0 {
		release(s.Lines)
	}
	s.due(&c)
	s.State = s.state(&c)
	return s
}

func charged(lines []Line) int64 {
	var sum int64
	for _, line := range lines {
		sum += line.Interest
	}
	return sum
}

// release leaves nothing to pay: what was written off is not asked for.
func release(lines []Line) {
	for i := range lines {
		lines[i].Left = Sums{}
	}
}

// due sorts what is left by when it is to be paid.
func (s *Standing) due(c *course) {
	seen := false
	for i := range s.Lines {
		line := &s.Lines[i]
		switch {
		case line.Due < s.On:
			s.Overdue = s.Overdue.Add(line.Left)
			if line.Left != (Sums{}) {
				line.DaysLate = c.daysLate(line.Due, s.On)
				s.DaysLate = max(s.DaysLate, line.DaysLate)
			}
			continue
		case !seen:
			seen, s.Current = true, line.Left
		}
		if s.Next.No == 0 && line.Left != (Sums{}) {
			s.Next = *line
		}
	}
}

func (s *Standing) state(c *course) State {
	switch {
	case s.Outstanding == 0 && s.WrittenOff > 0:
		return WrittenOffAll
	case s.Outstanding == 0 && s.Overdue.Interest+s.Current.Interest == 0:
		return Repaid
	case c.frozenOn(s.On):
		return Frozen
	case c.extended:
		return Extended
	}
	return Running
}
