package api

import (
	"cmp"
	"slices"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/models/view"
)

// loanWire is a loan as it stood at the end of a day.
type loanWire struct {
	ID          string      `json:"id"`
	Member      string      `json:"member"`
	Name        string      `json:"name,omitempty"`
	ContractNo  string      `json:"contractNo,omitempty"`
	Terms       termsWire   `json:"terms"`
	State       loan.State  `json:"state"`
	Bucket      loan.Bucket `json:"bucket"`
	Outstanding int64       `json:"outstanding"`
	WrittenOff  int64       `json:"writtenOff"`
	Overpaid    int64       `json:"overpaid"`
	Paid        paidWire    `json:"paid"`
	Overdue     sums        `json:"overdue"`
	Current     sums        `json:"current"`
	DaysLate    int         `json:"daysLate"`
	Next        *lineWire   `json:"next,omitempty"`
}

type termsWire struct {
	Amount      int64       `json:"amount"`
	RatePpm     int64       `json:"ratePpm"`
	Method      loan.Method `json:"method"`
	TermMonths  int         `json:"termMonths"`
	Rounding    int64       `json:"rounding"`
	PenaltyPpm  int64       `json:"penaltyPpm"`
	DisbursedOn models.Day  `json:"disbursedOn"`
}

type paidWire struct {
	sums
	Penalty int64 `json:"penalty"`
	Count   int64 `json:"count"`
}

// lineWire is an instalment: what is charged, and what is left of it.
type lineWire struct {
	No        int        `json:"no"`
	Due       models.Day `json:"due"`
	Principal int64      `json:"principal"`
	Interest  int64      `json:"interest"`
	Left      sums       `json:"left"`
	DaysLate  int        `json:"daysLate,omitempty"`
}

func wireTerms(t loan.Terms) termsWire {
	return termsWire{
		t.Amount, t.RatePpm, t.Method, t.Months, cmp.Or(t.Rounding, loan.RoundingDefault), t.PenaltyPpm, t.DisbursedOn,
	}
}

func wireLine(l loan.Line) lineWire {
	return lineWire{l.No, l.Due, l.Principal, l.Interest, sums(l.Left), l.DaysLate}
}

func wireLoan(v *view.Loan) loanWire {
	st := &v.Standing
	out := loanWire{
		ID: v.Record.ID.String(), Member: v.Contract.Member.String(), Name: v.Borrower, ContractNo: v.Record.Value("contractNo").Str(),
		Terms: wireTerms(v.Contract.Terms), State: st.State, Bucket: st.Bucket(), Outstanding: st.Outstanding, WrittenOff: st.WrittenOff,
		Overpaid: st.Overpaid, Paid: paidWire{sums{st.Paid.Principal, st.Paid.Interest}, st.Paid.Penalty, st.Paid.Count},
		Overdue: sums(st.Overdue), Current: sums(st.Current), DaysLate: st.DaysLate,
	}
	if st.Next.No > 0 {
		next := wireLine(st.Next)
		out.Next = &next
	}
	return out
}

func loanID(v *view.Loan) models.RecordID { return v.Record.ID }

// states are what a list of loans can be narrowed to.
func states() []loan.State {
	return []loan.State{loan.Running, loan.Extended, loan.Frozen, loan.WrittenOffAll, loan.Repaid, loan.Cancelled}
}

// loans lists a club's loans as they stood on a day.
func (s *Server) loans(c echo.Context, session *account.Session) error {
	club, l, err := clubListing(c)
	if err != nil {
		return err
	}
	on, err := s.dayAsked(c)
	if err != nil {
		return err
	}
	state := loan.State(c.QueryParam("status"))
	if state != "" && !slices.Contains(states(), state) {
		return models.Errorf(models.CodeMalformed, "status has no such value")
	}
	all, seq, err := s.Books.Loans(c.Request().Context(), session.Access, club, on)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(v view.Loan) bool { return state != "" && v.Standing.State != state })
	page, next, err := cut(all, l, loanID)
	if err != nil {
		return err
	}
	out := struct {
		asOf
		Items []loanWire `json:"items"`
		Next  string     `json:"next,omitempty"`
	}{asOf{seq, on}, []loanWire{}, next}
	for i := range page {
		out.Items = append(out.Items, wireLoan(&page[i]))
	}
	link(c, next)
	return s.money(c, out)
}
