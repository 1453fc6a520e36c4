package ledger

import (
	"cmp"
	"slices"
)

// Split parts a sum by weights, in whole đồng: each part is what its weight comes to, rounded down, and the đồng left over go
// one each to the largest remainders, the first of equal ones first. The parts add up to the sum. A sum or weight below 0 and
// weights that add up to 0 give nil.
//
// total × weight must fit in 63 bits: a sum of 10 billion đồng and weights up to 100 million do.
func Split(total int64, weights []int64) []int64 {
	var all int64
	for _, w := range weights {
		if w < 0 {
			return nil
		}
		all += w
	}
	if total < 0 || all == 0 {
		return nil
	}
	parts := make([]int64, len(weights))
	order := make([]int, len(weights))
	left := total
	for i, w := range weights {
		parts[i], order[i] = total*w/all, i
		left -= parts[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(total*weights[b]%all, total*weights[a]%all) })
	for _, i := range order[:left] {
		parts[i]++
	}
	return parts
}

// SplitInterest parts interest between the funds by the by-law's share of the activity fund: 0 to 100 percent.
func SplitInterest(interest, activityPercent int64) (activity, income int64) {
	parts := Split(interest, []int64{activityPercent, 100 - activityPercent})
	if parts == nil {
		return 0, 0
	}
	return parts[0], parts[1]
}
