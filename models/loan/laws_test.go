package loan_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
)

var methods = []loan.Method{loan.Flat, loan.Balance, loan.Bullet, loan.Free}

// agreed draws terms within all bounds, and when the club meets.
func agreed(t *rapid.T) (loan.Terms, loan.Meetings) {
	terms := loan.Terms{
		Amount:      rapid.Int64Range(1, loan.AmountMax).Draw(t, "amount"),
		RatePpm:     rapid.Int64Range(0, loan.RateMax).Draw(t, "rate"),
		Months:      rapid.IntRange(1, loan.MonthsMax).Draw(t, "months"),
		Method:      rapid.SampledFrom(methods).Draw(t, "method"),
		Rounding:    rapid.Int64Range(0, loan.RoundingMax).Draw(t, "rounding"),
		DisbursedOn: models.DayOf(2020, time.January, 1) + models.Day(rapid.IntRange(0, 4000).Draw(t, "day")),
	}
	return terms, loan.Meetings{Day: rapid.IntRange(0, 31).Draw(t, "meetingDay"), Weeks: rapid.IntRange(0, 12).Draw(t, "weeks")}
}

func contract(t *rapid.T) loan.Loan {
	terms, meetings := agreed(t)
	return loan.Loan{Terms: terms, Schedule: loan.Schedule(terms, meetings)}
}

// For every schedule: principal adds up to the amount, no balance is negative, the last is nil, days are two to eight weeks apart.
func TestScheduleLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms, meetings := agreed(t)
		if faults := loan.Check(terms, "import"); len(faults) > 0 {
			t.Fatal(faults)
		}
		owed, last := terms.Amount, terms.DisbursedOn
		for i, line := range loan.Schedule(terms, meetings) {
			owed -= line.Principal
			if line.No != i+1 || line.Principal < 0 || line.Interest < 0 || owed < 0 {
				t.Fatalf("%+v, then %d are owed", line, owed)
			}
			if gap := line.Due - last; gap < 12 || gap > 56 {
				t.Fatalf("%d days from %s to %s", gap, last, line.Due)
			}
			last = line.Due
		}
		if owed != 0 {
			t.Fatalf("%d are never paid back", owed)
		}
	})
}

// asPlanned pays every instalment on its day.
func asPlanned(l loan.Loan) []loan.Payment {
	out := make([]loan.Payment, len(l.Schedule))
	for i, line := range l.Schedule {
		out[i] = loan.Payment{ID: id(byte(i + 1)), On: line.Due, Principal: line.Principal, Interest: line.Interest}
	}
	return out
}

// Who pays as planned is never late and owes nothing in the end; whatever he pays more is overpaid, to the đồng.
func TestPayingAsPlanned(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := contract(t)
		payments := asPlanned(l)
		at := rapid.IntRange(0, len(payments)-1).Draw(t, "at")
		if s := loan.StandingOf(l, payments, nil, payments[at].On); s.Overdue != (loan.Sums{}) || s.Current != (loan.Sums{}) {
			t.Fatalf("on %s %+v and %+v are left", s.On, s.Overdue, s.Current)
		}
		more := rapid.Int64Range(0, 1_000_000).Draw(t, "more")
		payments[at].Principal += more
		s := loan.StandingOf(l, payments, nil, l.Schedule[len(l.Schedule)-1].Due+40)
		owed := l.Terms.Amount
		for _, line := range s.Lines {
			owed += line.Interest
		}
		if over := s.Paid.Principal + s.Paid.Interest - owed; s.State != loan.Repaid || s.Overpaid != over || s.DaysLate != 0 {
			t.Fatalf("%s, overpaid %d, want %d; %d days late", s.State, s.Overpaid, over, s.DaysLate)
		}
	})
}

// Payments split in any way and arriving in any order give the same standing.
func TestOrderAndSplitDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := contract(t)
		var whole, parts []loan.Payment
		for i := range rapid.IntRange(0, 8).Draw(t, "payments") {
			p := payment(t, l, byte(3*i+1))
			whole = append(whole, p)
			first, second := p, p
			first.Principal, first.Interest = rapid.Int64Range(0, p.Principal).Draw(t, "part"), rapid.Int64Range(0, p.Interest).Draw(t, "part")
			second.ID = id(byte(3*i + 2))
			second.Principal, second.Interest = p.Principal-first.Principal, p.Interest-first.Interest
			parts = append(parts, first, second)
		}
		parts = rapid.Permutation(parts).Draw(t, "order")
		events := events(t, l)
		on := l.Terms.DisbursedOn + models.Day(rapid.IntRange(0, 2500).Draw(t, "on"))
		a := loan.StandingOf(l, whole, events, on)
		b := loan.StandingOf(l, parts, rapid.Permutation(events).Draw(t, "order"), on)
		b.Paid.Count = a.Paid.Count
		if diff := cmp.Diff(a, b); diff != "" {
			t.Fatal(diff)
		}
	})
}

func payment(t *rapid.T, l loan.Loan, n byte) loan.Payment {
	return loan.Payment{
		ID: id(n), On: l.Terms.DisbursedOn + models.Day(rapid.IntRange(0, 2000).Draw(t, "paid")),
		Principal: rapid.Int64Range(0, l.Terms.Amount).Draw(t, "principal"), Interest: rapid.Int64Range(0, l.Terms.Amount).Draw(t, "interest"),
	}
}

func events(t *rapid.T, l loan.Loan) []loan.Event {
	kinds := []loan.EventKind{loan.Extend, loan.Freeze, loan.Unfreeze, loan.WriteOff, loan.Correct}
	out := make([]loan.Event, rapid.IntRange(0, 5).Draw(t, "events"))
	for i := range out {
		on := l.Terms.DisbursedOn + 100*models.Day(rapid.IntRange(0, 20).Draw(t, "on")) // often on one day
		out[i] = loan.Event{
			ID: id(byte(100 + i)), Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), On: on,
			NewDueOn: on + models.Day(rapid.IntRange(0, 700).Draw(t, "until")), Amount: rapid.Int64Range(0, l.Terms.Amount).Draw(t, "sum"),
			Supersedes: id(byte(rapid.IntRange(95, 104).Draw(t, "supersedes"))),
		}
	}
	return out
}

// Whatever happened: no sum is negative, principal is accounted for to the đồng, what is left of the lines is what is
// outstanding, and days stay in order.
func TestStandingLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := contract(t)
		var payments []loan.Payment
		for i := range rapid.IntRange(0, 8).Draw(t, "payments") {
			payments = append(payments, payment(t, l, byte(i+1)))
		}
		s := loan.StandingOf(l, payments, events(t, l), l.Terms.DisbursedOn+models.Day(rapid.IntRange(0, 2500).Draw(t, "on")))
		over := max(s.Paid.Principal-l.Terms.Amount, 0)
		if s.Outstanding < 0 || s.WrittenOff < 0 || s.Overpaid < over || s.Outstanding+s.WrittenOff+s.Paid.Principal-over != l.Terms.Amount {
			t.Fatalf("%+v of %d", s, l.Terms.Amount)
		}
		var left int64
		for i, line := range s.Lines {
			left += line.Left.Principal
			if line.Left.Principal < 0 || line.Left.Interest < 0 || line.Interest < 0 || line.DaysLate < 0 || i > 0 && line.Due <= s.Lines[i-1].Due {
				t.Fatalf("line %+v after %s", line, s.Lines[max(i-1, 0)].Due)
			}
		}
		if left != s.Outstanding {
			t.Fatalf("%d are left of the lines, %d outstanding", left, s.Outstanding)
		}
		if (s.State == loan.Repaid || s.State == loan.WrittenOffAll) != (s.Closing() == loan.Sums{}) {
			t.Fatalf("%s with %+v to pay", s.State, s.Closing())
		}
	})
}

// Paying what Closing says ends the loan, on any day and after anything; Allocate divides it just so.
func TestClosing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := contract(t)
		var payments []loan.Payment
		for i := range rapid.IntRange(0, 4).Draw(t, "payments") {
			payments = append(payments, payment(t, l, byte(i+1)))
		}
		happened := events(t, l)
		on := l.Terms.DisbursedOn + models.Day(rapid.IntRange(0, 2500).Draw(t, "on"))
		s := loan.StandingOf(l, payments, happened, on)
		closing := s.Closing()
		if split := s.Allocate(closing.Total()); split.Principal != closing.Principal || split.Interest() != closing.Interest || split.Over != 0 {
			t.Fatalf("%+v is divided as %+v", closing, split)
		}
		payments = append(payments, loan.Payment{ID: id(99), On: on, Principal: closing.Principal, Interest: closing.Interest})
		after := loan.StandingOf(l, payments, happened, on)
		if after.Closing() != (loan.Sums{}) || after.Overpaid < s.Overpaid {
			t.Fatalf("after %+v: %s, %+v to pay", closing, after.State, after.Closing())
		}
	})
}

// A payment and its reversal leave no trace but in what was counted.
func TestReversal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := contract(t)
		before := []loan.Payment{payment(t, l, 1)}
		wrong := payment(t, l, 2)
		back := wrong
		back.ID, back.Reverses, back.On = id(3), wrong.ID, wrong.On+models.Day(rapid.IntRange(0, 60).Draw(t, "later"))
		happened := events(t, l)
		on := back.On + models.Day(rapid.IntRange(0, 400).Draw(t, "on"))
		want := loan.StandingOf(l, before, happened, on)
		got := loan.StandingOf(l, append(before, wrong, back), happened, on)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}
