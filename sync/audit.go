package sync

import (
	"context"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/summary"
)

// BooksAudit is what a full fold of one club's books found.
type BooksAudit struct {
	Club           *ledger.Club
	Wrong          []string // keys of stored sums that are not what the records come to
	Contradictions []string // see ledger.Club.Contradictions
	head           models.Head
	summary        summary.Summary
}

// AuditBooks folds all of a club's books and compares them with the sums that are kept, and with themselves.
func (e *Engine) AuditBooks(ctx context.Context, scope models.Scope) (a BooksAudit, err error) {
	err = tried(func() error {
		a, err = e.foldBooks(ctx, scope)
		return err
	})
	return a, err
}

// foldBooks is one try; it fails with ErrStale if the scope moved on while it was read.
func (e *Engine) foldBooks(ctx context.Context, scope models.Scope) (BooksAudit, error) {
	heads, err := e.Store.Heads(ctx, []models.Scope{scope})
	if err != nil {
		return BooksAudit{}, err
	}
	a := BooksAudit{Club: ledger.NewClub(), head: heads[0]}
	for _, typ := range ledger.ClubTypes() {
		if err := e.foldType(ctx, scope, typ, a.Club); err != nil {
			return a, err
		}
	}
	stored, err := e.storedSums(ctx, scope)
	if err != nil {
		return a, err
	}
	var glance bool
	if a.summary, glance, err = e.auditSummary(ctx, scope); err != nil {
		return a, err
	}
	after, err := e.Store.Heads(ctx, []models.Scope{scope})
	if err == nil && after[0].Seq != a.head.Seq {
		err = models.ErrStale
	}
	a.Wrong, a.Contradictions = a.Club.Wrong(stored), a.Club.Contradictions()
	if glance {
		a.Wrong = append(a.Wrong, summary.Key)
	}
	return a, err
}

func (e *Engine) foldType(ctx context.Context, scope models.Scope, typ string, into *ledger.Club) error {
	for after := (models.RecordID{}); ; {
		found, err := e.Store.RecordsOfType(ctx, scope, typ, after, models.PageRecordsMax)
		if err != nil {
			return err
		}
		into.Fold(func(yield func(*models.Record) bool) {
			for i := range found {
				if !yield(&found[i]) {
					return
				}
			}
		})
		if len(found) < models.PageRecordsMax {
			return nil
		}
		after = found[len(found)-1].ID
	}
}

// storedSums gives the projections of a scope's funds and loans.
func (e *Engine) storedSums(ctx context.Context, scope models.Scope) ([]models.Projection, error) {
	var all []models.Projection
	for _, prefix := range []string{ledger.FundPrefix, ledger.LoanPrefix} {
		for after := ""; ; {
			found, err := e.Store.ProjectionsAfter(ctx, scope, prefix, after, models.PageRecordsMax)
			if err != nil {
				return nil, err
			}
			all = append(all, found...)
			if len(found) < models.PageRecordsMax {
				break
			}
			after = found[len(found)-1].Key
		}
	}
	return all, nil
}

// MendBooks stores the sums of a club anew where they are wrong, and opens a case: a sum that was wrong was shown to people.
// It gives how many it mended.
func (e *Engine) MendBooks(ctx context.Context, scope models.Scope) (n int, err error) {
	err = e.alone(ctx, scope, func() error {
		n, err = e.mendOnce(ctx, scope)
		return err
	})
	return n, err
}

func (e *Engine) mendOnce(ctx context.Context, scope models.Scope) (int, error) {
	a, err := e.foldBooks(ctx, scope)
	if err != nil || len(a.Wrong) == 0 {
		return 0, err
	}
	p, err := e.begin(ctx, models.Access{Officer: true}, scope, 0)
	if err != nil {
		return 0, err
	}
	if p.base.Seq != a.head.Seq {
		return 0, models.ErrStale
	}
	wrong := a.Wrong[:min(len(a.Wrong), models.BatchOperationsMax)] // the next run mends the rest
	if err := p.tellOfMend(); err != nil {
		return 0, err
	}
	p.glance = glance{Summary: a.summary, known: true} // stored anew with any other
	if err := p.keepSummary(); err != nil {
		return 0, err
	}
	c := p.commit()
	for _, key := range wrong {
		if key != summary.Key {
			c.Projections = append(c.Projections, models.Projection{Key: key, Seq: c.Next.Seq, Body: a.Club.Body(key)})
		}
	}
	models.SortProjections(c.Projections)
	return len(wrong), p.store(ctx, c)
}

// tellOfMend opens the case about mended sums, or says in the one that waits that it happened again.
func (p *plan) tellOfMend() error {
	f := finding{kind: models.CaseLedger, subject: p.scope.Owner(), typ: "club", severity: models.SeverityInfo, reason: models.ReasonSumMended}
	if err := p.identify(&f); err != nil {
		return err
	}
	existing, err := p.record(f.id)
	if err != nil {
		return err
	}
	if existing == nil {
		return p.open(&f)
	}
	again := models.Values{{Name: models.CaseFieldOpened, Value: instant(p.now.UnixMilli())}}
	return p.write(f.id, models.TypeCase, again, nil, models.RecordID{})
}
