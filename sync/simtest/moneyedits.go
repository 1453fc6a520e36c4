package simtest

import (
	"fmt"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/sync/client"
)

// money makes up what a treasurer writes down.
func (w *world) money(h *handset, scope models.Scope) []client.Change {
	switch luck := w.random.IntN(100); {
	case luck < 15:
		return []client.Change{w.account(scope)}
	case luck < 35:
		return []client.Change{w.transaction(scope)}
	case luck < 48:
		return w.lending(h, scope)
	case luck < 70:
		return w.repaying(h, scope)
	case luck < 88:
		return w.reversing(h, scope)
	case luck < 92:
		return w.transferring(scope)
	case luck < 97:
		return []client.Change{w.byLaw(scope)}
	}
	return []client.Change{w.closing(scope)}
}

// A few days, funds and slip numbers, so that offline phones meet.

func (w *world) moneyDay() models.Value {
	return models.TextValue(fmt.Sprintf("2026-%02d-%02d", 1+w.random.IntN(2), 1+w.random.IntN(28)))
}

func (w *world) slip() models.Value {
	return models.TextValue(fmt.Sprintf("PT %d", w.random.IntN(150)))
}

// thousands gives a sum of at most so many thousand đồng.
func (w *world) thousands(most int) models.Value {
	return models.IntValue(int64(1+w.random.IntN(most)) * 1000)
}

func fundOf(scope models.Scope, kind string) models.Value {
	return models.RefValue(models.DerivedID("fundAccount", string(scope), `"`+kind+`"`))
}

func (w *world) someFund(scope models.Scope) models.Value {
	return fundOf(scope, []string{"income", "activity"}[w.random.IntN(2)])
}

func (w *world) account(scope models.Scope) client.Change {
	return client.Change{Scope: scope, Type: "fundAccount", Set: values(
		"kind", models.TextValue([]string{"income", "activity"}[w.random.IntN(2)]),
		"openingBalance", models.IntValue(int64(w.random.IntN(8)/7)*1_000_000), "note", w.text("quỹ"),
	)}
}

func (w *world) transaction(scope models.Scope) client.Change {
	fund, amount := w.someFund(scope), w.thousands(200)
	if w.random.IntN(3) == 0 {
		return w.entry(scope, fund, "out", "expense", amount)
	}
	return w.entry(scope, fund, "in", "dues", amount, "duesMonth", models.TextValue("2026-02"))
}

func (w *world) entry(scope models.Scope, fund models.Value, direction, category string, amount models.Value, more ...any) client.Change {
	return client.Change{Scope: scope, Record: w.newID(), Type: "fundTransaction", Set: values(append([]any{
		"account", fund, "date", w.moneyDay(), "direction", models.TextValue(direction), "category", models.TextValue(category),
		"amount", amount, "slipNo", w.slip(),
	}, more...)...)}
}

// lending makes a loan with its schedule, and the payment of its capital; sometimes another sum is paid out.
func (w *world) lending(h *handset, scope models.Scope) []client.Change {
	terms := loan.Terms{
		Amount: int64(2+w.random.IntN(5)) * 100_000, RatePpm: 8000, Months: 3 + w.random.IntN(4), Method: loan.Flat, Rounding: 1000,
	}
	day := w.moneyDay()
	terms.DisbursedOn, _ = models.ParseDay(day.Str())
	id, member := w.newID(), models.RefValue(w.pick(h, scope, "member"))
	contract := client.Change{Scope: scope, Record: id, Type: "loan", Set: values(
		"member", member, "amount", models.IntValue(terms.Amount), "ratePpm", models.IntValue(terms.RatePpm),
		"method", models.TextValue(string(terms.Method)), "termMonths", models.IntValue(int64(terms.Months)), "rounding", models.IntValue(terms.Rounding),
		"disbursedOn", day, "schedule", loan.ScheduleValue(loan.Schedule(terms, loan.Meetings{})), "status", models.TextValue("running"),
	)}
	paid := terms.Amount
	if w.random.IntN(12) == 0 {
		paid += 50_000
	}
	return []client.Change{contract, w.entry(scope, fundOf(scope, "income"), "out", "loanOut", models.IntValue(paid), "loan", models.RefValue(id), "member", member)}
}

// repaying makes a repayment with its receipts, all or nothing; few different sums, so that two phones may tell of the same one.
func (w *world) repaying(h *handset, scope models.Scope) []client.Change {
	of := models.RefValue(w.pick(h, scope, "loan"))
	principal, interest := models.IntValue(int64(1+w.random.IntN(3)/2)*100_000), models.IntValue(4000)
	day := models.TextValue(fmt.Sprintf("2026-02-%02d", 1+w.random.IntN(4)))
	r := client.Change{Scope: scope, Record: w.newID(), Type: "repayment", Set: values("loan", of, "date", day, "principal", principal, "interest", interest)}
	receipt := func(kind, category string, amount models.Value) client.Change {
		return w.entry(scope, fundOf(scope, kind), "in", category, amount, "loan", of, "repayment", models.RefValue(r.Record))
	}
	return []client.Change{r, receipt("income", "principal", principal), receipt("activity", "interest", interest)}
}

// reversing takes back an entry or a repayment that the phone shows; sometimes not as it was.
func (w *world) reversing(h *handset, scope models.Scope) []client.Change {
	typ := []string{"fundTransaction", "repayment"}[w.random.IntN(2)]
	id := w.pick(h, scope, typ)
	v, ok := h.Show(scope, id)
	if !ok {
		return []client.Change{w.entry(scope, w.someFund(scope), "out", "dues", w.thousands(9), "reverses", models.RefValue(id))}
	}
	c := client.Change{Scope: scope, Record: w.newID(), Type: typ}
	for _, a := range v.Record.Values() {
		switch a.Name {
		case "direction":
			a.Value = models.TextValue(map[string]string{"in": "out", "out": "in"}[a.Value.Str()])
		case "slipNo":
			a.Value = w.slip()
		case "reverses", "restores":
			continue
		case "amount", "principal":
			if w.random.IntN(10) == 0 {
				a.Value = w.thousands(99)
			}
		}
		c.Set = append(c.Set, a)
	}
	c.Set = models.NewValues(append(c.Set, values("reverses", models.RefValue(id))...)...)
	return []client.Change{c}
}

// transferring moves money between the funds: two entries that name each other.
func (w *world) transferring(scope models.Scope) []client.Change {
	amount := w.thousands(50)
	from := w.entry(scope, fundOf(scope, "activity"), "out", "transfer", amount)
	to := w.entry(scope, fundOf(scope, "income"), "in", "transfer", amount, "counterpart", models.RefValue(from.Record))
	from.Set = models.NewValues(append(from.Set, values("counterpart", models.RefValue(to.Record))...)...)
	return []client.Change{from, to}
}

// secondOfficerAbove is the limit of every by-law of the simulation, đồng.
const secondOfficerAbove = 20_000

func (w *world) byLaw(scope models.Scope) client.Change {
	return client.Change{Scope: scope, Record: w.newID(), Type: "byLaw", Set: values(
		"validFrom", models.TextValue("2024-01-01"), "secondOfficerAbove", models.IntValue(secondOfficerAbove),
	)}
}

func (w *world) closing(scope models.Scope) client.Change {
	sum := w.thousands(500)
	return client.Change{Scope: scope, Type: "monthClosing", Set: values(
		"account", w.someFund(scope), "month", models.TextValue(fmt.Sprintf("2026-%02d", 1+w.random.IntN(2))),
		"opening", models.IntValue(0), "received", sum, "paid", models.IntValue(0), "closing", sum,
	)}
}

// found lets somebody of each club write down what clubs begin with: funds, a by-law, members, two loans. It is not counted
// among the seed's operations.
func (w *world) found() {
	w.quiet = true
	defer func() { w.quiet, w.operations = false, 0 }()
	for _, club := range w.clubs {
		scope := models.ClubScope(club)
		for _, h := range w.phones {
			if !h.mayWrite(scope) {
				continue
			}
			w.write(h, h.seat.User, w.beginnings(h, scope)...)
			w.sync(h)
			break
		}
	}
}

func (w *world) beginnings(h *handset, scope models.Scope) []client.Change {
	out := []client.Change{w.byLaw(scope)}
	for _, kind := range []string{"income", "activity"} {
		out = append(out, client.Change{Scope: scope, Type: "fundAccount", Set: values("kind", models.TextValue(kind), "openingBalance", models.IntValue(500_000))})
	}
	for range 2 {
		m := w.member(h, scope)
		m.Record = w.newID()
		loan := w.lending(h, scope)
		for i := range loan {
			loan[i].Set = models.NewValues(append(loan[i].Set, values("member", models.RefValue(m.Record))...)...)
		}
		out = append(append(out, m), loan...)
	}
	return out
}
