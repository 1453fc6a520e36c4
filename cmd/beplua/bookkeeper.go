package main

import (
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sync/client"
)

// bookkeeper writes money as the app does, in a club's books on a day.
type bookkeeper struct {
	registry *schema.Registry
	club     models.Scope
	today    models.Day
}

// entry is a line of a cash book with a slip of its own.
func (b bookkeeper) entry(fund, direction, category string, amount int, more ...any) client.Change {
	id := newID()
	typ, _ := b.registry.Type(ledger.TypeFund)
	account, _ := typ.NaturalID(b.club, set("kind", fund))
	c := change(b.club, ledger.TypeEntry, append([]any{
		"account", account, "date", b.today, "direction", direction, "category", category, "amount", amount, "slipNo", "P-" + id.String()[24:],
	}, more...)...)
	c.Record = id
	return c
}

// payment is money paid back on a loan with its receipts: all of it is taken or nothing.
func (b bookkeeper) payment(of models.RecordID, principal, interest int) []client.Change {
	r := change(b.club, ledger.TypeRepayment, "loan", of, "date", b.today, "principal", principal, "interest", interest)
	r.Record = newID()
	out := []client.Change{r, b.entry("income", "in", "principal", principal, "loan", of, "repayment", r.Record)}
	if interest > 0 {
		out = append(out, b.entry("activity", "in", "interest", interest, "loan", of, "repayment", r.Record))
	}
	return out
}
