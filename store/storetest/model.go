package storetest

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"strconv"
	"sync"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
)

// Model is the trivial store: maps and a lock, nothing durable. It says what the contract means, so real stores are
// compared with it, and engines are tested on it. It is strict where a real store may be trusting: Commit refuses with
// CodeInternal what a correct engine never makes (see Verify).
type Model struct {
	mu        sync.RWMutex
	scopes    map[models.Scope]*modelScope
	order     []models.Scope // of the commits
	documents map[documentID]models.Document
	life      int
	closed    bool
}

var _ store.Store = (*Model)(nil)

type modelScope struct {
	head    models.Head
	log     []models.LoggedOperation // log[i] has seq i+1
	records map[models.RecordID]models.RecordState
	numbers map[models.ActorID]uint64  // highest known, also from vectors
	logged  map[models.ActorID]uint64  // highest of the log's operations
	commits map[uint64]models.RecordID // ids by the seq they were decided on

	projections map[string]models.Projection
}

// NewModel makes an empty store.
func NewModel() *Model {
	return &Model{
		scopes:    map[models.Scope]*modelScope{},
		documents: map[documentID]models.Document{},
		life:      1,
	}
}

func newModelScope(scope models.Scope) *modelScope {
	return &modelScope{
		head:    models.Head{Scope: scope},
		records: map[models.RecordID]models.RecordState{},
		numbers: map[models.ActorID]uint64{},
		logged:  map[models.ActorID]uint64{},
		commits: map[uint64]models.RecordID{},

		projections: map[string]models.Projection{},
	}
}

// Commit implements store.Scopes.
func (m *Model) Commit(ctx context.Context, c models.Commit) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.open(); err != nil {
		return err
	}
	s := m.scopes[c.Base.Scope]
	if s == nil {
		s = newModelScope(c.Base.Scope)
	}
	if id, taken := s.commits[c.Base.Seq]; taken && id == c.ID {
		return nil
	}
	if s.head.Seq != c.Base.Seq {
		return models.ErrStale
	}
	if err := s.verify(c); err != nil {
		return err
	}
	s.take(c)
	m.scopes[c.Base.Scope] = s
	m.order = append(m.order, c.Base.Scope)
	return nil
}

func (s *modelScope) take(c models.Commit) {
	s.commits[c.Base.Seq] = c.ID
	for _, o := range c.Operations {
		s.log = append(s.log, o)
		s.logged[o.Dot.Actor] = o.Dot.N
		s.numbers[o.Dot.Actor] = max(s.numbers[o.Dot.Actor], o.Dot.N)
	}
	for _, r := range c.Records {
		s.records[r.Record.ID] = r
		for i := range r.Record.Vector.Len() {
			if d := r.Record.Vector.At(i); d.Actor.IsServer() {
				s.numbers[d.Actor] = max(s.numbers[d.Actor], d.N)
			}
		}
	}
	project(s.projections, c.Projections)
	s.head = c.Next
}

// Heads implements store.Scopes.
func (m *Model) Heads(ctx context.Context, scopes []models.Scope) ([]models.Head, error) {
	return read(ctx, m, func() []models.Head {
		out := make([]models.Head, len(scopes))
		for i, scope := range scopes {
			out[i] = m.scope(scope).head
		}
		return out
	})
}

// Moved implements store.Scopes: the mark counts commits.
func (m *Model) Moved(ctx context.Context, since uint64) (models.Moved, error) {
	return read(ctx, m, func() models.Moved {
		now := uint64(len(m.order))
		if since == 0 || since > now {
			return models.Moved{Mark: now, Unknown: true}
		}
		later := slices.Clone(m.order[since:])
		slices.Sort(later)
		return models.Moved{Mark: now, Scopes: slices.Compact(later)}
	})
}

// AllScopes implements store.Scopes.
func (m *Model) AllScopes(ctx context.Context, after models.Scope, limit int) ([]models.Scope, error) {
	return read(ctx, m, func() []models.Scope {
		all := slices.Sorted(maps.Keys(m.scopes))
		return first(slices.DeleteFunc(all, func(s models.Scope) bool { return s <= after }), limit)
	})
}

// LastNumbers implements store.Scopes.
func (m *Model) LastNumbers(ctx context.Context, scope models.Scope, actors []models.ActorID) ([]uint64, error) {
	return read(ctx, m, func() []uint64 {
		out := make([]uint64, len(actors))
		for i, actor := range actors {
			out[i] = m.scope(scope).numbers[actor]
		}
		return out
	})
}

// Operations implements store.Scopes.
func (m *Model) Operations(ctx context.Context, scope models.Scope, actor models.ActorID, from, to uint64) ([]models.LoggedOperation, error) {
	return m.logged(ctx, scope, math.MaxInt, func(o models.LoggedOperation) bool {
		return o.Dot.Actor == actor && from <= o.Dot.N && o.Dot.N <= to
	})
}

// Log implements store.Scopes.
func (m *Model) Log(ctx context.Context, scope models.Scope, after uint64, limit int) ([]models.LoggedOperation, error) {
	return m.logged(ctx, scope, limit, func(o models.LoggedOperation) bool { return o.Seq > after })
}

// RecordLog implements store.Scopes.
func (m *Model) RecordLog(ctx context.Context, scope models.Scope, id models.RecordID, after uint64, limit int) ([]models.LoggedOperation, error) {
	return m.logged(ctx, scope, limit, func(o models.LoggedOperation) bool {
		return o.Seq > after && (o.Record == id || o.Outcome.Landed == id)
	})
}

// Audit implements store.Scopes: nothing here is derived, so nothing can differ.
func (m *Model) Audit(ctx context.Context, _ int, _ store.AuditMode) ([]string, error) {
	return read(ctx, m, func() []string { return nil })
}

// Epoch implements store.Store.
func (m *Model) Epoch(ctx context.Context) (string, error) {
	return read(ctx, m, func() string { return "life" + strconv.Itoa(m.life) })
}

// RenewEpoch implements store.Store.
func (m *Model) RenewEpoch(ctx context.Context) (string, error) {
	m.mu.Lock()
	m.life++
	m.mu.Unlock()
	return m.Epoch(ctx)
}

// Ready implements store.Store.
func (m *Model) Ready(ctx context.Context) error {
	_, err := m.Epoch(ctx)
	return err
}

// Close implements store.Store.
func (m *Model) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	return nil
}

func (m *Model) open() error {
	if m.closed {
		return models.Errorf(models.CodeUnavailable, "the store is closed")
	}
	return nil
}

// scope gives what is known of a scope; for one nobody has written to that is an empty one.
func (m *Model) scope(scope models.Scope) *modelScope {
	if s := m.scopes[scope]; s != nil {
		return s
	}
	return newModelScope(scope)
}

func (m *Model) logged(ctx context.Context, scope models.Scope, limit int, want func(models.LoggedOperation) bool) ([]models.LoggedOperation, error) {
	return read(ctx, m, func() []models.LoggedOperation {
		log := slices.Clone(m.scope(scope).log)
		return first(slices.DeleteFunc(log, func(o models.LoggedOperation) bool { return !want(o) }), limit)
	})
}

// read runs one look at a model that is open, under its lock.
func read[T any](ctx context.Context, m *Model, look func() T) (T, error) {
	var none T
	if err := ctx.Err(); err != nil {
		return none, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := m.open(); err != nil {
		return none, err
	}
	return look(), nil
}

func first[T any](all []T, limit int) []T { return all[:min(len(all), max(limit, 0))] }

func compareIDs(a, b models.RecordID) int { return bytes.Compare(a[:], b[:]) }

func compareRecords(a, b models.Record) int {
	return cmp.Or(cmp.Compare(a.Scope, b.Scope), compareIDs(a.ID, b.ID))
}
