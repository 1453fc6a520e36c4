package loan

// Split is how a sum that somebody pays is divided. đồng.
type Split struct {
	OverdueInterest int64
	CurrentInterest int64 // of the current month
	Principal       int64
	Over            int64 // more than is owed: to be given back
}

// Interest is what goes into the field "interest" of the repayment.
func (s Split) Interest() int64 { return s.OverdueInterest + s.CurrentInterest }

// Allocate divides a sum paid on the day of the standing, before it is recorded: overdue interest, the current month's
// interest, then principal, also what is not yet due. Interest not paid stays owed and bears none itself. The sum is not
// negative; a penalty is agreed and written separately.
func (s Standing) Allocate(amount int64) Split {
	take := func(owed int64) int64 {
		part := min(amount, owed)
		amount -= part
		return part
	}
	return Split{
		OverdueInterest: take(s.Overdue.Interest), CurrentInterest: take(s.Current.Interest),
		Principal: take(s.Outstanding), Over: amount,
	}
}

// Closing is what ends the loan on the day of the standing: all principal, the interest that is overdue, and of the months
// to come the current one's only.
func (s Standing) Closing() Sums {
	return Sums{s.Outstanding, s.Overdue.Interest + s.Current.Interest}
}

// daysPerMonth is when a month of lateness is full.
const daysPerMonth = 30

// Penalty is what the terms allow to be asked on top for overdue principal: for every full 30 days, rounded as the loan is.
// It is a proposal to the treasurer. Nothing is owed until somebody writes it into a repayment.
func (s Standing) Penalty(t Terms) int64 {
	var sum int64
	for _, line := range s.Lines {
		sum += line.Left.Principal * int64(line.DaysLate/daysPerMonth)
	}
	return share(sum, t.PenaltyPpm, t.rounding())
}
