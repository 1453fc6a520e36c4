package view_test

import (
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/models/view"
)

func id(name string) models.RecordID { return models.DerivedID("test", name) }

// values are the fields of a record: texts, whole numbers and ids by name.
type values map[string]any

func record(typ, name string, v values) models.Record {
	r := models.Record{ID: id(name), Type: typ}
	var set []models.Assignment
	for field, value := range v {
		a := models.Assignment{Name: field}
		switch value := value.(type) {
		case string:
			a.Value = models.TextValue(value)
		case int:
			a.Value = models.IntValue(int64(value))
		case models.RecordID:
			a.Value = models.RefValue(value)
		}
		set = append(set, a)
	}
	for _, a := range models.NewValues(set...) {
		r.Fields = append(r.Fields, models.Field{Name: a.Name, Value: a.Value})
	}
	return r
}

func shelf(records ...models.Record) view.Shelf {
	s := view.Shelf{}
	for i := range records {
		s[records[i].Type] = append(s[records[i].Type], records[i])
	}
	return s
}

// A person who was entered twice and joined is one: by name, and in what she paid.
func TestJoinedMembersAreOne(t *testing.T) {
	s := shelf(
		record("member", "kept", values{"fullName": "Lò Thị Ón", "joinedOn": "2024-01-01"}),
		record("member", "twice", values{"fullName": "Lo Thi On", models.FieldAlias: id("kept"), "joinedOn": "2024-01-01"}),
		record("member", "thrice", values{"fullName": "LO THI ON", models.FieldAlias: id("twice"), "joinedOn": "2024-01-01"}),
		record("member", "left", values{"fullName": "Vàng A Đi", "joinedOn": "2024-01-01", "leftOn": "2025-12-31"}),
		record(ledger.TypeEntry, "a", values{"account": id("fund"), "date": "2026-02-05", "direction": "in", "category": "dues", "amount": 1000, "member": id("kept")}),
		record(ledger.TypeEntry, "b", values{"account": id("fund"), "date": "2026-02-05", "direction": "in", "category": "dues", "amount": 2000, "member": id("thrice")}),
		record(ledger.TypeEntry, "c", values{"account": id("fund"), "date": "2026-02-05", "direction": "in", "category": "dues", "amount": 4000}),
	)
	if got := s.Names()[id("thrice")]; got != "Lò Thị Ón" {
		t.Errorf("named %q", got)
	}
	d := view.DuesOf(s, 2026, func(string) *models.Record { return nil })
	if len(d.Members) != 1 || d.Members[0].Months[1] != 3000 || d.Unnamed[1] != 4000 || d.Collected != 7000 {
		t.Errorf("got %+v", d)
	}
}

func TestPageSaysWhatAgrees(t *testing.T) {
	fund := record(ledger.TypeFund, "fund", values{"kind": "income", "openingBalance": 100})
	closing := func(name string, received int) models.Record {
		return record(ledger.TypeClosing, name, values{
			"account": id("fund"), "month": "2026-02", "opening": 100, "received": received, "paid": 0, "closing": 100 + received,
		})
	}
	count := func(name, date string, counted int) models.Record {
		return record(ledger.TypeCount, name, values{"account": id("fund"), "date": date, "counted": counted})
	}
	s := shelf(
		fund,
		record(ledger.TypeEntry, "a", values{"account": id("fund"), "date": "2026-02-05", "direction": "in", "category": "dues", "amount": 10}),
		record(ledger.TypeEntry, "b", values{"account": id("other"), "date": "2026-02-05", "direction": "in", "category": "dues", "amount": 99}),
		closing("right", 10), closing("wrong", 11), count("before", "2026-02-04", 100), count("after", "2026-02-05", 100), count("later", "2026-03-01", 110),
	)
	p := view.PageOf(s, &fund, "2026-02")
	if len(p.Lines) != 1 || p.Lines[0].Balance != 110 || p.Month.Closing != 110 {
		t.Errorf("lines are %+v, %+v", p.Lines, p.Month)
	}
	agrees := map[models.RecordID]bool{}
	for _, c := range p.Closings {
		agrees[c.Record.ID] = c.Agrees
	}
	for _, c := range p.Counts {
		agrees[c.Record.ID] = c.Agrees
	}
	want := map[models.RecordID]bool{id("right"): true, id("wrong"): false, id("before"): true, id("after"): false}
	if len(agrees) != len(want) {
		t.Errorf("got %v", agrees)
	}
	for who, yes := range want {
		if agrees[who] != yes {
			t.Errorf("%s: agrees %v", who, agrees[who])
		}
	}
	if p = view.PageOf(s, &fund, "2026-04"); p.Month.Opening != 110 || len(p.Lines) != 0 {
		t.Errorf("a month without entries is %+v", p)
	}
}

// The latest come first.
func TestArrearsAreInOrder(t *testing.T) {
	lent := func(name, on string) models.Record {
		return record(ledger.TypeLoan, name, values{
			"member": id("m"), "amount": 1_000_000, "ratePpm": 10_000, "method": "BULLET", "termMonths": 1, "disbursedOn": on,
		})
	}
	s := shelf(lent("a", "2026-03-01"), lent("b", "2026-01-01"), lent("c", "2026-02-01"), lent("d", "2026-05-01"))
	on := models.DayOf(2026, time.May, 1)
	a := view.ArrearsOf(view.Loans(s, on), on)
	var order string
	for _, l := range a.Late {
		order += map[models.RecordID]string{id("a"): "a", id("b"): "b", id("c"): "c", id("d"): "d"}[l.Record.ID]
	}
	if order != "bca" || a.Overdue != (loan.Sums{Principal: 3_000_000, Interest: 30_000}) {
		t.Errorf("%s, %+v overdue", order, a.Overdue)
	}
}
