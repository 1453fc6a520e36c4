package rules

import (
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/schema"
)

// entry looks at a new line of a cash book.
func (a *auditor) entry() error {
	e, ok := ledger.EntryOf(a.now)
	if !ok {
		return nil
	}
	for _, look := range []func(*ledger.Entry) error{a.belowZero, a.closedMonth, a.linkedToLoan, a.otherFund, a.capital} {
		if err := look(&e); err != nil {
			return err
		}
	}
	return a.receiptOf(&e)
}

// belowZero flags the fund that paid more than it holds. It looks at what the fund holds now, not on each day of the past.
func (a *auditor) belowZero(e *ledger.Entry) error {
	if e.Direction != ledger.Out {
		return nil
	}
	b, err := a.books.Fund(e.Fund)
	if err == nil && b.Closing() < 0 {
		a.about(e.Fund, ledger.TypeFund, models.ReasonBelowZero, "", models.SeverityUrgent, models.IntValue(b.Closing()))
	}
	return err
}

// closedMonth flags an entry that came after its month had been closed.
func (a *auditor) closedMonth(e *ledger.Entry) error {
	closings, err := a.books.ByKey(closingsKey(e.Month()))
	for _, r := range closings {
		if c, ok := ledger.ClosingOf(r); ok && c.Closes(e) {
			a.flag(models.ReasonClosedMonth, "date", models.SeverityWarning, models.TextValue(e.Date))
			break
		}
	}
	return err
}

// linkedToLoan flags loan money that names no loan, and a loan of which another sum was paid out than agreed.
func (a *auditor) linkedToLoan(e *ledger.Entry) error {
	switch {
	case e.Category != ledger.LoanOut && e.Category != ledger.Principal:
		return nil
	case e.Loan.IsZero() && !e.Imported:
		a.flag(models.ReasonUnlinked, "loan", models.SeverityInfo, "")
		return nil
	case e.Category == ledger.LoanOut && !e.Loan.IsZero():
		return a.paidOut(e.Loan)
	}
	return nil
}

// paidOut compares what a loan's entries paid out with the contract. Before both are there, nothing is known.
func (a *auditor) paidOut(loan models.RecordID) error {
	_, now, err := a.books.Debt(loan)
	if err == nil && now.PaidOut != 0 && now.Lent != 0 && now.PaidOut != now.Lent {
		a.about(loan, ledger.TypeLoan, models.ReasonPayoutDiffers, "amount", models.SeverityWarning, models.IntValue(now.PaidOut))
	}
	return err
}

// otherFund flags a transfer between a club's funds whose other side is not there or says something else.
func (a *auditor) otherFund(e *ledger.Entry) error {
	if e.Category != ledger.Transfer || !e.Reverses.IsZero() {
		return nil
	}
	r, err := a.books.Record(e.Counterpart)
	if err != nil {
		return err
	}
	if other, ok := ledger.EntryOf(r); !ok || !ledger.Linked(e, &other) {
		a.flag(models.ReasonTransferUnmatched, "counterpart", models.SeverityWarning, models.IntValue(e.Amount))
	}
	return nil
}

// capital flags capital that moved otherwise than the province decided, and capital rotated to another commune.
func (a *auditor) capital(e *ledger.Entry) error {
	rotates := e.Category == ledger.RotationIn || e.Category == ledger.RotationOut
	if !rotates && e.Capital.IsZero() || !e.Reverses.IsZero() {
		return nil
	}
	r, err := a.books.Elsewhere(models.ProvinceScope, e.Capital)
	if err != nil {
		return err
	}
	fund, err := a.books.Record(e.Fund)
	if err != nil {
		return err
	}
	club := a.books.Scope().Owner()
	c, ok := ledger.CapitalOf(r)
	if !ok || !c.CarriedOut(club, e) || fund == nil || fund.Value("kind").Str() != "income" {
		a.flag(models.ReasonRotationUnmatched, "transfer", models.SeverityWarning, models.IntValue(e.Amount))
		return nil
	}
	if e.Category != ledger.RotationIn {
		return nil
	}
	from, err := a.books.Elsewhere(models.ClubScope(c.From), c.From)
	if err != nil {
		return err
	}
	to, err := a.books.Record(club)
	if err == nil && from != nil && to != nil &&
		!ledger.SameCommune(from.Value("unit").Str(), to.Value("unit").Str(), to.Value("foundedOn").Str()) {
		a.flag(models.ReasonRotationCommune, "transfer", models.SeverityWarning, from.Value("unit"))
	}
	return err
}

// receiptOf compares the repayment that an entry is the receipt of with all its receipts.
func (a *auditor) receiptOf(e *ledger.Entry) error {
	if e.Repayment.IsZero() {
		return nil
	}
	r, err := a.books.Record(e.Repayment)
	if err != nil || r == nil {
		return err
	}
	return a.receipts(r)
}

// receipts flags a repayment whose receipts say other sums. Of each kind of money only what has a receipt of its own is
// compared: interest of a whole meeting may go on one slip.
func (a *auditor) receipts(repayment *models.Record) error {
	if repayment.Value("reverses").IsSet() {
		return nil
	}
	entries, err := a.books.ByKey(schema.ListKey(ledger.TypeEntry, "repayment", models.RefValue(repayment.ID)))
	if err != nil {
		return err
	}
	if id, ok := repayment.Value("principalTransaction").Ref(); ok {
		r, err := a.books.Record(id)
		if err != nil {
			return err
		}
		if r != nil && !r.Value("repayment").IsSet() {
			entries = append(entries, r)
		}
	}
	sums := map[ledger.Category]int64{}
	for _, r := range entries {
		e, ok := ledger.EntryOf(r)
		if !ok || !e.Reverses.IsZero() {
			return nil // corrected already: the reversing entry says why
		}
		sums[e.Category] += e.Change()
	}
	for _, category := range []ledger.Category{ledger.Principal, ledger.Interest, ledger.Penalty} {
		field := string(category) // a repayment's fields are called as the categories of its receipts
		said, _ := repayment.Value(field).Int()
		if sum, has := sums[category]; has && sum != said {
			a.about(repayment.ID, repayment.Type, models.ReasonReceiptDiffers, field, models.SeverityWarning, models.IntValue(sum))
		}
	}
	return nil
}
