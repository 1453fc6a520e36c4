package demodata

// Plan gives the lines of a schedule as principal and interest, for tests of its arithmetic.
func Plan(amount, ratePPM int64, method string, months int) (principal, interest []int64) {
	for _, line := range schedule(amount, ratePPM, method, mustDay("2026-03-05"), months, 5) {
		principal, interest = append(principal, line.principal), append(interest, line.interest)
	}
	return principal, interest
}
