package mongodb

import (
	"context"
	"slices"

	"github.com/beplua/beplua/models"
	"go.mongodb.org/mongo-driver/v2/bson"
)

// Heads implements store.Scopes.
func (s *Store) Heads(ctx context.Context, scopes []models.Scope) ([]models.Head, error) {
	if len(scopes) == 0 {
		return nil, s.open()
	}
	views, err := s.standing(ctx, scopes)
	if err != nil {
		return nil, err
	}
	out := make([]models.Head, len(scopes))
	for i, scope := range scopes {
		out[i] = views[scope].head
	}
	return out, nil
}

// LastNumbers implements store.Scopes.
func (s *Store) LastNumbers(ctx context.Context, scope models.Scope, actors []models.ActorID) ([]uint64, error) {
	v, err := s.stand(ctx, scope)
	if err != nil {
		return nil, err
	}
	out := make([]uint64, len(actors))
	for i, a := range actors {
		out[i] = v.numbers[a]
	}
	return out, nil
}

// AllScopes implements store.Scopes.
func (s *Store) AllScopes(ctx context.Context, after models.Scope, limit int) ([]models.Scope, error) {
	if err := s.open(); err != nil {
		return nil, err
	}
	var out []models.Scope
	for len(out) < limit {
		found, err := s.registered(ctx, after, limit-len(out))
		if err != nil || len(found) == 0 {
			return out, err
		}
		after = found[len(found)-1]
		written, err := s.written(ctx, found)
		if err != nil {
			return nil, err
		}
		out = append(out, written...)
	}
	return out, nil
}

func (s *Store) registered(ctx context.Context, after models.Scope, limit int) ([]models.Scope, error) {
	var out []models.Scope
	filter := bson.D{{Key: "_id", Value: bson.D{{Key: "$gt", Value: string(after)}}}}
	find := page(byID(), limit).SetProjection(bson.D{{Key: "scope", Value: 1}})
	err := each(ctx, s.heads, filter, find, func(doc string) error {
		v, err := decodeMark(doc)
		if err == nil {
			out = append(out, v.head.Scope)
		}
		return err
	})
	return out, err
}

// written leaves out scopes that were registered for a commit that never came to stand.
func (s *Store) written(ctx context.Context, scopes []models.Scope) ([]models.Scope, error) {
	empty := make(map[models.Scope]*view, len(scopes))
	for _, scope := range scopes {
		empty[scope] = &view{head: models.Head{Scope: scope}}
	}
	begun, err := s.moved(ctx, empty)
	slices.Sort(begun)
	return begun, err
}

// Records implements store.Scopes. As a decision begins with Heads, which finishes what others left, it only looks
// whether this process left something; likewise KeyHits.
func (s *Store) Records(ctx context.Context, scope models.Scope, ids []models.RecordID) ([]models.Record, error) {
	if err := s.finished(ctx, scope); err != nil || len(ids) == 0 {
		return nil, err
	}
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = recordKey(scope, id)
	}
	filter := bson.D{{Key: "scope", Value: string(scope)}, {Key: "_id", Value: oneOf(keys)}}
	return s.listRecords(ctx, filter, bson.D{}, len(ids))
}

// RecordsOfType implements store.Scopes.
func (s *Store) RecordsOfType(ctx context.Context, scope models.Scope, typ string, after models.RecordID, limit int) ([]models.Record, error) {
	if _, err := s.stand(ctx, scope); err != nil {
		return nil, err
	}
	filter := append(keyRange(scope, "$gt", recordKey(scope, after)), bson.E{Key: "type", Value: typ})
	return s.listRecords(ctx, filter, byID(), limit)
}

// RecordsByKey implements store.Scopes.
func (s *Store) RecordsByKey(ctx context.Context, scope models.Scope, key string, after models.RecordID, limit int) ([]models.Record, error) {
	if _, err := s.stand(ctx, scope); err != nil {
		return nil, err
	}
	filter := append(keyRange(scope, "$gt", recordKey(scope, after)), bson.E{Key: "keys", Value: key})
	return s.listRecords(ctx, filter, byID(), limit)
}

// RecordsByKeyAnywhere implements store.Scopes. It finishes nothing: a record of a commit whose server died before it
// was derived shows once somebody looks at its scope.
func (s *Store) RecordsByKeyAnywhere(ctx context.Context, key string, afterScope models.Scope, after models.RecordID, limit int) ([]models.Record, error) {
	if err := s.open(); err != nil {
		return nil, err
	}
	above := bson.D{{Key: "$gt", Value: recordKey(afterScope, after)}}
	return s.listRecords(ctx, bson.D{{Key: "keys", Value: key}, {Key: "_id", Value: above}}, byID(), limit)
}

// Changes implements store.Scopes. It never reads beyond the last finished commit: of a newer one a later record may be
// there before an earlier one.
func (s *Store) Changes(ctx context.Context, scope models.Scope, after uint64, limit int) ([]models.Record, error) {
	v, err := s.stand(ctx, scope)
	if err != nil || v.head.Seq <= after {
		return nil, err
	}
	between := bson.D{
		{Key: "$gt", Value: int64(after)},       //nolint:gosec // below the head
		{Key: "$lte", Value: int64(v.head.Seq)}, //nolint:gosec // a number of operations
	}
	filter := bson.D{{Key: "scope", Value: string(scope)}, {Key: "seq", Value: between}}
	return s.listRecords(ctx, filter, bson.D{{Key: "seq", Value: 1}}, limit)
}
