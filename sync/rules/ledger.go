package rules

import (
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/schema"
)

// Books is a club's scope as the rules about money see it, with all that was decided so far.
type Books interface {
	View
	// Record gives a record of the scope, nil if it is not there.
	Record(id models.RecordID) (*models.Record, error)
	// Elsewhere gives a record of another scope, nil if it is not there.
	Elsewhere(scope models.Scope, id models.RecordID) (*models.Record, error)
	// OfType gives all records of a type of which a scope has few.
	OfType(typ string) ([]*models.Record, error)
	// Fund gives what a fund holds now.
	Fund(id models.RecordID) (ledger.Balance, error)
	// Debt gives what a loan came to before this decision, and what it comes to now.
	Debt(loan models.RecordID) (before, now ledger.Debt, err error)
	// Scope is the scope itself.
	Scope() models.Scope
	// Today is the day of the decision in Vietnam.
	Today() string
}

// Flag is what a person should look at in the books. The money moved, so the record stands all the same.
type Flag struct {
	Reason   string
	Field    string // the field in question, "" for the whole record
	Severity string
	Subject  models.RecordID
	Type     string // of the subject
	// Value is what the cause brings, as JSON: a sum, a rate; "" where the cause says it all.
	Value models.Value
}

// Ledger gives what is doubtful in the books after a record was written. It looks at what was written anew, and at offices
// whenever they change: money is never edited.
func Ledger(b Books, before, now *models.Record) ([]Flag, error) {
	a := auditor{books: b, now: now}
	if now.Deleted() {
		return nil, nil
	}
	if now.Type == "clubRole" {
		err := a.office()
		return a.flags, err
	}
	if before != nil {
		return nil, nil
	}
	var err error
	switch now.Type {
	case ledger.TypeEntry:
		err = a.entry()
	case ledger.TypeRepayment:
		err = a.repayment()
	case ledger.TypeLoan:
		err = a.loan()
	case ledger.TypeCount:
		err = a.count()
	case ledger.TypeClosing:
		err = a.closing()
	}
	return a.flags, err
}

// auditor looks at one record.
type auditor struct {
	books Books
	now   *models.Record
	flags []Flag
}

// flag raises a doubt about the record itself.
func (a *auditor) flag(reason, field, severity string, value models.Value) {
	a.about(a.now.ID, a.now.Type, reason, field, severity, value)
}

// about raises a doubt about another record.
func (a *auditor) about(subject models.RecordID, typ, reason, field, severity string, value models.Value) {
	a.flags = append(a.flags, Flag{Reason: reason, Field: field, Severity: severity, Subject: subject, Type: typ, Value: value})
}

// IsMoney says whether the rules of the books look at a type.
func IsMoney(typ string) bool {
	switch typ {
	case ledger.TypeEntry, ledger.TypeRepayment, ledger.TypeLoan, ledger.TypeCount, ledger.TypeClosing, "clubRole":
		return true
	}
	return false
}

// LedgerKeys adds the index keys and records that Ledger will ask for, so that they can be read at once. It may ask for more.
func LedgerKeys(keys []string, ids []models.RecordID, before, now *models.Record, today string) ([]string, []models.RecordID) {
	if before != nil && now.Type != "clubRole" {
		return keys, ids
	}
	ref := func(names ...string) {
		for _, name := range names {
			if id, ok := now.Value(name).Ref(); ok {
				ids = append(ids, id)
			}
		}
	}
	switch now.Type {
	case ledger.TypeEntry:
		keys = append(keys, closingsKey(ledger.MonthOf(now.Value("date").Str())))
		if r := now.Value("repayment"); r.IsSet() {
			keys = append(keys, schema.ListKey(ledger.TypeEntry, "repayment", r))
		}
		ref("repayment", "counterpart")
	case ledger.TypeRepayment:
		keys = append(keys, schema.ListKey(ledger.TypeEntry, "repayment", models.RefValue(now.ID)))
		ref("principalTransaction", "interestTransaction")
	case ledger.TypeLoan:
		keys = append(keys, schema.ListKey(ledger.TypeLoan, "member", now.Value("member")))
		ref("member", "request", "decision")
	case ledger.TypeCount:
		keys, _ = dayKeys(keys, nextDay(now.Value("date").Str()), today, lookBackDays)
	case ledger.TypeClosing:
		keys, _ = dayKeys(keys, now.Value("month").Str()+"-01", today, lookBackDays)
	case "clubRole":
		keys = append(keys, schema.ListKey("clubRole", "member", now.Value("member")))
	}
	return keys, ids
}

func closingsKey(month string) string {
	return schema.ListKey(ledger.TypeClosing, "month", models.TextValue(month))
}
