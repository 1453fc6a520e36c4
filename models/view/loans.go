package view

import (
	"cmp"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/loan"
)

// Loan is a loan as it stood at the end of a day.
type Loan struct {
	Record   *models.Record
	Contract loan.Loan
	Borrower string // the member's name
	Standing loan.Standing
}

// Loans gives the loans paid out by a day, by id. The shelf holds loans, repayments, loan events and members.
func Loans(s Shelf, on models.Day) []Loan {
	payments := map[models.RecordID][]loan.Payment{}
	for i := range s[ledger.TypeRepayment] {
		if p, ok := loan.PaymentOf(s[ledger.TypeRepayment][i]); ok {
			payments[p.Loan] = append(payments[p.Loan], p)
		}
	}
	events := map[models.RecordID][]loan.Event{}
	for i := range s[TypeEvent] {
		if e, ok := loan.EventOf(s[TypeEvent][i]); ok {
			events[e.Loan] = append(events[e.Loan], e)
		}
	}
	names := s.Names()
	var out []Loan
	for i := range s[ledger.TypeLoan] {
		r := &s[ledger.TypeLoan][i]
		contract, ok := loan.FromRecord(*r)
		if !ok || contract.Terms.DisbursedOn > on {
			continue
		}
		out = append(out, Loan{
			Record: r, Contract: contract, Borrower: names[contract.Member],
			Standing: loan.StandingOf(contract, payments[r.ID], events[r.ID], on),
		})
	}
	return out
}

// Arrears is how a club's loans stand together on a day.
type Arrears struct {
	On        models.Day
	Portfolio loan.Portfolio
	Overdue   loan.Sums // of all loans
	Late      []Loan    // those of which something is overdue, the latest first, then by id
}

// ArrearsOf sums loans up that all stand as of one day.
func ArrearsOf(loans []Loan, on models.Day) Arrears {
	a := Arrears{On: on}
	standings := make([]loan.Standing, len(loans))
	for i := range loans {
		standings[i] = loans[i].Standing
		if overdue := standings[i].Overdue; overdue.Total() > 0 {
			a.Overdue = a.Overdue.Add(overdue)
			a.Late = append(a.Late, loans[i])
		}
	}
	a.Portfolio = loan.PortfolioOf(standings)
	slices.SortStableFunc(a.Late, func(x, y Loan) int { return cmp.Compare(y.Standing.DaysLate, x.Standing.DaysLate) })
	return a
}

// ClubArrears is one club among many, without the loans.
type ClubArrears struct {
	Club models.RecordID
	Name string
	Seq  uint64
	Arrears
}

// ClubArrearsOf sums a club's loans up. The shelf holds the club, its loans, repayments and loan events.
func ClubArrearsOf(s Shelf, club models.RecordID, on models.Day) ClubArrears {
	c := ClubArrears{Club: club, Arrears: ArrearsOf(Loans(s, on), on)}
	c.Late = nil
	if r := s.Find(TypeClub, club); r != nil {
		c.Name = r.Value("name").Str()
	}
	return c
}
