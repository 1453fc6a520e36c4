package main

import (
	"testing"

	"github.com/beplua/beplua/models"
)

// The demo's books balance, and of all that is in them one thing alone is doubtful: loans of old books above the legal rate.
func TestDemoBooks(t *testing.T) {
	w, out := testWorld(t)
	a, err := assemble(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	defer a.close()
	if err := a.demo(t.Context(), 12, out); err != nil {
		t.Fatal(err)
	}
	l := ledgerAudit{app: a, command: &auditLedgerCommand{}, say: t.Errorf}
	if err := l.run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if l.clubs != 12 || l.entries < 1000 || l.differences > 0 {
		t.Errorf("%d clubs, %d entries, %d differences", l.clubs, l.entries, l.differences)
	}
	scopes, err := a.store.AllScopes(t.Context(), "", models.ListMax)
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[string]int{}
	for _, scope := range scopes {
		cases, err := a.store.RecordsOfType(t.Context(), scope, models.TypeCase, models.RecordID{}, models.ListMax)
		if err != nil {
			t.Fatal(err)
		}
		for i := range cases {
			reasons[cases[i].Value(models.CaseFieldReason).Str()]++
		}
	}
	if len(reasons) != 1 || reasons[models.ReasonAboveLegalRate] == 0 {
		t.Errorf("cases in the demo: %v", reasons)
	}
}
