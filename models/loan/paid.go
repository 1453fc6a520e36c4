package loan

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
