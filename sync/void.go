package sync

import (
	"cmp"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/schema"
)

// void decides that two payments are one: what is not kept is taken back, with its receipts, by reversing records in the
// officer's name. Nothing that was written changes.
func (p *plan) void(c *models.Record, r models.Resolution) error {
	_, lost, err := p.keep(c, r.Keep)
	if err != nil {
		return err
	}
	if lost, err = p.latest(lost); err != nil {
		return err
	}
	_, rows, err := p.takeBackWhole(lost)
	if err != nil {
		return err
	}
	return p.decideCase(c, r, p.access.User, rows)
}

// takeBackWhole takes a record of money back, and if it is a payment its receipts too. It gives the id of its reversal and the
// rows that remember what was written. It fails with CodeConflict if that needs a second person.
func (p *plan) takeBackWhole(r *models.Record, more ...models.Assignment) (models.RecordID, []models.Values, error) {
	if alone, err := p.oneHand(r, p.access.User); err != nil || alone {
		return models.RecordID{}, nil, cmp.Or(err, error(conflict(ConflictOneHand, "who wrote the payment cannot take it back alone")))
	}
	var receipts []*models.Record
	if r.Type == ledger.TypeRepayment {
		var err error
		if receipts, err = p.receiptsOf(r); err != nil {
			return models.RecordID{}, nil, err
		}
	}
	reversal, undo, err := p.takeBack(r, more...)
	if err != nil {
		return reversal, nil, err
	}
	rows := []models.Values{undo}
	for _, e := range receipts {
		_, undo, err := p.takeBack(e, append(more, models.Assignment{Name: "repayment", Value: models.RefValue(reversal)})...)
		if err != nil {
			return reversal, nil, err
		}
		rows = append(rows, undo)
	}
	return reversal, rows, nil
}

// latest gives the record by which a payment stands: itself, or the one that was written anew after it was taken back by
// mistake. It fails with CodeConflict if the payment does not stand.
func (p *plan) latest(payment *models.Record) (*models.Record, error) {
	for {
		reversed, err := p.reversals(payment.Type, payment.ID)
		if err != nil || len(reversed) == 0 {
			return payment, err
		}
		anew, err := p.lookUp(schema.ListKey(payment.Type, fieldRestores, models.RefValue(payment.ID)))
		if err != nil {
			return nil, err
		}
		if len(anew) == 0 {
			return nil, conflict(ConflictTakenBack, "the payment is taken back already")
		}
		if payment, err = p.record(anew[len(anew)-1]); err != nil {
			return nil, err
		}
	}
}

// receiptsOf gives the entries of the cash books that are the receipts of a payment and stand: those that name it, and
// those that it names and that are of no other payment and of just its sum.
func (p *plan) receiptsOf(payment *models.Record) ([]*models.Record, error) {
	ids, err := p.lookUp(schema.ListKey(ledger.TypeEntry, "repayment", models.RefValue(payment.ID)))
	if err != nil {
		return nil, err
	}
	for field, receipt := range map[string]string{"principal": "principalTransaction", "interest": "interestTransaction"} {
		id, ok := payment.Value(receipt).Ref()
		if !ok || slices.Contains(ids, id) {
			continue
		}
		r, err := p.record(id)
		if err != nil {
			return nil, err
		}
		if r != nil && !r.Value("repayment").IsSet() && r.Value("amount") == payment.Value(field) {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b models.RecordID) int { return slices.Compare(a[:], b[:]) })
	var out []*models.Record
	for _, id := range ids {
		r, err := p.record(id)
		if err != nil {
			return nil, err
		}
		reversed, err := p.reversals(ledger.TypeEntry, id)
		if err != nil {
			return nil, err
		}
		if !r.Value(fieldReverses).IsSet() && len(reversed) == 0 {
			out = append(out, r)
		}
	}
	return out, nil
}

const (
	fieldRestores = "restores"
	prefixVoid    = "ĐB-" // slip numbers of the server: đảo bút toán
	prefixRestore = "GL-" // ghi lại
)

// takeBack writes the record that takes another back today, and gives its id and the row that remembers it.
func (p *plan) takeBack(r *models.Record, more ...models.Assignment) (models.RecordID, models.Values, error) {
	id := models.DerivedID("reversal", string(p.scope), r.ID.String())
	set := p.copied(r, id, prefixVoid, append(more,
		models.Assignment{Name: fieldReverses, Value: models.RefValue(r.ID)}, models.Assignment{Name: "date", Value: models.TextValue(p.today())}))
	if e, ok := ledger.EntryOf(r); ok {
		set = models.NewValues(append(set, models.Assignment{Name: "direction", Value: models.TextValue(string(e.Direction.Opposite()))})...)
	}
	row := undoRow(id, fieldReverses, "", p.seq())
	return id, row, p.write(id, r.Type, set, nil, p.access.User)
}

// copied are the fields of a record of money that its reversal, or what stands for it anew, says too. Each entry has a slip
// of its own, numbered by its id.
func (p *plan) copied(r *models.Record, id models.RecordID, prefix string, more []models.Assignment) models.Values {
	var set []models.Assignment
	for _, a := range r.Values() {
		switch a.Name {
		case "note", "source", "meeting", fieldReverses, fieldRestores, "principalTransaction", "interestTransaction":
		case "slipNo":
			set = append(set, models.Assignment{Name: a.Name, Value: models.TextValue(prefix + id.String()[:13])})
		default:
			set = append(set, a)
		}
	}
	return models.NewValues(append(set, more...)...)
}

// restore enters anew what a decision took back: a reversal stands for ever and is not itself reversed.
func (p *plan) restore(rows []models.Values) error {
	var repayment models.RecordID
	for _, row := range rows {
		id, _ := row.Get(undoRecord).Ref()
		reversal, err := p.record(id)
		if err != nil {
			return err
		}
		if reversal == nil {
			return conflict(ConflictGone, "what the decision wrote is not there")
		}
		original, _ := reversal.Value(fieldReverses).Ref()
		r, err := p.record(original)
		if err != nil {
			return err
		}
		anew := models.DerivedID("restored", string(p.scope), original.String())
		more := []models.Assignment{{Name: fieldRestores, Value: models.RefValue(original)}}
		if r.Type == ledger.TypeEntry { // the cash is entered today, the payment on its day
			more = []models.Assignment{{Name: "repayment", Value: models.RefValue(repayment)}, {Name: "date", Value: models.TextValue(p.today())}}
		} else {
			repayment = anew
		}
		if err := p.write(anew, r.Type, p.copied(r, anew, prefixRestore, more), nil, p.access.User); err != nil {
			return err
		}
	}
	return nil
}
