package ledger_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/loan"
)

func text(name, value string) models.Assignment {
	return models.Assignment{Name: name, Value: models.TextValue(value)}
}

func number(name string, value int64) models.Assignment {
	return models.Assignment{Name: name, Value: models.IntValue(value)}
}

func ref(name string, id models.RecordID) models.Assignment {
	return models.Assignment{Name: name, Value: models.RefValue(id)}
}

var aLoan, member = models.DerivedID("loan"), models.DerivedID("member")

func entry(id string, set ...models.Assignment) *models.Record {
	base := []models.Assignment{ref("account", fund), text("date", "2026-02-17"), text("direction", "in"), text("category", "principal"), number("amount", 416_000)}
	return record(ledger.TypeEntry, models.DerivedID(id), append(base, set...)...)
}

func repayment(id string, set ...models.Assignment) *models.Record {
	base := []models.Assignment{ref("loan", aLoan), text("date", "2026-02-17"), number("principal", 416_000), number("interest", 40_000)}
	return record(ledger.TypeRepayment, models.DerivedID(id), append(base, set...)...)
}

func TestWhatIsNoEntry(t *testing.T) {
	for name, r := range map[string]*models.Record{
		"none": nil, "another type": repayment("r"), "deleted": entry("e", models.Assignment{Name: models.FieldDeleted, Value: "true"}),
		"no sum": entry("e", number("amount", 0)), "a sum below 0": entry("e", number("amount", -5)), "no direction": entry("e", text("direction", "up")),
		"no fund": entry("e", models.Assignment{Name: "account"}),
	} {
		if _, ok := ledger.EntryOf(r); ok {
			t.Errorf("%s passes for an entry", name)
		}
		if _, b, ok := ledger.BalanceOf(r); ok {
			t.Errorf("%s brings %+v", name, b)
		}
	}
}

// TestDebt tells a loan by its contract and by the books, through a repayment that is taken back.
func TestDebt(t *testing.T) {
	contract := record(ledger.TypeLoan, aLoan, number("amount", 5_000_000), text("status", "running"), text("disbursedOn", "2026-01-17"))
	story := []*models.Record{
		contract,
		entry("out", text("direction", "out"), text("category", "loanOut"), number("amount", 5_000_000), ref("loan", aLoan)),
		repayment("r1"), entry("e1", ref("loan", aLoan)),
		repayment("r2"), entry("e2", ref("loan", aLoan)),
		repayment("r3", ref("reverses", models.DerivedID("r2"))),
		entry("fee", text("category", "dues"), ref("loan", aLoan)), // says a loan, but is no principal
	}
	d := ledger.FoldDebts(slices.Values(story))[aLoan]
	want := ledger.Debt{Lent: 5_000_000, Paid: loan.Paid{Principal: 416_000, Interest: 40_000, Count: 1}, PaidOut: 5_000_000, Received: 832_000, Since: models.DayOf(2026, 1, 17)}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Fatal(diff)
	}
	if d.Outstanding() != 4_584_000 || d.Receivable() != 4_168_000 || d.Agrees() {
		t.Errorf("outstanding %d, receivable %d, agrees %v", d.Outstanding(), d.Receivable(), d.Agrees())
	}
	story = append(story, entry("e3", text("direction", "out"), ref("loan", aLoan), ref("reverses", models.DerivedID("e2"))))
	if d := ledger.FoldDebts(slices.Values(story))[aLoan]; !d.Agrees() || d.Receivable() != d.Outstanding() {
		t.Errorf("after the reversing entry: %+v", d)
	}
	for status, lent := range map[string]int64{"cancelled": 0, "repaid": 5_000_000, "writtenOff": 5_000_000} {
		over := record(ledger.TypeLoan, aLoan, number("amount", 5_000_000), text("status", status), text("disbursedOn", "2026-01-17"))
		if _, d, ok := ledger.DebtOf(over); !ok || d.Lent != lent || d.Since != 0 {
			t.Errorf("a loan that is %s lends %d since %d", status, d.Lent, d.Since)
		}
	}
}

func TestMirrors(t *testing.T) {
	e, r := entry("e", ref("loan", aLoan)), repayment("r", number("penalty", 0))
	for _, c := range []struct {
		name     string
		of, back *models.Record
		want     bool
	}{
		{"the opposite", e, entry("b", text("direction", "out"), ref("loan", aLoan)), true},
		{"the same direction", e, entry("b", ref("loan", aLoan)), false},
		{"another sum", e, entry("b", text("direction", "out"), ref("loan", aLoan), number("amount", 415_000)), false},
		{"another fund", e, entry("b", text("direction", "out"), ref("loan", aLoan), ref("account", member)), false},
		{"another loan", e, entry("b", text("direction", "out")), false},
		{"another category", e, entry("b", text("direction", "out"), ref("loan", aLoan), text("category", "dues")), false},
		{"another type", e, repayment("b"), false},
		{"the same repayment", r, repayment("b"), true},
		{"another principal", r, repayment("b", number("principal", 1000)), false},
		{"another penalty", r, repayment("b", number("penalty", 1000)), false},
		{"a reversal", repayment("b", ref("reverses", r.ID)), repayment("c"), false},
	} {
		if got := ledger.Mirrors(c.of, c.back.Type, c.back.Values()); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestLinked(t *testing.T) {
	other := models.DerivedID("activity")
	side := func(id, counterpart string, set ...models.Assignment) ledger.Entry {
		set = append([]models.Assignment{text("category", "transfer"), ref("counterpart", models.DerivedID(counterpart))}, set...)
		e, _ := ledger.EntryOf(entry(id, set...))
		return e
	}
	a := side("a", "b")
	for name, b := range map[string]ledger.Entry{
		"another name": side("b", "c", text("direction", "out"), ref("account", other)),
		"one fund":     side("b", "a", text("direction", "out")),
		"both in":      side("b", "a", ref("account", other)),
		"another sum":  side("b", "a", text("direction", "out"), ref("account", other), number("amount", 1)),
	} {
		if ledger.Linked(&a, &b) {
			t.Errorf("%s passes for the other side", name)
		}
	}
	if b := side("b", "a", text("direction", "out"), ref("account", other)); !ledger.Linked(&a, &b) || !ledger.Linked(&b, &a) {
		t.Error("two sides are not linked")
	}
}

func TestCapitalCarriedOut(t *testing.T) {
	from, to, decision := models.DerivedID("old club"), models.DerivedID("new club"), models.DerivedID("decision")
	c, ok := ledger.CapitalOf(record(ledger.TypeTransfer, decision, text("kind", "rotation"), ref("fromClub", from), ref("toClub", to), number("amount", 416_000)))
	if !ok {
		t.Fatal("no transfer")
	}
	move := func(category string, amount int64) *ledger.Entry {
		e, _ := ledger.EntryOf(entry("e", text("category", category), number("amount", amount), ref("transfer", decision)))
		return &e
	}
	for _, k := range []struct {
		club     models.RecordID
		category string
		amount   int64
		want     bool
	}{
		{from, "rotationOut", 416_000, true},
		{to, "rotationIn", 416_000, true},
		{to, "rotationOut", 416_000, false},
		{from, "rotationIn", 416_000, false},
		{from, "rotationOut", 416_001, false},
		{to, "seed", 416_000, false},
		{to, "dues", 416_000, false},
	} {
		if got := c.CarriedOut(k.club, move(k.category, k.amount)); got != k.want {
			t.Errorf("%s of %d: %v", k.category, k.amount, got)
		}
	}
}

func TestDuesAndDonations(t *testing.T) {
	paid := func(id, month string, set ...models.Assignment) ledger.Entry {
		set = append([]models.Assignment{text("category", "dues"), number("amount", 5000), ref("member", member), text("duesMonth", month)}, set...)
		e, _ := ledger.EntryOf(entry(id, set...))
		return e
	}
	other, _ := ledger.EntryOf(entry("x", ref("member", member)))
	got := ledger.DuesPaid([]ledger.Entry{paid("a", "2026-01"), paid("b", "2026-01"), paid("c", ""), paid("d", "2026-01", text("direction", "out")), other})
	want := map[ledger.DuesKey]int64{{Member: member, Month: "2026-01"}: 5000, {Member: member, Month: "2026-02"}: 5000}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	gift := func(id string, set ...models.Assignment) *models.Record {
		return record(ledger.TypeDonation, models.DerivedID(id), set...)
	}
	all := []*models.Record{
		gift("a", number("amount", 500_000)), gift("b", text("goods", "20 chăn"), number("value", 2_000_000)),
		gift("c", number("amount", 500_000), ref("reverses", models.DerivedID("a"))), gift("d", number("amount", 100_000)), entry("e"),
	}
	if d := ledger.FoldDonations(slices.Values(all)); d != (ledger.Donations{Money: 100_000, Goods: 2_000_000, Lines: 2}) {
		t.Errorf("donations %+v", d)
	}
}

func TestClosingsAndCounts(t *testing.T) {
	r := record(ledger.TypeClosing, models.DerivedID("closing"), ref("account", fund), text("month", "2026-02"),
		number("opening", 1000), number("received", 500), number("paid", 200), number("closing", 1300))
	r.Seq = 20
	c, ok := ledger.ClosingOf(r)
	if !ok || !c.Agrees(ledger.Month{Month: "2026-02", Opening: 1000, Received: 500, Paid: 200, Closing: 1300}) || c.Agrees(ledger.Month{Opening: 1000, Received: 400, Paid: 100, Closing: 1300}) {
		t.Errorf("closing %+v", c)
	}
	late := func(seq uint64, set ...models.Assignment) bool {
		r := entry("e", set...)
		r.Seq = seq
		e, _ := ledger.EntryOf(r)
		return c.Closes(&e)
	}
	if !late(21) || late(19) || late(21, text("date", "2026-03-01")) || late(21, ref("account", member)) {
		t.Error("a month is closed to what came after its closing, is dated in it and of its fund; to nothing else")
	}
	count := func(set ...models.Assignment) ledger.Count {
		n, ok := ledger.CountOf(record(ledger.TypeCount, models.DerivedID("count"), append(set, ref("account", fund), number("counted", 1300))...))
		if !ok {
			t.Fatal("no count")
		}
		return n
	}
	plain, misread := count(), count(number("book", 1200))
	if !plain.Agrees(1300) || plain.Agrees(1200) || misread.Agrees(1300) {
		t.Error("a count agrees with the fold, and so must the book that was read")
	}
}

func TestMonthWithoutEntries(t *testing.T) {
	e, _ := ledger.EntryOf(entry("e"))
	book := ledger.Write(1000, []ledger.Entry{e})
	for month, want := range map[string]int64{"2026-01": 1000, "2026-03": 417_000} {
		if m := book.Of(month, 1000); m.Opening != want || m.Closing != want || m.Received != 0 {
			t.Errorf("%s: %+v, want %d", month, m, want)
		}
	}
	if m := book.Of("2026-02", 1000); m.Received != 416_000 {
		t.Errorf("2026-02: %+v", m)
	}
}
