package simtest

import (
	"bytes"

	"github.com/beplua/beplua/models"
)

// doubt is what a new record gives rise to while a condition holds.
type doubt struct {
	cause models.RecordID
	key   caseKey
}

// foretold are the doubts about the books that the oracle foresees; others it takes from the server as they come.
var foretold = map[string]bool{
	models.ReasonBelowZero: true, models.ReasonClosedMonth: true, models.ReasonUnlinked: true, models.ReasonPayoutDiffers: true,
	models.ReasonOverpaid: true, models.ReasonBeforePayout: true, models.ReasonClosedLoan: true, models.ReasonSecondLoan: true,
	models.ReasonHouseholdLoan: true, models.ReasonNotApproved: true, models.ReasonNoByLaw: true, models.ReasonAboveByLaw: true,
	models.ReasonScheduleDiffers: true, models.ReasonRotationUnmatched: true, models.ReasonOneHand: true, models.ReasonCashDiffers: true,
}

func ledgerKey(subject models.RecordID, reason, field string) caseKey {
	return caseKey{kind: models.CaseLedger, subject: subject.String(), field: reason + "." + field}
}

// doubts gives what is doubtful about a new record as things stand.
func (b *scopeBook) doubts(id models.RecordID) []caseKey {
	s := b.sheets[id]
	switch s.typ {
	case "fundTransaction":
		return b.entryDoubts(id, s)
	case "repayment":
		return b.repaymentDoubts(id, s)
	case "loan":
		return b.loanDoubts(id, s)
	}
	return nil
}

func (b *scopeBook) entryDoubts(id models.RecordID, s *sheet) (out []caseKey) {
	fund, about := s.ref("account"), s.ref("loan")
	if s.text("direction") == "out" && b.fund(fund).balance() < 0 {
		out = append(out, ledgerKey(fund, models.ReasonBelowZero, ""))
	}
	for _, c := range b.sheets {
		if c.typ == "monthClosing" && c.ref("account") == fund && c.text("month") == s.text("date")[:7] && c.seq < s.seq {
			out = append(out, ledgerKey(id, models.ReasonClosedMonth, "date"))
		}
	}
	switch category := s.text("category"); {
	case category != "loanOut" && category != "principal":
	case about.IsZero():
		out = append(out, ledgerKey(id, models.ReasonUnlinked, "loan"))
	case category == "loanOut":
		out = b.payoutDoubts(out, about)
	}
	return out
}

func (b *scopeBook) payoutDoubts(out []caseKey, id models.RecordID) []caseKey {
	if sum := b.loan(id); sum["paidOut"] != 0 && sum["lent"] != 0 && sum["paidOut"] != sum["lent"] {
		return append(out, ledgerKey(id, models.ReasonPayoutDiffers, "amount"))
	}
	return out
}

func (b *scopeBook) repaymentDoubts(id models.RecordID, s *sheet) (out []caseKey) {
	about := s.ref("loan")
	l := b.sheets[about]
	if l == nil || !s.ref("reverses").IsZero() {
		return nil
	}
	if sum := b.loan(about); sum["principal"] > sum["lent"] {
		out = append(out, ledgerKey(about, models.ReasonOverpaid, ""))
	}
	if s.text("date") < l.text("disbursedOn") {
		out = append(out, ledgerKey(id, models.ReasonBeforePayout, "date"))
	}
	return out
}

func (b *scopeBook) loanDoubts(id models.RecordID, s *sheet) []caseKey {
	out := b.payoutDoubts([]caseKey{ledgerKey(id, models.ReasonNotApproved, "decision")}, id) // no meeting of the simulation decides
	if !b.hasLaw() {
		out = append(out, ledgerKey(id, models.ReasonNoByLaw, ""))
	}
	if !b.owes(id) {
		return out
	}
	for other, o := range b.sheets {
		if o.typ == "loan" && other != id && o.ref("member") == s.ref("member") && b.owes(other) {
			later, x, y := id, s.text("disbursedOn"), o.text("disbursedOn")
			if x < y || x == y && bytes.Compare(id[:], other[:]) < 0 {
				later = other
			}
			out = append(out, ledgerKey(later, models.ReasonSecondLoan, "member"))
		}
	}
	return out
}

func (b *scopeBook) owes(id models.RecordID) bool {
	sum := b.loan(id)
	return sum["lent"] > sum["principal"]
}

func (b *scopeBook) hasLaw() bool {
	for _, s := range b.sheets {
		if s.typ == "byLaw" {
			return true
		}
	}
	return false
}

// notice looks at the records that are new since the last look: a doubt that holds now may be a case, one that has held
// ever since must be.
func (b *scopeBook) notice() {
	for _, cause := range b.fresh {
		holds := map[caseKey]bool{}
		for _, key := range b.doubts(cause) {
			holds[key] = true
			b.may[key] = true
			if _, known := b.ever[doubt{cause, key}]; !known && b.young[cause] {
				b.ever[doubt{cause, key}] = true
			}
		}
		for d := range b.ever {
			if d.cause == cause && !holds[d.key] {
				b.ever[d] = false
			}
		}
		b.young[cause] = false
	}
}

// checkDoubts makes sure that every doubt that did not pass was asked about, and begins anew.
func (b *scopeBook) checkDoubts(w *world) {
	for d, always := range b.ever {
		if always && !b.want[d.key] {
			w.fail("I10: nobody was asked about %+v in %s, which %s gives rise to", d.key, b.scope, d.cause)
		}
	}
	b.fresh = nil
	clear(b.may)
	clear(b.ever)
	clear(b.young)
}

// noteNew notes a record of the books that is new.
func (b *scopeBook) noteNew(id models.RecordID, s *sheet) {
	switch s.typ {
	case "repayment":
		b.mayBeSamePayment(id, s)
	case "fundTransaction", "loan":
	default:
		return
	}
	b.fresh = append(b.fresh, id)
	b.young[id] = true
}

// mayBeSamePayment notes the payments that a new one may be told twice of: the same sum on the same loan, two days apart at most.
func (b *scopeBook) mayBeSamePayment(id models.RecordID, s *sheet) {
	day, ok := paymentDay(s)
	for other, o := range b.sheets {
		when, also := paymentDay(o)
		if !ok || !also || other == id || o.typ != "repayment" || o.ref("loan") != s.ref("loan") || when-day > 2 || day-when > 2 ||
			o.int("principal")+o.int("interest") != s.int("principal")+s.int("interest") {
			continue
		}
		key := pairKey("repayment", id, other)
		b.pairs[key] = true
	}
}

// paymentDay is the day of a payment proper, no reversal and nothing written anew.
func paymentDay(s *sheet) (models.Day, bool) {
	if s.typ != "repayment" || !s.ref("reverses").IsZero() || !s.ref("restores").IsZero() {
		return 0, false
	}
	return models.ParseDay(s.text("date"))
}
