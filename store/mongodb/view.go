package mongodb

import (
	"context"
	"maps"
	"sync"

	"github.com/beplua/beplua/models"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// viewsMax bounds how many scopes a process remembers: some kB each.
const viewsMax = 4096

// view is where a scope stands after a commit up to which everything is derived. It is never changed.
type view struct {
	head    models.Head
	numbers map[models.ActorID]uint64 // highest number of each actor
}

// after gives the view after the commit that was decided on this one.
func (v *view) after(h header) *view {
	numbers := maps.Clone(v.numbers)
	if numbers == nil {
		numbers = map[models.ActorID]uint64{}
	}
	for _, r := range h.runs {
		numbers[r.actor] = max(numbers[r.actor], r.to)
	}
	return &view{h.next, numbers}
}

// views remembers finished views, so that the usual decision needs no look at where its scope stands. One that is
// behind does no harm: the commit decided on it meets a duplicate key.
type views struct {
	mu    sync.Mutex
	known map[models.Scope]*view
}

func (vs *views) get(scope models.Scope) *view {
	vs.mu.Lock()
	defer vs.mu.Unlock()
	return vs.known[scope]
}

func (vs *views) put(v *view) {
	vs.mu.Lock()
	defer vs.mu.Unlock()
	if old := vs.known[v.head.Scope]; old != nil && old.head.Seq >= v.head.Seq {
		return
	}
	if vs.known == nil || len(vs.known) >= viewsMax {
		vs.known = make(map[models.Scope]*view)
	}
	vs.known[v.head.Scope] = v
}

func (vs *views) drop(scope models.Scope) {
	vs.mu.Lock()
	defer vs.mu.Unlock()
	delete(vs.known, scope)
}

func (vs *views) forget() {
	vs.mu.Lock()
	defer vs.mu.Unlock()
	vs.known = nil
}

// standing gives where scopes stand, after it has finished what others left unfinished. Usually that is one query for
// all of them: is there a commit decided on what is known?
func (s *Store) standing(ctx context.Context, scopes []models.Scope) (map[models.Scope]*view, error) {
	if err := s.open(); err != nil {
		return nil, err
	}
	out := make(map[models.Scope]*view, len(scopes))
	var unknown []models.Scope
	for _, scope := range scopes {
		if v := s.views.get(scope); v != nil {
			out[scope] = v
		} else {
			unknown = append(unknown, scope)
		}
	}
	for _, scope := range unknown {
		v, err := s.meet(ctx, scope)
		if err != nil {
			return nil, err
		}
		out[scope] = v
	}
	moved, err := s.moved(ctx, out)
	if err != nil {
		return nil, err
	}
	for _, scope := range moved {
		if out[scope], err = s.catchUp(ctx, out[scope]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// stand is standing for one scope.
func (s *Store) stand(ctx context.Context, scope models.Scope) (*view, error) {
	all, err := s.standing(ctx, []models.Scope{scope})
	return all[scope], err
}

// finished makes sure that this process left nothing half derived in a scope, and has looked at it at least once.
func (s *Store) finished(ctx context.Context, scope models.Scope) error {
	if err := s.open(); err != nil {
		return err
	}
	if s.views.get(scope) != nil {
		return nil
	}
	_, err := s.stand(ctx, scope)
	return err
}

// moved gives the scopes in which a commit follows the view.
func (s *Store) moved(ctx context.Context, from map[models.Scope]*view) ([]models.Scope, error) {
	keys, names := make([]string, 0, len(from)), make([]string, 0, len(from))
	for scope, v := range from {
		names = append(names, string(scope))
		keys = append(keys, commitKey(scope, v.head.Seq))
	}
	filter := bson.D{{Key: "scope", Value: oneOf(names)}, {Key: "_id", Value: oneOf(keys)}}
	var out []models.Scope
	err := each(ctx, s.commits, filter, options.Find().SetProjection(headerFields()), func(doc string) error {
		h, err := decodeHeader(doc)
		out = append(out, h.next.Scope)
		return err
	})
	return out, err
}

func oneOf(texts []string) any {
	if len(texts) == 1 {
		return texts[0]
	}
	return bson.D{{Key: "$in", Value: texts}}
}

// meet learns of a scope that this process does not know: up to its mark everything is derived; what follows is derived
// again, since a dump taken collection by collection may lack more than the newest commit.
func (s *Store) meet(ctx context.Context, scope models.Scope) (*view, error) {
	v, err := s.readMark(ctx, scope)
	if err != nil {
		return nil, err
	}
	newest, err := s.newest(ctx, scope)
	if err != nil {
		return nil, err
	}
	if newest.next.Seq < v.head.Seq {
		// A dump that has records of commits it does not have.
		s.options.Log.Warn("mongodb: a scope is derived beyond its log; mending it", "scope", string(scope))
		if _, err := s.auditScope(ctx, scope, auditRun{mend: true, limit: 1}); err != nil {
			return nil, err
		}
		v, err = s.readMark(ctx, scope)
		if err != nil {
			return nil, err
		}
	}
	marked := v.head.Seq
	err = s.following(ctx, scope, marked, func(h header) error {
		if err := s.finish(ctx, scope, h.base); err != nil {
			return err
		}
		v = v.after(h)
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.views.put(v)
	if v.head.Seq > marked {
		s.marks.note(v)
	}
	return v, nil
}

// catchUp goes on from a finished view. Only the newest commit can be unfinished: nobody decides before it is done.
func (s *Store) catchUp(ctx context.Context, v *view) (*view, error) {
	scope := v.head.Scope
	var last uint64
	err := s.following(ctx, scope, v.head.Seq, func(h header) error {
		v, last = v.after(h), h.base
		return nil
	})
	if err != nil {
		return nil, err
	}
	mark, err := s.readMark(ctx, scope)
	if err != nil {
		return nil, err
	}
	if mark.head.Seq < v.head.Seq {
		if err := s.finish(ctx, scope, last); err != nil {
			return nil, err
		}
		s.marks.note(v)
	}
	s.views.put(v)
	return v, nil
}

// following goes over the headers of a scope's commits from a seq on.
func (s *Store) following(ctx context.Context, scope models.Scope, from uint64, visit func(header) error) error {
	find := options.Find().SetProjection(headerFields()).SetSort(byID())
	return each(ctx, s.commits, keyRange(scope, "$gte", commitKey(scope, from)), find, func(doc string) error {
		h, err := decodeHeader(doc)
		if err != nil {
			return err
		}
		return visit(h)
	})
}

// newest gives the header of a scope's newest commit, the zero one if there is none.
func (s *Store) newest(ctx context.Context, scope models.Scope) (header, error) {
	var h header
	find := options.Find().SetProjection(headerFields()).SetSort(bson.D{{Key: "_id", Value: -1}}).SetLimit(1)
	err := each(ctx, s.commits, keyRange(scope, "$gt", string(scope)+keyEnd), find, func(doc string) (err error) {
		h, err = decodeHeader(doc)
		return err
	})
	return h, err
}

// readMark gives the view up to which a scope is known to be derived.
func (s *Store) readMark(ctx context.Context, scope models.Scope) (*view, error) {
	v := &view{head: models.Head{Scope: scope}}
	filter := bson.D{{Key: "_id", Value: string(scope)}, {Key: "scope", Value: string(scope)}}
	err := each(ctx, s.heads, filter, options.Find().SetLimit(1), func(doc string) (err error) {
		v, err = decodeMark(doc)
		return err
	})
	return v, err
}
