package main

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
)

// TestAuditLedger: the demo's books balance; a sum that is not that of its records is told, fails the command, and is mended.
func TestAuditLedger(t *testing.T) {
	w, out := testWorld(t)
	audit := func(c auditLedgerCommand) (string, error) {
		out.Reset()
		err := c.Run(t.Context(), w)
		return out.String(), err
	}
	var broken models.Scope
	err := with(t.Context(), w, func(a *app) error {
		if err := loadDemo(t.Context(), a, time.Now(), demoClubs, io.Discard); err != nil {
			return err
		}
		scopes, err := a.store.AllScopes(t.Context(), "", 1)
		broken = scopes[0]
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	said, err := audit(auditLedgerCommand{})
	if err != nil || !strings.HasPrefix(said, "audit ledger: 2 clubs, ") || !strings.HasSuffix(said, " entries, 0 differences\n") {
		t.Fatalf("%v: %s", err, said)
	}
	if strings.Contains(said, " 0 entries") {
		t.Error("there was nothing to audit")
	}
	breakSum(t, w, broken)
	if said, err := audit(auditLedgerCommand{}); err == nil || !strings.Contains(said, "1 differences") || !strings.Contains(said, string(broken)+": the stored sum fund:") {
		t.Errorf("%v: %s", err, said)
	}
	club := broken.Owner().String()
	if said, err := audit(auditLedgerCommand{Club: club, Repair: true}); err != nil || !strings.Contains(said, "1 clubs") || !strings.Contains(said, "1 differences") {
		t.Errorf("%v: %s", err, said)
	}
	if said, err := audit(auditLedgerCommand{Club: club}); err != nil || !strings.Contains(said, " 0 differences") {
		t.Errorf("%v: %s", err, said)
	}
	if _, err := audit(auditLedgerCommand{Club: "Nà Phát"}); err == nil {
		t.Error("a name passes for an id")
	}
}

// breakSum commits a false sum of one fund of a club, with an operation that stands for any.
func breakSum(t *testing.T, w *world, scope models.Scope) {
	t.Helper()
	err := with(t.Context(), w, func(a *app) error {
		heads, err := a.store.Heads(t.Context(), []models.Scope{scope})
		if err != nil {
			return err
		}
		funds, err := a.store.RecordsOfType(t.Context(), scope, ledger.TypeFund, models.RecordID{}, 1)
		if err != nil {
			return err
		}
		op := models.Operation{
			Dot: models.Dot{Actor: models.MustActorID("breaker"), N: 1}, Scope: scope, Record: a.newID(), Type: "member", By: a.newID(), Schema: 1,
			Set: models.Values{{Name: "fullName", Value: `"Lò"`}},
		}
		l := models.LoggedOperation{Operation: op, Seq: heads[0].Seq + 1, Hash: op.Hash(), Outcome: models.Outcome{Kind: models.Refused, Problem: models.ReasonInvalid}}
		l.Chain = l.NextChain(heads[0].Chain)
		next := heads[0]
		next.Seq, next.Chain = l.Seq, l.Chain
		return a.store.Commit(t.Context(), models.Commit{
			ID: a.newID(), Base: heads[0], Next: next, Operations: []models.LoggedOperation{l},
			Projections: []models.Projection{{Key: ledger.FundKey(funds[0].ID), Seq: next.Seq, Body: ledger.Balance{In: 7}.JSON()}},
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}
