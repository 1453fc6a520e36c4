package lunar_test

import (
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/lunar"
)

func day(t *testing.T, text string) models.Day {
	t.Helper()
	d, ok := models.ParseDay(text)
	if !ok {
		t.Fatalf("no such day: %s", text)
	}
	return d
}

// The first seven are those of domain.md §5.5. Those of 1968, 1985, 2007, 2030 differ from the Chinese calendar: there only
// UTC+7 gives them.
func TestNewYear(t *testing.T) {
	for year, first := range map[int]string{
		2024: "2024-02-10", 2025: "2025-01-29", 2026: "2026-02-17", 2027: "2027-02-06", 2028: "2028-01-26",
		2029: "2029-02-13", 2030: "2030-02-02",
		1968: "1968-01-29", 1975: "1975-02-11", 1985: "1985-01-21", 2000: "2000-02-05", 2007: "2007-02-17",
		2020: "2020-01-25", 2023: "2023-01-22", 2033: "2033-01-31", 2034: "2034-02-19",
	} {
		if got := lunar.Of(day(t, first)); got != (lunar.Date{Year: year, Month: 1, Day: 1}) {
			t.Errorf("Tết %d, %s: got %+v", year, first, got)
		}
	}
}

func TestOf(t *testing.T) {
	for text, want := range map[string]lunar.Date{
		"2023-03-21": {Year: 2023, Month: 2, Day: 30},
		"2023-03-22": {Year: 2023, Month: 2, Day: 1, Leap: true},
		"2023-04-20": {Year: 2023, Month: 3, Day: 1},
		"2025-07-25": {Year: 2025, Month: 6, Day: 1, Leap: true},
		"2025-09-06": {Year: 2025, Month: 7, Day: 15}, // rằm tháng bảy
		"2025-10-06": {Year: 2025, Month: 8, Day: 15}, // Trung thu
		"2024-09-17": {Year: 2024, Month: 8, Day: 15}, // Trung thu
		"2024-04-18": {Year: 2024, Month: 3, Day: 10}, // Giỗ Tổ Hùng Vương
		"2025-04-07": {Year: 2025, Month: 3, Day: 10}, // Giỗ Tổ Hùng Vương
		"2026-02-12": {Year: 2025, Month: 12, Day: 25},
		"2026-02-16": {Year: 2025, Month: 12, Day: 29},
		"2026-02-21": {Year: 2026, Month: 1, Day: 5},
		"2020-05-23": {Year: 2020, Month: 4, Day: 1, Leap: true},
		"2033-12-22": {Year: 2033, Month: 11, Day: 1, Leap: true},
	} {
		if got := lunar.Of(day(t, text)); got != want {
			t.Errorf("%s: got %+v, want %+v", text, got, want)
		}
	}
}

// Each day follows the one before: the next of its month, or the first of the next month; months have 29 or 30 days, years
// 12 or 13 months.
func TestEveryDayFollowsTheOneBefore(t *testing.T) {
	last, months := lunar.Of(day(t, "1900-01-31")), 0
	if last != (lunar.Date{Year: 1900, Month: 1, Day: 1}) {
		t.Fatalf("1900 begins with %+v", last)
	}
	for d := day(t, "1900-02-01"); d <= day(t, "2100-12-31"); d++ {
		now := lunar.Of(d)
		if next := last; now.Day != 1 {
			next.Day++
			if now != next || now.Day > 30 {
				t.Fatalf("%s: %+v after %+v", d, now, last)
			}
			last = now
			continue
		}
		months++
		if last.Day < 29 {
			t.Fatalf("%s: a month of %d days", d, last.Day)
		}
		switch {
		case now.Leap:
			if now.Month != last.Month || last.Leap {
				t.Fatalf("%s: %+v after %+v", d, now, last)
			}
		case now.Month == 1:
			if last.Month != 12 || now.Year != last.Year+1 || months < 12 || months > 13 {
				t.Fatalf("%s: %+v after %+v, %d months", d, now, last, months)
			}
			months = 0
		case now.Month != last.Month+1 || now.Year != last.Year:
			t.Fatalf("%s: %+v after %+v", d, now, last)
		}
		last = now
	}
}

// The year before 2024 ends with a 30th, the one before 2025 with a 29th.
func TestAroundTet(t *testing.T) {
	for from, to := range map[string]string{"2024-02-04": "2024-02-14", "2025-01-24": "2025-02-02"} {
		first, last := day(t, from), day(t, to)
		for d := first - 300; d <= last+40; d++ {
			if got, want := lunar.AroundTet(d), first <= d && d <= last; got != want {
				t.Errorf("%s: %t", d, got)
			}
		}
	}
}

func BenchmarkOf(b *testing.B) {
	first := models.DayOf(2024, time.October, 4)
	for i := range b.N {
		lunar.Of(first + models.Day(i%1000))
	}
}
