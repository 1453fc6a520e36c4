package mongodb

import (
	"context"
	"errors"

	"github.com/beplua/beplua/models"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// errEnough ends a query early and well.
var errEnough = errors.New("enough")

func byID() bson.D { return bson.D{{Key: "_id", Value: 1}} }

// each gives the documents that a query finds to visit, one after the other, until there are no more or visit answers errEnough.
func each(ctx context.Context, in *mongo.Collection, filter bson.D, find *options.FindOptionsBuilder, visit func(doc string) error) error {
	cursor, err := in.Find(ctx, filter, find)
	if err != nil {
		return failure(ctx, "query "+in.Name(), err)
	}
	defer func() { _ = cursor.Close(context.WithoutCancel(ctx)) }() // at worst the server forgets it later
	for cursor.Next(ctx) {
		err := visit(string(cursor.Current))
		if errors.Is(err, errEnough) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return failure(ctx, "query "+in.Name(), cursor.Err())
}

// page is a query in an order for at most limit documents, in one round trip.
func page(order bson.D, limit int) *options.FindOptionsBuilder {
	return options.Find().SetSort(order).SetLimit(int64(limit)).SetBatchSize(int32(min(limit, models.PageRecordsMax))) //nolint:gosec // bounded by min
}

// listRecords gives the records that a query finds.
func (s *Store) listRecords(ctx context.Context, filter, order bson.D, limit int) ([]models.Record, error) {
	if limit <= 0 {
		return nil, nil // to MongoDB no limit is 0
	}
	var out []models.Record
	err := each(ctx, s.records, filter, page(order, limit), func(doc string) error {
		r, _, err := decodeRecord(doc)
		out = append(out, r)
		return err
	})
	return out, err
}
