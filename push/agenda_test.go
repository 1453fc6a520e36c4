package push_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
)

// told gives what is in the outbox about a record, as "state lead on", sorted.
func told(t *testing.T, p *push.Reminders, subject models.RecordID) []string {
	t.Helper()
	reminders, err := p.Of(t.Context(), subject)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for i := range reminders {
		r := &reminders[i]
		out = append(out, fmt.Sprintf("%s %s %d %s", r.State, r.Kind, r.Lead, r.On))
	}
	slices.Sort(out)
	return out
}

func plan(t *testing.T, p *push.Reminders) {
	t.Helper()
	if err := p.Plan(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func expect(t *testing.T, p *push.Reminders, subject models.RecordID, want ...string) {
	t.Helper()
	if got := told(t, p, subject); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// lend writes a loan of 1,000,000 đ in two instalments.
func (w *town) lend(loan models.RecordID, first, second string) {
	w.write("loan", loan, "amount", "1000000", "ratePpm", "8000", "termMonths", "2", "method", `"FLAT"`, "rounding", "1000",
		"disbursedOn", `"2025-01-15"`,
		"schedule", `[{"due":"`+first+`","interest":8000,"no":1,"principal":500000},{"due":"`+second+`","interest":8000,"no":2,"principal":500000}]`)
}

func (w *town) pay(payment, loan models.RecordID, on string) {
	w.write("repayment", payment, "loan", `"`+loan.String()+`"`, "date", `"`+on+`"`, "principal", "500000", "interest", "8000")
}

func TestMeetingIsToldThreeDaysAndOneDayBefore(t *testing.T) {
	for today, want := range map[string][]string{
		"2025-12-01": {},
		"2025-12-02": {"pending meeting 3 2025-12-05"},
		"2025-12-03": {"pending meeting 3 2025-12-05"}, // a server that was down catches up
		"2025-12-04": {"pending meeting 1 2025-12-05"},
		"2025-12-05": {"pending meeting 1 2025-12-05"},
		"2025-12-06": {},
	} {
		w := newTown(t, today+" 00:10")
		w.write("meeting", id("m"), "date", `"2025-12-05"`, "kind", `"regular"`)
		p := w.server("a")
		plan(t, p)
		if got := told(t, p, id("m")); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", today, got, want)
		}
	}
}

func TestInstalmentIsToldUntilItIsPaid(t *testing.T) {
	for today, want := range map[string][]string{
		"2025-03-11": {},
		"2025-03-12": {"pending loan 3 2025-03-15"},
		"2025-03-15": {"pending loan 0 2025-03-15"},
		"2025-03-18": {},
		"2025-03-22": {"pending loan -7 2025-03-15"},
		"2025-04-05": {"pending loan -7 2025-03-15"},
		"2025-04-06": {},
	} {
		w := newTown(t, today+" 00:10")
		w.lend(id("l"), "2025-02-15", "2025-03-15")
		w.pay(id("p1"), id("l"), "2025-02-15")
		p := w.server("a")
		plan(t, p)
		if got := told(t, p, id("l")); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", today, got, want)
		}
		w.pay(id("p2"), id("l"), today)
		plan(t, p)
		for _, line := range told(t, p, id("l")) {
			if line[:9] != "cancelled" {
				t.Errorf("%s: paid, and still %q", today, line)
			}
		}
	}
}

func TestFrozenLoanIsNotAskedForAndExtendedOneLater(t *testing.T) {
	w := newTown(t, "2025-03-15 00:10")
	w.lend(id("l"), "2025-02-15", "2025-03-15")
	w.pay(id("p1"), id("l"), "2025-02-15")
	p := w.server("a")
	plan(t, p)
	expect(t, p, id("l"), "pending loan 0 2025-03-15")
	w.write("loanEvent", id("e"), "loan", `"`+id("l").String()+`"`, "date", `"2025-03-15"`, "kind", `"freeze"`)
	plan(t, p)
	expect(t, p, id("l"), "cancelled loan 0 2025-03-15")
	w.write("loanEvent", id("e"), "kind", `"extend"`, "newDueOn", `"2025-05-15"`)
	plan(t, p)
	expect(t, p, id("l"), "cancelled loan 0 2025-03-15")
	w.set(t, "2025-05-12 00:10")
	plan(t, p)
	expect(t, p, id("l"), "cancelled loan 0 2025-03-15", "pending loan 3 2025-05-15")
}

// Tết 2026 is 17 February: quiet from 12 (25 of the 12th month) to 21 February (5 of the first).
func TestNobodyIsRemindedOfADebtAroundTet(t *testing.T) {
	for today, want := range map[string][]string{
		"2026-02-11": {"pending loan -7 2026-02-04"},
		"2026-02-12": {},
		"2026-02-21": {},
		"2026-02-22": {"pending loan -7 2026-02-04"}, // told after, not never
	} {
		w := newTown(t, today+" 00:10")
		w.lend(id("l"), "2025-02-15", "2026-02-04")
		w.pay(id("p1"), id("l"), "2025-02-15")
		p := w.server("a")
		plan(t, p)
		if got := told(t, p, id("l")); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", today, got, want)
		}
		w.write("byLaw", id("old"), "validFrom", `"2025-01-01"`, "remindAtTet", "false")
		w.write("byLaw", id("new"), "validFrom", `"2026-01-01"`, "remindAtTet", "true")
		plan(t, p)
		expect(t, p, id("l"), "pending loan -7 2026-02-04")
	}
}

// 2025-12-05 is a Friday.
func TestVisitsAreToldWhenTheWeekEndsWithTooFew(t *testing.T) {
	for today, want := range map[string][]string{
		"2025-12-04": {},
		"2025-12-05": {"pending visit 2 2025-12-07"},
		"2025-12-07": {"pending visit 2 2025-12-07"},
		"2025-12-08": {},
	} {
		w := newTown(t, today+" 00:10")
		w.write("careRecipient", id("c"), "from", `"2025-01-01"`)
		w.write("careRecipient", id("left"), "from", `"2025-01-01"`, "to", `"2025-11-01"`)
		w.write("homeVisit", id("v0"), "recipient", `"`+id("c").String()+`"`, "date", `"2025-11-30"`)
		w.write("homeVisit", id("v1"), "recipient", `"`+id("c").String()+`"`, "date", `"2025-12-01"`)
		p := w.server("a")
		plan(t, p)
		if got := told(t, p, id("c")); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", today, got, want)
		}
		expect(t, p, id("left"))
		w.write("homeVisit", id("v2"), "recipient", `"`+id("c").String()+`"`, "date", `"2025-12-04"`)
		plan(t, p)
		for _, line := range told(t, p, id("c")) {
			if line[:9] != "cancelled" {
				t.Errorf("%s: visited, and still %q", today, line)
			}
		}
	}
}

func TestDecidedCaseIsToldToItsAuthorsAtOnce(t *testing.T) {
	w := newTown(t, "2025-12-05 03:00")
	w.phones = append(w.phones, push.Recipient{User: id("other"), Device: id("other phone")})
	w.write("case", id("c"), "kind", `"field-conflict"`, "status", `"resolved"`, "decidedAt", `"2025-12-04T19:30:00Z"`,
		"sides", `[{"device":"`+id("phone").String()+`"}]`)
	w.write("case", id("waits"), "kind", `"field-conflict"`, "status", `"open"`, "sides", `[{"device":"`+id("phone").String()+`"}]`)
	p := w.server("a")
	plan(t, p)
	expect(t, p, id("c"), "pending case 0 2025-12-05")
	expect(t, p, id("waits"))
	reminders, err := p.Of(t.Context(), id("c"))
	if err != nil || reminders[0].Device != id("phone") || !reminders[0].NextAt.Equal(moment(t, "2025-12-05 06:30")) {
		t.Errorf("got %+v (%v)", reminders, err)
	}
	w.set(t, "2025-12-07 00:10")
	plan(t, p)
	expect(t, p, id("c"), "pending case 0 2025-12-05")
	w.write("case", id("c"), "status", `"undone"`)
	plan(t, p)
	expect(t, p, id("c"), "cancelled case 0 2025-12-05")
}

// Debts are read again only when the club wrote something or the day has ended.
func TestDebtsAreRemembered(t *testing.T) {
	w := newTown(t, "2025-03-15 00:10")
	w.lend(id("l"), "2025-02-15", "2025-03-15")
	p := w.server("a")
	plan(t, p)
	first := w.reads.Load()
	plan(t, p)
	if w.reads.Load() != first || first == 0 {
		t.Errorf("read %d times, then %d", first, w.reads.Load())
	}
	w.set(t, "2025-03-16 00:10")
	plan(t, p)
	if w.reads.Load() == first {
		t.Error("another day, and nothing read")
	}
}
