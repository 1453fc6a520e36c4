package loan

import (
	"strconv"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// Method is how interest is reckoned and principal paid back, as in the field "method" of a loan.
type Method string

// The methods.
const (
	Flat    Method = "FLAT"    // equal principal, interest on the amount lent
	Balance Method = "BALANCE" // equal principal, interest on what the schedule leaves
	Bullet  Method = "BULLET"  // interest monthly, principal at term
	Free    Method = "FREE"    // principal at will, at the latest at term; interest monthly on what is outstanding
)

// Terms are what was agreed when the money was paid out. They never change.
type Terms struct {
	Amount      int64 // đồng
	RatePpm     int64 // a month
	Months      int   // the term, which is the number of instalments
	Method      Method
	Rounding    int64 // interest is rounded half up to it, principal down to it; đồng, 0 is RoundingDefault
	PenaltyPpm  int64 // a month on overdue principal; 0 is none
	DisbursedOn models.Day
}

// RoundingDefault is what is rounded to where nothing is agreed: the smallest note in use, đồng.
const RoundingDefault = 1000

// Bounds of terms, those of the fields of a loan record.
const (
	AmountMax   = 500_000_000
	RateMax     = 100_000 // for loans of old books; schema.LegalRatePpm bounds new ones
	MonthsMax   = 60
	RoundingMax = 10_000
	PenaltyMax  = 25_000
)

// Check gives what is wrong with terms, with the codes that a loan record with them would get: "range", "enum", "required",
// "rule:legal-rate". A rate above the law is a fault unless the loan's source is schema.SourceImport.
func Check(t Terms, source string) []models.Fault {
	var faults []models.Fault
	within := func(field string, n, low, high int64, name string, written func(int64) string) {
		if n < low || n > high {
			faults = append(faults, models.Fault{
				Field: field, Code: schema.FaultRange, Message: name + " phải từ " + written(low) + " đến " + written(high) + ".",
			})
		}
	}
	plain := func(n int64) string { return strconv.FormatInt(n, 10) }
	within("amount", t.Amount, 1, AmountMax, "Số tiền vay", schema.Dong)
	within("ratePpm", t.RatePpm, 0, RateMax, "Lãi suất mỗi tháng (phần triệu)", plain)
	within("termMonths", int64(t.Months), 1, MonthsMax, "Thời hạn vay (tháng)", plain)
	within("rounding", t.Rounding, 0, RoundingMax, "Làm tròn đến", schema.Dong)
	within("penaltyPpm", t.PenaltyPpm, 0, PenaltyMax, "Lãi phạt chậm trả mỗi tháng (phần triệu)", plain)
	switch t.Method {
	case Flat, Balance, Bullet, Free:
	default:
		faults = append(faults, models.Fault{Field: "method", Code: schema.FaultEnum, Message: "Cách tính lãi phải là FLAT, BALANCE, BULLET hoặc FREE."})
	}
	if t.DisbursedOn == 0 {
		faults = append(faults, models.Fault{Field: "disbursedOn", Code: schema.FaultRequired, Message: "Ngày giải ngân là mục phải ghi."})
	}
	if t.AboveLegalRate() && t.RatePpm <= RateMax && source != schema.SourceImport {
		faults = append(faults, schema.Rule("legal-rate", "ratePpm", "Lãi suất không được quá 20% một năm (1,6666% một tháng) theo Điều 468 Bộ luật Dân sự."))
	}
	return faults
}

// AboveLegalRate says whether the interest is more than the law allows; the law speaks of the nominal rate.
func (t Terms) AboveLegalRate() bool { return t.RatePpm > schema.LegalRatePpm }

func (t Terms) rounding() int64 {
	if t.Rounding == 0 {
		return RoundingDefault
	}
	return t.Rounding
}

const million = 1_000_000

// interest is a month's on a sum, rounded half up.
func (t Terms) interest(on int64) int64 { return share(on, t.RatePpm, t.rounding()) }

// share is ppm parts per million of a sum, rounded half up to a multiple of step.
func share(of, ppm, step int64) int64 { return (2*of*ppm + step*million) / (2 * step * million) * step }
