package mongodb

import (
	"context"
	"slices"
	"strconv"

	"github.com/beplua/beplua/models"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// A projection's document: {_id: "club:<uuid>/fund:<uuid>", scope, key: "fund:<uuid>", seq, body: "{...}"}. body stays text, since
// it must come back letter for letter. One that was taken away stays without a body: so an older one that a slow server
// derives late cannot come back in its place.

// encodeProjection gives the document of a projection.
func encodeProjection(scope models.Scope, p models.Projection) []byte {
	w := writer{make([]byte, 0, 256+len(p.Body))}
	at := w.start()
	w.text("_id", projectionKey(scope, p.Key))
	w.text("scope", string(scope))
	w.text("key", p.Key)
	w.seq("seq", p.Seq)
	w.optional("body", string(p.Body))
	w.end(at)
	return w.b
}

func projectionKey(scope models.Scope, key string) string { return string(scope) + keyEnd + key }

func projectionState(scope models.Scope, p models.Projection) state {
	return state{projectionKey(scope, p.Key), scope, p.Seq, encodeProjection(scope, p)}
}

func decodeProjection(doc string) (models.Projection, error) {
	fields := read(doc)
	var p models.Projection
	for fields.next() {
		fields.projection(&p)
	}
	if fields.bad || p.Key == "" {
		return models.Projection{}, models.Errorf(models.CodeInternal, "broken stored projection")
	}
	return p, nil
}

func (e *element) projection(p *models.Projection) {
	switch e.name {
	case "key":
		p.Key = e.text()
	case "seq":
		p.Seq = e.seq()
	case "body":
		p.Body = []byte(e.text())
	}
}

// projections writes into a commit's document what it changes: [{key, body}]; the seq is the commit's last.
func (d *commitDocument) projections(w *writer, c models.Commit) {
	if len(c.Projections) == 0 {
		return
	}
	at := w.array("projections")
	for i, p := range c.Projections {
		inner := w.document(strconv.Itoa(i))
		w.text("key", p.Key)
		w.optional("body", string(p.Body))
		w.end(inner)
		d.projected = append(d.projected, projectionState(c.Base.Scope, p))
	}
	w.end(at)
}

func (d *commitDocument) readProjections(e *element) bool {
	for items := e.items(); items.next(); {
		p := models.Projection{Seq: d.next.Seq}
		for inner := items.items(); inner.next(); {
			inner.projection(&p)
		}
		if p.Key == "" {
			return false
		}
		d.projected = append(d.projected, projectionState(d.next.Scope, p))
	}
	return true
}

// Projections implements store.Scopes. Like Records it only looks whether this process left something.
func (s *Store) Projections(ctx context.Context, scope models.Scope, keys []string) ([]models.Projection, error) {
	if err := s.finished(ctx, scope); err != nil || len(keys) == 0 {
		return nil, err
	}
	ids := make([]string, len(keys))
	for i, key := range keys {
		ids[i] = projectionKey(scope, key)
	}
	found := make(map[string]models.Projection, len(keys))
	filter := bson.D{{Key: "scope", Value: string(scope)}, {Key: "_id", Value: oneOf(ids)}}
	err := each(ctx, s.projections, filter, options.Find(), func(doc string) error {
		p, err := decodeProjection(doc)
		if len(p.Body) > 0 {
			found[p.Key] = p
		}
		return err
	})
	out := make([]models.Projection, len(keys))
	for i, key := range keys {
		out[i] = found[key]
		out[i].Key = key
	}
	return out, err
}

// ProjectionsOf implements store.Scopes.
func (s *Store) ProjectionsOf(ctx context.Context, key string, scopes []models.Scope) ([]models.Projection, error) {
	if err := s.open(); err != nil {
		return nil, err
	}
	found := make(map[string]models.Projection, len(scopes))
	for some := range slices.Chunk(scopes, models.PageRecordsMax) {
		names, ids := make([]string, len(some)), make([]string, len(some))
		for i, scope := range some {
			names[i], ids[i] = string(scope), projectionKey(scope, key)
		}
		filter := bson.D{{Key: "scope", Value: oneOf(names)}, {Key: "_id", Value: oneOf(ids)}}
		err := each(ctx, s.projections, filter, options.Find(), func(doc string) error {
			p, err := decodeProjection(doc)
			if len(p.Body) > 0 {
				found[scopeOf(doc)] = p
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	out := make([]models.Projection, len(scopes))
	for i, scope := range scopes {
		out[i] = found[string(scope)]
		out[i].Key = key
	}
	return out, nil
}

// scopeOf gives the scope that a document says it is of.
func scopeOf(doc string) string {
	for fields := read(doc); fields.next(); {
		if fields.name == "scope" {
			return fields.text()
		}
	}
	return ""
}

// ProjectionsAfter implements store.Scopes. Keys are ASCII, so those with a prefix end before the prefix and DEL.
func (s *Store) ProjectionsAfter(ctx context.Context, scope models.Scope, prefix, after string, limit int) ([]models.Projection, error) {
	if _, err := s.stand(ctx, scope); err != nil || limit <= 0 {
		return nil, err
	}
	from := bson.E{Key: "$gt", Value: projectionKey(scope, after)}
	if after < prefix {
		from = bson.E{Key: "$gte", Value: projectionKey(scope, prefix)}
	}
	below := bson.E{Key: "$lt", Value: projectionKey(scope, prefix+"\x7f")}
	filter := bson.D{{Key: "scope", Value: string(scope)}, {Key: "_id", Value: bson.D{from, below}}}
	var out []models.Projection
	find := options.Find().SetSort(byID()).SetBatchSize(int32(min(limit, models.PageRecordsMax))) //nolint:gosec // bounded by min
	err := each(ctx, s.projections, filter, find, func(doc string) error {
		p, err := decodeProjection(doc)
		if err != nil || len(p.Body) == 0 {
			return err
		}
		if out = append(out, p); len(out) == limit {
			return errEnough
		}
		return nil
	})
	return out, err
}
