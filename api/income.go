package api

import (
	"slices"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/view"
)

// memberDues is what one member paid for the months of a year.
type memberDues struct {
	Member string    `json:"member"`
	Name   string    `json:"name,omitempty"`
	Months [12]int64 `json:"months"`
}

// dues shows who paid what for the months of a year.
func (s *Server) dues(c echo.Context, session *account.Session) error {
	club, l, err := clubListing(c)
	if err != nil {
		return err
	}
	year, err := s.yearAsked(c)
	if err != nil {
		return err
	}
	d, seq, err := s.Books.Dues(c.Request().Context(), session.Access, club, year)
	if err != nil {
		return err
	}
	page, next, err := cut(d.Members, l, func(m *view.MemberDues) models.RecordID { return m.Record.ID })
	if err != nil {
		return err
	}
	out := struct {
		asOf
		Year      int          `json:"year"`
		Expected  [12]int64    `json:"expected"`
		Unnamed   [12]int64    `json:"unnamed"`
		Collected int64        `json:"collected"`
		Items     []memberDues `json:"items"`
		Next      string       `json:"next,omitempty"`
	}{asOf{seq, models.Today(s.Now())}, year, d.Expected, d.Unnamed, d.Collected, []memberDues{}, next}
	for _, m := range page {
		out.Items = append(out.Items, memberDues{m.Record.ID.String(), m.Record.Value("fullName").Str(), m.Months})
	}
	link(c, next)
	return s.money(c, out)
}

// donations shows the book of golden hearts, by id, and what it comes to.
func (s *Server) donations(c echo.Context, session *account.Session) error {
	club, l, err := clubListing(c)
	if err != nil {
		return err
	}
	lines, seq, err := s.Books.Donations(c.Request().Context(), session.Access, club)
	if err != nil {
		return err
	}
	all := make([]*models.Record, len(lines))
	for i := range lines {
		all[i] = &lines[i]
	}
	sum := ledger.FoldDonations(slices.Values(all))
	page, next, err := cut(lines, l, func(r *models.Record) models.RecordID { return r.ID })
	if err != nil {
		return err
	}
	out := struct {
		asOf
		Money int64        `json:"money"`
		Goods int64        `json:"goods"`
		Count int64        `json:"count"`
		Items []recordWire `json:"items"`
		Next  string       `json:"next,omitempty"`
	}{asOf{seq, models.Today(s.Now())}, sum.Money, sum.Goods, sum.Lines, []recordWire{}, next}
	for i := range page {
		out.Items = append(out.Items, wireRecord(&page[i]))
	}
	link(c, next)
	return s.money(c, out)
}
