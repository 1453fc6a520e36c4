package sync

import (
	"context"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/view"
)

// Funds gives a club's funds with what they hold, and the seq that is as of. It fails with CodeNotFound.
func (e *Engine) Funds(ctx context.Context, access models.Access, club models.RecordID) (funds []view.Fund, seq uint64, err error) {
	seq, err = e.look(ctx, access, club, func(l *looking) error {
		if err := l.types(ctx, ledger.TypeFund); err != nil {
			return err
		}
		balances := map[models.RecordID]ledger.Balance{}
		for i := range l.shelf[ledger.TypeFund] {
			fund := &l.shelf[ledger.TypeFund][i]
			var err error
			if balances[fund.ID], err = l.balance(ctx, fund); err != nil {
				return err
			}
		}
		funds = view.FundsOf(l.shelf, balances)
		return nil
	})
	return funds, seq, err
}

// balance gives what a fund holds by its projection; one that is not there is folded from the entries.
func (l *looking) balance(ctx context.Context, fund *models.Record) (ledger.Balance, error) {
	kept, err := l.store.Projections(ctx, l.scope, []string{ledger.FundKey(fund.ID)})
	if err != nil {
		return ledger.Balance{}, err
	}
	if len(kept) > 0 && len(kept[0].Body) > 0 {
		return ledger.ParseBalance(kept[0])
	}
	if err := l.listed(ctx, ledger.TypeEntry, "account", models.RefValue(fund.ID)); err != nil {
		return ledger.Balance{}, err
	}
	records := append([]models.Record{*fund}, l.shelf[ledger.TypeEntry]...)
	return ledger.FoldFunds(func(yield func(*models.Record) bool) {
		for i := range records {
			if !yield(&records[i]) {
				return
			}
		}
	})[fund.ID], nil
}

// FundPage opens a fund's book at a month. It fails with CodeNotFound, also when the club has no fund of that kind.
func (e *Engine) FundPage(ctx context.Context, access models.Access, club models.RecordID, kind, month string) (page view.Page, seq uint64, err error) {
	found := false
	seq, err = e.look(ctx, access, club, func(l *looking) error {
		if err := l.listed(ctx, ledger.TypeFund, "kind", models.TextValue(kind)); err != nil {
			return err
		}
		at := slices.IndexFunc(l.shelf[ledger.TypeFund], func(r models.Record) bool { return !r.Deleted() })
		if found = at >= 0; !found {
			return nil
		}
		fund := &l.shelf[ledger.TypeFund][at]
		for _, typ := range []string{ledger.TypeEntry, ledger.TypeClosing, ledger.TypeCount} {
			if err := l.listed(ctx, typ, "account", models.RefValue(fund.ID)); err != nil {
				return err
			}
		}
		page = view.PageOf(l.shelf, fund, month)
		return nil
	})
	if err == nil && !found {
		err = models.Errorf(models.CodeNotFound, "the club has no such fund")
	}
	return page, seq, err
}

// Dues gives who paid what for the months of a year. It fails with CodeNotFound.
func (e *Engine) Dues(ctx context.Context, access models.Access, club models.RecordID, year int) (dues view.Dues, seq uint64, err error) {
	seq, err = e.look(ctx, access, club, func(l *looking) error {
		err := l.listed(ctx, ledger.TypeEntry, "category", models.TextValue(string(ledger.Dues)))
		if err == nil {
			err = l.types(ctx, view.TypeMember, view.TypeByLaw)
		}
		dues = view.DuesOf(l.shelf, year, l.law)
		return err
	})
	return dues, seq, err
}

// Donations gives the lines of the book of golden hearts, by id, those that were taken back too. It fails with CodeNotFound.
func (e *Engine) Donations(ctx context.Context, access models.Access, club models.RecordID) (lines []models.Record, seq uint64, err error) {
	seq, err = e.look(ctx, access, club, func(l *looking) error {
		err := l.types(ctx, ledger.TypeDonation)
		lines = l.shelf[ledger.TypeDonation]
		return err
	})
	return lines, seq, err
}
