package ledger

import (
	"iter"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
)

// Debt is what one loan comes to, told twice: by the contract and its repayments, and by the entries in the cash books.
// Both must agree (Agrees). What the meeting writes off is in neither: the money is still owed until then.
type Debt struct {
	Lent              int64 // by the contract; 0 for one cancelled before payment
	loan.Paid               // by the repayments
	PaidOut, Received int64 // by the entries: loan paid out, principal received
	// Since is the day of disbursement of a loan that is expected to be paid back; 0 for any other, so that whoever asks reads
	// the contract. It is here because every repayment is held against it.
	Since   models.Day
	AsOfSeq uint64
}

// Outstanding is the principal still owed. Below 0: more was paid back than lent.
func (d Debt) Outstanding() int64 { return d.Lent - d.Principal }

// Receivable is what the cash books say is still out.
func (d Debt) Receivable() int64 { return d.PaidOut - d.Received }

// Agrees says whether contract and cash books tell the same.
func (d Debt) Agrees() bool { return d.Lent == d.PaidOut && d.Principal == d.Received }

// Add gives the debt of both.
func (d Debt) Add(e Debt) Debt {
	return Debt{d.Lent + e.Lent, d.Paid.Add(e.Paid), d.PaidOut + e.PaidOut, d.Received + e.Received, d.Since + e.Since, max(d.AsOfSeq, e.AsOfSeq)}
}

// Sub gives the debt without what e brought.
func (d Debt) Sub(e Debt) Debt {
	return Debt{d.Lent - e.Lent, d.Paid.Sub(e.Paid), d.PaidOut - e.PaidOut, d.Received - e.Received, d.Since - e.Since, d.AsOfSeq}
}

// Same compares what two debts come to.
func (d Debt) Same(e Debt) bool {
	d.AsOfSeq = e.AsOfSeq
	return d == e
}

// DebtOf is what one record brings to a loan: the contract, a repayment, or an entry about it. ok is false if it brings none.
func DebtOf(r *models.Record) (id models.RecordID, d Debt, ok bool) {
	if r == nil || r.Deleted() {
		return id, d, false
	}
	switch r.Type {
	case TypeLoan:
		if r.Value("status").Str() != "cancelled" {
			d.Lent, _ = r.Value("amount").Int()
		}
		if !Closed(r) {
			d.Since, _ = models.ParseDay(r.Value("disbursedOn").Str())
		}
		id = r.ID
	case TypeRepayment:
		p, _ := loan.PaymentOf(*r)
		id, d.Paid = p.Loan, p.Paid()
	case TypeEntry:
		e, isEntry := EntryOf(r)
		switch {
		case !isEntry:
		case e.Category == LoanOut:
			id, d.PaidOut = e.Loan, -e.Change()
		case e.Category == Principal:
			id, d.Received = e.Loan, e.Change()
		}
	}
	d.AsOfSeq = r.Seq
	return id, d, !id.IsZero()
}

// Closed says whether nothing more is expected on a loan.
func Closed(contract *models.Record) bool {
	switch contract.Value("status").Str() {
	case "repaid", "writtenOff", "cancelled":
		return true
	}
	return false
}

// FoldDebts gives the debts of the loans that records are about. The order of the records does not matter.
func FoldDebts(records iter.Seq[*models.Record]) map[models.RecordID]Debt {
	out := map[models.RecordID]Debt{}
	for r := range records {
		if id, d, ok := DebtOf(r); ok {
			out[id] = out[id].Add(d)
		}
	}
	return out
}

// LoanKey is the key of the projection that holds a loan's debt.
func LoanKey(id models.RecordID) string { return LoanPrefix + id.String() }

// JSON is the body of the projection: compact, names sorted.
func (d Debt) JSON() []byte {
	return sums{
		{"count", d.Count},
		{"interest", d.Interest},
		{"lent", d.Lent},
		{"paidOut", d.PaidOut},
		{"penalty", d.Penalty},
		{"principal", d.Principal},
		{"received", d.Received},
		{"since", int64(d.Since)},
	}.json()
}

// ParseDebt reads what JSON wrote, and takes AsOfSeq from the projection. It fails with CodeInternal.
func ParseDebt(p models.Projection) (Debt, error) {
	v, err := parseSums(p.Body)
	paid := loan.Paid{Principal: v("principal"), Interest: v("interest"), Penalty: v("penalty"), Count: v("count")}
	return Debt{v("lent"), paid, v("paidOut"), v("received"), models.Day(v("since")), p.Seq}, err
}
