package loan

import (
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// Loan is one contract.
type Loan struct {
	ID        models.RecordID
	Member    models.RecordID
	Terms     Terms
	Schedule  []Instalment // as fixed at disbursement
	Cancelled bool         // called off before the money was paid out
}

// FromRecord reads a record of type "loan". Without a schedule on the contract the one that the terms give is taken. ok is
// false for another type, for a deleted record, and for one whose terms Check would refuse of an imported loan.
//
// Of the field "status" only "cancelled" is read: how a loan stands otherwise follows from payments and events.
func FromRecord(r models.Record) (l Loan, ok bool) {
	if r.Type != "loan" || r.Deleted() {
		return Loan{}, false
	}
	l.ID = r.ID
	l.Member, _ = r.Value("member").Ref()
	l.Cancelled = r.Value("status").Str() == "cancelled"
	l.Terms = Terms{
		Amount: number(r.Value("amount")), RatePpm: number(r.Value("ratePpm")), Months: int(number(r.Value("termMonths"))),
		Method: Method(r.Value("method").Str()), Rounding: number(r.Value("rounding")), PenaltyPpm: number(r.Value("penaltyPpm")),
		DisbursedOn: day(r.Value("disbursedOn")),
	}
	if len(Check(l.Terms, schema.SourceImport)) > 0 {
		return Loan{}, false
	}
	l.Schedule = scheduleOf(r.Value("schedule"))
	if len(l.Schedule) == 0 {
		l.Schedule = Schedule(l.Terms, Meetings{})
	}
	return l, true
}

func scheduleOf(v models.Value) []Instalment {
	rows, _ := v.Table()
	lines := make([]Instalment, len(rows))
	for i, row := range rows {
		lines[i] = Instalment{
			No: int(number(row.Get("no"))), Due: day(row.Get("due")),
			Principal: number(row.Get("principal")), Interest: number(row.Get("interest")),
		}
	}
	return lines
}

// ScheduleValue is a schedule as the field "schedule" of a loan record holds it.
func ScheduleValue(lines []Instalment) models.Value {
	rows := make([]models.Values, len(lines))
	for i, line := range lines {
		rows[i] = models.NewValues(
			models.Assignment{Name: "no", Value: models.IntValue(int64(line.No))},
			models.Assignment{Name: "due", Value: models.TextValue(line.Due.String())},
			models.Assignment{Name: "principal", Value: models.IntValue(line.Principal)},
			models.Assignment{Name: "interest", Value: models.IntValue(line.Interest)},
		)
	}
	return models.TableValue(rows)
}

// Payment is money paid back. A payment that reverses another takes it back: its sums are what the other's are, and count
// the other way. A reversal is not itself reversed: what was right after all is written anew.
type Payment struct {
	ID, Loan                     models.RecordID
	On                           models.Day
	Principal, Interest, Penalty int64
	Reverses                     models.RecordID // zero for a payment proper
}

// PaymentOf reads a record of type "repayment". ok is false for another type and for a deleted record.
func PaymentOf(r models.Record) (p Payment, ok bool) {
	if r.Type != "repayment" || r.Deleted() {
		return Payment{}, false
	}
	p = Payment{
		ID: r.ID, On: day(r.Value("date")),
		Principal: number(r.Value("principal")), Interest: number(r.Value("interest")), Penalty: number(r.Value("penalty")),
	}
	p.Loan, _ = r.Value("loan").Ref()
	p.Reverses, _ = r.Value("reverses").Ref()
	return p, true
}

// Paid is what a payment adds to the sums of its loan.
func (p Payment) Paid() Paid {
	sums := Paid{p.Principal, p.Interest, p.Penalty, 1}
	if !p.Reverses.IsZero() {
		return Paid{}.Sub(sums)
	}
	return sums
}

// number is an integer field, 0 when it is not set.
func number(v models.Value) int64 {
	n, _ := v.Int()
	return n
}

// day is a date field, no day when it is not set.
func day(v models.Value) models.Day {
	d, _ := models.ParseDay(v.Str())
	return d
}
