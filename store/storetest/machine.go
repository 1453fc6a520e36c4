package storetest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
)

// testMachine does the same random things to the store and to the Model and compares every answer. Each run of the
// machine has scopes and kinds of its own in one store, above those of earlier runs.
func testMachine(t *testing.T, f fixture) {
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		m := &machine{ctx: t.Context(), real: f.Store, model: NewModel(), run: run, chains: map[models.Scope]*Chain{}}
		for i := range 3 {
			m.chains[Club(run*10+i)] = NewChain(Club(run*10 + i))
		}
		rt.Repeat(map[string]func(*rapid.T){
			"commit": m.commit, "again": m.again, "stale": m.stale, "records": m.records, "feed": m.feed, "keys": m.keys,
			"log": m.log, "heads": m.heads, "projections": m.projections, "put": m.put, "drop": m.drop, "documents": m.documents,
		})
	})
	same(t, "Audit", []string(nil))(f.Audit(t.Context(), 10, store.AuditOnly))
}

type machine struct {
	ctx    context.Context //nolint:containedctx // the test's own
	real   store.Store
	model  *Model
	run    int
	chains map[models.Scope]*Chain
	taken  []models.Commit
}

func (m *machine) scope(t *rapid.T) models.Scope {
	return rapid.SampledFrom(slices.Sorted(maps.Keys(m.chains))).Draw(t, "scope")
}

// record draws a record that exists, or else one that does not.
func (m *machine) record(t *rapid.T, chain *Chain) models.RecordID {
	known := idsOf(recordsOf(chain))
	if len(known) == 0 || rapid.IntRange(0, 9).Draw(t, "new") < 4 {
		return chain.NewID()
	}
	return rapid.SampledFrom(known).Draw(t, "record")
}

func (m *machine) key(t *rapid.T) string {
	return fmt.Sprintf("%d:%s", m.run, rapid.SampledFrom([]string{"a", "b", "c", "đ"}).Draw(t, "key"))
}

func (m *machine) commit(t *rapid.T) {
	chain := m.chains[m.scope(t)]
	d := chain.Draft()
	for range rapid.IntRange(1, 5).Draw(t, "operations") {
		e := Edit{Actor: phone(rapid.IntRange(1, 3).Draw(t, "actor")), Record: m.record(t, chain)}
		e.Type = rapid.SampledFrom([]string{"loan", "person"}).Draw(t, "type")
		switch rapid.IntRange(0, 11).Draw(t, "shape") {
		case 0:
			e.Outcome = models.Outcome{Kind: models.Held, Problem: models.ReasonConflict, Case: chain.NewID()}
		case 1:
			e.Outcome = models.Outcome{Kind: models.Refused, Faults: []models.Fault{{Field: "x", Code: "range", Message: "Sai \"số\""}}}
		case 2:
			e.Outcome = models.Outcome{Kind: models.Merged}
		case 3:
			e.Outcome = models.Outcome{Kind: models.Merged, Landed: m.record(t, chain)}
		case 4:
			e.Actor = chain.Server
		case 5:
			e.Delete = true
		}
		if !e.Delete {
			e.Set = field(rapid.SampledFrom([]string{"a", "b", "tên"}).Draw(t, "field"), models.TextValue(rapid.StringN(0, 8, -1).Draw(t, "value")))
			e.Unset = rapid.SampledFrom([][]string{nil, nil, {"c"}}).Draw(t, "unset")
		}
		e.Keys = rapid.SampledFrom([][]string{nil, {}, {m.key(t)}, {m.key(t), m.key(t)}}).Draw(t, "keys")
		d.Apply(e)
	}
	if rapid.Bool().Draw(t, "projects") {
		d.Project(m.projection(t), rapid.SampledFrom([]string{"", `{"a":1}`, `{"đ":"ư"}`}).Draw(t, "body"))
	}
	c := d.Commit()
	expect(t, "the model's Commit", m.model.Commit(m.ctx, c), nil)
	expect(t, "Commit", m.real.Commit(m.ctx, c), nil)
	chain.Took(c)
	m.taken = append(m.taken, c)
}

func (m *machine) again(t *rapid.T) {
	if len(m.taken) == 0 {
		t.Skip("nothing committed yet")
	}
	c := rapid.SampledFrom(m.taken).Draw(t, "commit")
	expect(t, "Commit again", m.real.Commit(m.ctx, c), m.model.Commit(m.ctx, c))
}

func (m *machine) stale(t *rapid.T) {
	chain := m.chains[m.scope(t)]
	if chain.head.Seq == 0 {
		t.Skip("nothing is stale yet")
	}
	c := NewChain(chain.head.Scope).Create(phone(1), 1)
	c.ID = chain.NewID()
	expect(t, "Commit of old", m.real.Commit(m.ctx, c), models.ErrStale)
}

func (m *machine) records(t *rapid.T) {
	scope := m.scope(t)
	ids := []models.RecordID{m.record(t, m.chains[scope]), m.record(t, m.chains[scope])}
	if ids[0] == ids[1] {
		ids = ids[:1]
	}
	compare(t, m, "Records", func(s store.Store) ([]models.Record, error) {
		records, err := s.Records(m.ctx, scope, ids)
		sortRecords(records)
		return records, err
	})
	typ, limit := rapid.SampledFrom([]string{"loan", "person", "none"}).Draw(t, "type"), rapid.IntRange(1, 5).Draw(t, "limit")
	compare(t, m, "RecordsOfType", func(s store.Store) ([]models.Record, error) {
		return s.RecordsOfType(m.ctx, scope, typ, ids[0], limit)
	})
}

func (m *machine) feed(t *rapid.T) {
	scope, limit := m.scope(t), rapid.IntRange(1, 20).Draw(t, "limit")
	after := rapid.Uint64Range(0, m.chains[scope].head.Seq).Draw(t, "after")
	compare(t, m, "Changes", func(s store.Store) ([]models.Record, error) { return s.Changes(m.ctx, scope, after, limit) })
	compare(t, m, "Log", func(s store.Store) ([]models.LoggedOperation, error) { return s.Log(m.ctx, scope, after, limit) })
}

func (m *machine) keys(t *rapid.T) {
	scope, key, limit := m.scope(t), m.key(t), rapid.IntRange(1, 4).Draw(t, "limit")
	other := m.key(t)
	after := rapid.SampledFrom(append(idsOf(recordsOf(m.chains[scope])), models.RecordID{})).Draw(t, "after")
	compare(t, m, "RecordsByKey", func(s store.Store) ([]models.Record, error) {
		return s.RecordsByKey(m.ctx, scope, key, after, limit)
	})
	compare(t, m, "RecordsByKeyAnywhere", func(s store.Store) ([]models.Record, error) {
		return s.RecordsByKeyAnywhere(m.ctx, key, scope, after, limit)
	})
	compare(t, m, "KeyHits", func(s store.Store) ([][]models.RecordID, error) {
		return s.KeyHits(m.ctx, scope, []string{key, other, "none"}, limit)
	})
}

func (m *machine) projection(t *rapid.T) string {
	return rapid.SampledFrom([]string{"fund:1", "fund:2", "loan:1", "fun"}).Draw(t, "projection")
}

func (m *machine) projections(t *rapid.T) {
	scope, one, other := m.scope(t), m.projection(t), m.projection(t)
	compare(t, m, "Projections", func(s store.Store) ([]models.Projection, error) {
		return s.Projections(m.ctx, scope, []string{one, other})
	})
	prefix, limit := rapid.SampledFrom([]string{"", "fun", "fund:", "x"}).Draw(t, "prefix"), rapid.IntRange(1, 3).Draw(t, "limit")
	compare(t, m, "ProjectionsAfter", func(s store.Store) ([]models.Projection, error) {
		return s.ProjectionsAfter(m.ctx, scope, prefix, one, limit)
	})
}

func (m *machine) log(t *rapid.T) {
	scope := m.scope(t)
	chain := m.chains[scope]
	id, after := m.record(t, chain), rapid.Uint64Range(0, chain.head.Seq).Draw(t, "after")
	compare(t, m, "RecordLog", func(s store.Store) ([]models.LoggedOperation, error) {
		return s.RecordLog(m.ctx, scope, id, after, 5)
	})
	actor := rapid.SampledFrom([]models.ActorID{phone(1), phone(2), phone(3), phone(4), chain.Server}).Draw(t, "actor")
	from, to := rapid.Uint64Range(0, 20).Draw(t, "from"), rapid.Uint64Range(0, 40).Draw(t, "to")
	compare(t, m, "Operations", func(s store.Store) ([]models.LoggedOperation, error) {
		return s.Operations(m.ctx, scope, actor, from, to)
	})
	compare(t, m, "LastNumbers", func(s store.Store) ([]uint64, error) {
		return s.LastNumbers(m.ctx, scope, []models.ActorID{actor, phone(1), chain.Server})
	})
}

func (m *machine) heads(t *rapid.T) {
	scopes := slices.Sorted(maps.Keys(m.chains))
	compare(t, m, "Heads", func(s store.Store) ([]models.Head, error) { return s.Heads(m.ctx, scopes) })
	compare(t, m, "AllScopes", func(s store.Store) ([]models.Scope, error) {
		return s.AllScopes(m.ctx, Club(m.run*10-1), 2)
	})
}

func (m *machine) draw(t *rapid.T) models.Document {
	return models.Document{
		Kind: fmt.Sprintf("kind%d", m.run),
		ID:   rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "id"),
		Rev:  rapid.Uint64Range(0, 3).Draw(t, "rev"),
		Keys: rapid.SampledFrom([][]string{nil, {"=u"}, {"k"}, {"=u", "=v", "k"}, {"=v", "k"}}).Draw(t, "keys"),
		Body: []byte(fmt.Sprintf(`{"n":%d}`, rapid.IntRange(0, 9).Draw(t, "body"))),
	}
}

func (m *machine) put(t *rapid.T) {
	d := m.draw(t)
	expect(t, "Put", m.real.Put(m.ctx, d), m.model.Put(m.ctx, d))
}

func (m *machine) drop(t *rapid.T) {
	d := m.draw(t)
	expect(t, "Drop", m.real.Drop(m.ctx, d.Kind, d.ID, d.Rev), m.model.Drop(m.ctx, d.Kind, d.ID, d.Rev))
}

func (m *machine) documents(t *rapid.T) {
	d := m.draw(t)
	key, after := rapid.SampledFrom([]string{"", "=u", "k", "none"}).Draw(t, "key"), rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "after")
	compare(t, m, "ByKey", func(s store.Store) ([]models.Document, error) { return s.ByKey(m.ctx, d.Kind, key, after, 2) })
	compare(t, m, "Get", func(s store.Store) (models.Document, error) {
		found, err := s.Get(m.ctx, d.Kind, d.ID)
		if errors.Is(err, models.ErrNotFound) {
			return models.Document{ID: "not found"}, nil
		}
		return found, err
	})
}

func expect(t *rapid.T, what string, got, want error) {
	if !errors.Is(got, want) {
		t.Fatalf("%s: got %v, want %v", what, got, want)
	}
}

// compare asks both and fails if they answer differently.
func compare[T any](t *rapid.T, m *machine, what string, ask func(store.Store) (T, error)) {
	want, err := ask(m.model)
	expect(t, "the model's "+what, err, nil)
	got, err := ask(m.real)
	expect(t, what, err, nil)
	if diff := Differ(want, got); diff != "" {
		t.Fatalf("%s differs (-want +got):\n%s", what, diff)
	}
}
