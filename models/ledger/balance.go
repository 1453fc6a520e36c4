package ledger

import (
	"iter"

	"github.com/beplua/beplua/models"
)

// Balance is what a fund holds, as the fold of its entries.
type Balance struct {
	Opening int64 // what the fund held when its book was opened
	In, Out int64 // sums of all entries, reversing ones among them
	Entries int64
	AsOfSeq uint64 // seq of the newest record in it. No part of what is stored or compared
}

// Closing is what must lie in the box. It can be below 0: what happened in the village is recorded, and flagged.
func (b Balance) Closing() int64 { return b.Opening + b.In - b.Out }

// Add gives the balance of both.
func (b Balance) Add(c Balance) Balance {
	return Balance{b.Opening + c.Opening, b.In + c.In, b.Out + c.Out, b.Entries + c.Entries, max(b.AsOfSeq, c.AsOfSeq)}
}

// Sub gives the balance without what c brought.
func (b Balance) Sub(c Balance) Balance {
	return Balance{b.Opening - c.Opening, b.In - c.In, b.Out - c.Out, b.Entries - c.Entries, b.AsOfSeq}
}

// Same compares what two balances hold.
func (b Balance) Same(c Balance) bool {
	b.AsOfSeq = c.AsOfSeq
	return b == c
}

// BalanceOf is what one record brings to a fund: its opening balance, or an entry. ok is false if it brings none.
func BalanceOf(r *models.Record) (fund models.RecordID, b Balance, ok bool) {
	if r == nil || r.Deleted() {
		return fund, b, false
	}
	if r.Type == TypeFund {
		opening, _ := r.Value("openingBalance").Int()
		return r.ID, Balance{Opening: opening, AsOfSeq: r.Seq}, true
	}
	e, ok := EntryOf(r)
	if !ok {
		return fund, b, false
	}
	b = Balance{Entries: 1, AsOfSeq: r.Seq}
	if e.Direction == In {
		b.In = e.Amount
	} else {
		b.Out = e.Amount
	}
	return e.Fund, b, true
}

// FoldFunds gives the balances of the funds that records are about. The order of the records does not matter.
func FoldFunds(records iter.Seq[*models.Record]) map[models.RecordID]Balance {
	out := map[models.RecordID]Balance{}
	for r := range records {
		if fund, b, ok := BalanceOf(r); ok {
			out[fund] = out[fund].Add(b)
		}
	}
	return out
}

// The keys of the ledger's projections begin with these.
const (
	FundPrefix = "fund:"
	LoanPrefix = "loan:"
)

// FundKey is the key of the projection that holds a fund's balance.
func FundKey(fund models.RecordID) string { return FundPrefix + fund.String() }

// JSON is the body of the projection: compact, names sorted.
func (b Balance) JSON() []byte {
	return sums{{"entries", b.Entries}, {"in", b.In}, {"opening", b.Opening}, {"out", b.Out}}.json()
}

// ParseBalance reads what JSON wrote, and takes AsOfSeq from the projection. It fails with CodeInternal.
func ParseBalance(p models.Projection) (Balance, error) {
	v, err := parseSums(p.Body)
	return Balance{v("opening"), v("in"), v("out"), v("entries"), p.Seq}, err
}
