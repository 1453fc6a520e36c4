package sync

import (
	"context"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/summary"
	"github.com/beplua/beplua/models/view"
)

// Glances gives all clubs that the asker may read at a glance, by id; view.GlanceQuery selects and sorts them. Each scope is as
// of a seq of its own. What is given is shared and must not be changed.
func (e *Engine) Glances(ctx context.Context, access models.Access) ([]view.Glance, error) {
	ids := clubsOf(&access)
	scopes := make([]models.Scope, 0, 2*len(ids))
	cares := map[models.RecordID]bool{}
	for _, scope := range access.Reads {
		if scope.Kind() == models.ScopeHealth {
			cares[scope.Owner()] = true
		}
	}
	for _, id := range ids {
		scopes = append(scopes, models.ClubScope(id))
		if cares[id] {
			scopes = append(scopes, models.HealthScope(id))
		}
	}
	found, err := e.summaries(ctx, scopes)
	if err != nil {
		return nil, err
	}
	out := make([]view.Glance, 0, len(ids))
	for _, id := range ids {
		g := view.Glance{Club: id, Summary: found[0]}
		found = found[1:]
		if cares[id] {
			g.Health, found = found[0], found[1:]
		}
		out = append(out, g)
	}
	return out, nil
}

// summaries gives the summaries of scopes, in the order asked for. One that no commit kept yet is added up. Only those are read
// that were committed to since they were read last.
func (e *Engine) summaries(ctx context.Context, scopes []models.Scope) ([]*summary.Summary, error) {
	moved, err := e.Store.Moved(ctx, e.glances.since())
	if err != nil {
		return nil, err
	}
	turn := e.glances.move(moved)
	out := make([]*summary.Summary, len(scopes))
	var ask []models.Scope
	var places []int
	e.glances.fill(scopes, out, func(i int) { ask, places = append(ask, scopes[i]), append(places, i) })
	read, err := e.readSummaries(ctx, turn, ask)
	if err != nil {
		return nil, err
	}
	for n, i := range places {
		out[i] = read[n]
	}
	return out, nil
}

// readSummaries reads summaries that are not known or not known to be fresh, and remembers them.
func (e *Engine) readSummaries(ctx context.Context, turn uint64, scopes []models.Scope) ([]*summary.Summary, error) {
	if len(scopes) == 0 {
		return nil, nil
	}
	kept, err := e.Store.ProjectionsOf(ctx, summary.Key, scopes)
	if err != nil {
		return nil, err
	}
	out := make([]*summary.Summary, len(scopes))
	var missing []models.Scope
	for i, scope := range scopes {
		if kept[i].Seq == 0 {
			missing = append(missing, scope)
			continue
		}
		if out[i] = e.glances.get(scope, kept[i].Seq); out[i] == nil {
			s, err := summary.Parse(kept[i])
			if err != nil {
				return nil, err
			}
			out[i] = &s
		}
		e.glances.put(scope, glanced{kept[i].Seq, out[i], turn})
	}
	added, err := e.addUp(ctx, turn, missing)
	if err != nil {
		return nil, err
	}
	for i := range out {
		if out[i] == nil {
			out[i], added = added[0], added[1:]
		}
	}
	return out, nil
}

// addUp gives the summaries of scopes of which none is kept.
func (e *Engine) addUp(ctx context.Context, turn uint64, scopes []models.Scope) ([]*summary.Summary, error) {
	heads, err := e.Store.Heads(ctx, scopes)
	if err != nil {
		return nil, err
	}
	out := make([]*summary.Summary, len(scopes))
	for i, scope := range scopes {
		if out[i] = e.glances.get(scope, heads[i].Seq); out[i] == nil {
			s := summary.Summary{}
			if heads[i].Seq > 0 {
				if s, err = e.foldSummary(ctx, scope, summary.Begin(models.Today(e.Now()))); err != nil {
					return nil, err
				}
			}
			out[i] = &s
		}
		e.glances.put(scope, glanced{heads[i].Seq, out[i], turn})
	}
	return out, nil
}

// withOpenCases leaves out the scopes of which the summary says that no case waits there.
func (e *Engine) withOpenCases(ctx context.Context, scopes []models.Scope) ([]models.Scope, error) {
	found, err := e.summaries(ctx, scopes)
	var out []models.Scope
	for i := range found {
		if found[i].TooLong || found[i].OpenCases() > 0 {
			out = append(out, scopes[i])
		}
	}
	return out, err
}
