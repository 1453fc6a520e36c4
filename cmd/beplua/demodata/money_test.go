package demodata_test

import (
	"strings"
	"testing"

	"github.com/beplua/beplua/cmd/beplua/demodata"
	"github.com/beplua/beplua/models"
)

func amount(v models.Value) int64 {
	n, _ := v.Int()
	return n
}

// No box ever holds less than nothing, in the order in which the club wrote.
func TestBalancesAreNeverNegative(t *testing.T) {
	balance := map[models.RecordID]int64{}
	lines, slips := 0, map[string]bool{}
	err := demodata.Generate(options(), func(s demodata.Step) error {
		switch s.Type {
		case "fundAccount":
			balance[s.Record] = amount(s.Set.Get("openingBalance"))
		case "fundTransaction":
			account, _ := s.Set.Get("account").Ref()
			n := amount(s.Set.Get("amount"))
			if n <= 0 || n%1000 != 0 {
				t.Errorf("an amount of %d", n)
			}
			if s.Set.Get("direction").Str() == "out" {
				n = -n
			}
			if _, ok := balance[account]; !ok {
				t.Fatal("a line for a fund that was not opened")
			}
			if balance[account] += n; balance[account] < 0 {
				t.Errorf("%s: %s falls to %d", s.Scope, account, balance[account])
			}
			slip := string(s.Scope) + s.Set.Get("slipNo").Str()
			if slips[slip] {
				t.Errorf("two slips %s", slip)
			}
			slips[slip] = true
			lines++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(balance) != 144 || lines < 10_000 {
		t.Errorf("%d funds, %d lines", len(balance), lines)
	}
}

// What is in the income fund's box and what is still owed add up to what was put in, less what was given up.
func TestIncomeFundIsWhole(t *testing.T) {
	s := whole(t)
	type club struct{ capital, cash, lent, back int64 }
	clubs := map[string]*club{}
	at := func(scope models.Scope) *club {
		name := string(scope)
		if clubs[name] == nil {
			clubs[name] = &club{}
		}
		return clubs[name]
	}
	income := map[models.RecordID]bool{}
	for id, r := range s.records {
		if r.kind == "fundAccount" && r.set["kind"].Str() == "income" {
			income[id] = true
			at(r.scope).capital += amount(r.set["openingBalance"])
		}
	}
	for _, r := range s.records {
		c := at(r.scope)
		switch account, _ := r.set["account"].Ref(); {
		case r.kind == "loan":
			c.lent += amount(r.set["amount"])
		case r.kind == "repayment":
			c.back += amount(r.set["principal"])
		case r.kind != "fundTransaction" || !income[account]:
		case r.set["category"].Str() == "loanOut":
			c.cash -= amount(r.set["amount"])
		case r.set["category"].Str() == "principal":
			c.cash += amount(r.set["amount"])
		case r.set["direction"].Str() == "out":
			c.capital -= amount(r.set["amount"])
		default:
			c.capital += amount(r.set["amount"])
		}
	}
	for scope, c := range clubs {
		if c.lent == 0 && strings.HasSuffix(scope, ":health") {
			continue
		}
		if cash := c.capital + c.cash; cash+c.lent-c.back != c.capital || cash < 0 {
			t.Errorf("%s: %+v", scope, *c)
		}
	}
}

// Rotated capital leaves one club and reaches the other, the same amount on the same day.
func TestRotation(t *testing.T) {
	s := whole(t)
	sides := map[string]int{}
	for _, r := range s.of("fundTransaction") {
		switch r.set["category"].Str() {
		case "rotationIn", "rotationOut":
			sides[r.set["date"].Str()+string(r.set["amount"])]++
		}
	}
	for side, n := range sides {
		if n != 2 {
			t.Errorf("%s was written %d times", side, n)
		}
	}
	if len(sides) == 0 {
		t.Error("no capital was rotated")
	}
}
