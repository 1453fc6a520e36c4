package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

const metaEpoch = "epoch"

// Epoch implements store.Store.
func (s *Store) Epoch(ctx context.Context) (string, error) {
	if err := s.open(); err != nil {
		return "", err
	}
	epoch, err := s.readEpoch(ctx)
	if !isMissing(err) {
		return epoch, failure(ctx, "read the epoch", err)
	}
	// Of several processes that begin at once one wins; all then read the same.
	_, err = s.meta.InsertOne(ctx, bson.D{{Key: "_id", Value: metaEpoch}, {Key: "value", Value: s.options.NewEpoch()}})
	if err != nil && !isDuplicate(err) {
		return "", failure(ctx, "begin the first epoch", err)
	}
	epoch, err = s.readEpoch(ctx)
	return epoch, failure(ctx, "read the epoch", err)
}

func (s *Store) readEpoch(ctx context.Context) (string, error) {
	var found struct {
		Value string `bson:"value"`
	}
	err := s.meta.FindOne(ctx, bson.D{{Key: "_id", Value: metaEpoch}}).Decode(&found)
	return found.Value, err
}

// RenewEpoch implements store.Store. It also forgets what this process knew of scopes: the database may be another one.
func (s *Store) RenewEpoch(ctx context.Context) (string, error) {
	if err := s.open(); err != nil {
		return "", err
	}
	epoch := s.options.NewEpoch()
	if err := s.setMeta(ctx, metaEpoch, epoch); err != nil {
		return "", err
	}
	s.views.forget()
	return epoch, nil
}

func (s *Store) setMeta(ctx context.Context, id string, value any) error {
	_, err := s.meta.ReplaceOne(ctx, bson.D{{Key: "_id", Value: id}},
		bson.D{{Key: "_id", Value: id}, {Key: "value", Value: value}}, options.Replace().SetUpsert(true))
	return failure(ctx, "write "+id, err)
}
