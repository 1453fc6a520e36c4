package storetest

import (
	"context"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
)

type documentID struct{ kind, id string }

// Get implements store.Documents.
func (m *Model) Get(ctx context.Context, kind, id string) (models.Document, error) {
	found, err := read(ctx, m, func() *models.Document {
		if d, ok := m.documents[documentID{kind, id}]; ok {
			return &d
		}
		return nil
	})
	if err != nil {
		return models.Document{}, err
	}
	if found == nil {
		return models.Document{}, models.ErrNotFound
	}
	return cloneDocument(*found), nil
}

// Put implements store.Documents.
func (m *Model) Put(ctx context.Context, d models.Document) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.open(); err != nil {
		return err
	}
	if m.documents[documentID{d.Kind, d.ID}].Rev != d.Rev {
		return models.ErrStale
	}
	for _, key := range d.Keys {
		if strings.HasPrefix(key, "=") && m.anotherHas(d, key) {
			return models.ErrStale
		}
	}
	d = cloneDocument(d)
	d.Rev++
	m.documents[documentID{d.Kind, d.ID}] = d
	return nil
}

func (m *Model) anotherHas(d models.Document, key string) bool {
	for id, other := range m.documents {
		if id.kind == d.Kind && id.id != d.ID && slices.Contains(other.Keys, key) {
			return true
		}
	}
	return false
}

// Drop implements store.Documents.
func (m *Model) Drop(ctx context.Context, kind, id string, rev uint64) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.open(); err != nil {
		return err
	}
	switch d, ok := m.documents[documentID{kind, id}]; {
	case !ok:
		return models.ErrNotFound
	case d.Rev != rev:
		return models.ErrStale
	}
	delete(m.documents, documentID{kind, id})
	return nil
}

// ByKey implements store.Documents.
func (m *Model) ByKey(ctx context.Context, kind, key, after string, limit int) ([]models.Document, error) {
	return read(ctx, m, func() []models.Document {
		var out []models.Document
		for id, d := range m.documents {
			if id.kind == kind && id.id > after && (key == "" || slices.Contains(d.Keys, key)) {
				out = append(out, cloneDocument(d))
			}
		}
		slices.SortFunc(out, func(a, b models.Document) int { return strings.Compare(a.ID, b.ID) })
		return first(out, limit)
	})
}

func cloneDocument(d models.Document) models.Document {
	d.Keys, d.Body = slices.Clone(d.Keys), slices.Clone(d.Body)
	return d
}
