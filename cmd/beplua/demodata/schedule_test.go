package demodata_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/cmd/beplua/demodata"
)

// repeat gives n times the same number, then a last one.
func repeat(n int, number, last int64) []int64 {
	out := make([]int64, n, n+1)
	for i := range out {
		out[i] = number
	}
	return append(out, last)
}

// The examples are those of domain.md §6; the first is a published table of a real programme.
func TestSchedules(t *testing.T) {
	cases := []struct {
		amount, rate        int64
		method              string
		months              int
		principal, interest []int64
	}{
		{3_000_000, 8667, "FLAT", 12, repeat(11, 250_000, 250_000), repeat(11, 26_000, 26_000)},
		{5_000_000, 8000, "FLAT", 12, repeat(11, 416_000, 424_000), repeat(11, 40_000, 40_000)},
		{5_000_000, 8000, "BULLET", 12, repeat(11, 0, 5_000_000), repeat(11, 40_000, 40_000)},
		{
			5_000_000, 8000, "BALANCE", 12, repeat(11, 416_000, 424_000),
			[]int64{40_000, 37_000, 33_000, 30_000, 27_000, 23_000, 20_000, 17_000, 13_000, 10_000, 7_000, 3_000},
		},
		{
			7_000_000, 15_000, "BALANCE", 6, repeat(5, 1_166_000, 1_170_000),
			[]int64{105_000, 88_000, 70_000, 53_000, 35_000, 18_000},
		},
	}
	for _, c := range cases {
		principal, interest := demodata.Plan(c.amount, c.rate, c.method, c.months)
		if diff := cmp.Diff(c.principal, principal); diff != "" {
			t.Errorf("principal of %d %s: %s", c.amount, c.method, diff)
		}
		if diff := cmp.Diff(c.interest, interest); diff != "" {
			t.Errorf("interest of %d %s: %s", c.amount, c.method, diff)
		}
	}
}
