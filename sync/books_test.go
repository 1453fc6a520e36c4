package sync_test

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	fieldsync "github.com/beplua/beplua/sync"
)

// treasury is a club whose money is in order: both funds, a by-law, a board, a member.
type treasury struct {
	*phone
	here             models.Scope
	income, activity models.RecordID
	person, law      models.RecordID
	slips            int
}

// newTreasury opens the books of a club; the clock stands at 15 March 2026.
func newTreasury(t *testing.T) *treasury { return openTreasury(t, newOffice(t)) }

func openTreasury(t *testing.T, o *office) *treasury {
	t.Helper()
	here, _ := club("Nà Phát")
	b := &treasury{phone: o.phone("an", here), here: here}
	b.income, b.activity = b.fund("income", 20_000_000), b.fund("activity", 1_000_000)
	b.person = b.member(here, "Lò Thị Ón", "1956-02-03")
	b.law = b.id()
	b.write(here, "byLaw", b.law, text("validFrom", "2022-01-01"), number("maxLoan", 10_000_000), number("maxTermMonths", 24),
		number("ratePpm", 8000), text("method", "FLAT"), number("secondOfficerAbove", 2_000_000))
	b.settled()
	return b
}

// settled sends what is written; all of it is applied.
func (b *treasury) settled() {
	b.Helper()
	first := b.n[b.here] - uint64(len(b.outbox)) + 1
	n := len(b.outbox)
	b.want(b.send(), b.here, first, slices.Repeat([]string{"applied"}, n)...)
}

func (b *treasury) fund(kind string, opening int64) models.RecordID {
	id := models.DerivedID("fundAccount", string(b.here), strconv.Quote(kind))
	b.write(b.here, "fundAccount", id, text("kind", kind), number("openingBalance", opening))
	return id
}

// enter writes a line of a cash book by a phone, with a slip of its own.
func (b *treasury) enter(p *phone, fund models.RecordID, direction, category string, amount int64, more ...models.Assignment) models.RecordID {
	b.slips++
	set := []models.Assignment{
		ref("account", fund), text("date", "2026-03-14"), text("direction", direction), text("category", category), number("amount", amount),
		text("slipNo", "P"+strconv.Itoa(b.slips)),
	}
	id := p.id()
	p.write(b.here, ledger.TypeEntry, id, append(set, more...)...)
	return id
}

// lend writes a loan that is in order, from request to payout, and gives it; more replaces terms.
func (b *treasury) lend(amount int64, more ...models.Assignment) models.RecordID {
	request, decision, loan := b.id(), b.id(), b.id()
	b.write(b.here, "loanRequest", request, ref("member", b.person), text("date", "2026-01-10"), number("amount", amount))
	b.write(b.here, "loanDecision", decision, ref("request", request), text("date", "2026-01-17"), text("decision", "approved"), number("amount", amount))
	set := []models.Assignment{
		ref("member", b.person), number("amount", amount), number("ratePpm", 8000), text("method", "FLAT"), number("termMonths", 12),
		text("disbursedOn", "2026-01-17"), text("status", "running"), ref("request", request), ref("decision", decision),
	}
	b.write(b.here, "loan", loan, append(set, more...)...)
	b.enter(b.phone, b.income, "out", "loanOut", amount, ref("loan", loan))
	return loan
}

// pay writes a repayment by a phone with the receipt of its principal, as a group, and gives both.
func (b *treasury) pay(p *phone, loan models.RecordID, principal int64, more ...models.Assignment) (repayment, receipt models.RecordID) {
	repayment = p.id()
	set := append([]models.Assignment{ref("loan", loan), text("date", "2026-03-14"), number("principal", principal), number("interest", 40_000)}, more...)
	group := models.Group{ID: "pay-" + strconv.Itoa(b.slips) + "-" + p.access.Actor.String(), Of: 2}
	p.write(b.here, "repayment", repayment, set...).Group = group
	receipt = b.enter(p, b.income, "in", "principal", principal, ref("loan", loan), ref("repayment", repayment))
	p.outbox[len(p.outbox)-1].Group = group
	return repayment, receipt
}

func (b *treasury) balance(fund models.RecordID) ledger.Balance {
	b.Helper()
	found, err := b.store.Projections(b.Context(), b.here, []string{ledger.FundKey(fund)})
	if err != nil {
		b.Fatal(err)
	}
	sum, err := ledger.ParseBalance(found[0])
	if err != nil {
		b.Fatal(err)
	}
	return sum
}

func (b *treasury) debt(loan models.RecordID) ledger.Debt {
	b.Helper()
	found, err := b.store.Projections(b.Context(), b.here, []string{ledger.LoanKey(loan)})
	if err != nil {
		b.Fatal(err)
	}
	sum, err := ledger.ParseDebt(found[0])
	if err != nil {
		b.Fatal(err)
	}
	return sum
}

// reasons are why the open cases of the club were opened, sorted, each with its field.
func (b *treasury) reasons() string {
	b.Helper()
	var out []string
	for _, c := range b.openCases(b.here) {
		reason := c.Value(models.CaseFieldReason).Str()
		if field := c.Value(models.CaseFieldField).Str(); field != "" {
			reason += "/" + field
		}
		out = append(out, reason)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// TestBooksAreKept: the sums are those of the records, and a loan that is in order raises no doubt.
func TestBooksAreKept(t *testing.T) {
	b := newTreasury(t)
	loan := b.lend(5_000_000)
	b.settled()
	b.pay(b.phone, loan, 416_000)
	b.enter(b.phone, b.activity, "in", "interest", 40_000)
	b.enter(b.phone, b.activity, "out", "expense", 100_000)
	b.settled()
	b.noCase(b.here)
	if got := b.balance(b.income); got.Closing() != 15_416_000 || got.Entries != 2 || got.AsOfSeq == 0 {
		t.Errorf("the income fund: %+v", got)
	}
	if got := b.balance(b.activity).Closing(); got != 940_000 {
		t.Errorf("the activity fund: %d", got)
	}
	if d := b.debt(loan); !d.Agrees() || d.Outstanding() != 4_584_000 || d.Interest != 40_000 || d.Count != 1 {
		t.Errorf("the loan: %+v", d)
	}
	b.write(b.here, "loan", loan, text("status", "cancelled"))
	b.settled()
	if d := b.debt(loan); d.Lent != 0 || d.PaidOut != 5_000_000 {
		t.Errorf("a loan that was called off: %+v", d)
	}
}

// TestRepeatedIsNotCountedTwice: a batch whose answer got lost, and the same entry said again, change no sum.
func TestRepeatedIsNotCountedTwice(t *testing.T) {
	b := newTreasury(t)
	id := b.enter(b.phone, b.activity, "in", "dues", 5000)
	batch := b.batch()
	b.settled()
	if _, err := b.Submit(b.Context(), b.access, batch); err != nil {
		t.Fatal(err)
	}
	binh := b.office.phone("binh", b.here)
	r := b.record(b.here, id)
	binh.write(b.here, ledger.TypeEntry, id, r.Values()...)
	binh.want(binh.send(), b.here, 1, "merged")
	if got := b.balance(b.activity); got.Closing() != 1_005_000 || got.Entries != 1 {
		t.Errorf("%+v", got)
	}
}

// bare is a store of the time before sums were kept.
type bare struct{ fieldsync.Store }

func (b bare) Commit(ctx context.Context, c models.Commit) error {
	c.Projections = nil
	return b.Store.Commit(ctx, c)
}

// TestBooksOfBefore: sums that were never kept are folded when they are first needed.
func TestBooksOfBefore(t *testing.T) {
	o := newOffice(t)
	whole := o.store
	o.open(bare{whole})
	here, _ := club("Nà Phát")
	b := &treasury{phone: o.phone("an", here), here: here}
	b.income = b.fund("income", 20_000_000)
	b.person = b.member(here, "Lò Thị Ón", "1956-02-03")
	loan := b.lend(5_000_000, text("source", "import"))
	b.pay(b.phone, loan, 416_000)
	if _, err := b.Submit(t.Context(), b.access, b.batch()); err != nil {
		t.Fatal(err)
	}
	o.witness.acknowledge(b.outbox, models.Receipt{Done: []models.Run{{Scope: here, From: 1, To: b.n[here]}}})
	b.outbox = nil
	o.open(whole)
	b.pay(b.phone, loan, 416_000)
	b.settled()
	if d := b.debt(loan); d.Outstanding() != 4_168_000 || b.balance(b.income).Closing() != 15_832_000 {
		t.Errorf("%+v, %+v", d, b.balance(b.income))
	}
}
