package models_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
)

// Every day that may be written, beside the calendar of the standard library.
func TestDaysCountOn(t *testing.T) {
	last := models.DayOf(models.YearMin, time.January, 0)
	for at := last.Time().AddDate(0, 0, 1); at.Year() <= models.YearMax; at = at.AddDate(0, 0, 1) {
		text := at.Format(time.DateOnly)
		d, ok := models.ParseDay(text)
		if !ok || d != last+1 || d != models.DayOf(at.Date()) || d.Time() != at || d.String() != text {
			t.Fatalf("%s is day %d after %d, %s", text, d, last, d)
		}
		last = d
	}
}

// Index keys hold the number.
func TestDayIsThisNumber(t *testing.T) {
	if d := models.DayOf(2026, time.March, 15); d != 739_996 {
		t.Errorf("2026-03-15 is %d", d)
	}
}

func TestNoDay(t *testing.T) {
	for _, text := range []string{
		"", "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-01", "2026-01-00", "2026-1-1", "1899-12-31", "2101-01-01",
		"05/03/2026", "2026-03-05T00:00:00Z", "2026/03/05", "2026-03-0x", "+202-03-05", "2026-03-\u0665",
	} {
		if d, ok := models.ParseDay(text); ok || d != 0 || d.String() != "" {
			t.Errorf("%q was read as %s", text, d)
		}
	}
}

func TestDayAsText(t *testing.T) {
	type pair struct{ On, Off models.Day }
	want := pair{On: models.DayOf(2026, time.June, 30)}
	text, err := json.Marshal(want)
	if err != nil || string(text) != `{"On":"2026-06-30","Off":""}` {
		t.Errorf("%s %v", text, err)
	}
	got := pair{Off: 1}
	if err := json.Unmarshal(text, &got); err != nil || got != want {
		t.Errorf("%v %v", got, err)
	}
	if err := got.On.UnmarshalText([]byte("tomorrow")); models.CodeOf(err) != models.CodeMalformed || got != want {
		t.Errorf("tomorrow is %s: %v", got.On, err)
	}
}

func TestMonthsOn(t *testing.T) {
	for _, c := range []struct {
		from         string
		months, date int
		want, same   string // the date in that month; the own date in that month
	}{
		{"2026-01-31", 1, 30, "2026-02-28", "2026-02-28"},
		{"2028-01-31", 1, 5, "2028-02-05", "2028-02-29"},
		{"2026-12-15", 1, 31, "2027-01-31", "2027-01-15"},
		{"2026-03-31", -1, 1, "2026-02-01", "2026-02-28"},
		{"2026-01-05", -13, 31, "2024-12-31", "2024-12-05"},
		{"2026-06-30", 0, 31, "2026-06-30", "2026-06-30"},
	} {
		from, _ := models.ParseDay(c.from)
		if in, same := from.InMonth(c.months, c.date).String(), from.AddMonths(c.months).String(); in != c.want || same != c.same {
			t.Errorf("%d months on from %s: %s and %s", c.months, c.from, in, same)
		}
	}
}

// A day begins in Vietnam seven hours before it does at Greenwich, whatever the zone of the clock.
func TestToday(t *testing.T) {
	at := time.Date(2026, 11, 23, 17, 0, 0, 0, time.UTC).In(time.FixedZone("elsewhere", -5*60*60))
	if got := models.Today(at).String(); got != "2026-11-24" {
		t.Error(got)
	}
	if got := models.Today(at.Add(-time.Second)).String(); got != "2026-11-23" {
		t.Error(got)
	}
}

func TestParseDayDoesNotAllocate(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { _, _ = models.ParseDay("2026-06-30") }); n > 0 {
		t.Errorf("%v times", n)
	}
}

func BenchmarkParseDay(b *testing.B) {
	for b.Loop() {
		models.ParseDay("2026-06-30")
	}
}
