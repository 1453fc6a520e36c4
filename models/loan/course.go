package loan

import (
	"cmp"
	"slices"

	"github.com/beplua/beplua/models"
)

// course is what happened to one loan until a day.
type course struct {
	loan     Loan
	dues     []models.Day // of the instalments, as extended
	moves    []move
	forgiven int64
	frozen   []span
	extended bool
}

// move lowers what is owed from a day on: a payment, its reversal (which raises it), or a write-off.
type move struct {
	on models.Day
	Sums
}

// span is from its first day until another; 0 is open.
type span struct{ from, to models.Day }

// pay takes in the payments until a day. A reversal works from the day of what it reverses, as if that had never been: so
// nobody is taken for having paid in between.
func (c *course) pay(payments []Payment, on models.Day) {
	for _, p := range payments {
		if p.On > on {
			continue
		}
		sums, from := p.Paid(), p.On
		if !p.Reverses.IsZero() {
			if i := slices.IndexFunc(payments, func(q Payment) bool { return q.ID == p.Reverses }); i >= 0 {
				from = payments[i].On
			}
		}
		c.moves = append(c.moves, move{from, Sums{sums.Principal, sums.Interest}})
	}
}

// happen takes in the events until a day.
func (c *course) happen(events []Event, on models.Day) {
	c.dues = make([]models.Day, len(c.loan.Schedule))
	for i, line := range c.loan.Schedule {
		c.dues[i] = line.Due
	}
	for _, e := range standing(events, on) {
		switch e.Kind {
		case Extend:
			c.extend(e)
		case Freeze:
			if !c.frozenOn(e.On) {
				c.frozen = append(c.frozen, span{from: e.On})
			}
		case Unfreeze:
			if c.frozenOn(e.On) {
				c.frozen[len(c.frozen)-1].to = e.On
			}
		case WriteOff:
			c.writeOff(e)
		case Correct:
		}
	}
}

// extend moves what is not paid on the event's day by whole months, so that it stays on meeting days; the last instalment
// falls on the day agreed. Nothing moves backwards.
func (c *course) extend(e Event) {
	last := len(c.dues) - 1
	first := slices.IndexFunc(c.lines(e.On), func(l Line) bool { return l.Left != (Sums{}) })
	if first < 0 || e.NewDueOn <= c.dues[last] {
		return
	}
	ahead := monthsBetween(c.dues[last], e.NewDueOn)
	for i := first; i < last; i++ {
		c.dues[i] = c.dues[i].AddMonths(ahead)
	}
	c.dues[last] = e.NewDueOn
	c.extended = true
}

func monthsBetween(from, to models.Day) int {
	a, b := from.Time(), to.Time()
	return 12*(b.Year()-a.Year()) + int(b.Month()-a.Month())
}

func (c *course) writeOff(e Event) {
	sum := max(c.loan.Terms.Amount-c.until(e.On).Principal, 0)
	if e.Amount > 0 {
		sum = min(sum, e.Amount)
	}
	c.forgiven += sum
	c.moves = append(c.moves, move{e.On, Sums{Principal: sum}})
}

// until sums what lowered the debt until the end of a day.
func (c *course) until(day models.Day) Sums {
	var sums Sums
	for _, m := range c.moves {
		if m.on <= day {
			sums = sums.Add(m.Sums)
		}
	}
	return sums
}

// closedBy gives the day since which no principal is owed, 0 if some is owed at the end of a day.
func (c *course) closedBy(day models.Day) models.Day {
	moves := slices.SortedFunc(slices.Values(c.moves), func(a, b move) int { return cmp.Compare(a.on, b.on) })
	left, closed := c.loan.Terms.Amount, models.Day(0)
	for _, m := range moves {
		if m.on > day {
			break
		}
		left -= m.Principal
		switch {
		case left > 0:
			closed = 0
		case closed == 0:
			closed = m.on
		}
	}
	return closed
}

// lines gives the instalments with what is left of each at the end of a day. Whatever was paid covers the oldest first,
// principal and interest each for itself.
func (c *course) lines(on models.Day) []Line {
	covered, closed := c.until(on), c.closedBy(on)
	out := make([]Line, len(c.dues))
	for i, line := range c.loan.Schedule {
		line.Due = c.dues[i]
		switch {
		case closed != 0 && i > 0 && c.dues[i-1] >= closed:
			line.Interest = 0 // closed before this month began
		case c.loan.Terms.Method == Free:
			line.Interest = c.interestOnRest(i, on)
		}
		left := Sums{max(line.Principal-covered.Principal, 0), max(line.Interest-covered.Interest, 0)}
		covered = Sums{max(covered.Principal-line.Principal, 0), max(covered.Interest-line.Interest, 0)}
		out[i] = Line{Instalment: line, Left: left}
	}
	return out
}

// interestOnRest is a month's interest on what was outstanding when the month began: after the payments of the due day
// before, or at disbursement.
func (c *course) interestOnRest(i int, on models.Day) int64 {
	rest := c.loan.Terms.Amount
	if i > 0 {
		rest -= c.until(min(c.dues[i-1], on)).Principal
	}
	return c.loan.Terms.interest(max(rest, 0))
}

func (c *course) frozenOn(day models.Day) bool {
	if len(c.frozen) == 0 {
		return false
	}
	last := c.frozen[len(c.frozen)-1]
	return last.to == 0 && last.from <= day
}

// daysLate counts the days from a due day to another without those on which the loan was frozen.
func (c *course) daysLate(due, on models.Day) int {
	days := on - due
	for _, s := range c.frozen {
		to := on
		if s.to != 0 {
			to = s.to
		}
		days -= max(to-max(s.from, due), 0)
	}
	return int(days)
}
