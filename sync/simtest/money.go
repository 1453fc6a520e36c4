package simtest

import (
	"encoding/json"

	"github.com/beplua/beplua/models"
)

// fold is a sum of the books by the names that its projection uses. The oracle adds up by itself, from what the log says:
// models/ledger has no part in it.
type fold map[string]int64

func (s *sheet) int(name string) int64 {
	n, _ := s.fields[name].value.Int()
	return n
}

func (s *sheet) ref(name string) models.RecordID {
	id, _ := s.fields[name].value.Ref()
	return id
}

// change is what an entry does to its fund.
func (s *sheet) change() int64 {
	if s.text("direction") == "out" {
		return -s.int("amount")
	}
	return s.int("amount")
}

// fund adds up a fund.
func (b *scopeBook) fund(id models.RecordID) fold {
	out := fold{"opening": 0, "in": 0, "out": 0, "entries": 0}
	if s := b.sheets[id]; s != nil {
		out["opening"] = s.int("openingBalance")
	}
	for _, s := range b.sheets {
		if s.typ == "fundTransaction" && s.ref("account") == id {
			out[s.text("direction")] += s.int("amount")
			out["entries"]++
		}
	}
	return out
}

func (f fold) balance() int64 { return f["opening"] + f["in"] - f["out"] }

// loan adds up a loan: its contract, its repayments, its entries in the cash books.
func (b *scopeBook) loan(id models.RecordID) fold {
	out := fold{"lent": 0, "principal": 0, "interest": 0, "penalty": 0, "count": 0, "paidOut": 0, "received": 0}
	if s := b.sheets[id]; s != nil && s.text("status") != "cancelled" {
		out["lent"] = s.int("amount")
	}
	for _, s := range b.sheets {
		switch {
		case s.ref("loan") != id:
		case s.typ == "repayment":
			sign := int64(1)
			if !s.ref("reverses").IsZero() {
				sign = -1
			}
			for _, name := range []string{"principal", "interest", "penalty"} {
				out[name] += sign * s.int(name)
			}
			out["count"] += sign
		case s.typ == "fundTransaction" && s.text("category") == "loanOut":
			out["paidOut"] -= s.change()
		case s.typ == "fundTransaction" && s.text("category") == "principal":
			out["received"] += s.change()
		}
	}
	return out
}

// sums gives the folds of the funds and loans that some records are about, by the keys of their projections.
func (b *scopeBook) sums(ids map[models.RecordID]bool) map[string]fold {
	out := map[string]fold{}
	add := func(kind string, id models.RecordID, of func(models.RecordID) fold) {
		if key := kind + id.String(); !id.IsZero() && out[key] == nil {
			out[key] = of(id)
		}
	}
	for id := range ids {
		switch s := b.sheets[id]; s.typ {
		case "fundAccount":
			add("fund:", id, b.fund)
		case "loan":
			add("loan:", id, b.loan)
		case "repayment":
			add("loan:", s.ref("loan"), b.loan)
		case "fundTransaction":
			add("fund:", s.ref("account"), b.fund)
			if c := s.text("category"); c == "loanOut" || c == "principal" {
				add("loan:", s.ref("loan"), b.loan)
			}
		}
	}
	return out
}

// checkSums compares the stored sums of what was touched with the oracle's (I8).
func (b *scopeBook) checkSums(w *world, touched map[models.RecordID]bool) {
	sums := b.sums(touched)
	if len(sums) == 0 {
		return
	}
	keys := make([]string, 0, len(sums))
	for key := range sums {
		keys = append(keys, key)
	}
	stored, err := w.town.Projections(w.ctx, b.scope, keys)
	if err != nil {
		w.fail("projections: %v", err)
		return
	}
	for i, key := range keys {
		var got fold
		if err := json.Unmarshal(stored[i].Body, &got); err != nil {
			w.fail("I8: %s of %s is not stored: %v", key, b.scope, err)
			continue
		}
		for name, want := range sums[key] {
			if got[name] != want {
				w.fail("I8: %s of %s says %s %d, its records make %d", key, b.scope, name, got[name], want)
			}
		}
	}
}
