package mongodb

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/beplua/beplua/models"
	"go.mongodb.org/mongo-driver/v2/bson"
)

// marker writes down up to where scopes are derived: lazily, many scopes in one write.
type marker struct {
	mu    sync.Mutex
	dirty map[models.Scope]*view
	quit  chan struct{}
	done  chan struct{}
}

// note remembers a finished view to be written down.
func (m *marker) note(v *view) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.dirty == nil {
		m.dirty = make(map[models.Scope]*view)
	}
	if old := m.dirty[v.head.Scope]; old == nil || old.head.Seq < v.head.Seq {
		m.dirty[v.head.Scope] = v
	}
}

func (m *marker) take() []*view {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := make([]*view, 0, len(m.dirty))
	for _, v := range m.dirty {
		out = append(out, v)
	}
	m.dirty = nil
	return out
}

// start begins the goroutine that stop ends.
func (m *marker) start(s *Store) {
	m.quit, m.done = make(chan struct{}), make(chan struct{})
	go func() {
		defer close(m.done)
		tick := time.NewTicker(s.options.MarkEvery)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				s.writeMarks()
			case <-m.quit:
				s.writeMarks()
				return
			}
		}
	}()
}

func (m *marker) stop() {
	close(m.quit)
	<-m.done
}

// writeMarks loses nothing when it fails: what is not written down is derived again.
func (s *Store) writeMarks() {
	views := s.marks.take()
	if len(views) == 0 || s.options.AfterStep(StepMarking) != nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), s.options.Timeout)
	defer cancel()
	for part := range slices.Chunk(views, s.options.BulkMax) {
		if err := s.writeMarkBulk(ctx, part); err != nil {
			s.options.Log.Warn("mongodb: could not write down how far scopes are derived", "err", err)
			return
		}
	}
	_ = s.options.AfterStep(StepMarked) // there is no commit to end any more
}

func (s *Store) writeMarkBulk(ctx context.Context, part []*view) error {
	states := make([]state, len(part))
	for i, v := range part {
		states[i] = state{string(v.head.Scope), v.head.Scope, v.head.Seq, encodeMark(v)}
	}
	return write(ctx, s.heads, states, replaceOlder)
}

// register makes a scope known to AllScopes before its first commit stands.
func (s *Store) register(ctx context.Context, scope models.Scope) error {
	_, err := s.heads.InsertOne(ctx, bson.Raw(encodeMark(&view{head: models.Head{Scope: scope}})))
	if isDuplicate(err) {
		return nil
	}
	return failure(ctx, "register a scope", err)
}

// encodeMark gives the document {_id: scope, scope, seq, chain, digest, numbers: {actor: n}}.
func encodeMark(v *view) []byte {
	w := writer{make([]byte, 0, 256+20*len(v.numbers))}
	at := w.start()
	w.text("_id", string(v.head.Scope))
	w.text("scope", string(v.head.Scope))
	w.seq("seq", v.head.Seq)
	w.bytes("chain", bson.TypeBinaryGeneric, v.head.Chain[:])
	w.bytes("digest", bson.TypeBinaryGeneric, v.head.Digest[:])
	actors := make([]models.ActorID, 0, len(v.numbers))
	for a := range v.numbers {
		actors = append(actors, a)
	}
	slices.SortFunc(actors, func(a, b models.ActorID) int { return strings.Compare(string(a[:]), string(b[:])) })
	inner := w.document("numbers")
	for _, a := range actors {
		w.seq(a.String(), v.numbers[a])
	}
	w.end(inner)
	w.end(at)
	return w.b
}

func decodeMark(doc string) (*view, error) {
	v := &view{numbers: map[models.ActorID]uint64{}}
	fields := read(doc)
	good := true
	for good && fields.next() {
		switch fields.name {
		case "scope":
			v.head.Scope = models.Scope(fields.text())
		case "seq":
			v.head.Seq = fields.seq()
		case "chain":
			v.head.Chain = fields.hash()
		case "digest":
			v.head.Digest = fields.digest()
		case "numbers":
			for items := fields.items(); good && items.next(); {
				var a models.ActorID
				a, good = parseActor(items.name)
				v.numbers[a] = items.seq()
			}
		}
	}
	if !good || fields.bad {
		return nil, models.Errorf(models.CodeInternal, "broken stored head")
	}
	return v, nil
}
