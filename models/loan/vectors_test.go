package loan_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
)

// load reads a file of shared test vectors, which other languages run too.
func load(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "testdata", "loan", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

// dated is a line [due, principal, interest].
type dated loan.Instalment

func (d *dated) UnmarshalJSON(text []byte) error {
	var due models.Day
	if err := json.Unmarshal(text, &[]any{&due, &d.Principal, &d.Interest}); err != nil {
		return err
	}
	d.Due = due
	return nil
}

type scheduleCase struct {
	Name                   string
	Terms                  loan.Terms
	Meetings               loan.Meetings
	Lines                  []dated
	Interest, EffectivePpm int64
}

func schedules(t *testing.T) []scheduleCase {
	t.Helper()
	var file struct{ Cases []scheduleCase }
	load(t, "schedules.json", &file)
	if len(file.Cases) < 30 {
		t.Fatal("cases are missing")
	}
	return file.Cases
}

// The examples of domain.md §6 are among them; the first is a published table of a real programme.
func TestSchedules(t *testing.T) {
	for _, c := range schedules(t) {
		t.Run(c.Name, func(t *testing.T) {
			if faults := loan.Check(c.Terms, "import"); len(faults) > 0 {
				t.Fatal(faults)
			}
			want := make([]loan.Instalment, len(c.Lines))
			for i, line := range c.Lines {
				want[i] = loan.Instalment(line)
				want[i].No = i + 1
			}
			got := loan.Schedule(c.Terms, c.Meetings)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if sum := loan.Interest(got); sum != c.Interest {
				t.Errorf("interest %d, want %d", sum, c.Interest)
			}
			if ppm := loan.EffectiveYearlyPpm(c.Terms.Amount, got); ppm != c.EffectivePpm {
				t.Errorf("effective %d ppm a year, want %d", ppm, c.EffectivePpm)
			}
		})
	}
}

func TestTerms(t *testing.T) {
	var file struct {
		Cases []struct {
			Name, Source string
			Terms        loan.Terms
			Faults       []string
		}
	}
	load(t, "terms.json", &file)
	if len(file.Cases) < 20 {
		t.Fatal("cases are missing")
	}
	for _, c := range file.Cases {
		got := []string{}
		for _, f := range loan.Check(c.Terms, c.Source) {
			got = append(got, f.Field+" "+f.Code)
			if f.Message == "" {
				t.Errorf("%s: no sentence for %s", c.Name, f.Code)
			}
		}
		if diff := cmp.Diff(c.Faults, got); diff != "" {
			t.Errorf("%s: %s", c.Name, diff)
		}
	}
}

func TestPortfolios(t *testing.T) {
	type tally [2]int64
	var file struct {
		Cases []struct {
			Name          string
			Loans         [][3]any
			Total, AtRisk tally
			Buckets       map[loan.Bucket]tally
		}
	}
	load(t, "portfolios.json", &file)
	if len(file.Cases) == 0 {
		t.Fatal("cases are missing")
	}
	for _, c := range file.Cases {
		standings := make([]loan.Standing, len(c.Loans))
		for i, l := range c.Loans {
			standings[i] = loan.Standing{State: loan.State(l[0].(string)), Outstanding: int64(l[1].(float64)), DaysLate: int(l[2].(float64))}
		}
		p := loan.PortfolioOf(standings)
		want := loan.Portfolio{Total: loan.Tally{Loans: c.Total[0], Outstanding: c.Total[1]}, AtRisk: loan.Tally{Loans: c.AtRisk[0], Outstanding: c.AtRisk[1]}, Buckets: map[loan.Bucket]loan.Tally{}}
		for bucket, sums := range c.Buckets {
			want.Buckets[bucket] = loan.Tally{Loans: sums[0], Outstanding: sums[1]}
		}
		if diff := cmp.Diff(want, p); diff != "" {
			t.Errorf("%s: %s", c.Name, diff)
		}
		if part, whole := p.PAR30(); part != c.AtRisk[1] || whole != c.Total[1] {
			t.Errorf("%s: PAR30 is %d of %d", c.Name, part, whole)
		}
	}
}

// id makes the record id of a vector's number.
func id(n byte) models.RecordID {
	if n == 0 {
		return models.RecordID{}
	}
	return models.RecordID{15: n}
}
