package view

import (
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/models/schema"
)

// Proposal is a loan before anybody signs. What is nil is as the by-law in force on the day says.
type Proposal struct {
	Amount      int64
	Months      int
	DisbursedOn models.Day
	RatePpm     *int64
	Method      *loan.Method
	Rounding    *int64
	PenaltyPpm  *int64
}

// Preview is what a proposal would come to.
type Preview struct {
	Law       *models.Record // nil: none is in force on the day
	Terms     loan.Terms
	Faults    []models.Fault // why it would be refused; there is no schedule then
	Cautions  []models.Fault // why it would be recorded and flagged
	Schedule  []loan.Instalment
	YearlyPpm int64 // effective
}

// PreviewOf plans a proposal of a club under the by-law in force on its day. Both may be nil: nothing is known then of when
// the club meets, or no by-law is in force.
func PreviewOf(p Proposal, law, club *models.Record) Preview {
	v := Preview{Law: law, Terms: p.terms(law)}
	v.Faults = loan.Check(v.Terms, "")
	v.Cautions = cautions(law, &v.Terms)
	if len(v.Faults) > 0 {
		return v
	}
	v.Schedule = loan.Schedule(v.Terms, meetings(club))
	v.YearlyPpm = loan.EffectiveYearlyPpm(v.Terms.Amount, v.Schedule)
	return v
}

// terms fills in from the by-law what the proposal leaves open.
func (p *Proposal) terms(law *models.Record) loan.Terms {
	t := loan.Terms{Amount: p.Amount, Months: p.Months, DisbursedOn: p.DisbursedOn}
	for field, into := range map[string]*int64{"ratePpm": &t.RatePpm, "rounding": &t.Rounding, "penaltyPpm": &t.PenaltyPpm} {
		if law != nil {
			*into, _ = law.Value(field).Int()
		}
	}
	if law != nil {
		t.Method = loan.Method(law.Value("method").Str())
	}
	for said, into := range map[*int64]*int64{p.RatePpm: &t.RatePpm, p.Rounding: &t.Rounding, p.PenaltyPpm: &t.PenaltyPpm} {
		if said != nil {
			*into = *said
		}
	}
	if p.Method != nil {
		t.Method = *p.Method
	}
	return t
}

// meetings is when a club meets.
func meetings(club *models.Record) loan.Meetings {
	if club == nil {
		return loan.Meetings{}
	}
	day, _ := club.Value("meetingDay").Int()
	weeks, _ := club.Value("meetingWeeks").Int()
	return loan.Meetings{Day: int(day), Weeks: int(weeks)}
}

// cautions says where terms leave the by-law: the loan would be recorded, and flagged by sync/rules for the same reasons.
func cautions(law *models.Record, t *loan.Terms) []models.Fault {
	if law == nil {
		return []models.Fault{schema.Rule(models.ReasonNoByLaw, "disbursedOn", "Ngày giải ngân chưa có quy chế nào có hiệu lực.")}
	}
	var out []models.Fault
	beyond := func(field, sentence string) {
		out = append(out, schema.Rule(models.ReasonAboveByLaw, field, sentence))
	}
	above := func(field, most string, n int64, sentence string) {
		if limit, set := law.Value(most).Int(); set && n > limit {
			beyond(field, sentence)
		}
	}
	above("amount", "maxLoan", t.Amount, "Số tiền vay cao hơn mức quy chế cho phép.")
	above("termMonths", "maxTermMonths", int64(t.Months), "Thời hạn vay dài hơn quy chế cho phép.")
	above("ratePpm", "ratePpm", t.RatePpm, "Lãi suất cao hơn quy chế.")
	above("penaltyPpm", "penaltyPpm", t.PenaltyPpm, "Lãi phạt chậm trả cao hơn quy chế.")
	if method := law.Value("method").Str(); method != "" && string(t.Method) != method {
		beyond("method", "Cách tính lãi khác với quy chế.")
	}
	return out
}
