package loan

import "github.com/beplua/beplua/models"

// Instalment is what is to be paid on one day. đồng.
type Instalment struct {
	No        int // from 1
	Due       models.Day
	Principal int64
	Interest  int64
}

// Schedule plans a loan over its months. Principal adds up to the amount exactly: equal parts are rounded down and the last
// takes the rest. The terms are such as Check finds nothing wrong with.
func Schedule(t Terms, m Meetings) []Instalment {
	lines := make([]Instalment, t.Months)
	part := t.part()
	owed := t.Amount
	for i, due := range m.days(t.DisbursedOn, t.Months) {
		on := owed
		if t.Method == Flat {
			on = t.Amount
		}
		line := Instalment{No: i + 1, Due: due, Principal: part, Interest: t.interest(on)}
		if i == len(lines)-1 {
			line.Principal = owed
		}
		owed -= line.Principal
		lines[i] = line
	}
	return lines
}

// part is the principal of every instalment but the last.
func (t Terms) part() int64 {
	switch t.Method {
	case Flat, Balance:
		return t.Amount / int64(t.Months) / t.rounding() * t.rounding()
	case Bullet, Free:
	}
	return 0
}

// movedMax is how many days a due day may lie from the meeting day: meetings move, at Tết by as much as ten days.
const movedMax = 15

// Matches says whether the schedule on a contract is the planned one: the same money, on days that are at most 15 apart.
func Matches(agreed, planned []Instalment) bool {
	if len(agreed) != len(planned) {
		return false
	}
	for i, line := range agreed {
		if line.Principal != planned[i].Principal || line.Interest != planned[i].Interest || apart(line.Due, planned[i].Due) > movedMax {
			return false
		}
	}
	return true
}

// Interest is the whole interest of a schedule.
func Interest(lines []Instalment) int64 {
	var sum int64
	for _, line := range lines {
		sum += line.Interest
	}
	return sum
}
