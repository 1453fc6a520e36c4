package mongotest

import (
	"context"
	"slices"
	"testing"

	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/store/mongodb"
	"github.com/beplua/beplua/store/storetest"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

func testContract(t *testing.T, server *Server) {
	var database string
	storetest.Run(t, func(t *testing.T) store.Store {
		t.Helper()
		database = server.database()
		return server.open(t, mongodb.Options{Database: database})
	}, storetest.Peer{Name: server.Name, Weak: server.Weak, Damages: damages(server, &database)})
}

// damages spoils what is derived, and once the mark ahead of the log, as a dump taken collection by collection can be.
// damager makes a damage of what is done to a database behind the store's back.
type damager func(name string, do func(ctx context.Context, db *mongo.Database) error) storetest.Damage

func damages(server *Server, database *string) []storetest.Damage {
	damage := func(name string, do func(ctx context.Context, db *mongo.Database) error) storetest.Damage {
		return storetest.Damage{Name: name, Do: func(t *testing.T, _ store.Store) {
			t.Helper()
			if err := do(t.Context(), server.raw(t, *database)); err != nil {
				t.Fatal(err)
			}
		}}
	}
	return slices.Concat(recordDamages(damage), projectionDamages(damage))
}

// first finds a document of the first club.
func first() bson.D { return bson.D{{Key: "scope", Value: string(storetest.Club(0))}} }

func set(name string, value any) bson.D {
	return bson.D{{Key: "$set", Value: bson.D{{Key: name, Value: value}}}}
}

func recordDamages(damage damager) []storetest.Damage {
	return []storetest.Damage{
		damage("record missing", func(ctx context.Context, db *mongo.Database) error {
			_, err := db.Collection("records").DeleteOne(ctx, first())
			return err
		}),
		damage("all records missing", func(ctx context.Context, db *mongo.Database) error {
			return db.Collection("records").Drop(ctx)
		}),
		damage("value changed", func(ctx context.Context, db *mongo.Database) error {
			_, err := db.Collection("records").UpdateOne(ctx, first(), set("values.note", "spoilt"))
			return err
		}),
		damage("keys changed", func(ctx context.Context, db *mongo.Database) error {
			_, err := db.Collection("records").UpdateOne(ctx, first(), set("keys", bson.A{"spoilt"}))
			return err
		}),
		damage("record ahead", func(ctx context.Context, db *mongo.Database) error {
			_, err := db.Collection("records").UpdateOne(ctx, first(), set("seq", int64(1000)))
			return err
		}),
		damage("head ahead", func(ctx context.Context, db *mongo.Database) error {
			spoilt := bson.D{
				{Key: "_id", Value: string(storetest.Club(0))},
				{Key: "scope", Value: string(storetest.Club(0))},
				{Key: "seq", Value: int64(1000)},
			}
			_, err := db.Collection("heads").ReplaceOne(ctx, bson.D{{Key: "_id", Value: string(storetest.Club(0))}}, spoilt, options.Replace().SetUpsert(true))
			return err
		}),
		damage("stray record", func(ctx context.Context, db *mongo.Database) error {
			var doc bson.D
			if err := db.Collection("records").FindOne(ctx, first()).Decode(&doc); err != nil {
				return err
			}
			doc[0].Value = string(storetest.Club(1)) + "/0190aaaa-0000-7000-8000-000000000000"
			doc[1].Value = string(storetest.Club(1))
			_, err := db.Collection("records").InsertOne(ctx, doc)
			return err
		}),
	}
}

// raw gives a database behind the store's back.
func projectionDamages(damage damager) []storetest.Damage {
	return []storetest.Damage{
		damage("projection missing", func(ctx context.Context, db *mongo.Database) error {
			_, err := db.Collection("projections").DeleteOne(ctx, first())
			return err
		}),
		damage("projection changed", func(ctx context.Context, db *mongo.Database) error {
			_, err := db.Collection("projections").UpdateOne(ctx, first(), set("body", `{"in":6}`))
			return err
		}),
		damage("projection ahead", func(ctx context.Context, db *mongo.Database) error {
			_, err := db.Collection("projections").UpdateOne(ctx, first(), set("seq", int64(1000)))
			return err
		}),
		damage("stray projection", func(ctx context.Context, db *mongo.Database) error {
			var doc bson.D
			if err := db.Collection("projections").FindOne(ctx, first()).Decode(&doc); err != nil {
				return err
			}
			doc[0].Value, doc[2].Value = string(storetest.Club(0))+"/fund:7", "fund:7"
			_, err := db.Collection("projections").InsertOne(ctx, doc)
			return err
		}),
	}
}

func (s *Server) raw(t *testing.T, database string) *mongo.Database {
	t.Helper()
	client, err := mongo.Connect(options.Client().ApplyURI(s.URI))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Disconnect(context.Background()) }) // nothing waits for it
	return client.Database(database)
}
