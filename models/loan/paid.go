package loan

import "github.com/beplua/beplua/models"

// Paid is what has been paid on a loan: sums of repayments less reversals. đồng.
type Paid struct {
	Principal, Interest, Penalty int64
	Count                        int64 // repayments less reversals
}

// Add adds two sums.
func (p Paid) Add(q Paid) Paid {
	return Paid{p.Principal + q.Principal, p.Interest + q.Interest, p.Penalty + q.Penalty, p.Count + q.Count}
}

// Sub takes one sum from another.
func (p Paid) Sub(q Paid) Paid {
	return Paid{p.Principal - q.Principal, p.Interest - q.Interest, p.Penalty - q.Penalty, p.Count - q.Count}
}

// AppendJSON appends the canonical JSON object of the sums, which ParsePaid reads.
func (p Paid) AppendJSON(to []byte) []byte {
	return models.NewValues(
		models.Assignment{Name: "principal", Value: models.IntValue(p.Principal)},
		models.Assignment{Name: "interest", Value: models.IntValue(p.Interest)},
		models.Assignment{Name: "penalty", Value: models.IntValue(p.Penalty)},
		models.Assignment{Name: "count", Value: models.IntValue(p.Count)},
	).AppendJSON(to)
}

// ParsePaid reads what AppendJSON wrote. It fails with CodeInternal.
func ParsePaid(text string) (Paid, error) {
	v, err := models.ParseValues(text)
	if err != nil {
		return Paid{}, err
	}
	var p Paid
	for name, into := range map[string]*int64{"principal": &p.Principal, "interest": &p.Interest, "penalty": &p.Penalty, "count": &p.Count} {
		n, ok := v.Get(name).Int()
		if !ok {
			return Paid{}, models.Errorf(models.CodeInternal, "broken stored sums of a loan")
		}
		*into = n
	}
	return p, nil
}
