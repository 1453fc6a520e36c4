package mongodb

import (
	"context"
	"slices"

	"github.com/beplua/beplua/models"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// deriveTriesMax bounds how often a derived write meets documents that others write at the same moment.
const deriveTriesMax = 8

// state is a derived document. It stands until one with a higher seq replaces it.
type state struct {
	key   string
	scope models.Scope
	seq   uint64
	doc   []byte
}

// derive writes the records and projections of a commit. Doing it twice, or late, changes nothing.
func (s *Store) derive(ctx context.Context, c *commitDocument) error {
	for part := range slices.Chunk(c.created, s.options.BulkMax) {
		if err := write(ctx, s.records, part, create); err != nil {
			return err
		}
		if err := s.options.AfterStep(StepCreated); err != nil {
			return crashed{err}
		}
	}
	for part := range slices.Chunk(c.rewritten, s.options.BulkMax) {
		if err := write(ctx, s.records, part, replaceOlder); err != nil {
			return err
		}
		if err := s.options.AfterStep(StepRewritten); err != nil {
			return crashed{err}
		}
	}
	for part := range slices.Chunk(c.projected, s.options.BulkMax) {
		if err := write(ctx, s.projections, part, replaceOlder); err != nil {
			return err
		}
		if err := s.options.AfterStep(StepProjected); err != nil {
			return crashed{err}
		}
	}
	return nil
}

// write writes states as far as what is stored is older or missing. A duplicate key says that something was there: the
// same or a newer one, which is well, or an older one that came at the same moment. Only a look can tell, and a server
// may have left the writes behind the duplicate undone; so what is still to do is looked up and tried again.
func write(ctx context.Context, in *mongo.Collection, states []state, model func(state) mongo.WriteModel) error {
	for range deriveTriesMax {
		all := make([]mongo.WriteModel, len(states))
		for i, s := range states {
			all[i] = model(s)
		}
		_, err := in.BulkWrite(ctx, all, options.BulkWrite().SetOrdered(false))
		met, err := duplicatesOnly(err)
		if err != nil || !met {
			return failure(ctx, "derive from a commit", err)
		}
		model = replaceOlder
		if states, err = older(ctx, in, states); err != nil || len(states) == 0 {
			return err
		}
	}
	return models.Errorf(models.CodeUnavailable, "too many write %s at once", in.Name())
}

// create is for what nobody else can have written differently: a record that is new with this commit.
func create(s state) mongo.WriteModel { return mongo.NewInsertOneModel().SetDocument(bson.Raw(s.doc)) }

func replaceOlder(s state) mongo.WriteModel {
	filter := bson.D{
		{Key: "_id", Value: s.key},
		{Key: "scope", Value: string(s.scope)},
		{Key: "seq", Value: bson.D{{Key: "$lt", Value: longOf(s.seq)}}},
	}
	return mongo.NewReplaceOneModel().SetFilter(filter).SetReplacement(bson.Raw(s.doc)).SetUpsert(true)
}

// older gives the states that are newer than what is stored.
func older(ctx context.Context, in *mongo.Collection, states []state) ([]state, error) {
	keys, scopes := make([]string, len(states)), make([]string, 0, 1)
	for i, s := range states {
		keys[i] = s.key
		if !slices.Contains(scopes, string(s.scope)) {
			scopes = append(scopes, string(s.scope))
		}
	}
	stored := make(map[string]uint64, len(states))
	filter := bson.D{{Key: "scope", Value: oneOf(scopes)}, {Key: "_id", Value: oneOf(keys)}}
	find := options.Find().SetProjection(bson.D{{Key: "seq", Value: 1}})
	err := each(ctx, in, filter, find, func(doc string) error {
		key, seq := keyAndSeq(doc)
		stored[key] = seq
		return nil
	})
	return slices.DeleteFunc(slices.Clone(states), func(s state) bool {
		seq, known := stored[s.key]
		return known && seq >= s.seq
	}), err
}

func keyAndSeq(doc string) (key string, seq uint64) {
	for fields := read(doc); fields.next(); {
		switch fields.name {
		case "_id":
			key = fields.text()
		case "seq":
			seq = fields.seq()
		}
	}
	return key, seq
}
