package main

import (
	"maps"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
)

// An officer of the demo meets every kind of case, and a phone for every reason not to be in step; the books still balance,
// and a second start adds nothing.
func TestTroubles(t *testing.T) {
	w, out := testWorld(t)
	a, err := assemble(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	defer a.close()
	if err := a.demo(t.Context(), 6, out); err != nil {
		t.Fatal(err)
	}
	if err := a.troubles(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	kinds := casesByKind(t, a)
	for _, kind := range []models.CaseKind{
		models.CaseFieldConflict, models.CaseDeleteEdit, models.CaseDuplicatePerson, models.CaseDuplicateEvent, models.CaseDuplicatePayment,
		models.CaseRefused, models.CaseOutOfScope, models.CaseOrphan, models.CaseForkedPhone, models.CaseLedger, models.CaseClock,
	} {
		if kinds[kind] == 0 {
			t.Errorf("no case of kind %s", kind)
		}
	}
	why := phonesByReason(t, a)
	for _, code := range []string{"draining", "wiped", "silent", "refused", "storage", "clock", "old-app", "forked"} {
		if why[code] == 0 {
			t.Errorf("no phone with %q: %v", code, why)
		}
	}
	if differences, err := a.store.Audit(t.Context(), 10, store.AuditOnly); err != nil || len(differences) > 0 {
		t.Errorf("audit: %q, %v", differences, err)
	}
	l := ledgerAudit{app: a, command: &auditLedgerCommand{}, say: t.Errorf}
	if err := l.run(t.Context()); err != nil || l.differences > 0 {
		t.Errorf("the books: %d differences, %v", l.differences, err)
	}
	if err := a.troubles(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	if again := casesByKind(t, a); !maps.Equal(kinds, again) {
		t.Errorf("a second start: %v, was %v", again, kinds)
	}
}

func casesByKind(t *testing.T, a *app) map[models.CaseKind]int {
	t.Helper()
	scopes, err := a.store.AllScopes(t.Context(), "", models.ListMax)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[models.CaseKind]int{}
	for _, scope := range scopes {
		cases, err := a.store.RecordsOfType(t.Context(), scope, models.TypeCase, models.RecordID{}, models.ListMax)
		if err != nil {
			t.Fatal(err)
		}
		for i := range cases {
			kinds[models.CaseKind(cases[i].Value(models.CaseFieldKind).Str())]++
		}
	}
	return kinds
}

func phonesByReason(t *testing.T, a *app) map[string]int {
	t.Helper()
	devices, err := a.accounts.Devices(t.Context(), nil, "", models.ListMax)
	if err != nil {
		t.Fatal(err)
	}
	why := map[string]int{}
	for i := range devices {
		u, err := a.accounts.User(t.Context(), devices[i].User)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range a.accounts.Why(&devices[i], &u.User, a.registry.Number) {
			why[r.Code]++
		}
	}
	return why
}
