package push

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// Records is what is due of. The contract of each method is in package store.
type Records interface {
	AllScopes(ctx context.Context, after models.Scope, limit int) ([]models.Scope, error)
	Heads(ctx context.Context, scopes []models.Scope) ([]models.Head, error)
	RecordsByKey(ctx context.Context, scope models.Scope, key string, after models.RecordID, limit int) ([]models.Record, error)
	RecordsByKeyAnywhere(ctx context.Context, key string, afterScope models.Scope, after models.RecordID, limit int) ([]models.Record, error)
	RecordsOfType(ctx context.Context, scope models.Scope, typ string, after models.RecordID, limit int) ([]models.Record, error)
}

// agenda is what was due on a day, with the books as they stood.
type agenda struct {
	today models.Day
	stood models.Hash
	dues  []Due // never written to again
}

// due gives all that is to be shown today, over all clubs: what it gave before, if nothing was written since.
func (p *Reminders) due(ctx context.Context, today models.Day) ([]Due, error) {
	// What is written while the records are read is looked at again next time: it moved a head.
	heads, err := p.heads(ctx)
	if err != nil {
		return nil, err
	}
	now := agenda{today: today, stood: stands(heads)}
	if p.found.today == now.today && p.found.stood == now.stood {
		return p.found.dues, nil
	}
	for _, look := range []func(context.Context, models.Day) ([]Due, error){p.meetings, p.visits, p.decisions} {
		dues, err := look(ctx, today)
		if err != nil {
			return nil, err
		}
		now.dues = append(now.dues, dues...)
	}
	debts, err := p.debts.due(ctx, heads, today)
	if err != nil {
		return nil, err
	}
	now.dues = append(now.dues, debts...)
	p.found = now
	return now.dues, nil
}

// heads gives where every scope stands.
func (p *Reminders) heads(ctx context.Context) (all []models.Head, err error) {
	for after := models.Scope(""); ; {
		scopes, err := p.Records.AllScopes(ctx, after, models.ListMax)
		if err != nil {
			return nil, err
		}
		heads, err := p.Records.Heads(ctx, scopes)
		if err != nil {
			return nil, err
		}
		all = append(all, heads...)
		if len(scopes) < models.ListMax {
			return all, nil
		}
		after = scopes[len(scopes)-1]
	}
}

// stands names a state of all books: a scope's seq moves with everything that is written in it.
func stands(heads []models.Head) (sum models.Hash) {
	h := sha256.New()
	for i := range heads {
		h.Write(binary.BigEndian.AppendUint64([]byte(heads[i].Scope), heads[i].Seq))
	}
	h.Sum(sum[:0])
	return sum
}

// meetings gives those to be held soon. One that was held, called off or moved away has no key of that day any more.
func (p *Reminders) meetings(ctx context.Context, today models.Day) ([]Due, error) {
	var out []Due
	for _, w := range windows() {
		if w.kind != KindMeeting {
			continue
		}
		from, to := w.days(today)
		for on := from; on <= to; on++ {
			err := p.anywhere(ctx, schema.DueKey("meeting", on.String()), func(r *models.Record) {
				out = append(out, Due{Kind: KindMeeting, Club: r.Scope.Owner(), Subject: r.ID, Lead: w.lead, On: on})
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// visitsWeekly is how often a person is visited who has no number of visits of his own (domain.md §1.5).
const visitsWeekly = 2

// visits gives the people whose week is about to end with fewer visits than agreed.
func (p *Reminders) visits(ctx context.Context, today models.Day) ([]Due, error) {
	sunday := today + models.Day((7-today.Time().Weekday())%7)
	var lead int
	shown := false
	for _, w := range windows() {
		if w.kind == KindVisit && w.open(sunday, today) {
			lead, shown = w.lead, true
		}
	}
	if !shown {
		return nil, nil
	}
	paid := map[string]int64{}
	for day := sunday - 6; day <= today; day++ {
		err := p.anywhere(ctx, schema.ListKey("homeVisit", "date", models.TextValue(day.String())), func(r *models.Record) {
			if !r.Deleted() {
				paid[r.Value("recipient").Str()]++
			}
		})
		if err != nil {
			return nil, err
		}
	}
	var out []Due
	err := p.anywhere(ctx, schema.DueKey("careRecipient", ""), func(r *models.Record) {
		agreed, ok := r.Value("visitsWeek").Int()
		if !ok {
			agreed = visitsWeekly
		}
		if paid[r.ID.String()] < agreed && r.Value("from").Str() <= today.String() {
			out = append(out, Due{Kind: KindVisit, Club: r.Scope.Owner(), Subject: r.ID, Lead: lead, On: sunday})
		}
	})
	return out, err
}

// decisions gives the cases that were decided lately, for the phones whose operations they were about.
func (p *Reminders) decisions(ctx context.Context, today models.Day) ([]Due, error) {
	var out []Due
	for _, w := range windows() {
		if w.kind != KindCase {
			continue
		}
		from, to := w.days(today)
		for utc := from - 1; utc <= to; utc++ { // a day begins earlier in Vietnam than in UTC
			err := p.anywhere(ctx, schema.DueKey(models.TypeCase, utc.String()), func(r *models.Record) {
				at, err := time.Parse(time.RFC3339, r.Value(models.CaseFieldDecidedAt).Str())
				on, devices := p.Hours.today(at), authors(r)
				if err == nil && len(devices) > 0 && w.open(on, today) {
					out = append(out, Due{Kind: KindCase, Club: clubOf(r.Scope), Subject: r.ID, Lead: w.lead, On: on, Devices: devices})
				}
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// authors are the phones whose operations a case is about.
func authors(r *models.Record) []models.RecordID {
	var out []models.RecordID
	sides, _ := r.Value(models.CaseFieldSides).Table()
	for _, side := range sides {
		if device, ok := side.Get(models.SideDevice).Ref(); ok {
			out = append(out, device)
		}
	}
	return out
}

// clubOf is the club that a scope belongs to, zero for one that belongs to none.
func clubOf(scope models.Scope) models.RecordID {
	if kind := scope.Kind(); kind != models.ScopeClub && kind != models.ScopeHealth {
		return models.RecordID{}
	}
	return scope.Owner()
}

// anywhere goes through the records of all scopes that have an index key.
func (p *Reminders) anywhere(ctx context.Context, key string, visit func(*models.Record)) error {
	var scope models.Scope
	var id models.RecordID
	for {
		records, err := p.Records.RecordsByKeyAnywhere(ctx, key, scope, id, models.ListMax)
		if err != nil {
			return err
		}
		for i := range records {
			visit(&records[i])
			scope, id = records[i].Scope, records[i].ID
		}
		if len(records) < models.ListMax {
			return nil
		}
	}
}
