package storetest

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/beplua/beplua/models"
)

// Records implements store.Scopes.
func (m *Model) Records(ctx context.Context, scope models.Scope, ids []models.RecordID) ([]models.Record, error) {
	return read(ctx, m, func() []models.Record {
		var out []models.Record
		for _, id := range ids {
			if r, ok := m.scope(scope).records[id]; ok {
				out = append(out, r.Record)
			}
		}
		return out
	})
}

// RecordsByKey implements store.Scopes.
func (m *Model) RecordsByKey(ctx context.Context, scope models.Scope, key string, after models.RecordID, limit int) ([]models.Record, error) {
	return m.records(ctx, scope, limit, func(r models.RecordState) bool {
		return slices.Contains(r.Keys, key) && compareIDs(r.Record.ID, after) > 0
	})
}

// KeyHits implements store.Scopes.
func (m *Model) KeyHits(ctx context.Context, scope models.Scope, keys []string, limit int) ([][]models.RecordID, error) {
	return read(ctx, m, func() [][]models.RecordID {
		out := make([][]models.RecordID, len(keys))
		for i, key := range keys {
			for id, r := range m.scope(scope).records {
				if slices.Contains(r.Keys, key) {
					out[i] = append(out[i], id)
				}
			}
			slices.SortFunc(out[i], compareIDs)
			out[i] = first(out[i], limit)
		}
		return out
	})
}

// RecordsByKeyAnywhere implements store.Scopes.
func (m *Model) RecordsByKeyAnywhere(ctx context.Context, key string, afterScope models.Scope, after models.RecordID, limit int) ([]models.Record, error) {
	return read(ctx, m, func() []models.Record {
		var out []models.Record
		for _, s := range m.scopes {
			for _, r := range s.records {
				if slices.Contains(r.Keys, key) && compareRecords(r.Record, models.Record{Scope: afterScope, ID: after}) > 0 {
					out = append(out, r.Record)
				}
			}
		}
		slices.SortFunc(out, compareRecords)
		return first(out, limit)
	})
}

// RecordsOfType implements store.Scopes.
func (m *Model) RecordsOfType(ctx context.Context, scope models.Scope, typ string, after models.RecordID, limit int) ([]models.Record, error) {
	return m.records(ctx, scope, limit, func(r models.RecordState) bool {
		return r.Record.Type == typ && compareIDs(r.Record.ID, after) > 0
	})
}

// Changes implements store.Scopes.
func (m *Model) Changes(ctx context.Context, scope models.Scope, after uint64, limit int) ([]models.Record, error) {
	all, err := m.records(ctx, scope, math.MaxInt, func(r models.RecordState) bool { return r.Record.Seq > after })
	slices.SortFunc(all, func(a, b models.Record) int { return cmp.Compare(a.Seq, b.Seq) })
	return first(all, limit), err
}

// records gives those that are wanted, by id.
func (m *Model) records(ctx context.Context, scope models.Scope, limit int, want func(models.RecordState) bool) ([]models.Record, error) {
	return read(ctx, m, func() []models.Record {
		var out []models.Record
		for _, r := range m.scope(scope).records {
			if want(r) {
				out = append(out, r.Record)
			}
		}
		slices.SortFunc(out, compareRecords)
		return first(out, limit)
	})
}
