package view_test

import (
	"slices"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/models/summary"
	"github.com/beplua/beplua/models/view"
)

// TestDashboard puts clubs of every sort together: what is counted of whom.
func TestDashboard(t *testing.T) {
	today, _ := models.ParseDay("2026-11-26") // a Thursday
	monday := today - 3
	id := func(name string) models.RecordID { return models.DerivedID("club", name) }
	meets := func(held ...models.Day) *summary.Summary {
		return &summary.Summary{From: summary.Begin(today), Unit: "03388@2025-07-01", Held: held}
	}
	busy := meets(monday-6, monday-4, monday)
	busy.Women, busy.Men, busy.Planned = []models.Day{1, today.AddMonths(-12 * 60)}, []models.Day{0}, []models.Day{today - 5, today + 13}
	busy.Cases, busy.Opened, busy.Urgent = map[models.CaseKind]int{models.CaseLedger: 3}, []models.Day{monday - 7, monday}, 1
	busy.Heard = today.Time().UnixMilli()
	silent, fresh, paused := meets(), meets(), meets(monday)
	silent.HeldBefore, fresh.Founded, paused.Status = today.AddMonths(-2)-1, today-9, "paused"
	paused.Women = []models.Day{1}
	visits := &summary.Summary{From: busy.From, Weeks: []summary.Week{{Monday: monday - 7, Visits: 4, Operations: 4}}, Cases: map[models.CaseKind]int{models.CaseClock: 1}}
	far := meets()
	far.Founded, far.Planned = today-9, []models.Day{today + 14}
	d := view.DashboardOf([]view.Glance{
		{Club: id("busy"), Summary: busy, Health: visits},
		{Club: id("silent"), Summary: silent},
		{Club: id("fresh"), Summary: fresh},
		{Club: id("paused"), Summary: paused},
		{Club: id("far"), Summary: far},
		{Club: id("long"), Summary: &summary.Summary{TooLong: true}},
	}, []*summary.Summary{{Cases: map[models.CaseKind]int{models.CaseFieldConflict: 1}}}, []view.ClubArrears{
		{Club: id("silent"), Arrears: arrears(1, 4, 9)}, {Club: id("busy"), Arrears: arrears(2, 5, 11)}, {Club: id("fresh"), Arrears: arrears(0, 0, 7)},
	}, today)
	got := []int{d.Clubs, d.Active, d.Untold, d.Heard, d.Cared, len(d.Silent), len(d.Upcoming), len(d.Weeks), len(d.Communes)}
	if want := []int{6, 4, 1, 1, 1, 1, 1, 13, 2}; !slices.Equal(got, want) {
		t.Errorf("clubs, active, untold, heard, cared, silent, upcoming, weeks, communes: %v, want %v", got, want)
	}
	if d.Bands != (summary.Bands{Members: 3, Women: 2, Over60: 2, Over55: 2, Unknown: 1}) {
		t.Errorf("people of active clubs: %+v", d.Bands)
	}
	c := d.Cases
	if cases := []int{c.Open, c.Urgent, c.Clubs, c.ThisWeek, c.LastWeek, c.WithinMonth, c.Older}; !slices.Equal(cases, []int{5, 1, 1, 1, 1, 0, 3}) {
		t.Errorf("cases: %v", cases)
	}
	last, this := d.Weeks[11], d.Weeks[12]
	if last.Held != 2 || last.Met != 1 || last.Visits != 4 || last.Operations != 4 || this.Held != 1 || this.Monday != monday {
		t.Errorf("the last two weeks: %+v, %+v", last, this)
	}
	l := d.Loans
	if l.Counted != 3 || l.AtRisk != (loan.Tally{Loans: 3, Outstanding: 9}) || l.Total.Outstanding != 27 || len(l.Worst) != 2 || l.Worst[0].Club != id("busy") {
		t.Errorf("loans: %+v", l)
	}
	if one := d.Communes[0]; one.Clubs != 5 || one.Silent != 1 || one.Waiting != 4 || one.AtRisk != 9 || d.Communes[1].Unit != "" {
		t.Errorf("communes: %+v", d.Communes)
	}
}

func arrears(late, atRisk, whole int64) view.Arrears {
	return view.Arrears{Portfolio: loan.Portfolio{Total: loan.Tally{Loans: late, Outstanding: whole}, AtRisk: loan.Tally{Loans: late, Outstanding: atRisk}}}
}
