package loan_test

import (
	"slices"
	"testing"

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

func TestDay(t *testing.T) {
	for _, text := range []string{"1900-01-01", "1970-01-01", "2000-02-29", "2100-12-31"} {
		if d := day(t, text); d.Time().Format("2006-01-02") != text {
			t.Errorf("%s is %s", text, d.Time())
		}
	}
	for _, text := range []string{"", "2026-02-29", "2026-13-01", "2026-1-1", "1899-12-31", "2101-01-01", "05/03/2026", "2026-03-05T00:00:00Z"} {
		if d, ok := loan.ParseDay(text); ok || d != 0 || d.String() != "" {
			t.Errorf("%q was read as %s", text, d)
		}
	}
	var d loan.Day
	if err := d.UnmarshalText([]byte("tomorrow")); err == nil {
		t.Error("tomorrow is a day")
	}
}

// The longest schedule, and one of the usual length.
func BenchmarkSchedule(b *testing.B) {
	for name, months := range map[string]int{"12 months": 12, "60 months": 60} {
		terms := loan.Terms{Amount: 5_000_000, RatePpm: 8000, Months: months, Method: loan.Balance, DisbursedOn: loan.DayOf(2026, 3, 5)}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				loan.Schedule(terms, loan.Meetings{Day: 5})
			}
		})
	}
}

func BenchmarkStanding(b *testing.B) {
	terms := loan.Terms{Amount: 5_000_000, RatePpm: 8000, Months: 12, Method: loan.Balance, DisbursedOn: loan.DayOf(2026, 3, 5)}
	l := loan.Loan{Terms: terms, Schedule: loan.Schedule(terms, loan.Meetings{Day: 5})}
	payments := asPlanned(l)[:8]
	b.ReportAllocs()
	for b.Loop() {
		loan.StandingOf(l, payments, nil, terms.DisbursedOn+300)
	}
}

func BenchmarkEffectiveYearlyPpm(b *testing.B) {
	terms := loan.Terms{Amount: 5_000_000, RatePpm: 8000, Months: 12, Method: loan.Flat, DisbursedOn: loan.DayOf(2026, 3, 5)}
	lines := loan.Schedule(terms, loan.Meetings{Day: 5})
	b.ReportAllocs()
	for b.Loop() {
		loan.EffectiveYearlyPpm(terms.Amount, lines)
	}
}
