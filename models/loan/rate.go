package loan

// halvings is how often the interval is halved: more than a double has bits.
const halvings = 64

// EffectiveYearlyPpm is what a loan really costs in a year: twelve times the monthly internal rate of return of its
// instalments, taken as one month apart. It is for showing and warning; the law's cap is on the nominal rate. Parts per
// million, rounded; from 0 to 12,000,000.
//
// The doubles go through additions, divisions and one product only, in this order, so that every language gives the same.
func EffectiveYearlyPpm(amount int64, lines []Instalment) int64 {
	low, high := 0.0, 1.0
	for range halvings {
		middle := (low + high) / 2
		if presentValue(lines, middle) > float64(amount) {
			low = middle
		} else {
			high = middle
		}
	}
	yearly := low * 12 * million
	return int64(float64(yearly) + 0.5)
}

func presentValue(lines []Instalment, rate float64) float64 {
	value := 0.0
	for i := len(lines) - 1; i >= 0; i-- {
		value = (value + float64(lines[i].Principal+lines[i].Interest)) / (1 + rate)
	}
	return value
}

// CostlyYearlyPpm is the effective rate from which a board is warned: 20 % a year (domain.md §6).
const CostlyYearlyPpm = 200_000
