package sync

import (
	stdsync "sync"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/summary"
)

// glances remembers summaries as they were read last. Where the store tells which scopes moved on, the others are not even asked
// for again; where it does not, what has the same seq is at least not parsed again.
type glances struct {
	mu    stdsync.Mutex
	known map[models.Scope]glanced
	mark  uint64 // up to which is known what moved on
	turn  uint64 // counts what was heard of moves: what is read before a move must not count as fresh after it
	fresh uint64 // the turn since which nothing is unknown: what was put before it is not fresh
}

// glanced is a summary as of a seq, read in a turn; turn 0 is never fresh.
type glanced struct {
	seq  uint64
	of   *summary.Summary
	turn uint64
}

func (g *glances) since() uint64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.mark
}

// move takes note of what moved on, and gives the turn in which the caller goes on to read.
func (g *glances) move(m models.Moved) uint64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.turn == 0 || m.Unknown || len(m.Scopes) > 0 {
		g.turn++
	}
	if m.Unknown {
		g.fresh = g.turn
	}
	for _, scope := range m.Scopes {
		if old, known := g.known[scope]; known {
			old.turn = 0
			g.known[scope] = old
		}
	}
	g.mark = max(g.mark, m.Mark)
	return g.turn
}

// fill gives what is known and fresh, and names the places of the rest.
func (g *glances) fill(scopes []models.Scope, out []*summary.Summary, missing func(place int)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for i, scope := range scopes {
		if k, known := g.known[scope]; known && k.turn > 0 && k.turn >= g.fresh {
			out[i] = k.of
		} else {
			missing(i)
		}
	}
}

// get gives what is known of a scope at a seq, nil for nothing.
func (g *glances) get(scope models.Scope, seq uint64) *summary.Summary {
	g.mu.Lock()
	defer g.mu.Unlock()
	if known := g.known[scope]; known.seq == seq {
		return known.of
	}
	return nil
}

// put remembers a summary. It is fresh only if nothing was heard to move since its turn began. All others are forgotten when
// there are too many.
func (g *glances) put(scope models.Scope, s glanced) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.known == nil || len(g.known) >= models.KnownGlancesMax {
		g.known = map[models.Scope]glanced{}
	}
	if s.turn != g.turn {
		s.turn = 0
	}
	g.known[scope] = s
}
