package demodata

// The ways of repaying, as in the field "method" of a loan.
const (
	methodFlat    = "FLAT"    // equal principal, interest on the amount lent
	methodBalance = "BALANCE" // equal principal, interest on what is still owed
	methodBullet  = "BULLET"  // interest monthly, the principal at the end
)

// instalment is one line of a loan's schedule, in đồng.
type instalment struct {
	due                 day
	principal, interest int64
}

// rounding is what principal and interest are rounded to: đồng.
const rounding = 1000

// interest is one month's, rounded half up to a thousand. Rates are parts per million a month.
func interest(on, ratePPM int64) int64 {
	return (on*ratePPM/1_000_000 + rounding/2) / rounding * rounding
}

// schedule plans a loan over its months; the principal adds up to the amount exactly.
func schedule(amount, ratePPM int64, method string, from day, months, meetingDate int) []instalment {
	out := make([]instalment, months)
	part := amount / int64(months) / rounding * rounding
	owed := amount
	for i := range out {
		line := instalment{due: meetingDay(from.inMonth(i+1, 1), meetingDate), principal: part, interest: interest(amount, ratePPM)}
		if method == methodBalance {
			line.interest = interest(owed, ratePPM)
		}
		if method == methodBullet {
			line.principal = 0
		}
		if i == months-1 {
			line.principal = owed
		}
		owed -= line.principal
		out[i] = line
	}
	return out
}
