package sync_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
)

// TestBooksEqualTheirFold plays random histories of two phones and an officer, and compares every stored sum with the fold of
// its records after every step (verifyBooks, which send, decide and undone call).
func TestBooksEqualTheirFold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := newTreasury(t)
		h := history{treasury: b, T: rt, phones: []*phone{b.phone, b.office.phone("binh", b.here)}, loans: []models.RecordID{b.lend(5_000_000), b.lend(500_000)}}
		b.settled()
		steps := rapid.IntRange(1, 25).Draw(rt, "steps")
		for range steps {
			h.step()
		}
		for _, p := range h.phones {
			p.send()
		}
		h.trial()
	})
}

type history struct {
	*treasury
	*rapid.T
	phones   []*phone
	loans    []models.RecordID
	entries  []models.RecordID
	payments []models.RecordID
}

func (h *history) step() {
	p := rapid.SampledFrom(h.phones).Draw(h.T, "phone")
	amount := rapid.Int64Range(1, 6_000_000).Draw(h.T, "amount")
	loan := rapid.SampledFrom(h.loans).Draw(h.T, "loan")
	switch rapid.SampledFrom([]string{"enter", "pay", "reverse", "take back", "send", "cancel", "decide"}).Draw(h.T, "what") {
	case "enter":
		fund := rapid.SampledFrom([]models.RecordID{h.income, h.activity}).Draw(h.T, "fund")
		h.entries = append(h.entries, h.enter(p, fund, rapid.SampledFrom([]string{"in", "out"}).Draw(h.T, "direction"), "adjustment", amount))
	case "pay":
		payment, receipt := h.pay(p, loan, amount/100_000*1000)
		h.payments, h.entries = append(h.payments, payment), append(h.entries, receipt)
	case "reverse":
		if len(h.entries) > 0 {
			h.reverse(p, rapid.SampledFrom(h.entries).Draw(h.T, "entry"))
		}
	case "take back":
		if len(h.payments) > 0 {
			p.write(h.here, "repayment", p.id(), ref("loan", loan), text("date", "2026-03-14"), number("principal", amount/100_000*1000),
				number("interest", 40_000), ref("reverses", rapid.SampledFrom(h.payments).Draw(h.T, "payment")))
		}
	case "send":
		p.send()
	case "cancel":
		p.write(h.here, "loan", loan, text("status", rapid.SampledFrom([]string{"running", "cancelled", "repaid"}).Draw(h.T, "status")))
	case "decide":
		h.decideOne()
	}
}

// reverse takes back an entry that has arrived; the very same may be tried twice.
func (h *history) reverse(p *phone, id models.RecordID) {
	found, err := h.store.Records(h.treasury.Context(), h.here, []models.RecordID{id})
	if err != nil {
		h.T.Fatal(err)
	}
	if len(found) > 0 {
		h.back(p, id)
	}
}

// decideOne decides a waiting case of one payment on two phones, or takes the decision back.
func (h *history) decideOne() {
	found, err := h.store.RecordsOfType(h.treasury.Context(), h.here, models.TypeCase, models.RecordID{}, models.ListMax)
	if err != nil {
		h.T.Fatal(err)
	}
	for _, c := range found {
		if c.Value(models.CaseFieldKind).Str() != string(models.CaseDuplicatePayment) {
			continue
		}
		kept, other := pairOf(h.office, c)
		if rapid.Bool().Draw(h.T, "other") {
			kept = other
		}
		if c.Value(models.CaseFieldStatus).Str() == string(models.CaseResolved) {
			_, err = h.Undo(h.treasury.Context(), h.officer(h.here), h.here, c.ID, c.Vector, "")
		} else {
			_, err = h.tryDecide(c, models.ChooseVoid, keep(kept))
		}
		if code := models.CodeOf(err); code != "" && code != models.CodeConflict {
			h.T.Fatal(err)
		}
		h.verify()
		return
	}
}

// trial: at the end the trial balance of the club comes to nothing, and its cash is what the funds hold.
func (h *history) trial() {
	records, err := h.store.Changes(h.treasury.Context(), h.here, 0, 1<<30)
	if err != nil {
		h.T.Fatal(err)
	}
	trial := ledger.Trial{}
	trial.Open(21_000_000)
	for i := range records {
		if e, ok := ledger.EntryOf(&records[i]); ok {
			trial.Post(&e)
		}
	}
	if cash := h.balance(h.income).Closing() + h.balance(h.activity).Closing(); trial.Sum() != 0 || trial[ledger.BookCash] != cash {
		h.T.Fatalf("trial balance %v, cash %d", trial, cash)
	}
}
