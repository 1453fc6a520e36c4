package sync_test

import (
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/schema"
)

// back writes the reversal of an entry by a phone.
func (b *treasury) back(p *phone, entry models.RecordID, more ...models.Assignment) models.RecordID {
	b.Helper()
	r := b.record(b.here, entry)
	e, _ := ledger.EntryOf(&r)
	loan := models.Assignment{Name: "loan", Value: r.Value("loan")}
	set := append([]models.Assignment{ref("reverses", entry)}, more...)
	if loan.Value.IsSet() {
		set = append(set, loan)
	}
	return b.enter(p, e.Fund, string(e.Direction.Opposite()), string(e.Category), e.Amount, set...)
}

func TestReversal(t *testing.T) {
	b := newTreasury(t)
	dues := b.enter(b.phone, b.activity, "in", "dues", 5000)
	b.settled()
	b.back(b.phone, dues)
	b.settled()
	if got := b.balance(b.activity); got.Closing() != 1_000_000 || got.Entries != 2 {
		t.Errorf("%+v", got)
	}
	b.noCase(b.here)
	binh := b.office.phone("binh", b.here)
	b.back(binh, dues)
	binh.want(binh.send(), b.here, 1, "refused:already-reversed")
}

func TestReversalTwice(t *testing.T) {
	b := newTreasury(t)
	dues := b.enter(b.phone, b.activity, "in", "dues", 5000)
	b.settled()
	b.back(b.phone, dues)
	b.back(b.phone, dues)
	n := b.n[b.here]
	b.want(b.send(), b.here, n-1, "applied", "refused:already-reversed")
	if got := b.balance(b.activity).Closing(); got != 1_000_000 {
		t.Errorf("the fund holds %d", got)
	}
	c := b.theCase(b.here, models.CaseRefused)
	if c.Value(models.CaseFieldReason).Str() != models.ReasonAlreadyReversed {
		t.Errorf("the reason is %s", c.Value(models.CaseFieldReason))
	}
}

func TestReversalThatMirrorsNothing(t *testing.T) {
	b := newTreasury(t)
	loan := b.lend(5_000_000)
	payment, receipt := b.pay(b.phone, loan, 416_000)
	b.settled()
	reversal := b.back(b.phone, receipt, number("amount", 400_000))
	b.want(b.send(), b.here, b.n[b.here], "refused:reversal-mismatch")
	b.absent(b.here, reversal)
	b.write(b.here, "repayment", b.id(), ref("loan", loan), text("date", "2026-03-14"), number("principal", 416_000), number("interest", 39_000), ref("reverses", payment))
	b.want(b.send(), b.here, b.n[b.here], "refused:reversal-mismatch")
	// A reversal is not reversed: what should stand after all is entered anew.
	reversal = b.back(b.phone, receipt)
	b.settled()
	b.back(b.phone, reversal)
	b.want(b.send(), b.here, b.n[b.here], "refused:invalid")
	adjusted := b.enter(b.phone, b.activity, "in", "adjustment", 1000)
	b.settled()
	reversal = b.back(b.phone, adjusted)
	b.settled()
	b.back(b.phone, reversal)
	b.want(b.send(), b.here, b.n[b.here], "refused:reversal-mismatch")
	if d := b.debt(loan); d.Principal != 416_000 || d.Received != 0 {
		t.Errorf("%+v", d)
	}
}

// TestReversalBeforeItsEntry: what takes back waits for what it takes back.
func TestReversalBeforeItsEntry(t *testing.T) {
	b := newTreasury(t)
	dues := b.enter(b.phone, b.activity, "in", "dues", 5000)
	binh := b.office.phone("binh", b.here)
	b.enter(binh, b.activity, "out", "dues", 5000, ref("reverses", dues))
	binh.want(binh.send(), b.here, 1, "held:orphan")
	if got := b.balance(b.activity).Entries; got != 0 {
		t.Errorf("%d entries count already", got)
	}
	b.settled()
	b.noCase(b.here)
	if got := b.balance(b.activity); got.Entries != 2 || got.Closing() != 1_000_000 {
		t.Errorf("%+v", got)
	}
}

// TestSecondOfficer: above the by-law's limit nobody takes back alone what he wrote.
func TestSecondOfficer(t *testing.T) {
	b := newTreasury(t)
	small := b.enter(b.phone, b.income, "in", "seed", 2_000_000)
	large := b.enter(b.phone, b.income, "in", "seed", 2_000_001)
	other := b.enter(b.phone, b.income, "in", "seed", 3_000_000)
	b.settled()
	b.back(b.phone, small)
	b.settled()
	binh := b.office.phone("binh", b.here)
	b.back(binh, other)
	binh.want(binh.send(), b.here, 1, "applied")
	b.back(b.phone, large)
	b.want(b.send(), b.here, b.n[b.here], "held:second-officer")
	c := b.theCase(b.here, models.CaseOutOfScope)
	if got := b.balance(b.income).Closing(); got != 22_000_001 {
		t.Errorf("the fund holds %d", got)
	}
	alone := b.officer(b.here)
	alone.User = b.access.User
	_, err := b.Resolve(b.Context(), alone, models.Resolution{Scope: c.Scope, Case: c.ID, Seen: c.Vector, Choice: models.ChooseApply})
	b.wantCode(err, models.CodeConflict)
	b.decide(c, models.ChooseApply)
	b.noCase(b.here)
	if got := b.balance(b.income).Closing(); got != 20_000_000 {
		t.Errorf("after the second officer the fund holds %d", got)
	}
}

// TestOnePaymentOnTwoPhones: both stand until an officer keeps one; the other and its receipt are taken back by reversing
// records, and entered anew when the decision is undone. Nothing that was written changes (verify looks at I8).
func TestOnePaymentOnTwoPhones(t *testing.T) {
	b := newTreasury(t)
	loan := b.lend(5_000_000)
	b.settled()
	binh := b.office.phone("binh", b.here)
	kept, _ := b.pay(b.phone, loan, 416_000)
	lost, receipt := b.pay(binh, loan, 416_000)
	b.settled()
	binh.want(binh.send(), b.here, 1, "applied", "applied")
	b.stands(loan, 832_000, 15_832_000)
	c := b.theCase(b.here, models.CaseDuplicatePayment)
	_, err := b.tryDecide(c, models.ChooseVoid, keep(loan))
	b.wantCode(err, models.CodeInvalid)
	c = b.decide(c, models.ChooseVoid, keep(kept))
	b.stands(loan, 416_000, 15_416_000)
	b.noCase(b.here)
	c = b.undone(c)
	b.stands(loan, 832_000, 15_832_000)
	c = b.decide(c, models.ChooseVoid, keep(kept))
	b.stands(loan, 416_000, 15_416_000)
	c = b.undone(c)
	// The other way round.
	b.decide(c, models.ChooseVoid, keep(lost))
	b.stands(loan, 416_000, 15_416_000)
	b.holds(b.here, receipt, "amount", "416000")
	b.noCase(b.here)
	b.verifyWritten()
}

func (b *treasury) undone(c models.Record) models.Record {
	b.Helper()
	c, err := b.Undo(b.Context(), b.officer(b.here), b.here, c.ID, c.Vector, "")
	if err != nil {
		b.Fatal(err)
	}
	b.verify()
	return c
}

func (b *treasury) stands(loan models.RecordID, principal, income int64) {
	b.Helper()
	if d := b.debt(loan); d.Principal != principal || !d.Agrees() {
		b.Fatalf("paid back %+v, want %d", d, principal)
	}
	if got := b.balance(b.income).Closing(); got != income {
		b.Fatalf("the income fund holds %d, not %d", got, income)
	}
}

// verifyWritten: what the server wrote into the books is as valid as what phones write.
func (b *treasury) verifyWritten() {
	b.Helper()
	records, err := b.store.Changes(b.Context(), b.here, 0, 1<<30)
	if err != nil {
		b.Fatal(err)
	}
	for i := range records {
		t, _ := schema.Default().Type(records[i].Type)
		op := models.Operation{Record: records[i].ID, Type: t.Name, Scope: b.here, Set: records[i].Values(), Schema: schema.Current}
		if t.Name == models.TypeCase {
			continue
		}
		if faults := t.CheckSet(&op, true, "2026-03-15"); len(faults) > 0 {
			b.Errorf("%s: %v", t.Name, faults)
		}
	}
}

// TestVoidTakenBackAlready: a payment that a volunteer has taken back cannot be taken back again.
func TestVoidTakenBackAlready(t *testing.T) {
	b := newTreasury(t)
	loan := b.lend(5_000_000)
	b.settled()
	binh := b.office.phone("binh", b.here)
	kept, _ := b.pay(b.phone, loan, 416_000)
	lost, _ := b.pay(binh, loan, 416_000)
	b.settled()
	binh.send()
	binh.write(b.here, "repayment", binh.id(), ref("loan", loan), text("date", "2026-03-14"), number("principal", 416_000), number("interest", 40_000), ref("reverses", lost))
	binh.want(binh.send(), b.here, 3, "applied")
	_, err := b.tryDecide(b.theCase(b.here, models.CaseDuplicatePayment), models.ChooseVoid, keep(kept))
	b.wantCode(err, models.CodeConflict)
}

// TestSecondOfficerForAGroup: a payment and its receipt that are taken back together wait together, and go on together.
func TestSecondOfficerForAGroup(t *testing.T) {
	b := newTreasury(t)
	loan := b.lend(5_000_000)
	payment, receipt := b.pay(b.phone, loan, 3_000_000)
	b.settled()
	group := models.Group{ID: "back", Of: 2}
	b.write(b.here, "repayment", b.id(), ref("loan", loan), text("date", "2026-03-15"), number("principal", 3_000_000), number("interest", 40_000),
		ref("reverses", payment)).Group = group
	b.back(b.phone, receipt)
	b.outbox[len(b.outbox)-1].Group = group
	n := b.n[b.here]
	b.want(b.send(), b.here, n-1, "held:second-officer", "held:second-officer")
	b.stands(loan, 3_000_000, 18_000_000)
	b.decide(b.openCases(b.here)[0], models.ChooseApply)
	b.stands(loan, 0, 15_000_000)
	b.noCase(b.here)
}

// TestVoidByWhoWroteIt: an officer who wrote a large payment himself cannot void it alone.
func TestVoidByWhoWroteIt(t *testing.T) {
	b := newTreasury(t)
	loan := b.lend(5_000_000)
	b.settled()
	binh := b.office.phone("binh", b.here)
	lost, _ := b.pay(b.phone, loan, 2_000_000)
	kept, _ := b.pay(binh, loan, 2_000_000)
	b.settled()
	binh.send()
	c := b.theCase(b.here, models.CaseDuplicatePayment)
	writer := b.officer(b.here)
	writer.User = b.access.User
	_, err := b.Resolve(b.Context(), writer, models.Resolution{Scope: b.here, Case: c.ID, Seen: c.Vector, Choice: models.ChooseVoid, Keep: kept})
	b.wantCode(err, models.CodeConflict)
	b.stands(loan, 4_000_000, 19_000_000)
	b.holds(b.here, lost, "principal", "2000000")
}
