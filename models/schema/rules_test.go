package schema_test

import (
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// TestRulesAcrossFields changes one thing of a valid example and looks for the rule it breaks; "" means none.
func TestRulesAcrossFields(t *testing.T) {
	for _, c := range []struct{ typ, field, value, want string }{
		{"club", "originClub", "", "rule:origin"},
		{"club", "dissolvedOn", "", "rule:dissolved"},
		{"club", "dissolvedOn", `"2022-11-09"`, "rule:dates"},
		{"club", "funding", `"donor"`, ""},
		{"byLaw", "maxLoan", "999999", "rule:loan-bounds"},
		{"byLaw", "maxLoan", "1000000", ""},
		{"byLaw", "validTo", `"2022-11-09"`, "rule:dates"},
		{"byLaw", "ratePpm", "16667", "rule:legal-rate"},
		{"byLaw", "ratePpm", "16666", ""},
		{"clubRole", "to", `"2022-11-09"`, "rule:dates"},
		{"povertyReview", "year", "2026", ""},
		{"povertyReview", "year", "2027", "rule:year"},
		{"member", "leftOn", `"2022-11-09"`, "rule:dates"},
		{"member", "leftOn", "", "rule:left"},
		{"member", "birthOn", `"2023-01-01"`, "rule:dates"},
		{"member", "birthOn", `"2007-01-01"`, "rule:age"},
		{"member", "birthOn", `"2006-12-31"`, ""},
		{"member", "birthOn", "", ""},
		{"meeting", "date", `"2026-03-06"`, "rule:held"},
		{"meeting", "date", `"2026-03-05"`, ""},
		{"supportCase", "outsiderName", "", ""},
		{"training", "women", "11", "rule:women"},
		{"training", "women", "10", ""},
		{"volunteer", "to", `"2022-12-31"`, "rule:dates"},
		{"fundTransaction", "direction", `"out"`, "rule:direction"},
		{"fundTransaction", "category", `"loanOut"`, "rule:direction"},
		{"fundTransaction", "category", `"transfer"`, ""},
		{"fundTransaction", "reverses", `"0198c0de-5a00-7000-8000-000000000063"`, "rule:direction"},
		{"cashCount", "note", "", "rule:difference"},
		{"cashCount", "book", "12415000", ""},
		{"donation", "transaction", "", "rule:receipt"},
		{"monthClosing", "paid", "40001", "rule:sum"},
		{"loanDecision", "amount", "", "rule:amount"},
		{"loan", "ratePpm", "16667", "rule:legal-rate"},
		{"loan", "ratePpm", "16666", ""},
		{"loan", "amount", "5000001", "rule:schedule-sum"},
		{"loan", "schedule", "[]", ""},
		{"loan", "schedule", "", ""},
		{"loan", "disbursedOn", `"2025-12-18"`, "rule:schedule-order"},
		{"loan", "dueOn", `"2025-11-19"`, "rule:dates"},
		{"loan", "closedOn", `"2025-11-19"`, "rule:dates"},
		{"repayment", "principal", "0", ""},
		{"loanEvent", "meeting", "", "rule:meeting"},
		{"loanEvent", "newDueOn", "", "rule:new-due"},
		{"healthCheck", "diastolic", "138", "rule:pressure"},
		{"healthCheck", "diastolic", "137", ""},
		{"homeVisit", "systolic", "86", "rule:pressure"},
		{"careRecipient", "fullName", "", ""},
		{"careRecipient", "to", `"2025-05-31"`, "rule:dates"},
		{"adminUnit", "validTo", `"2025-06-30"`, "rule:dates"},
		{"association", "to", `"2025-06-30"`, "rule:dates"},
		{"plan", "to", `"2020-12-15"`, "rule:dates"},
		{"planTarget", "valueMax", "71", "rule:band"},
		{"capitalTransfer", "fromClub", "", "rule:from"},
		{"capitalTransfer", "toClub", "", "rule:to"},
		{"capitalTransfer", "toClub", `"0198c0de-5a00-7000-8000-000000000002"`, "rule:same-club"},
		{"report", "returnReason", "", "rule:returned"},
		{"task", "role", "", ""},
	} {
		e := exampleOf(t, c.typ)
		typ, _ := schema.Default().Type(c.typ)
		op := e.operation(t)
		op.Set = with(op.Set, c.field, models.Value(c.value))
		codes := [2]string{onlyCode(t, c.typ, typ.CheckSet(&op, true, today))}
		r := recordOf(op)
		codes[1] = onlyCode(t, c.typ, typ.CheckRecord(&r, today))
		if codes != [2]string{c.want, c.want} {
			t.Errorf("%s with %s = %s breaks %q when made and %q as it stands, want %q", c.typ, c.field, c.value, codes[0], codes[1], c.want)
		}
	}
}

func onlyCode(t *testing.T, typ string, faults []models.Fault) string {
	t.Helper()
	switch len(faults) {
	case 0:
		return ""
	case 1:
		return faults[0].Code
	}
	t.Errorf("%s: several faults %v", typ, faults)
	return ""
}

// with gives values in which one name has another value, or none.
func with(v models.Values, name string, value models.Value) models.Values {
	var out []models.Assignment
	for _, a := range v {
		if a.Name != name {
			out = append(out, a)
		}
	}
	if value.IsSet() {
		out = append(out, models.Assignment{Name: name, Value: value})
	}
	return models.NewValues(out...)
}

func without(v models.Values, names ...string) models.Values {
	for _, name := range names {
		v = with(v, name, "")
	}
	return v
}

func TestRulesThatNeedSeveralFields(t *testing.T) {
	for typ, c := range map[string]struct {
		drop []string
		want string
	}{
		"healthCheck":   {[]string{"systolic", "diastolic", "pulse", "weight", "height", "waist", "glucose"}, "rule:empty"},
		"supportCase":   {[]string{"member", "outsiderName"}, "rule:person"},
		"careRecipient": {[]string{"member", "fullName"}, "rule:person"},
		"donation":      {[]string{"amount", "goods"}, "rule:gift"},
		"task":          {[]string{"role", "assignee"}, "rule:assignee"},
	} {
		e := exampleOf(t, typ)
		s, _ := schema.Default().Type(typ)
		op := e.operation(t)
		op.Set = without(op.Set, c.drop...)
		if code := onlyCode(t, typ, s.CheckSet(&op, true, today)); code != c.want {
			t.Errorf("%s without %v breaks %q, want %q", typ, c.drop, code, c.want)
		}
	}
}

func TestOldLoansAreKeptAsTheyWereAgreed(t *testing.T) {
	e := exampleOf(t, "loan")
	typ, _ := schema.Default().Type("loan")
	op := e.operation(t)
	op.Set = with(with(op.Set, "ratePpm", "20000"), "source", `"import"`)
	if faults := typ.CheckSet(&op, true, today); len(faults) > 0 {
		t.Errorf("a loan from an old book: %v", faults)
	}
}

func TestAReversingEntryGoesTheOtherWay(t *testing.T) {
	e := exampleOf(t, "fundTransaction")
	typ, _ := schema.Default().Type("fundTransaction")
	op := e.operation(t)
	op.Set = with(with(op.Set, "direction", `"out"`), "reverses", models.RefValue(op.Record))
	if faults := typ.CheckSet(&op, true, today); len(faults) > 0 {
		t.Errorf("a reversing entry: %v", faults)
	}
}

func TestNothingPaidIsNoRepayment(t *testing.T) {
	e := exampleOf(t, "repayment")
	typ, _ := schema.Default().Type("repayment")
	op := e.operation(t)
	op.Set = with(with(op.Set, "principal", "0"), "interest", "0")
	if code := onlyCode(t, "repayment", typ.CheckSet(&op, true, today)); code != "rule:sum" {
		t.Errorf("a repayment of nothing breaks %q", code)
	}
}

func TestAClubLivesUnderItsOwnID(t *testing.T) {
	e := exampleOf(t, "club")
	typ, _ := schema.Default().Type("club")
	op := e.operation(t)
	op.Record = models.MustRecordID("0198c0de-5a00-7000-8000-000000000063")
	if code := onlyCode(t, "club", typ.CheckSet(&op, true, today)); code != "scope" {
		t.Errorf("a second club in a club's scope breaks %q", code)
	}
	if faults := typ.CheckSet(&op, false, today); len(faults) > 0 {
		t.Errorf("an edit: %v", faults)
	}
}
