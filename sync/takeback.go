package sync

import (
	"context"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
)

// TakeBack corrects a record of money as books are corrected: nothing that was written changes, a reversing record of today
// is added in the officer's name, and of a payment its receipts are taken back with it. It gives the reversal.
//
// It fails like Edit, and with CodeConflict when the record is taken back already, is itself a reversal, or needs a second
// person (docs/adr/0006); with CodeInvalid for what is no record of money.
func (e *Engine) TakeBack(ctx context.Context, access models.Access, scope models.Scope, id models.RecordID, seen models.Vector, note string) (models.Corrected, error) {
	if !access.Officer || !access.MayWrite(scope) {
		return models.Corrected{}, models.Errorf(models.CodeNotFound, "no such scope")
	}
	var edited models.Corrected
	err := e.deciding(ctx, access, scope, func(p *plan) (err error) {
		edited, err = p.reverse(id, seen, note)
		return err
	})
	return edited, err
}

// reverse takes one record of money back as an officer asked.
func (p *plan) reverse(id models.RecordID, seen models.Vector, note string) (models.Corrected, error) {
	r, err := p.record(id)
	switch {
	case err != nil:
		return models.Corrected{}, err
	case r == nil:
		return models.Corrected{}, models.Errorf(models.CodeNotFound, "no such record")
	case !slices.Contains([]string{ledger.TypeEntry, ledger.TypeRepayment, ledger.TypeDonation}, r.Type):
		return models.Corrected{}, models.Errorf(models.CodeInvalid, "only entries, repayments and donations are taken back")
	case r.Vector.Compare(seen) != models.Equal:
		return models.Corrected{Record: *r}, models.Errorf(models.CodeStale, "the record has changed since it was read")
	case r.Value(fieldReverses).IsSet():
		return models.Corrected{}, models.Errorf(models.CodeConflict, "a reversal is not taken back; write the record anew")
	}
	if others, err := p.reversals(r.Type, id); err != nil || len(others) > 0 {
		if err == nil {
			err = models.Errorf(models.CodeConflict, "it is taken back already")
		}
		return models.Corrected{}, err
	}
	var more []models.Assignment
	if note != "" {
		more = append(more, models.Assignment{Name: "note", Value: models.TextValue(note)})
	}
	reversal, _, err := p.takeBackWhole(r, more...)
	if err != nil {
		return models.Corrected{}, err
	}
	return models.Corrected{Record: *p.records[reversal].now}, nil
}
