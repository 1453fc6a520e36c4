package main

import (
	"errors"
	"strconv"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/models/schema"
)

// The ledger of a large club, month after month: everybody pays dues, one member borrows for a year, twelve pay back.
// That makes a hundred records a month.
const (
	ledgerMonths  = 120
	ledgerMembers = 60
	ledgerTerm    = 12
	ledgerSpent   = 2 // expenses
)

// ledgerTerms are those of every loan.
func ledgerTerms(on models.Day) loan.Terms {
	return loan.Terms{Amount: 3_000_000, RatePpm: 8000, Months: ledgerTerm, Method: loan.Flat, DisbursedOn: on}
}

// ledgerMaker writes a club's ledger.
type ledgerMaker struct {
	income, activity models.RecordID
	members          []models.RecordID
	loans            []models.RecordID // one begins each month
	slips            int
	out              []models.Operation
}

// inventLedger makes what a club with these members writes down about its money in ten years, in the order of time.
func inventLedger(scope models.Scope, members []models.RecordID) ([]models.Operation, error) {
	fund, ok := schema.Default().Type("fundAccount")
	if !ok {
		return nil, errors.New("the schema has no funds")
	}
	m := &ledgerMaker{members: members}
	open := func(kind string) models.RecordID {
		set := models.NewValues(
			models.Assignment{Name: "kind", Value: models.TextValue(kind)},
			models.Assignment{Name: "openedOn", Value: models.TextValue("2016-01-01")},
			models.Assignment{Name: "openingBalance", Value: models.IntValue(100_000_000)},
		)
		id, _ := fund.NaturalID(scope, set)
		return m.add(id, fund.Name, set...)
	}
	m.income, m.activity = open("income"), open("activity")
	for n := range ledgerMonths {
		m.month(n)
	}
	return m.out, nil
}

func (m *ledgerMaker) add(id models.RecordID, typ string, set ...models.Assignment) models.RecordID {
	m.out = append(m.out, models.Operation{Record: id, Type: typ, Set: models.NewValues(set...), Schema: schema.Current})
	return id
}

// entry writes one line of a fund's cash book.
func (m *ledgerMaker) entry(fund models.RecordID, day, direction, category string, amount int64, about ...models.Assignment) models.RecordID {
	m.slips++
	return m.add(newID(), "fundTransaction", append(about,
		models.Assignment{Name: "account", Value: models.RefValue(fund)},
		models.Assignment{Name: "date", Value: models.TextValue(day)},
		models.Assignment{Name: "direction", Value: models.TextValue(direction)},
		models.Assignment{Name: "category", Value: models.TextValue(category)},
		models.Assignment{Name: "amount", Value: models.IntValue(amount)},
		models.Assignment{Name: "slipNo", Value: models.TextValue("P-" + strconv.Itoa(m.slips))},
	)...)
}

// month writes the meeting of the n-th month, on the tenth.
func (m *ledgerMaker) month(n int) {
	day := models.DayOf(2016, time.January+time.Month(n), 10).String()
	for _, member := range m.members {
		m.entry(m.activity, day, "in", "dues", 5000, models.Assignment{Name: "member", Value: models.RefValue(member)},
			models.Assignment{Name: "duesMonth", Value: models.TextValue(day[:7])})
	}
	for range ledgerSpent {
		m.entry(m.activity, day, "out", "expense", 120_000)
	}
	for back := min(n, ledgerTerm); back > 0; back-- {
		m.repay(n-back, back, day)
	}
	m.lend(n, day)
}

// lend pays a year's loan out.
func (m *ledgerMaker) lend(n int, day string) {
	on, _ := models.ParseDay(day)
	terms := ledgerTerms(on)
	id := m.lent(m.members[n%len(m.members)], terms, loan.Schedule(terms, loan.Meetings{Day: 10}))
	m.loans = append(m.loans, id)
	m.entry(m.income, day, "out", "loanOut", terms.Amount, models.Assignment{Name: "loan", Value: models.RefValue(id)})
}

// lent writes a contract.
func (m *ledgerMaker) lent(member models.RecordID, terms loan.Terms, lines []loan.Instalment) models.RecordID {
	return m.add(newID(), "loan",
		models.Assignment{Name: "member", Value: models.RefValue(member)},
		models.Assignment{Name: "amount", Value: models.IntValue(terms.Amount)},
		models.Assignment{Name: "ratePpm", Value: models.IntValue(terms.RatePpm)},
		models.Assignment{Name: "method", Value: models.TextValue(string(terms.Method))},
		models.Assignment{Name: "termMonths", Value: models.IntValue(int64(terms.Months))},
		models.Assignment{Name: "disbursedOn", Value: models.TextValue(terms.DisbursedOn.String())},
		models.Assignment{Name: "schedule", Value: loan.ScheduleValue(lines)},
		fromOldBooks(),
	)
}

// repay pays one instalment of the n-th month's loan, with its two receipts.
func (m *ledgerMaker) repay(n, instalment int, day string) {
	const principal, interest = 250_000, 24_000 // of every instalment of ledgerTerms
	about := models.Assignment{Name: "loan", Value: models.RefValue(m.loans[n])}
	m.add(newID(), "repayment", about,
		models.Assignment{Name: "date", Value: models.TextValue(day)},
		models.Assignment{Name: "principal", Value: models.IntValue(principal)},
		models.Assignment{Name: "interest", Value: models.IntValue(interest)},
		models.Assignment{Name: "instalment", Value: models.IntValue(int64(instalment))},
		models.Assignment{Name: "principalTransaction", Value: models.RefValue(m.entry(m.income, day, "in", "principal", principal, about))},
		models.Assignment{Name: "interestTransaction", Value: models.RefValue(m.entry(m.income, day, "in", "interest", interest, about))},
	)
}

// recordsOf are the records that operations create.
func recordsOf(operations []models.Operation) []models.Record {
	out := make([]models.Record, len(operations))
	for i, o := range operations {
		out[i] = models.Record{ID: o.Record, Type: o.Type, Schema: o.Schema, Seq: uint64(i) + 1}
		for _, v := range o.Set {
			out[i].Fields = append(out[i].Fields, models.Field{Name: v.Name, Value: v.Value})
		}
	}
	return out
}
