package storetest

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
)

// project puts what a commit changes in its place.
func project(all map[string]models.Projection, changed []models.Projection) {
	for _, p := range changed {
		if len(p.Body) == 0 {
			delete(all, p.Key)
			continue
		}
		p.Body = bytes.Clone(p.Body)
		all[p.Key] = p
	}
}

// Projections implements store.Scopes.
func (m *Model) Projections(ctx context.Context, scope models.Scope, keys []string) ([]models.Projection, error) {
	return read(ctx, m, func() []models.Projection {
		out := make([]models.Projection, len(keys))
		for i, key := range keys {
			out[i] = cloneProjection(m.scope(scope).projections[key])
			out[i].Key = key
		}
		return out
	})
}

// ProjectionsOf implements store.Scopes.
func (m *Model) ProjectionsOf(ctx context.Context, key string, scopes []models.Scope) ([]models.Projection, error) {
	return read(ctx, m, func() []models.Projection {
		out := make([]models.Projection, len(scopes))
		for i, scope := range scopes {
			out[i] = cloneProjection(m.scope(scope).projections[key])
			out[i].Key = key
		}
		return out
	})
}

// ProjectionsAfter implements store.Scopes.
func (m *Model) ProjectionsAfter(ctx context.Context, scope models.Scope, prefix, after string, limit int) ([]models.Projection, error) {
	return read(ctx, m, func() []models.Projection {
		all := m.scope(scope).projections
		var out []models.Projection
		for _, key := range slices.Sorted(maps.Keys(all)) {
			if strings.HasPrefix(key, prefix) && key > after {
				out = append(out, cloneProjection(all[key]))
			}
		}
		return first(out, limit)
	})
}

func cloneProjection(p models.Projection) models.Projection {
	p.Body = bytes.Clone(p.Body)
	return p
}
