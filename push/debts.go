package push

import (
	"context"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/models/lunar"
	"github.com/beplua/beplua/models/schema"
)

// debts looks up which instalments are due. They are sensitive and so have no index key: each club's loans are read, and
// what was found is remembered until the club writes something or the day ends.
type debts struct {
	records Records
	known   map[models.Scope]found
}

type found struct {
	seq   uint64
	today models.Day
	dues  []Due
}

func newDebts(records Records) *debts { return &debts{records, map[models.Scope]found{}} }

// due gives the instalments of all clubs that are to be shown today and of which something is left to pay.
func (d *debts) due(ctx context.Context, heads []models.Head, today models.Day) ([]Due, error) {
	var out []Due
	for i := range heads {
		scope := heads[i].Scope
		if scope.Kind() != models.ScopeClub {
			continue
		}
		f := d.known[scope]
		if f.seq != heads[i].Seq || f.today != today {
			f = found{seq: heads[i].Seq, today: today}
			var err error
			if f.dues, err = d.in(ctx, scope, today); err != nil {
				return nil, err
			}
			d.known[scope] = f
		}
		out = append(out, f.dues...)
	}
	return out, nil
}

// in gives the instalments of one club.
func (d *debts) in(ctx context.Context, scope models.Scope, today models.Day) ([]Due, error) {
	if lunar.AroundTet(today) {
		if wanted, err := d.wantedAtTet(ctx, scope, today); err != nil || !wanted {
			return nil, err
		}
	}
	events := map[models.RecordID][]loan.Event{}
	err := d.ofType(ctx, scope, "loanEvent", func(r *models.Record) error {
		if e, ok := loan.EventOf(*r); ok {
			events[e.Loan] = append(events[e.Loan], e)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var out []Due
	err = d.ofType(ctx, scope, "loan", func(r *models.Record) error {
		l, ok := loan.FromRecord(*r)
		if !ok || !mayBeDue(&l, events[l.ID], today) {
			return nil
		}
		payments, err := d.payments(ctx, scope, l.ID)
		for _, due := range instalments(&l, payments, events[l.ID], today) {
			due.Club, due.Subject = scope.Owner(), l.ID
			out = append(out, due)
		}
		return err
	})
	return out, err
}

// mayBeDue spares reading the payments of loans of which nothing can be due.
func mayBeDue(l *loan.Loan, events []loan.Event, today models.Day) bool {
	if len(events) > 0 {
		return true // may have moved the days
	}
	for _, line := range l.Schedule {
		if _, ok := leadOf(line.Due, today); ok {
			return true
		}
	}
	return false
}

// instalments gives those to be shown today. A loan that is frozen is not asked for.
func instalments(l *loan.Loan, payments []loan.Payment, events []loan.Event, today models.Day) []Due {
	if today < l.Terms.DisbursedOn {
		return nil
	}
	standing := loan.StandingOf(*l, payments, events, today)
	if standing.State == loan.Frozen {
		return nil
	}
	var out []Due
	for _, line := range standing.Lines {
		if lead, ok := leadOf(line.Due, today); ok && line.Left.Total() > 0 {
			out = append(out, Due{Kind: KindLoan, Lead: lead, On: line.Due})
		}
	}
	return out
}

// leadOf is the lead with which an instalment is to be shown today, if it is.
func leadOf(due, today models.Day) (lead int, ok bool) {
	for _, w := range windows() {
		if w.kind == KindLoan && w.open(due, today) {
			return w.lead, true
		}
	}
	return 0, false
}

// fieldRemindAtTet is the by-law's word that debts are reminded of around Tết, too.
const fieldRemindAtTet = "remindAtTet"

func (d *debts) wantedAtTet(ctx context.Context, scope models.Scope, today models.Day) (bool, error) {
	wanted, since := false, ""
	err := d.ofType(ctx, scope, "byLaw", func(r *models.Record) error {
		from, to := r.Value("validFrom").Str(), r.Value("validTo").Str()
		if from <= today.String() && (to == "" || today.String() <= to) && from >= since && !r.Deleted() {
			since = from
			wanted, _ = r.Value(fieldRemindAtTet).Bool()
		}
		return nil
	})
	return wanted, err
}

func (d *debts) payments(ctx context.Context, scope models.Scope, id models.RecordID) ([]loan.Payment, error) {
	var out []loan.Payment
	key := schema.ListKey("repayment", "loan", models.RefValue(id))
	err := pages(func(after models.RecordID) ([]models.Record, error) {
		return d.records.RecordsByKey(ctx, scope, key, after, models.ListMax)
	}, func(r *models.Record) error {
		if p, ok := loan.PaymentOf(*r); ok {
			out = append(out, p)
		}
		return nil
	})
	return out, err
}

func (d *debts) ofType(ctx context.Context, scope models.Scope, typ string, visit func(*models.Record) error) error {
	return pages(func(after models.RecordID) ([]models.Record, error) {
		return d.records.RecordsOfType(ctx, scope, typ, after, models.ListMax)
	}, visit)
}

// pages goes through a listing of one scope's records.
func pages(page func(after models.RecordID) ([]models.Record, error), visit func(*models.Record) error) error {
	var after models.RecordID
	for {
		records, err := page(after)
		if err != nil {
			return err
		}
		for i := range records {
			if err := visit(&records[i]); err != nil {
				return err
			}
			after = records[i].ID
		}
		if len(records) < models.ListMax {
			return nil
		}
	}
}
