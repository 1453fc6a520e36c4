package ledger

import (
	"iter"

	"github.com/beplua/beplua/models"
)

// DuesKey is whose dues of which month.
type DuesKey struct {
	Member models.RecordID // zero: collected for many on one slip
	Month  string
}

// DuesPaid adds up the dues by member and month, less what was taken back. Dues without a month count for the month of their date.
func DuesPaid(entries []Entry) map[DuesKey]int64 {
	out := map[DuesKey]int64{}
	for i := range entries {
		e := &entries[i]
		if e.Category != Dues {
			continue
		}
		key := DuesKey{e.Member, e.DuesMonth}
		if key.Month == "" {
			key.Month = e.Month()
		}
		out[key] += e.Change()
	}
	return out
}

// Donations is the total of the book of golden hearts.
type Donations struct {
	Money int64 // cash, with a receipt each
	Goods int64 // what goods are worth, as far as somebody said
	Lines int64 // gifts that stand
}

// FoldDonations adds up donations, less those taken back.
func FoldDonations(records iter.Seq[*models.Record]) Donations {
	var d Donations
	for r := range records {
		if r.Type != TypeDonation || r.Deleted() {
			continue
		}
		sign := int64(1)
		if r.Value("reverses").IsSet() {
			sign = -1
		}
		money, _ := r.Value("amount").Int()
		goods, _ := r.Value("value").Int()
		d.Money += sign * money
		d.Goods += sign * goods
		d.Lines += sign
	}
	return d
}
