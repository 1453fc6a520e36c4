package sync

import (
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sync/rules"
)

const fieldReverses = "reverses"

// checkReversal refuses an entry that takes back what is taken back already or what it does not mirror, and holds one that
// needs a second person. Its kind is "" for what may stand, and for all that takes nothing back.
func (p *plan) checkReversal(t *schema.Type, op *models.Operation) (verdict, error) {
	id, ok := op.Set.Get(fieldReverses).Ref()
	if !ok {
		return verdict{}, nil
	}
	target, err := p.record(id)
	if err != nil {
		return verdict{}, err
	}
	if target == nil || !ledger.Mirrors(target, t.Name, op.Set) {
		return refusedReversal(models.ReasonReversalMismatch, "Bản ghi đảo phải đúng quỹ, đúng khoản, đúng số tiền và ngược chiều với bản ghi bị đảo."), nil
	}
	others, err := p.reversals(t.Name, id)
	if err != nil {
		return verdict{}, err
	}
	if slices.ContainsFunc(others, func(other models.RecordID) bool { return other != op.Record }) {
		return refusedReversal(models.ReasonAlreadyReversed, "Bản ghi này đã được đảo một lần, không đảo lần nữa."), nil
	}
	if alone, err := p.oneHand(target, op.By); err != nil || !alone {
		return verdict{}, err
	}
	return held(models.ReasonSecondOfficer), nil
}

func refusedReversal(reason, sentence string) verdict {
	return refused(reason, schema.Rule(reason, fieldReverses, sentence))
}

// reversals gives what takes a record back: at most one.
func (p *plan) reversals(typ string, id models.RecordID) ([]models.RecordID, error) {
	return p.lookUp(schema.ListKey(typ, fieldReverses, models.RefValue(id)))
}

// oneHand says whether somebody takes back alone what he wrote himself, above the limit of the by-law in force. Whoever
// approves a held operation is the second person, unless he is the same.
func (p *plan) oneHand(target *models.Record, by models.RecordID) (bool, error) {
	laws, err := p.ofType("byLaw")
	if err != nil {
		return false, err
	}
	law := rules.InForce(laws, p.today())
	if law == nil {
		return false, nil
	}
	limit, ok := law.Value("secondOfficerAbove").Int()
	if !ok || sumOf(target) <= limit {
		return false, nil
	}
	written, err := p.logged(target.Fields[0].Mark.Dot)
	if err != nil || written == nil {
		return false, err
	}
	if !p.approver.IsZero() {
		return written.By == p.approver, nil
	}
	return written.By == by, nil
}

// sumOf is the whole sum that a record of money says.
func sumOf(r *models.Record) int64 {
	var sum int64
	for _, name := range []string{"amount", "principal", "interest", "penalty"} {
		n, _ := r.Value(name).Int()
		sum += n
	}
	return sum
}
