package loan_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
)

type paymentCase struct {
	ID, Reverses                 byte
	On                           models.Day
	Principal, Interest, Penalty int64
}

type eventCase struct {
	ID, Supersedes byte
	Kind           loan.EventKind
	On, NewDueOn   models.Day
	Amount         int64
}

// figures are a standing as the vectors write it.
type figures struct {
	State                             loan.State
	Bucket                            loan.Bucket
	Outstanding, WrittenOff, Overpaid int64
	Overdue, Current, Closing         [2]int64
	Next                              nextCase
	DaysLate                          int
	Penalty                           int64
}

type standingCase struct {
	Name, Loan string
	On         models.Day
	Payments   []paymentCase
	Events     []eventCase
	Cancelled  bool
	Is         figures
	Allocate   [][5]int64
}

func (c standingCase) standing(l loan.Loan) loan.Standing {
	l.Cancelled = c.Cancelled
	var payments []loan.Payment
	for _, p := range c.Payments {
		payments = append(payments, loan.Payment{
			ID: id(p.ID), Reverses: id(p.Reverses), On: p.On, Principal: p.Principal, Interest: p.Interest, Penalty: p.Penalty,
		})
	}
	var events []loan.Event
	for _, e := range c.Events {
		events = append(events, loan.Event{
			ID: id(e.ID), Supersedes: id(e.Supersedes), Kind: e.Kind, On: e.On, NewDueOn: e.NewDueOn, Amount: e.Amount,
		})
	}
	return loan.StandingOf(l, payments, events, c.On)
}

func figuresOf(s loan.Standing, t loan.Terms) figures {
	pair := func(s loan.Sums) [2]int64 { return [2]int64{s.Principal, s.Interest} }
	return figures{
		State: s.State, Bucket: s.Bucket(), Outstanding: s.Outstanding, WrittenOff: s.WrittenOff, Overpaid: s.Overpaid,
		Overdue: pair(s.Overdue), Current: pair(s.Current), Closing: pair(s.Closing()),
		Next:     nextCase{s.Next.No, s.Next.Due, s.Next.Left.Principal, s.Next.Left.Interest},
		DaysLate: s.DaysLate, Penalty: s.Penalty(t),
	}
}

func TestStandings(t *testing.T) {
	var file struct {
		Loans map[string]struct {
			Terms    loan.Terms
			Meetings loan.Meetings
		}
		Cases []standingCase
	}
	load(t, "standings.json", &file)
	if len(file.Cases) < 40 {
		t.Fatal("cases are missing")
	}
	for _, c := range file.Cases {
		t.Run(c.Name, func(t *testing.T) {
			contract := file.Loans[c.Loan]
			l := loan.Loan{Terms: contract.Terms, Schedule: loan.Schedule(contract.Terms, contract.Meetings)}
			s := c.standing(l)
			if diff := cmp.Diff(c.Is, figuresOf(s, l.Terms), cmp.AllowUnexported(nextCase{})); diff != "" {
				t.Error(diff)
			}
			for _, a := range c.Allocate {
				want := loan.Split{OverdueInterest: a[1], CurrentInterest: a[2], Principal: a[3], Over: a[4]}
				if diff := cmp.Diff(want, s.Allocate(a[0])); diff != "" {
					t.Errorf("%d: %s", a[0], diff)
				}
			}
		})
	}
}

// nextCase is [number, due, principal left, interest left].
type nextCase struct {
	no                  int
	due                 models.Day
	principal, interest int64
}

func (n *nextCase) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&n.no, &n.due, &n.principal, &n.interest})
}
