package loan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/models/schema"
)

// record makes a record of fields in canonical JSON.
func record(t *testing.T, kind, fields string) models.Record {
	t.Helper()
	values, err := models.ParseValues(fields)
	if err != nil {
		t.Fatal(err)
	}
	r := models.Record{ID: id(7), Type: kind}
	for _, a := range values {
		r.Fields = append(r.Fields, models.Field{Name: a.Name, Value: a.Value})
	}
	return r
}

const contractFields = `"amount":3000000,"disbursedOn":"2026-03-05","member":"00000000-0000-0000-0000-000000000009",` +
	`"method":"BALANCE","penaltyPpm":4000,"ratePpm":8000`

func TestFromRecord(t *testing.T) {
	terms := loan.Terms{Amount: 3_000_000, RatePpm: 8000, Months: 3, Method: loan.Balance, PenaltyPpm: 4000, DisbursedOn: day(t, "2026-03-05")}
	planned := loan.Schedule(terms, loan.Meetings{Day: 7})
	tests := []struct {
		name, kind, fields string
		want               loan.Loan
		ok                 bool
	}{
		{"no schedule", "loan", `{` + contractFields + `,"termMonths":3}`, loan.Loan{Schedule: loan.Schedule(terms, loan.Meetings{Day: 5})}, true},
		{"its own schedule", "loan", `{` + contractFields + `,"schedule":` + string(loan.ScheduleValue(planned)) + `,"termMonths":3}`, loan.Loan{Schedule: planned}, true},
		{"called off", "loan", `{` + contractFields + `,"schedule":` + string(loan.ScheduleValue(planned)) + `,"status":"cancelled","termMonths":3}`, loan.Loan{Schedule: planned, Cancelled: true}, true},
		{"no term", "loan", `{` + contractFields + `}`, loan.Loan{}, false},
		{"deleted", "loan", `{"_deleted":true,` + contractFields + `,"termMonths":3}`, loan.Loan{}, false},
		{"another type", "loanRequest", `{` + contractFields + `,"termMonths":3}`, loan.Loan{}, false},
	}
	for _, tt := range tests {
		got, ok := loan.FromRecord(record(t, tt.kind, tt.fields))
		if tt.ok {
			tt.want.ID, tt.want.Member, tt.want.Terms = id(7), id(9), terms
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || ok != tt.ok {
			t.Errorf("%s: %v %s", tt.name, ok, diff)
		}
	}
}

func TestPaymentOf(t *testing.T) {
	const fields = `"date":"2026-04-05","interest":24000,"loan":"00000000-0000-0000-0000-000000000008","penalty":2000,"principal":1000000`
	p, ok := loan.PaymentOf(record(t, "repayment", `{`+fields+`}`))
	want := loan.Payment{ID: id(7), Loan: id(8), On: day(t, "2026-04-05"), Principal: 1_000_000, Interest: 24_000, Penalty: 2000}
	if diff := cmp.Diff(want, p); diff != "" || !ok {
		t.Error(ok, diff)
	}
	back, ok := loan.PaymentOf(record(t, "repayment", `{`+fields+`,"reverses":"00000000-0000-0000-0000-000000000006"}`))
	if back.Reverses != id(6) || !ok || p.Paid().Add(back.Paid()) != (loan.Paid{}) || p.Paid() != (loan.Paid{Principal: 1_000_000, Interest: 24_000, Penalty: 2000, Count: 1}) {
		t.Errorf("%+v %v %+v", back, ok, back.Paid())
	}
	for _, kind := range []string{"donation", "repayment"} {
		if p, ok := loan.PaymentOf(record(t, kind, `{"_deleted":true,`+fields+`}`)); ok || p.Paid().Principal != 0 {
			t.Errorf("%s: %+v", kind, p)
		}
	}
}

func TestEventOf(t *testing.T) {
	const fields = `{"amount":5000,"date":"2026-04-05","kind":"extend","loan":"00000000-0000-0000-0000-000000000008",` +
		`"newDueOn":"2026-12-05","supersedes":"00000000-0000-0000-0000-000000000006"}`
	e, ok := loan.EventOf(record(t, "loanEvent", fields))
	want := loan.Event{
		ID: id(7), Loan: id(8), Kind: loan.Extend, On: day(t, "2026-04-05"), NewDueOn: day(t, "2026-12-05"), Amount: 5000, Supersedes: id(6),
	}
	if diff := cmp.Diff(want, e); diff != "" || !ok {
		t.Error(ok, diff)
	}
	if _, ok := loan.EventOf(record(t, "repayment", fields)); ok {
		t.Error("a repayment is no event")
	}
}

// The bounds here and those of the record's fields are the same, so that what is planned can be written.
func TestBoundsAreTheSchemas(t *testing.T) {
	typ, ok := schema.Default().Type("loan")
	if !ok {
		t.Fatal("no such type")
	}
	bounds := map[string][2]int64{
		"amount": {1, loan.AmountMax}, "ratePpm": {0, loan.RateMax}, "termMonths": {1, loan.MonthsMax},
		"rounding": {1, loan.RoundingMax}, "penaltyPpm": {0, loan.PenaltyMax},
	}
	for _, f := range typ.Fields {
		if want, ok := bounds[f.Name]; ok && (f.Min != want[0] || f.Max != want[1]) {
			t.Errorf("%s: %d to %d, here %v", f.Name, f.Min, f.Max, want)
		}
		delete(bounds, f.Name)
	}
	if len(bounds) > 0 {
		t.Errorf("no such fields: %v", bounds)
	}
}

func day(t *testing.T, text string) models.Day {
	t.Helper()
	d, ok := models.ParseDay(text)
	if !ok || d.String() != text {
		t.Fatalf("%q is %s", text, d)
	}
	return d
}

func TestPaid(t *testing.T) {
	a := loan.Paid{Principal: 1_000_000, Interest: 24_000, Penalty: 3000, Count: 2}
	b := loan.Paid{Principal: 5, Interest: 6, Penalty: 7, Count: 1}
	if got := a.Add(b).Sub(b); got != a {
		t.Errorf("%+v", got)
	}
}
