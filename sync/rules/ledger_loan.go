package rules

import (
	"bytes"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/models/schema"
)

// loan looks at a new contract. What was taken over from old books is held against the law alone.
func (a *auditor) loan() error {
	if err := a.paidOut(a.now.ID); err != nil {
		return err
	}
	if a.now.Value("source").Str() == schema.SourceImport {
		if rate, _ := a.now.Value("ratePpm").Int(); rate > schema.LegalRatePpm {
			a.flag(models.ReasonAboveLegalRate, "ratePpm", models.SeverityWarning, models.IntValue(rate))
		}
		return nil
	}
	for _, look := range []func() error{a.underByLaw, a.approved, a.schedule, a.otherLoans} {
		if err := look(); err != nil {
			return err
		}
	}
	return nil
}

// underByLaw holds the terms against the by-law in force on the day the money was paid out.
func (a *auditor) underByLaw() error {
	all, err := a.books.OfType("byLaw")
	if err != nil {
		return err
	}
	law := InForce(all, a.now.Value("disbursedOn").Str())
	if law == nil {
		a.flag(models.ReasonNoByLaw, "", models.SeverityInfo, a.now.Value("disbursedOn"))
		return nil
	}
	if named := a.now.Value("byLaw"); named.IsSet() && named != models.RefValue(law.ID) {
		a.flag(models.ReasonAboveByLaw, "byLaw", models.SeverityWarning, named)
	}
	above := func(field, most string) {
		n, _ := a.now.Value(field).Int()
		if limit, ok := law.Value(most).Int(); ok && n > limit {
			a.flag(models.ReasonAboveByLaw, field, models.SeverityWarning, models.IntValue(n))
		}
	}
	above("amount", "maxLoan")
	above("termMonths", "maxTermMonths")
	above("ratePpm", "ratePpm")
	above("penaltyPpm", "penaltyPpm")
	if method := law.Value("method"); method.IsSet() && method != a.now.Value("method") {
		a.flag(models.ReasonAboveByLaw, "method", models.SeverityWarning, a.now.Value("method"))
	}
	return nil
}

// InForce gives the by-law in force on a day: of those whose time holds it, the one that began last; nil if there is none.
func InForce(byLaws []*models.Record, day string) *models.Record {
	var law *models.Record
	for _, r := range byLaws {
		from, to := r.Value("validFrom").Str(), r.Value("validTo").Str()
		if r.Deleted() || from > day || to != "" && to < day {
			continue
		}
		if law == nil || from > law.Value("validFrom").Str() || from == law.Value("validFrom").Str() && r.ID.String() > law.ID.String() {
			law = r
		}
	}
	return law
}

// approved flags a loan that no meeting decided on, or beyond what it decided.
func (a *auditor) approved() error {
	id, _ := a.now.Value("decision").Ref()
	d, err := a.books.Record(id)
	if err != nil {
		return err
	}
	amount, _ := a.now.Value("amount").Int()
	term, _ := a.now.Value("termMonths").Int()
	if d == nil || d.Type != "loanDecision" || d.Value("decision").Str() != "approved" || d.Value("date").Str() > a.now.Value("disbursedOn").Str() ||
		exceeds(amount, d, "amount") || exceeds(term, d, "termMonths") {
		a.flag(models.ReasonNotApproved, "decision", models.SeverityWarning, models.IntValue(amount))
		return nil
	}
	request, _ := d.Value("request").Ref()
	r, err := a.books.Record(request)
	if err == nil && r != nil && r.Value("member") != a.now.Value("member") {
		a.flag(models.ReasonNotApproved, "member", models.SeverityWarning, models.IntValue(amount))
	}
	return err
}

func exceeds(n int64, limit *models.Record, field string) bool {
	most, ok := limit.Value(field).Int()
	return ok && n > most
}

// schedule flags a schedule that is not what the terms give.
func (a *auditor) schedule() error {
	l, ok := loan.FromRecord(*a.now)
	if !ok {
		return nil
	}
	club, err := a.books.Record(a.books.Scope().Owner())
	if err != nil {
		return err
	}
	var m loan.Meetings
	if club != nil {
		day, _ := club.Value("meetingDay").Int()
		weeks, _ := club.Value("meetingWeeks").Int()
		m = loan.Meetings{Day: int(day), Weeks: int(weeks)}
	}
	if !loan.Matches(l.Schedule, loan.Schedule(l.Terms, m)) {
		a.flag(models.ReasonScheduleDiffers, "schedule", models.SeverityWarning, "")
	}
	return nil
}

// otherLoans flags that the borrower, or somebody of the same household, owes on two loans at once.
func (a *auditor) otherLoans() error {
	if _, own, err := a.books.Debt(a.now.ID); err != nil || own.Outstanding() <= 0 {
		return err
	}
	if err := a.secondLoan(a.now.Value("member"), models.ReasonSecondLoan, models.SeverityWarning); err != nil {
		return err
	}
	id, _ := a.now.Value("member").Ref()
	m, err := a.books.Record(id)
	if err != nil || m == nil || !m.Value("household").IsSet() {
		return err
	}
	home, err := a.books.ByKey(schema.ListKey("member", "household", m.Value("household")))
	for _, other := range home {
		if err == nil && other.ID != id {
			err = a.secondLoan(models.RefValue(other.ID), models.ReasonHouseholdLoan, models.SeverityInfo)
		}
	}
	return err
}

// secondLoan flags another loan on which a member owes. The doubt is about the later of the two, whichever arrived first.
func (a *auditor) secondLoan(member models.Value, reason, severity string) error {
	loans, err := a.books.ByKey(schema.ListKey(ledger.TypeLoan, "member", member))
	for _, l := range loans {
		if err != nil || l.ID == a.now.ID || ledger.Closed(l) {
			continue
		}
		var debt ledger.Debt
		if _, debt, err = a.books.Debt(l.ID); err == nil && debt.Outstanding() > 0 {
			a.about(later(a.now, l).ID, ledger.TypeLoan, reason, "member", severity, "")
		}
	}
	return err
}

func later(a, b *models.Record) *models.Record {
	x, y := a.Value("disbursedOn").Str(), b.Value("disbursedOn").Str()
	if x > y || x == y && bytes.Compare(a.ID[:], b.ID[:]) > 0 {
		return a
	}
	return b
}

// repayment looks at money paid back.
func (a *auditor) repayment() error {
	if a.now.Value("reverses").IsSet() {
		return nil
	}
	id, _ := a.now.Value("loan").Ref()
	before, now, err := a.books.Debt(id)
	if err != nil {
		return err
	}
	date, since := a.now.Value("date").Str(), now.Since.String()
	var contract *models.Record
	if now.Since == 0 {
		if contract, err = a.books.Record(id); err != nil || contract == nil {
			return err
		}
		since = contract.Value("disbursedOn").Str()
	}
	if now.Principal > now.Lent && now.Principal > before.Principal {
		a.about(id, ledger.TypeLoan, models.ReasonOverpaid, "", models.SeverityWarning, models.IntValue(now.Outstanding()))
	}
	if date < since {
		a.flag(models.ReasonBeforePayout, "date", models.SeverityWarning, models.TextValue(date))
	}
	if contract != nil && ledger.Closed(contract) {
		if on := contract.Value("closedOn").Str(); on != "" && date > on || on == "" && before.Outstanding() <= 0 {
			a.flag(models.ReasonClosedLoan, "loan", models.SeverityWarning, contract.Value("status"))
		}
	}
	return a.receipts(a.now)
}
