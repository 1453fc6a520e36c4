package sync_test

import (
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/schema"
)

// TestRecordedAndFlagged: what moved in the village is recorded whatever the rules say, and somebody is asked to look.
func TestRecordedAndFlagged(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(b *treasury)
		want string
	}{
		{"nothing wrong", func(b *treasury) { b.pay(b.phone, b.lend(5_000_000), 416_000) }, ""},
		{"overpaid", func(b *treasury) { b.pay(b.phone, b.lend(500_000), 501_000) }, "overpaid"},
		{"just paid", func(b *treasury) { b.pay(b.phone, b.lend(500_000), 500_000) }, ""},
		{"below zero", func(b *treasury) { b.enter(b.phone, b.activity, "out", "expense", 1_000_001) }, "fund-below-zero"},
		{"emptied", func(b *treasury) { b.enter(b.phone, b.activity, "out", "expense", 1_000_000) }, ""},
		{"above the by-law", func(b *treasury) {
			b.lend(11_000_000, number("termMonths", 25), number("ratePpm", 9000), text("method", "BULLET"))
		}, "above-by-law/amount above-by-law/method above-by-law/ratePpm above-by-law/termMonths"},
		{"an unknown by-law", func(b *treasury) { b.lend(5_000_000, ref("byLaw", b.person)) }, "above-by-law/byLaw"},
		{"before any by-law", func(b *treasury) { b.lend(5_000_000, text("disbursedOn", "2021-12-31")) }, "no-by-law not-approved/decision"},
		{"two doubts about one loan", func(b *treasury) {
			b.pay(b.phone, b.lend(500_000, text("disbursedOn", "2021-12-31")), 501_000)
		}, "no-by-law not-approved/decision overpaid"},
		{"decided by nobody", func(b *treasury) { b.lend(5_000_000, ref("decision", b.person)) }, "not-approved/decision"},
		{"more than decided", func(b *treasury) { b.lend(5_000_000, number("amount", 6_000_000)) }, "not-approved/decision payout-differs/amount"},
		{"decided for another", func(b *treasury) {
			b.lend(5_000_000, ref("member", b.member(b.here, "Lò Thị Hai", "1950-01-01")))
		}, "not-approved/member"},
		{"another schedule", func(b *treasury) { b.lend(1_000_000, number("termMonths", 1), schedule("2026-02-17", 1_000_000, 9000)) }, "schedule-differs/schedule"},
		{"the schedule of the terms", func(b *treasury) { b.lend(1_000_000, number("termMonths", 1), schedule("2026-02-17", 1_000_000, 8000)) }, ""},
		{"a second loan", func(b *treasury) { b.lend(500_000); b.settled(); b.lend(600_000) }, "second-running-loan/member"},
		{"a loan after the first was repaid", func(b *treasury) { b.pay(b.phone, b.lend(500_000), 500_000); b.lend(600_000) }, ""},
		{"a second loan in one home", twoAtHome, "second-loan-in-household/member"},
		{"paid after closing", func(b *treasury) {
			loan := b.lend(500_000, text("status", "repaid"), text("closedOn", "2026-03-01"))
			b.pay(b.phone, loan, 100_000)
		}, "repayment-on-closed-loan/loan"},
		{"the last payment and the closing", func(b *treasury) {
			b.pay(b.phone, b.lend(500_000, text("status", "repaid"), text("closedOn", "2026-03-14")), 500_000)
		}, ""},
		{"paid before the payout", func(b *treasury) { b.pay(b.phone, b.lend(500_000), 100_000, text("date", "2026-01-16")) }, "before-disbursement/date"},
		{"another sum paid out", func(b *treasury) {
			b.enter(b.phone, b.income, "out", "loanOut", 100_000, ref("loan", b.lend(500_000)))
		}, "payout-differs/amount"},
		{"principal of no loan", func(b *treasury) { b.enter(b.phone, b.income, "in", "principal", 1000) }, "entry-without-loan/loan"},
		{"principal from an old book", func(b *treasury) { b.enter(b.phone, b.income, "in", "principal", 1000, text("source", "import")) }, ""},
		{"another sum on the receipt", func(b *treasury) {
			loan := b.lend(500_000)
			id := b.id()
			b.write(b.here, "repayment", id, ref("loan", loan), text("date", "2026-03-14"), number("principal", 100_000), number("interest", 4000))
			b.enter(b.phone, b.income, "in", "principal", 90_000, ref("loan", loan), ref("repayment", id))
		}, "receipt-differs/principal"},
		{"old interest above the law", func(b *treasury) { b.lend(500_000, number("ratePpm", 20_000), text("source", "import")) }, "above-legal-rate/ratePpm"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newTreasury(t)
			c.do(b)
			b.settled()
			if got := b.reasons(); got != c.want {
				t.Errorf("doubts %q, want %q", got, c.want)
			}
		})
	}
}

func schedule(due string, principal, interest int64) models.Assignment {
	row := models.NewValues(number("no", 1), text("due", due), number("principal", principal), number("interest", interest))
	return models.Assignment{Name: "schedule", Value: models.TableValue([]models.Values{row})}
}

// twoAtHome lends to two people of one household.
func twoAtHome(b *treasury) {
	home := b.id()
	b.write(b.here, "household", home, text("headName", "Lò Văn Ín"))
	b.write(b.here, "member", b.person, ref("household", home))
	b.lend(500_000)
	b.person = b.member(b.here, "Lò Văn Ín", "1950-01-01")
	b.write(b.here, "member", b.person, ref("household", home))
	b.lend(600_000)
}

// TestBookkeepingIsFlagged is the same for what is wrong with books and offices rather than loans.
func TestBookkeepingIsFlagged(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(b *treasury)
		want string
	}{
		{"a closed month", func(b *treasury) {
			b.close("2026-02", 1_000_000, 0)
			b.settled()
			b.enter(b.phone, b.activity, "in", "dues", 5000, text("date", "2026-02-28"))
			b.enter(b.phone, b.income, "in", "seed", 5000, text("date", "2026-02-28"))
			b.enter(b.phone, b.activity, "in", "dues", 5000, text("date", "2026-03-01"))
		}, "closed-month/date"},
		{"closed with the right sums", func(b *treasury) {
			b.enter(b.phone, b.activity, "in", "dues", 5000, text("date", "2026-01-31"))
			b.enter(b.phone, b.activity, "in", "dues", 6000, text("date", "2026-02-28"))
			b.enter(b.phone, b.income, "in", "seed", 7000, text("date", "2026-02-28"))
			b.settled()
			b.enter(b.phone, b.activity, "in", "dues", 8000, text("date", "2026-03-01"))
			b.close("2026-02", 1_005_000, 6000)
		}, ""},
		{"closed with other sums", func(b *treasury) {
			b.enter(b.phone, b.activity, "in", "dues", 6000, text("date", "2026-02-28"))
			b.close("2026-02", 1_000_000, 5000)
		}, "closing-differs/closing"},
		{"a month of long ago", func(b *treasury) {
			b.enter(b.phone, b.activity, "in", "dues", 5000, text("date", "2025-01-31"))
			b.settled()
			b.close("2025-01", 1_000_000, 6000)
		}, "closing-differs/closing"},
		{"a month of long ago in a thick book", func(b *treasury) { thick(b); b.close("2025-11", 1_000_000, 70_000) }, ""},
		{"the same with other sums", func(b *treasury) { thick(b); b.close("2025-11", 1_000_000, 69_000) }, "closing-differs/closing"},
		{"one slip twice", func(b *treasury) {
			b.enter(b.phone, b.activity, "in", "dues", 5000, text("slipNo", "PT-9"))
			b.enter(b.phone, b.activity, "in", "dues", 6000, text("slipNo", "pt-9"))
		}, "slip-used-twice"},
		{"one hand", func(b *treasury) { b.elected("accountant", "2025-01-01", ""); b.elected("treasurer", "2026-01-01", "") }, "accountant-is-treasurer"},
		{"first one office, then the other", func(b *treasury) {
			b.elected("accountant", "2025-01-01", "2026-01-01")
			b.elected("treasurer", "2026-01-01", "")
		}, ""},
		{"counted right", func(b *treasury) {
			b.enter(b.phone, b.activity, "in", "dues", 5000, text("date", "2026-03-02"))
			b.count("2026-03-01", 1_000_000)
		}, ""},
		{"counted otherwise", func(b *treasury) {
			b.enter(b.phone, b.activity, "in", "dues", 5000, text("date", "2026-03-01"))
			b.count("2026-03-01", 1_000_000)
		}, "cash-differs/counted"},
		{"one side of a transfer", func(b *treasury) { b.enter(b.phone, b.income, "out", "transfer", 5000) }, "transfer-unmatched/counterpart"},
		{"both sides of a transfer", func(b *treasury) { b.between(5000, 5000) }, ""},
		{"two sums of a transfer", func(b *treasury) { b.between(5000, 4000) }, "transfer-unmatched/counterpart transfer-unmatched/counterpart"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newTreasury(t)
			c.do(b)
			b.settled()
			if got := b.reasons(); got != c.want {
				t.Errorf("doubts %q, want %q", got, c.want)
			}
		})
	}
}

func (b *treasury) close(month string, opening, received int64) {
	b.write(b.here, ledger.TypeClosing, b.id(), ref("account", b.activity), text("month", month), number("opening", opening),
		number("received", received), number("paid", 0), number("closing", opening+received))
}

func (b *treasury) count(date string, counted int64) {
	b.write(b.here, ledger.TypeCount, b.id(), ref("account", b.activity), text("date", date), number("counted", counted))
}

func (b *treasury) elected(role, from, to string) {
	set := []models.Assignment{ref("member", b.person), text("role", role), text("from", from)}
	if to != "" {
		set = append(set, text("to", to))
	}
	b.write(b.here, "clubRole", b.id(), set...)
}

func (b *treasury) between(out, in int64) {
	there := models.DerivedID("record", b.access.Actor.String(), "the other side")
	here := b.enter(b.phone, b.income, "out", "transfer", out, ref("counterpart", there))
	b.slips++
	b.write(b.here, ledger.TypeEntry, there, ref("account", b.activity), text("date", "2026-03-14"), text("direction", "in"), text("category", "transfer"),
		number("amount", in), text("slipNo", "C1"), ref("counterpart", here))
}

// TestOneCaseForOneDoubt: while a case waits, later evidence joins it; once decided, new evidence asks anew.
func TestOneCaseForOneDoubt(t *testing.T) {
	b := newTreasury(t)
	for range 2 {
		b.enter(b.phone, b.activity, "out", "expense", 1_000_000)
	}
	b.settled()
	b.enter(b.phone, b.activity, "out", "expense", 5000)
	b.settled()
	c := b.theCase(b.here, models.CaseLedger)
	sides, _ := c.Value(models.CaseFieldSides).Table()
	if len(sides) != 3 || c.Value(models.CaseFieldSeverity).Str() != models.SeverityUrgent || c.Value(models.CaseFieldSubject).Str() != b.activity.String() {
		t.Errorf("%d sides: %v", len(sides), c.Values())
	}
	if last := sides[2].Get(models.SideValue).Str(); last != "-1005000" {
		t.Errorf("the last side says %s", last)
	}
	b.decide(c, models.ChooseKnown)
	b.enter(b.phone, b.activity, "in", "dues", 5000)
	b.settled()
	b.noCase(b.here)
	b.enter(b.phone, b.activity, "out", "expense", 5000)
	b.settled()
	b.theCase(b.here, models.CaseLedger)
}

// TestRotation: capital moves as the province decided, into a club of the same commune; the other club's books are elsewhere.
func TestRotation(t *testing.T) {
	for _, c := range []struct {
		name, unit string
		amount     int64
		fund       string
		want       string
	}{
		{"as decided", "03386@2013-01-01", 5_000_000, "income", ""},
		{"to another commune", "03388@2013-01-01", 5_000_000, "income", "rotation-other-commune/transfer"},
		{"another sum", "03386@2013-01-01", 4_000_000, "income", "rotation-unmatched/transfer"},
		{"into the other fund", "03386@2013-01-01", 5_000_000, "activity", "rotation-unmatched/transfer"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newTreasury(t)
			old, _ := club("Bản cũ")
			b.found(b.here, c.unit)
			b.found(old, "03386@2013-01-01")
			decision := models.DerivedID("decision")
			province := b.officer(models.ProvinceScope, old)
			set := models.NewValues(text("kind", "rotation"), ref("fromClub", old.Owner()), ref("toClub", b.here.Owner()), number("amount", 5_000_000),
				text("date", "2024-05-01"), text("decisionNo", "12/QĐ"))
			province.Actor = models.MustActorID("office")
			op := models.Operation{
				Dot: models.Dot{Actor: province.Actor, N: 1}, Scope: models.ProvinceScope, Record: decision, Type: ledger.TypeTransfer, Set: set,
				At: b.clock.UnixMilli(), By: province.User, Schema: schema.Current,
			}
			receipt, err := b.Submit(t.Context(), province, models.Batch{Actor: province.Actor, Epoch: b.Epoch(), Now: op.At, Operations: []models.Operation{op}})
			if err != nil || fate(receipt, models.ProvinceScope, 1) != "applied" {
				t.Fatal(err, receipt)
			}
			b.witness.acknowledge([]models.Operation{op}, receipt)
			fund := b.income
			if c.fund == "activity" {
				fund = b.activity
			}
			b.enter(b.phone, fund, "in", "rotationIn", c.amount, ref("transfer", decision))
			b.settled()
			if got := b.reasons(); got != c.want {
				t.Errorf("doubts %q, want %q", got, c.want)
			}
		})
	}
}

func (b *treasury) found(scope models.Scope, unit string) {
	founder := b.phone
	if scope != b.here {
		founder = b.office.phone("cu", scope)
	}
	founder.write(scope, "club", scope.Owner(), text("name", "Câu lạc bộ"), text("unit", unit), text("village", "Bản"), text("foundedOn", "2024-05-01"),
		text("decisionNo", "1"), text("funding", "budget"))
	founder.want(founder.send(), scope, founder.n[scope], "applied")
}

// thick enters more lines than there are days since November, half of them in it.
func thick(b *treasury) {
	for range 70 {
		b.enter(b.phone, b.activity, "in", "dues", 1000, text("date", "2025-11-30"))
		b.enter(b.phone, b.activity, "in", "dues", 2000, text("date", "2026-03-15"))
	}
	b.settled()
}
