package mongodb

import (
	"context"

	"github.com/beplua/beplua/models"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// Moved implements store.Scopes. Commits are in order within their scopes only, so there are no marks.
func (s *Store) Moved(ctx context.Context, _ uint64) (models.Moved, error) {
	if err := s.open(); err != nil {
		return models.Moved{}, err
	}
	return models.Moved{Unknown: true}, ctx.Err()
}

// Operations implements store.Scopes.
func (s *Store) Operations(ctx context.Context, scope models.Scope, actor models.ActorID, from, to uint64) ([]models.LoggedOperation, error) {
	v, err := s.stand(ctx, scope)
	if err != nil || from > min(to, v.numbers[actor]) {
		return nil, err
	}
	overlap := bson.D{
		{Key: "$gte", Value: run{actor, from}.String()},
		{Key: "$lte", Value: run{actor, min(to, v.numbers[actor]) + runMax}.String()},
	}
	filter := bson.D{
		{Key: "scope", Value: string(scope)},
		{Key: "runs", Value: bson.D{{Key: "$elemMatch", Value: overlap}}},
	}
	return s.operations(ctx, filter, -1, func(o *models.LoggedOperation) bool {
		return o.Dot.Actor == actor && from <= o.Dot.N && o.Dot.N <= to
	})
}

// Log implements store.Scopes.
func (s *Store) Log(ctx context.Context, scope models.Scope, after uint64, limit int) ([]models.LoggedOperation, error) {
	v, err := s.stand(ctx, scope)
	if err != nil || v.head.Seq <= after || limit <= 0 {
		return nil, err
	}
	// The commit that holds seq after+1 is the last one with a base not above after.
	first := commitKey(scope, 0)
	find := options.Find().SetProjection(headerFields()).SetSort(bson.D{{Key: "_id", Value: -1}}).SetLimit(1)
	holder := bson.D{
		{Key: "scope", Value: string(scope)},
		{Key: "_id", Value: bson.D{{Key: "$gte", Value: first}, {Key: "$lte", Value: commitKey(scope, after)}}},
	}
	err = each(ctx, s.commits, holder, find, func(doc string) error {
		h, err := decodeHeader(doc)
		first = commitKey(scope, h.base)
		return err
	})
	if err != nil {
		return nil, err
	}
	return s.operations(ctx, keyRange(scope, "$gte", first), limit, func(o *models.LoggedOperation) bool { return o.Seq > after })
}

// RecordLog implements store.Scopes.
func (s *Store) RecordLog(ctx context.Context, scope models.Scope, id models.RecordID, after uint64, limit int) ([]models.LoggedOperation, error) {
	if _, err := s.stand(ctx, scope); err != nil || limit <= 0 {
		return nil, err
	}
	filter := bson.D{
		{Key: "scope", Value: string(scope)},
		{Key: "touched", Value: bson.Binary{Subtype: bson.TypeBinaryUUID, Data: id[:]}},
		{Key: "last", Value: bson.D{{Key: "$gt", Value: longOf(after)}}},
	}
	return s.operations(ctx, filter, limit, func(o *models.LoggedOperation) bool {
		return o.Seq > after && (o.Record == id || o.Outcome.Landed == id)
	})
}

// longOf is n as BSON has it; what is beyond that nothing is numbered.
func longOf(n uint64) int64 { return int64(min(n, 1<<63-1)) } //nolint:gosec // bounded by min

// operations gives the operations wanted of the commits that a query finds, by seq, at most limit (-1: all).
func (s *Store) operations(ctx context.Context, filter bson.D, limit int, want func(*models.LoggedOperation) bool) ([]models.LoggedOperation, error) {
	var out []models.LoggedOperation
	find := options.Find().SetSort(byID()).SetProjection(bson.D{{Key: "scope", Value: 1}, {Key: "operations", Value: 1}})
	err := each(ctx, s.commits, filter, find, func(doc string) error {
		all, err := decodeOperations(doc)
		if err != nil {
			return err
		}
		for i := range all {
			if want(&all[i]) {
				out = append(out, all[i])
			}
			if len(out) == limit {
				return errEnough
			}
		}
		return nil
	})
	return out, err
}
