package loan_test

import (
	"slices"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
)

func TestMatches(t *testing.T) {
	terms := loan.Terms{Amount: 3_000_000, RatePpm: 8000, Months: 3, Method: loan.Balance, DisbursedOn: day(t, "2026-03-05")}
	planned := loan.Schedule(terms, loan.Meetings{Day: 5})
	tests := []struct {
		name   string
		change func(line *loan.Instalment)
		want   bool
	}{
		{"the same", func(*loan.Instalment) {}, true},
		{"moved behind Tết", func(line *loan.Instalment) { line.Due += 15 }, true},
		{"moved before", func(line *loan.Instalment) { line.Due -= 15 }, true},
		{"moved too far", func(line *loan.Instalment) { line.Due += 16 }, false},
		{"other principal", func(line *loan.Instalment) { line.Principal++ }, false},
		{"other interest", func(line *loan.Instalment) { line.Interest-- }, false},
	}
	for _, tt := range tests {
		agreed := slices.Clone(planned)
		tt.change(&agreed[1])
		if got := loan.Matches(agreed, planned); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
	if loan.Matches(planned[:2], planned) {
		t.Error("a schedule that lacks an instalment matches")
	}
}

// The longest schedule, and one of the usual length.
func BenchmarkSchedule(b *testing.B) {
	for name, months := range map[string]int{"12 months": 12, "60 months": 60} {
		terms := loan.Terms{Amount: 5_000_000, RatePpm: 8000, Months: months, Method: loan.Balance, DisbursedOn: models.DayOf(2026, 3, 5)}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				loan.Schedule(terms, loan.Meetings{Day: 5})
			}
		})
	}
}

func BenchmarkStanding(b *testing.B) {
	terms := loan.Terms{Amount: 5_000_000, RatePpm: 8000, Months: 12, Method: loan.Balance, DisbursedOn: models.DayOf(2026, 3, 5)}
	l := loan.Loan{Terms: terms, Schedule: loan.Schedule(terms, loan.Meetings{Day: 5})}
	payments := asPlanned(l)[:8]
	b.ReportAllocs()
	for b.Loop() {
		loan.StandingOf(l, payments, nil, terms.DisbursedOn+300)
	}
}

func BenchmarkEffectiveYearlyPpm(b *testing.B) {
	terms := loan.Terms{Amount: 5_000_000, RatePpm: 8000, Months: 12, Method: loan.Flat, DisbursedOn: models.DayOf(2026, 3, 5)}
	lines := loan.Schedule(terms, loan.Meetings{Day: 5})
	b.ReportAllocs()
	for b.Loop() {
		loan.EffectiveYearlyPpm(terms.Amount, lines)
	}
}
