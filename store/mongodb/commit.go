package mongodb

import (
	"context"
	"errors"

	"github.com/beplua/beplua/models"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// insertTriesMax bounds how often an insert whose answer got lost is repeated.
const insertTriesMax = 3

// Commit implements store.Scopes. It fails with CodeLimit if the commit does not fit into one document.
func (s *Store) Commit(ctx context.Context, c models.Commit) error {
	if err := s.open(); err != nil {
		return err
	}
	doc, err := encodeCommit(c)
	if err != nil {
		return err
	}
	v, err := s.decidable(ctx, c)
	if err != nil {
		return err
	}
	if v.head.Seq != c.Base.Seq {
		return s.settle(ctx, c)
	}
	if err := v.verify(c); err != nil {
		return err
	}
	if err := s.options.AfterStep(StepDecided); err != nil {
		return err
	}
	if c.Base.Seq == 0 {
		if err := s.register(ctx, c.Base.Scope); err != nil {
			return err
		}
		if err := s.options.AfterStep(StepRegistered); err != nil {
			return err
		}
	}
	if err := s.insert(ctx, c, doc.doc); err != nil {
		return err
	}
	if err := s.options.AfterStep(StepInserted); err != nil {
		return err
	}
	return s.complete(ctx, v, &doc)
}

// decidable gives the finished view that c may follow, or the present one if that is another.
func (s *Store) decidable(ctx context.Context, c models.Commit) (*view, error) {
	if v := s.views.get(c.Base.Scope); v != nil && v.head.Seq == c.Base.Seq {
		return v, nil
	}
	return s.stand(ctx, c.Base.Scope)
}

// insert decides. A lost answer is settled by trying again: then the key is taken, by this commit or by another one.
func (s *Store) insert(ctx context.Context, c models.Commit, doc []byte) error {
	var err error
	for range insertTriesMax {
		_, err = s.commits.InsertOne(ctx, bson.Raw(doc))
		switch {
		case err == nil:
			return nil
		case isDuplicate(err):
			return s.settle(ctx, c)
		case ctx.Err() != nil || !isPassing(err):
			return failure(ctx, "insert a commit", err)
		}
	}
	return failure(ctx, "insert a commit", err)
}

// settle says whose commit it is that was decided on c's base: nil if it is c itself.
func (s *Store) settle(ctx context.Context, c models.Commit) error {
	scope := c.Base.Scope
	filter := bson.D{{Key: "scope", Value: string(scope)}, {Key: "_id", Value: commitKey(scope, c.Base.Seq)}}
	found := models.ErrStale
	err := each(ctx, s.commits, filter, options.Find().SetProjection(headerFields()).SetLimit(1), func(doc string) error {
		h, err := decodeHeader(doc)
		if h.id == c.ID {
			found = nil
		}
		return err
	})
	if err != nil {
		return err
	}
	if found == nil {
		// It stands; whether it is finished only the next look at the scope knows.
		s.views.drop(scope)
	}
	return found
}

// complete derives a commit that stands. A failure here is no failure of the commit: whoever looks next finishes it.
func (s *Store) complete(ctx context.Context, v *view, doc *commitDocument) error {
	scope := doc.next.Scope
	var crash crashed
	switch err := s.derive(ctx, doc); {
	case errors.As(err, &crash):
		return crash.error
	case err != nil:
		s.views.drop(scope)
		s.options.Log.Warn("mongodb: a commit stands and is left to be finished", "scope", string(scope), "err", err)
		return nil
	}
	next := v.after(doc.header)
	s.views.put(next)
	s.marks.note(next)
	return nil
}

// crashed is what AfterStep ended a commit with.
type crashed struct{ error }

// finish derives the commit that was decided on a base, whoever inserted it.
func (s *Store) finish(ctx context.Context, scope models.Scope, base uint64) error {
	filter := bson.D{{Key: "scope", Value: string(scope)}, {Key: "_id", Value: commitKey(scope, base)}}
	return each(ctx, s.commits, filter, options.Find().SetLimit(1), func(doc string) error {
		c, _, err := decodeCommit(doc)
		if err != nil {
			return err
		}
		return s.derive(ctx, &c)
	})
}
