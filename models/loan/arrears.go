package loan

// Bucket is how late a loan is, for lists and reports (domain.md §2.8).
type Bucket string

// The buckets. What is late is in a bucket of lateness even if it was extended, but not while it is frozen.
const (
	OnTime      Bucket = "current"
	Late30      Bucket = "1-30"
	Late90      Bucket = "31-90"
	LateMore    Bucket = "over-90"
	InExtension Bucket = "extended"
	InFreeze    Bucket = "frozen"
	InLoss      Bucket = "writtenOff"
	Settled     Bucket = "repaid"
	Void        Bucket = "cancelled"
)

// Bucket gives the bucket of a standing.
func (s Standing) Bucket() Bucket {
	switch s.State {
	case Cancelled:
		return Void
	case Repaid:
		return Settled
	case WrittenOffAll:
		return InLoss
	case Frozen:
		return InFreeze
	case Running, Extended:
	}
	switch {
	case s.DaysLate > 90:
		return LateMore
	case s.DaysLate > riskDays:
		return Late90
	case s.DaysLate > 0:
		return Late30
	case s.State == Extended:
		return InExtension
	}
	return OnTime
}

// riskDays is the lateness beyond which a loan is at risk.
const riskDays = 30

// Portfolio is many loans together.
type Portfolio struct {
	Total   Tally
	AtRisk  Tally // more than 30 days late, frozen ones too
	Buckets map[Bucket]Tally
}

// Tally counts loans and sums what is outstanding of them, đồng.
type Tally struct{ Loans, Outstanding int64 }

func (t Tally) add(s Standing) Tally { return Tally{t.Loans + 1, t.Outstanding + s.Outstanding} }

// Add counts and sums both together.
func (t Tally) Add(u Tally) Tally { return Tally{t.Loans + u.Loans, t.Outstanding + u.Outstanding} }

// PortfolioOf adds up standings of one day.
func PortfolioOf(standings []Standing) Portfolio {
	p := Portfolio{Buckets: map[Bucket]Tally{}}
	for _, s := range standings {
		p.Total = p.Total.add(s)
		if s.Outstanding > 0 && s.DaysLate > riskDays {
			p.AtRisk = p.AtRisk.add(s)
		}
		p.Buckets[s.Bucket()] = p.Buckets[s.Bucket()].add(s)
	}
	return p
}

// PAR30 is the portfolio at risk as an exact ratio, both in đồng; whole is 0 when nothing is lent.
func (p Portfolio) PAR30() (atRisk, whole int64) { return p.AtRisk.Outstanding, p.Total.Outstanding }
