package mongodb

import (
	"context"
	"fmt"
	"strings"

	"github.com/beplua/beplua/models"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// The collections. Only commits, accounts and meta hold what is nowhere else.
const (
	collCommits     = "commits"     // the operation logs and audit chains of all scopes: one document decides
	collRecords     = "records"     // derived from commits
	collProjections = "projections" // derived from commits
	collHeads       = "heads"       // derived from commits: up to where everything of a scope was derived
	collAccounts    = "accounts"    // documents that do not sync
	collMeta        = "meta"        // epoch and layout number
)

// layoutNumber is the layout this build writes. A database with a higher one belongs to a newer build and is refused.
// 2 has projections, which an older build would not derive.
const layoutNumber = 2

// Keys are texts that begin with the scope, so that one index serves look-ups, listings by id and, in a sharded cluster
// (shard key: scope), uniqueness. '/' sorts before every character that goes on in a scope's name, so keys sort as
// (scope, id) and (scope, base) do.
const (
	keyEnd   = "/"
	keyAbove = "0" // the character after '/': above all keys of a scope
)

func recordKey(scope models.Scope, id models.RecordID) string {
	return string(scope) + keyEnd + id.String()
}

func idOfKey(key string) (models.RecordID, bool) {
	id, err := models.ParseRecordID(key[strings.LastIndexByte(key, keyEnd[0])+1:])
	return id, err == nil
}

// commitKey names the one commit that can be decided on a state of a scope.
func commitKey(scope models.Scope, base uint64) string {
	return fmt.Sprintf("%s%s%016d", scope, keyEnd, base)
}

// keyRange is the filter of a scope's documents from a key on.
func keyRange(scope models.Scope, operator, from string) bson.D {
	return bson.D{
		{Key: "scope", Value: string(scope)},
		{Key: "_id", Value: bson.D{{Key: operator, Value: from}, {Key: "$lt", Value: string(scope) + keyAbove}}},
	}
}

// indexes are the keys of the indexes that each collection has beside the one on _id. The last of accounts is unique.
func indexes() map[string][][]string {
	return map[string][][]string{
		collCommits: {
			{"scope", "runs"},           // operations by dot
			{"scope", "touched", "_id"}, // the log of a record
		},
		collRecords: {
			{"scope", "seq"},         // the feed
			{"scope", "type", "_id"}, // listings
			{"keys", "_id"},          // keys, in one scope and anywhere: _id begins with the scope
		},
		collAccounts: {
			{"kind", "keys", "_id"},
			{keyUnique},
		},
	}
}

const keyUnique = "unique"

// migrate makes what is missing. It may run at any time, twice, and in several processes.
func (s *Store) migrate(ctx context.Context) error {
	var layout struct {
		Value int `bson:"value"`
	}
	err := s.meta.FindOne(ctx, bson.D{{Key: "_id", Value: "layout"}}).Decode(&layout)
	switch {
	case isMissing(err):
	case err != nil:
		return failure(ctx, "read the layout number", err)
	case layout.Value > layoutNumber:
		return fmt.Errorf("the database has layout %d, this build knows %d: run the newer build", layout.Value, layoutNumber)
	}
	for name, wanted := range indexes() {
		if err := s.index(ctx, s.db.Collection(name), wanted); err != nil {
			return failure(ctx, "make the indexes of "+name, err)
		}
	}
	if layout.Value == layoutNumber {
		return nil
	}
	return s.setMeta(ctx, "layout", int64(layoutNumber))
}

// index makes the indexes that a collection lacks; so one that an operator dropped comes back.
func (s *Store) index(ctx context.Context, in *mongo.Collection, wanted [][]string) error {
	known, err := in.Indexes().ListSpecifications(ctx)
	if err != nil && !isNoCollection(err) {
		return err
	}
	have := make(map[string]bool, len(known))
	for _, k := range known {
		have[k.Name] = true
	}
	for _, names := range wanted {
		name := strings.Join(names, "_1_") + "_1" // as every tool names it
		if have[name] {
			continue
		}
		keys := bson.D{}
		for _, n := range names {
			keys = append(keys, bson.E{Key: n, Value: 1})
		}
		index := options.Index().SetName(name)
		if names[0] == keyUnique {
			index.SetUnique(true)
		}
		if _, err := in.Indexes().CreateOne(ctx, mongo.IndexModel{Keys: keys, Options: index}); err != nil {
			return err
		}
	}
	return nil
}
