package sync

import (
	"context"
	stdsync "sync"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/summary"
	"github.com/beplua/beplua/models/view"
)

// Glances gives all clubs that the asker may read at a glance, by id; view.GlanceQuery selects and sorts them. Each scope is as
// of a seq of its own. What is given is shared and must not be changed.
func (e *Engine) Glances(ctx context.Context, access models.Access) ([]view.Glance, error) {
	ids := clubsOf(&access)
	scopes := make([]models.Scope, 0, 2*len(ids))
	mine := make(map[models.Scope]bool, len(access.Reads))
	for _, scope := range access.Reads {
		mine[scope] = true
	}
	for _, id := range ids {
		scopes = append(scopes, models.ClubScope(id))
		if health := models.HealthScope(id); mine[health] {
			scopes = append(scopes, health)
		}
	}
	found, err := e.summaries(ctx, scopes)
	if err != nil {
		return nil, err
	}
	out := make([]view.Glance, 0, len(ids))
	for i, scope := range scopes {
		if scope.Kind() == models.ScopeHealth {
			out[len(out)-1].Health = found[i]
			continue
		}
		out = append(out, view.Glance{Club: scope.Owner(), Summary: found[i]})
	}
	return out, nil
}

// summaries gives the summaries of scopes, in the order asked for. One that no commit kept yet is added up.
func (e *Engine) summaries(ctx context.Context, scopes []models.Scope) ([]*summary.Summary, error) {
	kept, err := e.Store.ProjectionsOf(ctx, summary.Key, scopes)
	if err != nil {
		return nil, err
	}
	out := make([]*summary.Summary, len(scopes))
	var missing []int
	for i, scope := range scopes {
		if kept[i].Seq == 0 {
			missing = append(missing, i)
			continue
		}
		if out[i] = e.glances.get(scope, kept[i].Seq); out[i] == nil {
			s, err := summary.Parse(kept[i])
			if err != nil {
				return nil, err
			}
			out[i] = e.glances.put(scope, kept[i].Seq, &s)
		}
	}
	return out, e.addUp(ctx, scopes, missing, out)
}

// addUp fills in summaries that are not kept.
func (e *Engine) addUp(ctx context.Context, scopes []models.Scope, missing []int, out []*summary.Summary) error {
	asked := make([]models.Scope, len(missing))
	for n, i := range missing {
		asked[n] = scopes[i]
	}
	heads, err := e.Store.Heads(ctx, asked)
	if err != nil {
		return err
	}
	for n, i := range missing {
		if out[i] = e.glances.get(scopes[i], heads[n].Seq); out[i] != nil {
			continue
		}
		s := summary.Summary{}
		if heads[n].Seq > 0 {
			if s, err = e.foldSummary(ctx, scopes[i], summary.Begin(models.Today(e.Now()))); err != nil {
				return err
			}
		}
		out[i] = e.glances.put(scopes[i], heads[n].Seq, &s)
	}
	return nil
}

// glances remembers summaries as they were read last, so that a page over many clubs parses only what changed since.
type glances struct {
	mu    stdsync.Mutex
	known map[models.Scope]glanced
}

type glanced struct {
	seq uint64
	of  *summary.Summary
}

func (g *glances) get(scope models.Scope, seq uint64) *summary.Summary {
	g.mu.Lock()
	defer g.mu.Unlock()
	if known := g.known[scope]; known.seq == seq {
		return known.of
	}
	return nil
}

// put forgets all others when there are too many, and gives what was put.
func (g *glances) put(scope models.Scope, seq uint64, s *summary.Summary) *summary.Summary {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.known == nil || len(g.known) >= models.KnownGlancesMax {
		g.known = map[models.Scope]glanced{}
	}
	g.known[scope] = glanced{seq, s}
	return s
}
