package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// CopyTo makes another database of the same server hold what this one holds, and nothing else; indexes are made when it is
// opened. Nobody may commit to either meanwhile. It is for simulations and drills: operators have mongodump.
func (s *Store) CopyTo(ctx context.Context, database string) error {
	if err := s.open(); err != nil {
		return err
	}
	to := s.client.Database(database)
	if err := to.Drop(ctx); err != nil {
		return failure(ctx, "empty the copy", err)
	}
	// Marks first: one that says less than is derived costs time, one that says more would hide records.
	for _, name := range []string{collHeads, collMeta, collAccounts, collProjections, collRecords, collCommits} {
		err := each(ctx, s.db.Collection(name), bson.D{}, options.Find(), func(doc string) error {
			_, err := to.Collection(name).InsertOne(ctx, bson.Raw(doc))
			return failure(ctx, "copy "+name, err)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// DropDatabase deletes everything, for simulations.
func (s *Store) DropDatabase(ctx context.Context) error {
	if err := s.open(); err != nil {
		return err
	}
	return failure(ctx, "drop", s.db.Drop(ctx))
}
