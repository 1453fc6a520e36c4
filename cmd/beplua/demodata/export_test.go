package demodata

import lending "github.com/beplua/beplua/models/loan"

// Plan gives the lines of a schedule as principal and interest, for tests of its arithmetic.
func Plan(amount, ratePPM int64, method string, months int) (principal, interest []int64) {
	terms := lending.Terms{
		Amount: amount, RatePpm: ratePPM, Months: months, Method: lending.Method(method), DisbursedOn: mustDay("2026-03-05"),
	}
	for _, line := range schedule(terms, 5) {
		principal, interest = append(principal, line.Principal), append(interest, line.Interest)
	}
	return principal, interest
}
