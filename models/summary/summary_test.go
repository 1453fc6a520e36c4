package summary_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/summary"
)

const today = models.Day(739_900)

// record makes one of the types that a summary tells of; the same numbers make the same record.
func record(r *rand.Rand, typ string) *models.Record {
	day := func() models.Value { return models.TextValue((today - 200 + models.Day(r.IntN(230))).String()) }
	pick := func(words ...string) models.Value { return models.TextValue(words[r.IntN(len(words))]) }
	set := map[string]models.Value{}
	switch typ {
	case summary.TypeMember:
		set["sex"], set["birthOn"] = pick("female", "male", "unknown"), models.TextValue((today - models.Day(r.IntN(30_000))).String())
		if r.IntN(4) == 0 {
			set["leftOn"] = day()
		}
	case summary.TypeMeeting:
		set["date"], set["status"], set["movedTo"] = day(), pick("planned", "held", "moved", "cancelled"), day()
	case summary.TypeAttendance:
		set["status"] = pick("present", "absent", "excused")
	case "repayment":
		set["date"], set["principal"] = day(), models.IntValue(r.Int64N(1000))
	case summary.TypeVisit:
		set["date"] = day()
	case models.TypeCase:
		set["kind"], set["status"], set["severity"] = pick("ledger", "clock"), pick("open", "undone", "resolved"), pick("urgent", "info")
		set["opened"] = models.TextValue((today - models.Day(r.IntN(150))).String() + "T20:00:00Z")
	}
	if r.IntN(9) == 0 {
		set[models.FieldDeleted] = "true"
	}
	out := &models.Record{Type: typ}
	for name, value := range set {
		out.Fields = append(out.Fields, models.Field{Name: name, Value: value})
	}
	slices.SortFunc(out.Fields, func(a, b models.Field) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// TestSummaryIsWhatIsLeft: after any records were counted in and out, and the weeks moved on in between, a summary is what
// those that are left come to, and reads back as it was written.
func TestSummaryIsWhatIsLeft(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 5)) //nolint:gosec // a test that repeats
		kept, now := summary.Summary{}, today-90
		var left []*models.Record
		held := map[*models.Record]models.Day{}
		for range 60 {
			now += models.Day(r.IntN(4))
			kept.Slide(now)
			if len(left) > 0 && r.IntN(3) == 0 {
				at := r.IntN(len(left))
				kept.Sub(left[at], held[left[at]])
				left = slices.Delete(left, at, at+1)
			} else {
				one := record(r, summary.Types()[1:][r.IntN(len(summary.Types())-1)])
				held[one] = today - models.Day(r.IntN(120))
				kept.Add(one, held[one])
				left = append(left, one)
			}
			if kept.Unsure {
				kept.SetHeldBefore(func(yield func(models.Day) bool) {
					for _, one := range left {
						if one.Type == summary.TypeMeeting {
							yield(summary.HeldOn(one))
						}
					}
				})
			}
			read, err := summary.Parse(models.Projection{Body: kept.JSON()})
			if err != nil || string(read.JSON()) != string(kept.JSON()) {
				t.Fatalf("seed %d: read back (%v)\n%s\nwritten\n%s", seed, err, read.JSON(), kept.JSON())
			}
			kept = read
		}
		want := summary.Summary{From: kept.From}
		for _, one := range left {
			want.Add(one, held[one])
		}
		if string(want.JSON()) != string(kept.JSON()) {
			t.Fatalf("seed %d: kept\n%s\nis left\n%s", seed, kept.JSON(), want.JSON())
		}
	}
}

// TestSummaryTooLong: what no projection holds says so and no more, and is still stored.
func TestSummaryTooLong(t *testing.T) {
	var s summary.Summary
	for n := range 2000 {
		s.Add(&models.Record{Type: summary.TypeMeeting, Fields: []models.Field{
			{Name: "date", Value: models.TextValue((today + models.Day(n)).String())},
		}}, 0)
	}
	got, err := summary.Parse(models.Projection{Body: s.JSON()})
	if err != nil || !got.TooLong || len(got.Planned) > 0 || string(got.JSON()) != string(s.JSON()) {
		t.Errorf("%s (%v)", s.JSON(), err)
	}
	if _, err := summary.Parse(models.Projection{Body: []byte("[")}); models.CodeOf(err) != models.CodeInternal {
		t.Errorf("broken: %v", err)
	}
}

// TestOpenedBefore: cases are as old as the week they were opened in, in Vietnam.
func TestOpenedBefore(t *testing.T) {
	s := summary.Summary{From: summary.Begin(today)}
	for _, opened := range []string{"2020-01-01T00:00:00Z", "2026-03-08T16:59:00Z", "2026-03-08T17:00:00Z"} { // the last is a Monday there
		s.Add(&models.Record{Type: models.TypeCase, Fields: []models.Field{
			{Name: models.CaseFieldKind, Value: models.TextValue("clock")},
			{Name: models.CaseFieldOpened, Value: models.TextValue(opened)},
			{Name: models.CaseFieldStatus, Value: models.TextValue("open")},
		}}, 0)
	}
	monday, _ := models.ParseDay("2026-03-09")
	got := fmt.Sprint(s.OpenCases(), s.OpenedBefore(monday+7), s.OpenedBefore(monday), s.OpenedBefore(monday-7))
	if got != "3 3 2 1" {
		t.Errorf("open, opened before three weeks: %s", got)
	}
}

// TestBandsOnEveryDay: everybody is counted by his own birthday, leap days too.
func TestBandsOnEveryDay(t *testing.T) {
	for _, start := range []string{"2014-12-20", "2016-02-20", "2020-02-20"} {
		first, _ := models.ParseDay(start)
		for now := first; now < first+90; now++ {
			ages := summary.AgesOn(now)
			for born := now.AddMonths(-12*60) - 3; born < now.AddMonths(-12*60)+4; born++ {
				s := summary.Summary{Men: []models.Day{0, born}}
				want := 0
				if born.AddMonths(12*60) <= now {
					want = 1
				}
				if b := s.BandsOf(ages); b.Over60 != want || b.Unknown != 1 || b.Members != 2 {
					t.Fatalf("born %s, on %s: %+v, want %d", born, now, b, want)
				}
			}
		}
	}
}
