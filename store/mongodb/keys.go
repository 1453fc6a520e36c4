package mongodb

import (
	"context"

	"github.com/beplua/beplua/models"
	"go.mongodb.org/mongo-driver/v2/bson"
)

// KeyHits implements store.Scopes. One query serves all keys unless there are more hits than the limits allow together.
func (s *Store) KeyHits(ctx context.Context, scope models.Scope, keys []string, limit int) ([][]models.RecordID, error) {
	out := make([][]models.RecordID, len(keys))
	if err := s.finished(ctx, scope); err != nil || len(keys) == 0 || limit <= 0 {
		return out, err
	}
	places := make(map[string][]int, len(keys))
	for i, key := range keys {
		places[key] = append(places[key], i)
	}
	few := limit * len(keys)
	found, err := s.hits(ctx, scope, oneOf(keys), few+1, func(id models.RecordID, key string) {
		for _, i := range places[key] {
			if len(out[i]) < limit {
				out[i] = append(out[i], id)
			}
		}
	})
	if err != nil || found <= few {
		return out, err
	}
	for i, key := range keys {
		out[i] = nil
		_, err := s.hits(ctx, scope, key, limit, func(id models.RecordID, hit string) {
			if hit == key {
				out[i] = append(out[i], id)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// hits tells of the records that have a key, by id, each with all its keys, and gives how many there were.
func (s *Store) hits(ctx context.Context, scope models.Scope, keys any, limit int, hit func(models.RecordID, string)) (int, error) {
	found := 0
	filter := append(keyRange(scope, "$gt", string(scope)+keyEnd), bson.E{Key: "keys", Value: keys})
	find := page(byID(), limit).SetProjection(bson.D{{Key: "keys", Value: 1}})
	err := each(ctx, s.records, filter, find, func(doc string) error {
		found++
		r, own, err := decodeRecord(doc)
		for _, key := range own {
			hit(r.ID, key)
		}
		return err
	})
	return found, err
}
