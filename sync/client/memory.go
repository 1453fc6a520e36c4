package client

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/beplua/beplua/models"
)

// Memory is a Storage in memory, which can be copied: a phone restored from a backup, or cloned.
type Memory struct {
	mu    sync.Mutex
	state tables
	full  bool
}

type recordKey struct {
	scope models.Scope
	id    models.RecordID
}

type tables struct {
	meta  Meta
	bases map[models.Scope]map[models.RecordID]Base
	edits map[uint64]Edit
	of    map[recordKey][]uint64 // ids of the edits that name a record, ascending
	queue map[EditState][]uint64 // ids of the edits in each state, ascending
}

func newTables() tables {
	return tables{bases: map[models.Scope]map[models.RecordID]Base{}, edits: map[uint64]Edit{}, of: map[recordKey][]uint64{}, queue: map[EditState][]uint64{}}
}

// NewMemory makes an empty storage.
func NewMemory() *Memory { return &Memory{state: newTables()} }

// Copy gives a storage with the same content that goes its own way.
func (m *Memory) Copy() *Memory {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := newTables()
	out.meta = m.state.meta
	for scope, records := range m.state.bases {
		out.bases[scope] = maps.Clone(records)
	}
	out.edits = maps.Clone(m.state.edits)
	for key, ids := range m.state.of {
		out.of[key] = slices.Clone(ids)
	}
	for state, ids := range m.state.queue {
		out.queue[state] = slices.Clone(ids)
	}
	return &Memory{state: out}
}

// Fill makes every Update fail as on a full phone, until Free.
func (m *Memory) Fill() { m.mu.Lock(); m.full = true; m.mu.Unlock() }

// Free ends Fill.
func (m *Memory) Free() { m.mu.Lock(); m.full = false; m.mu.Unlock() }

// Update implements Storage: what a failed change did is undone.
func (m *Memory) Update(change func(Tx) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	tx := &memoryTx{tables: &m.state}
	err := change(tx)
	if err == nil && m.full && len(tx.undo) > 0 {
		err = models.Errorf(models.CodeStorageFull, "the phone is full")
	}
	if err != nil {
		for _, undo := range slices.Backward(tx.undo) {
			undo()
		}
	}
	return err
}

// View implements Storage.
func (m *Memory) View(read func(Tx) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return read(&memoryTx{tables: &m.state})
}

// memoryTx writes at once and remembers how to undo it.
type memoryTx struct {
	*tables
	undo []func()
}

func (t *memoryTx) Meta() Meta { return t.meta }

func (t *memoryTx) SetMeta(m Meta) {
	before := t.meta
	t.undo = append(t.undo, func() { t.meta = before })
	t.meta = m
}

func (t *memoryTx) Base(scope models.Scope, id models.RecordID) (Base, bool) {
	b, ok := t.bases[scope][id]
	return b, ok
}

func (t *memoryTx) PutBase(b Base) {
	scope, id := b.Record.Scope, b.Record.ID
	t.rememberBase(scope, id)
	if t.bases[scope] == nil {
		t.bases[scope] = map[models.RecordID]Base{}
	}
	t.bases[scope][id] = b
}

func (t *memoryTx) DropBase(scope models.Scope, id models.RecordID) {
	t.rememberBase(scope, id)
	delete(t.bases[scope], id)
	if len(t.bases[scope]) == 0 {
		delete(t.bases, scope)
	}
}

func (t *memoryTx) rememberBase(scope models.Scope, id models.RecordID) {
	before, was := t.bases[scope][id]
	t.undo = append(t.undo, func() {
		switch {
		case was && t.bases[scope] == nil:
			t.bases[scope] = map[models.RecordID]Base{id: before}
		case was:
			t.bases[scope][id] = before
		default:
			delete(t.bases[scope], id)
			if len(t.bases[scope]) == 0 {
				delete(t.bases, scope)
			}
		}
	})
}

func (t *memoryTx) Bases(scope models.Scope) []Base {
	return slices.SortedFunc(maps.Values(t.bases[scope]), func(a, b Base) int { return bytes.Compare(a.Record.ID[:], b.Record.ID[:]) })
}

func (t *memoryTx) Scopes() []models.Scope {
	return slices.SortedFunc(maps.Keys(t.bases), func(a, b models.Scope) int { return strings.Compare(string(a), string(b)) })
}

func (t *memoryTx) Edit(id uint64) (Edit, bool) {
	e, ok := t.edits[id]
	return e, ok
}

func (t *memoryTx) PutEdit(e Edit) {
	before, was := t.edits[e.ID]
	t.undo = append(t.undo, func() {
		t.forget(e.ID)
		if was {
			t.remember(before)
		}
	})
	if was {
		t.forget(e.ID)
	}
	t.remember(e)
}

func (t *memoryTx) DropEdit(id uint64) {
	before, was := t.edits[id]
	if !was {
		return
	}
	t.undo = append(t.undo, func() { t.remember(before) })
	t.forget(id)
}

func (t *tables) remember(e Edit) {
	t.edits[e.ID] = e
	key := recordKey{e.Operation.Scope, e.Operation.Record}
	t.of[key] = insert(t.of[key], e.ID)
	t.queue[e.State] = insert(t.queue[e.State], e.ID)
}

func (t *tables) forget(id uint64) {
	e, ok := t.edits[id]
	if !ok {
		return
	}
	delete(t.edits, id)
	key := recordKey{e.Operation.Scope, e.Operation.Record}
	if t.of[key] = remove(t.of[key], id); len(t.of[key]) == 0 {
		delete(t.of, key)
	}
	t.queue[e.State] = remove(t.queue[e.State], id)
}

func insert(ids []uint64, id uint64) []uint64 {
	i, found := slices.BinarySearch(ids, id)
	if found {
		return ids
	}
	return slices.Insert(ids, i, id)
}

func remove(ids []uint64, id uint64) []uint64 {
	if i, found := slices.BinarySearch(ids, id); found {
		return slices.Delete(ids, i, i+1)
	}
	return ids
}

func (t *memoryTx) Edits(state EditState) []Edit {
	return t.pick(t.queue[state])
}

func (t *memoryTx) EditsOf(scope models.Scope, record models.RecordID) []Edit {
	return t.pick(t.of[recordKey{scope, record}])
}

func (t *memoryTx) pick(ids []uint64) []Edit {
	out := make([]Edit, len(ids))
	for i, id := range ids {
		out[i] = t.edits[id]
	}
	return out
}

func (t *memoryTx) Clear() {
	before := *t.tables
	t.undo = append(t.undo, func() { *t.tables = before })
	*t.tables = newTables()
}
