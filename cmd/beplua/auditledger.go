package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
)

type auditLedgerCommand struct {
	Club   string `help:"Only the club with this id."`
	Repair bool   `help:"Store sums anew that differ from their records."`
}

// Run prints one line per difference and fails if there is one that it did not mend.
func (c *auditLedgerCommand) Run(ctx context.Context, w *world) error {
	return with(ctx, w, func(a *app) error {
		l := ledgerAudit{app: a, command: c, say: func(format string, args ...any) { fmt.Fprintf(w.Out, format+"\n", args...) }}
		if err := l.run(ctx); err != nil {
			return fmt.Errorf("audit: %w", err)
		}
		l.say("audit ledger: %d clubs, %d entries, %d differences", l.clubs, l.entries, l.differences)
		if l.differences > l.mended {
			return errors.New("the books differ; sums are mended by --repair, contradictions by the clubs")
		}
		return nil
	})
}

// ledgerAudit is one run over the books of one club or of all.
type ledgerAudit struct {
	*app
	command *auditLedgerCommand
	say     func(format string, args ...any)

	clubs, entries, differences, mended int
	moved                               int64 // what the clubs' rotation books stand at together
}

func (l *ledgerAudit) run(ctx context.Context) error {
	if l.command.Club != "" {
		id, err := models.ParseRecordID(l.command.Club)
		if err != nil {
			return usageError{fmt.Errorf("--club: %w", err)}
		}
		return l.club(ctx, models.ClubScope(id))
	}
	for after := models.Scope(""); ; {
		scopes, err := l.store.AllScopes(ctx, after, models.ListMax)
		if err != nil {
			return err
		}
		for _, scope := range scopes {
			if scope.Kind() != models.ScopeClub && scope.Kind() != models.ScopeHealth {
				continue
			}
			if err := l.club(ctx, scope); err != nil {
				return err
			}
		}
		if len(scopes) < models.ListMax {
			return l.province(ctx)
		}
		after = scopes[len(scopes)-1]
	}
}

func (l *ledgerAudit) club(ctx context.Context, scope models.Scope) error {
	found, err := l.engine.AuditBooks(ctx, scope)
	if err != nil {
		return err
	}
	if scope.Kind() == models.ScopeClub {
		l.clubs++
	}
	l.entries += found.Club.Entries
	l.moved += found.Club.Trial[ledger.BookRotation]
	l.differences += len(found.Wrong) + len(found.Contradictions)
	for _, key := range found.Wrong {
		l.say("%s: the stored sum %s is not that of its records", scope, key)
	}
	for _, line := range found.Contradictions {
		l.say("%s: %s", scope, line)
	}
	if !l.command.Repair {
		return nil
	}
	n, err := l.engine.MendBooks(ctx, scope)
	l.mended += n
	return err
}

// province compares what moved between clubs with what the province took back without passing it on: 0 when all capital
// that left a club has reached another.
func (l *ledgerAudit) province(ctx context.Context) error {
	var recovered int64
	for after := (models.RecordID{}); ; {
		found, err := l.store.RecordsOfType(ctx, models.ProvinceScope, ledger.TypeTransfer, after, models.ListMax)
		if err != nil {
			return err
		}
		for i := range found {
			if c, ok := ledger.CapitalOf(&found[i]); ok && c.Kind == "recovery" {
				recovered += c.Net()
			}
		}
		if len(found) < models.ListMax {
			break
		}
		after = found[len(found)-1].ID
	}
	if l.moved != recovered {
		l.differences++
		l.say("province: capital of %d đồng left clubs and reached none; %d was recovered", l.moved, recovered)
	}
	return nil
}
