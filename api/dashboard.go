package api

import (
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

// dashboardItems is how many of the clubs behind a figure the first page names; the lists have them all.
const dashboardItems = 8

// dashboardWire is what an officer sees first. Every figure has its whole beside it: clubs, active clubs, counted clubs.
type dashboardWire struct {
	Date     models.Day       `json:"asOf"`
	Latest   string           `json:"latest,omitempty"`
	Clubs    clubsFigures     `json:"clubs"`
	People   peopleFigures    `json:"people"`
	Cases    casesFigures     `json:"cases"`
	Silent   silentWire       `json:"silent"`
	Meetings upcomingWire     `json:"meetings"`
	Loans    loansFigures     `json:"loans"`
	Weeks    []weekWire       `json:"weeks"`
	Communes []communeFigures `json:"communes"`
}

type clubsFigures struct {
	Total  int `json:"total"`
	Active int `json:"active"`
	Heard  int `json:"heard"`
	Untold int `json:"untold"`
}

type peopleFigures struct {
	Members int `json:"members"`
	Women   int `json:"women"`
	Over60  int `json:"over60"`
	Over55  int `json:"over55"`
	Unknown int `json:"unknown"`
}

type casesFigures struct {
	Open   int                     `json:"open"`
	Urgent int                     `json:"urgent"`
	Clubs  int                     `json:"clubs"`
	Kinds  map[models.CaseKind]int `json:"kinds"`
	Ages   struct {
		ThisWeek    int `json:"thisWeek"`
		LastWeek    int `json:"lastWeek"`
		WithinMonth int `json:"withinMonth"`
		Older       int `json:"older"`
	} `json:"ages"`
}

type silentWire struct {
	Months int          `json:"months"`
	Count  int          `json:"count"`
	Items  []clubDayRef `json:"items"`
}

type upcomingWire struct {
	Days  int          `json:"days"`
	Count int          `json:"count"`
	Items []clubDayRef `json:"items"`
}

// clubDayRef is a club and a day: its last meeting, or its next.
type clubDayRef struct {
	Club string     `json:"club"`
	Name string     `json:"name,omitempty"`
	Date models.Day `json:"date,omitzero"`
}

type loansFigures struct {
	Counted int             `json:"counted"`
	Total   tally           `json:"total"`
	AtRisk  tally           `json:"atRisk"`
	PAR30   ratio           `json:"par30"`
	Overdue sums            `json:"overdue"`
	Clubs   int             `json:"clubs"`
	Items   []clubAtRiskRef `json:"items"`
}

// clubAtRiskRef is a club with loans at risk.
type clubAtRiskRef struct {
	Club   string `json:"club"`
	Name   string `json:"name,omitempty"`
	AtRisk tally  `json:"atRisk"`
}

type weekWire struct {
	Monday     models.Day `json:"monday"`
	Held       int        `json:"held"`
	Met        int        `json:"met"`
	Present    int64      `json:"present"`
	Called     int64      `json:"called"`
	Repayments int64      `json:"repayments"`
	Paid       int64      `json:"paid"`
	Visits     *int64     `json:"visits,omitempty"`
	Operations int64      `json:"operations"`
}

type communeFigures struct {
	Unit   string `json:"unit,omitempty"`
	Name   string `json:"name,omitempty"`
	Clubs  int    `json:"clubs"`
	Silent int    `json:"silent"`
	Cases  int    `json:"cases"`
	AtRisk int64  `json:"atRisk"`
}

// dashboard gives the figures of all clubs that an officer reads, as of today.
func (s *Server) dashboard(c echo.Context, session *account.Session) error {
	o, err := s.Books.Dashboard(c.Request().Context(), session.Access, models.Today(s.Now()))
	if err != nil {
		return err
	}
	return s.money(c, wireDashboard(&o))
}

func wireDashboard(o *view.Dashboard) dashboardWire {
	out := dashboardWire{
		Date: o.On, Latest: instant(o.Latest), Clubs: clubsFigures{o.Clubs, o.Active, o.Heard, o.Untold}, People: peopleFigures(o.Bands),
		Cases:  casesFigures{Open: o.Cases.Open, Urgent: o.Cases.Urgent, Clubs: o.Cases.Clubs, Kinds: o.Cases.Kinds},
		Silent: silentWire{Months: view.SilentMonths, Count: len(o.Silent), Items: []clubDayRef{}}, Meetings: wireUpcoming(o.Upcoming),
		Loans: wireLoansTogether(&o.Loans), Weeks: []weekWire{}, Communes: []communeFigures{},
	}
	ages := &out.Cases.Ages
	ages.ThisWeek, ages.LastWeek, ages.WithinMonth, ages.Older = o.Cases.ThisWeek, o.Cases.LastWeek, o.Cases.WithinMonth, o.Cases.Older
	for _, g := range o.Silent[:min(len(o.Silent), dashboardItems)] {
		out.Silent.Items = append(out.Silent.Items, clubDayRef{g.Club.String(), g.Name, g.LastHeld()})
	}
	for _, w := range o.Weeks {
		week := weekWire{w.Monday, w.Held, w.Met, w.Present, w.Called, w.Repayments, w.Paid, nil, w.Operations}
		if o.Cared > 0 {
			week.Visits = &w.Visits
		}
		out.Weeks = append(out.Weeks, week)
	}
	for _, u := range o.Communes {
		out.Communes = append(out.Communes, communeFigures{u.Unit, u.Name, u.Clubs, u.Silent, u.Waiting, u.AtRisk})
	}
	return out
}

func wireUpcoming(all []view.Upcoming) upcomingWire {
	out := upcomingWire{Days: view.UpcomingDays, Count: len(all), Items: []clubDayRef{}}
	for _, u := range all[:min(len(all), dashboardItems)] {
		out.Items = append(out.Items, clubDayRef{u.Club.String(), u.Name, u.On})
	}
	return out
}

func wireLoansTogether(l *view.LoansTogether) loansFigures {
	out := loansFigures{
		Counted: l.Counted, Total: tally(l.Total), AtRisk: tally(l.AtRisk), PAR30: ratio{l.AtRisk.Outstanding, l.Total.Outstanding},
		Overdue: sums(l.Overdue), Clubs: len(l.Worst), Items: []clubAtRiskRef{},
	}
	for _, w := range l.Worst[:min(len(l.Worst), dashboardItems)] {
		out.Items = append(out.Items, clubAtRiskRef{w.Club.String(), w.Name, tally(w.Portfolio.AtRisk)})
	}
	return out
}
