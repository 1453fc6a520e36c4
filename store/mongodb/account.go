package mongodb

import (
	"context"
	"strconv"
	"strings"

	"github.com/beplua/beplua/models"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// An account's document: {_id: "user/<id>", kind, id, rev, keys: [...], unique: ["user:<id>", "user=<key>"], body: "{...}"}.
// body stays text, since it must come back letter for letter. unique has a unique index; its first item, which clashes
// with nobody's, is there because documents without any would clash with one another.

// Get implements store.Documents.
func (s *Store) Get(ctx context.Context, kind, id string) (models.Document, error) {
	if err := s.open(); err != nil {
		return models.Document{}, err
	}
	var d models.Document
	err := models.ErrNotFound
	failed := each(ctx, s.accounts, bson.D{{Key: "_id", Value: accountKey(kind, id)}}, options.Find().SetLimit(1), func(doc string) error {
		d, err = decodeAccount(doc)
		return err
	})
	if failed != nil {
		return models.Document{}, failed
	}
	return d, err
}

// Put implements store.Documents.
func (s *Store) Put(ctx context.Context, d models.Document) error {
	if err := s.open(); err != nil {
		return err
	}
	claimed := uniqueKeys(d)
	taken := bson.D{
		{Key: "unique", Value: bson.D{{Key: "$in", Value: claimed[1:]}}},
		{Key: "_id", Value: bson.D{{Key: "$ne", Value: accountKey(d.Kind, d.ID)}}},
	}
	if len(claimed) > 1 {
		// The unique index decides; asking before it serves servers whose index takes an array as one value.
		if n, err := s.accounts.CountDocuments(ctx, taken, options.Count().SetLimit(1)); err != nil || n > 0 {
			return staleOr(failure(ctx, "look for a unique key", err))
		}
	}
	doc := bson.Raw(encodeAccount(d, claimed))
	if d.Rev == 0 {
		_, err := s.accounts.InsertOne(ctx, doc)
		return putFailure(ctx, err)
	}
	done, err := s.accounts.ReplaceOne(ctx, atRevision(d.Kind, d.ID, d.Rev), doc)
	if err != nil {
		return putFailure(ctx, err)
	}
	if done.MatchedCount == 0 {
		return models.ErrStale
	}
	return nil
}

func staleOr(err error) error {
	if err != nil {
		return err
	}
	return models.ErrStale
}

func putFailure(ctx context.Context, err error) error {
	if err != nil && isDuplicate(err) {
		return models.ErrStale
	}
	return failure(ctx, "put a document", err)
}

// Drop implements store.Documents.
func (s *Store) Drop(ctx context.Context, kind, id string, rev uint64) error {
	if err := s.open(); err != nil {
		return err
	}
	done, err := s.accounts.DeleteOne(ctx, atRevision(kind, id, rev))
	if err != nil {
		return failure(ctx, "drop a document", err)
	}
	if done.DeletedCount > 0 {
		return nil
	}
	_, err = s.Get(ctx, kind, id)
	return staleOr(err)
}

// ByKey implements store.Documents.
func (s *Store) ByKey(ctx context.Context, kind, key, after string, limit int) ([]models.Document, error) {
	if err := s.open(); err != nil || limit <= 0 {
		return nil, err
	}
	filter := bson.D{
		{Key: "kind", Value: kind},
		{Key: "_id", Value: bson.D{{Key: "$gt", Value: accountKey(kind, after)}, {Key: "$lt", Value: kind + keyAbove}}},
	}
	if key != "" {
		filter = append(filter, bson.E{Key: "keys", Value: key})
	}
	var out []models.Document
	err := each(ctx, s.accounts, filter, page(byID(), limit), func(doc string) error {
		d, err := decodeAccount(doc)
		out = append(out, d)
		return err
	})
	return out, err
}

func accountKey(kind, id string) string { return kind + keyEnd + id }

func atRevision(kind, id string, rev uint64) bson.D {
	return bson.D{{Key: "_id", Value: accountKey(kind, id)}, {Key: "rev", Value: longOf(rev)}}
}

func uniqueKeys(d models.Document) []string {
	out := []string{d.Kind + ":" + d.ID}
	for _, key := range d.Keys {
		if strings.HasPrefix(key, "=") {
			out = append(out, d.Kind+key)
		}
	}
	return out
}

// encodeAccount gives the document as it is stored at the next revision.
func encodeAccount(d models.Document, unique []string) []byte {
	w := writer{make([]byte, 0, 256+len(d.Body))}
	at := w.start()
	w.text("_id", accountKey(d.Kind, d.ID))
	w.text("kind", d.Kind)
	w.text("id", d.ID)
	w.seq("rev", d.Rev+1)
	w.texts("keys", d.Keys)
	w.texts("unique", unique)
	w.verbatim("body", string(d.Body))
	w.end(at)
	return w.b
}

func decodeAccount(doc string) (models.Document, error) {
	var d models.Document
	fields := read(doc)
	for fields.next() {
		switch fields.name {
		case "kind":
			d.Kind = fields.text()
		case "id":
			d.ID = fields.text()
		case "rev":
			d.Rev = fields.seq()
		case "keys":
			d.Keys = fields.texts()
		case "body":
			d.Body = []byte(fields.verbatim())
		}
	}
	if fields.bad {
		return models.Document{}, models.Errorf(models.CodeInternal, "broken stored document %s", strconv.Quote(d.ID))
	}
	return d, nil
}
