package api

import (
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/models/view"
)

// arrearsWire is how a club's loans stand together on a day.
type arrearsWire struct {
	asOf
	Total   tally                 `json:"total"`
	AtRisk  tally                 `json:"atRisk"`
	PAR30   ratio                 `json:"par30"`
	Overdue sums                  `json:"overdue"`
	Buckets map[loan.Bucket]tally `json:"buckets"`
}

// ratio is exact: đồng over đồng. The whole is 0 when nothing is lent.
type ratio struct {
	Numerator   int64 `json:"numerator"`
	Denominator int64 `json:"denominator"`
}

func wireArrears(a *view.Arrears, seq uint64) arrearsWire {
	p := &a.Portfolio
	out := arrearsWire{
		asOf: asOf{seq, a.On}, Total: tally(p.Total), AtRisk: tally(p.AtRisk), Overdue: sums(a.Overdue),
		Buckets: map[loan.Bucket]tally{},
	}
	out.PAR30.Numerator, out.PAR30.Denominator = p.PAR30()
	for bucket, t := range p.Buckets {
		out.Buckets[bucket] = tally(t)
	}
	return out
}

// arrears lists the loans of a club of which something is overdue, the latest first, and how all its loans stand together.
func (s *Server) arrears(c echo.Context, session *account.Session) error {
	club, l, err := clubListing(c)
	if err != nil {
		return err
	}
	on, err := s.dayAsked(c)
	if err != nil {
		return err
	}
	loans, seq, err := s.Books.Loans(c.Request().Context(), session.Access, club, on)
	if err != nil {
		return err
	}
	a := view.ArrearsOf(loans, on)
	page, next, err := cut(a.Late, l, loanID)
	if err != nil {
		return err
	}
	out := struct {
		arrearsWire
		Items []loanWire `json:"items"`
		Next  string     `json:"next,omitempty"`
	}{wireArrears(&a, seq), []loanWire{}, next}
	for i := range page {
		out.Items = append(out.Items, wireLoan(&page[i]))
	}
	link(c, next)
	return s.money(c, out)
}

// arrearsOfClubs gives the sums of each club that an officer reads, page by page.
func (s *Server) arrearsOfClubs(c echo.Context, session *account.Session) error {
	l, err := listingOf(c)
	if err != nil {
		return err
	}
	after, err := l.record()
	if err != nil {
		return err
	}
	on, err := s.dayAsked(c)
	if err != nil {
		return err
	}
	clubs, next, err := s.Books.Arrears(c.Request().Context(), session.Access, after, min(l.limit, models.ClubsListMax), on)
	if err != nil {
		return err
	}
	out := struct {
		Date  string        `json:"asOf"`
		Items []clubArrears `json:"items"`
		Next  string        `json:"next,omitempty"`
	}{Date: on.String(), Items: []clubArrears{}}
	for i := range clubs {
		out.Items = append(out.Items, clubArrears{clubs[i].Club.String(), clubs[i].Name, wireArrears(&clubs[i].Arrears, clubs[i].Seq)})
	}
	out.Next = idText(next)
	link(c, out.Next)
	return s.money(c, out)
}

// clubArrears is one club among many.
type clubArrears struct {
	Club string `json:"club"`
	Name string `json:"name,omitempty"`
	arrearsWire
}
