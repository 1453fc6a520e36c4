package sync

import (
	"context"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/view"
)

// Loans gives a club's loans that were paid out by a day, by id, and the seq they are as of. It fails with CodeNotFound.
func (e *Engine) Loans(ctx context.Context, access models.Access, club models.RecordID, on models.Day) (loans []view.Loan, seq uint64, err error) {
	seq, err = e.look(ctx, access, club, func(l *looking) error {
		err := l.types(ctx, ledger.TypeLoan, ledger.TypeRepayment, view.TypeEvent, view.TypeMember)
		loans = view.Loans(l.shelf, on)
		return err
	})
	return loans, seq, err
}

// LoanFile gives everything that is known of one loan as of a day. A loan that was not yet paid out then is not there:
// CodeNotFound.
func (e *Engine) LoanFile(ctx context.Context, access models.Access, club, id models.RecordID, on models.Day) (file view.File, seq uint64, err error) {
	found := false
	seq, err = e.look(ctx, access, club, func(l *looking) error {
		if err := l.aboutLoan(ctx, id); err != nil {
			return err
		}
		file, found = view.FileOf(l.shelf, id, on)
		return nil
	})
	if err == nil && !found {
		err = models.Errorf(models.CodeNotFound, "no such loan on that day")
	}
	return file, seq, err
}

// aboutLoan adds a loan, what concerns it, and the cases that wait.
func (l *looking) aboutLoan(ctx context.Context, id models.RecordID) error {
	if err := l.ids(ctx, id); err != nil {
		return err
	}
	contract := l.shelf.Find(ledger.TypeLoan, id)
	if contract == nil {
		return nil
	}
	request, _ := contract.Value("request").Ref()
	decision, _ := contract.Value("decision").Ref()
	if err := l.ids(ctx, request, decision); err != nil {
		return err
	}
	if !request.IsZero() {
		for _, typ := range []string{view.TypeReview, view.TypeDecision} {
			if err := l.listed(ctx, typ, "request", models.RefValue(request)); err != nil {
				return err
			}
		}
	}
	for _, typ := range []string{ledger.TypeRepayment, view.TypeEvent, ledger.TypeEntry} {
		if err := l.listed(ctx, typ, "loan", models.RefValue(id)); err != nil {
			return err
		}
	}
	if err := l.key(ctx, schema.OpenKey); err != nil {
		return err
	}
	return l.types(ctx, view.TypeMember)
}

// PreviewLoan plans a loan under the by-law in force on its day. It fails with CodeNotFound; what is wrong with the terms is
// in the preview.
func (e *Engine) PreviewLoan(ctx context.Context, access models.Access, club models.RecordID, p view.Proposal) (v view.Preview, seq uint64, err error) {
	seq, err = e.look(ctx, access, club, func(l *looking) error {
		err := l.types(ctx, view.TypeByLaw)
		if err == nil {
			err = l.ids(ctx, club)
		}
		v = view.PreviewOf(p, l.law(p.DisbursedOn.String()), l.shelf.Find(view.TypeClub, club))
		return err
	})
	return v, seq, err
}
