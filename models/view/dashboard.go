package view

import (
	"cmp"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/models/summary"
)

const (
	// SilentMonths is for how long an active club has held no meeting when it counts as silent.
	SilentMonths = 2
	// UpcomingDays is how far ahead the next meetings are told: from the day itself on.
	UpcomingDays = 14
	// DashboardWeeks is how many weeks are told, the present one among them.
	DashboardWeeks = summary.WeeksKept
)

// Dashboard is what an officer sees first of all clubs that he reads, as of a day.
type Dashboard struct {
	On       models.Day
	Clubs    int
	Active   int // of Clubs; the figures about meetings are of these
	Untold   int // of Clubs: of these too much was written for a summary
	Heard    int // of Clubs: from these something was received in the last seven days
	Latest   int64
	Bands    summary.Bands
	Cases    WaitingCases
	Silent   []Glance // the longest silent first
	Upcoming []Upcoming
	Loans    LoansTogether
	Weeks    []WeekTogether
	Cared    int // of Clubs: those whose home visits the asker may read
	Communes []CommuneTogether

	ages   summary.Ages
	silent models.Day // who has not met since then is silent
}

// WaitingCases counts cases that wait for an officer.
type WaitingCases struct {
	Open, Urgent int
	Clubs        int // in how many clubs
	Kinds        map[models.CaseKind]int
	// By the week in which they were opened: this one, the one before, the three before that, earlier ones.
	ThisWeek, LastWeek, WithinMonth, Older int
}

// Upcoming is a meeting that is planned.
type Upcoming struct {
	Club models.RecordID
	Name string
	On   models.Day
}

// LoansTogether sums loans up of the clubs that were counted. What a club was counted for is never older than its records.
type LoansTogether struct {
	Counted int // clubs
	Total   loan.Tally
	AtRisk  loan.Tally // more than 30 days late
	Overdue loan.Sums
	Worst   []ClubArrears // those with something at risk, the most first
}

// WeekTogether is what was done in a week.
type WeekTogether struct {
	summary.Week
	Held int // meetings
	Met  int // clubs that held one
}

// DashboardOf puts together what is known of clubs; elsewhere are the scopes of no club, in which cases wait too; arrears are of
// the clubs that were counted.
func DashboardOf(all []Glance, elsewhere []*summary.Summary, arrears []ClubArrears, on models.Day) Dashboard {
	o := Dashboard{
		On: on, Clubs: len(all), Cases: WaitingCases{Kinds: map[models.CaseKind]int{}}, ages: summary.AgesOn(on), silent: silentBefore(on),
	}
	for monday := summary.Monday(on) - 7*(DashboardWeeks-1); monday <= on; monday += 7 {
		o.Weeks = append(o.Weeks, WeekTogether{Week: summary.Week{Monday: monday}})
	}
	for i := range all {
		o.add(&all[i])
	}
	for _, s := range elsewhere {
		o.Cases.add(s, on)
	}
	slices.SortStableFunc(o.Silent, func(a, b Glance) int { return cmp.Compare(a.LastHeld(), b.LastHeld()) })
	slices.SortStableFunc(o.Upcoming, func(a, b Upcoming) int { return cmp.Compare(a.On, b.On) })
	o.Loans = loansTogether(arrears)
	o.Communes = communesOf(all, o.Loans.Worst, on)
	return o
}

func (o *Dashboard) add(g *Glance) {
	if g.TooLong {
		o.Untold++
		return
	}
	o.Cases.add(g.Summary, o.On)
	heard := g.Heard
	if g.Health != nil {
		o.Cared++
		o.Cases.add(g.Health, o.On)
		heard = max(heard, g.Health.Heard)
		o.work(g.Health)
	}
	if g.Waiting() > 0 {
		o.Cases.Clubs++
	}
	o.Latest = max(o.Latest, heard)
	if heard >= (o.On - 6).Time().UnixMilli() {
		o.Heard++
	}
	o.work(g.Summary)
	if !g.IsActive() {
		return
	}
	o.Active++
	o.meet(g)
	o.Bands = o.Bands.Add(g.BandsOf(o.ages))
}

// IsActive says whether a club is neither paused nor dissolved.
func (g *Glance) IsActive() bool { return g.Status == "" || g.Status == "active" }

// IsSilent says whether an active club has held no meeting for too long, or since it was founded that long ago.
func (g *Glance) IsSilent(on models.Day) bool { return g.isSilent(silentBefore(on)) }

func silentBefore(on models.Day) models.Day { return on.AddMonths(-SilentMonths) }

func (g *Glance) isSilent(before models.Day) bool {
	return g.IsActive() && !g.TooLong && max(g.LastHeld(), g.Founded) < before
}

// meet adds when an active club met and meets.
func (o *Dashboard) meet(g *Glance) {
	if g.isSilent(o.silent) {
		o.Silent = append(o.Silent, *g)
	}
	if next := g.NextPlanned(o.On); next > 0 && next < o.On+UpcomingDays {
		o.Upcoming = append(o.Upcoming, Upcoming{g.Club, g.Name, next})
	}
	last := models.Day(0)
	for _, day := range g.Held {
		w := o.week(summary.Monday(day))
		if w == nil {
			continue
		}
		w.Held++
		if w.Monday != last {
			w.Met, last = w.Met+1, w.Monday
		}
	}
}

// work adds what was done week by week.
func (o *Dashboard) work(s *summary.Summary) {
	for i := range s.Weeks {
		from := &s.Weeks[i]
		if w := o.week(from.Monday); w != nil {
			w.Operations += from.Operations
			w.Present += from.Present
			w.Called += from.Called
			w.Repayments += from.Repayments
			w.Paid += from.Paid
			w.Visits += from.Visits
		}
	}
}

func (o *Dashboard) week(monday models.Day) *WeekTogether {
	at := int(monday-o.Weeks[0].Monday) / 7
	if monday < o.Weeks[0].Monday || at >= len(o.Weeks) {
		return nil
	}
	return &o.Weeks[at]
}

func (w *WaitingCases) add(s *summary.Summary, on models.Day) {
	open := s.OpenCases()
	if open == 0 {
		return
	}
	w.Open += open
	w.Urgent += s.Urgent
	for kind, n := range s.Cases {
		w.Kinds[kind] += n
	}
	before, earlier, older := s.OpenedBefore(on), s.OpenedBefore(on-7), s.OpenedBefore(on-28)
	w.ThisWeek += open - before
	w.LastWeek += before - earlier
	w.WithinMonth += earlier - older
	w.Older += older
}

func loansTogether(arrears []ClubArrears) LoansTogether {
	out := LoansTogether{Counted: len(arrears)}
	for i := range arrears {
		a := &arrears[i]
		out.Total, out.AtRisk = out.Total.Add(a.Portfolio.Total), out.AtRisk.Add(a.Portfolio.AtRisk)
		out.Overdue = out.Overdue.Add(a.Overdue)
		if a.Portfolio.AtRisk.Loans > 0 {
			out.Worst = append(out.Worst, *a)
		}
	}
	slices.SortStableFunc(out.Worst, func(a, b ClubArrears) int {
		return cmp.Compare(b.Portfolio.AtRisk.Outstanding, a.Portfolio.AtRisk.Outstanding)
	})
	return out
}
