package sync

import (
	"context"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/summary"
)

// foldSummary adds a scope's summary up from its records and its log, to be told by week from a Monday on.
func (e *Engine) foldSummary(ctx context.Context, scope models.Scope, from models.Day) (summary.Summary, error) {
	f := summary.NewFold(from)
	for _, typ := range summary.Types() {
		if t, ok := e.Registry.Type(typ); !ok || typ != models.TypeCase && t.Scope != scope.Kind() {
			continue
		}
		err := pages(func(after models.RecordID) ([]models.Record, error) {
			return e.Store.RecordsOfType(ctx, scope, typ, after, models.ListMax)
		}, func(r *models.Record) { f.Records(slices.Values([]*models.Record{r})) })
		if err != nil {
			return f.Summary, err
		}
	}
	for after := uint64(0); ; {
		log, err := e.Store.Log(ctx, scope, after, models.PageRecordsMax)
		if err != nil {
			return f.Summary, err
		}
		for i := range log {
			f.Received(fromPhones(log[i:i+1]), log[i].Received)
			after = log[i].Seq
		}
		if len(log) < models.PageRecordsMax {
			return f.Summary, nil
		}
	}
}

// auditSummary compares the summary that is kept of a scope with what its records and its log come to.
func (e *Engine) auditSummary(ctx context.Context, scope models.Scope) (now summary.Summary, wrong bool, err error) {
	kept, err := e.Store.Projections(ctx, scope, []string{summary.Key})
	if err != nil {
		return now, false, err
	}
	stored, err := summary.Parse(kept[0])
	from := summary.Begin(models.Today(e.Now()))
	if err == nil && stored.From > 0 {
		from = min(from, stored.From) // a clock that was ahead once must not hide what came since
	}
	now, err = e.foldSummary(ctx, scope, from)
	return now, string(now.JSON()) != string(kept[0].Body), err
}
