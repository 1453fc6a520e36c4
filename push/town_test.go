package push_test

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/store/storetest"
)

// id makes ids that are easy to tell apart.
func id(parts ...any) models.RecordID { return models.DerivedID("test", fmt.Sprint(parts...)) }

func club() models.RecordID { return id("club") }

// town is one club with its books, its phones, a store and a carrier.
type town struct {
	*books
	documents push.Documents
	carrier   push.Sender
	phones    []push.Recipient // everybody, of every club and kind
	now       func() time.Time
	config    func(*push.Config)
}

// newTown begins at a moment in Vietnam, "2025-12-01 06:00"; its clock stands still until it is set again.
func newTown(t *testing.T, at string) *town {
	t.Helper()
	w := &town{books: newBooks(), documents: storetest.NewModel(), carrier: answers(push.Result{Outcome: push.OutcomeSent})}
	w.phones = []push.Recipient{{User: id("user"), Device: id("phone")}}
	w.set(t, at)
	return w
}

func (w *town) set(t *testing.T, at string) {
	t.Helper()
	now := moment(t, at)
	w.now = func() time.Time { return now }
}

func moment(t *testing.T, at string) time.Time {
	t.Helper()
	now, err := time.ParseInLocation("2006-01-02 15:04", at, push.VillageHours().Zone)
	if err != nil {
		t.Fatal(err)
	}
	return now
}

// server is a server over the town's store.
func (w *town) server(owner string) *push.Reminders {
	c := push.Config{
		Documents: w.documents, Records: w.books, Audience: w, Sender: w.carrier, Hours: push.VillageHours(), Owner: owner,
		Now: func() time.Time { return w.now() }, Jitter: func() float64 { return 0.5 }, Log: slog.New(slog.DiscardHandler),
	}
	if w.config != nil {
		w.config(&c)
	}
	return push.New(c)
}

// Devices implements push.Audience.
func (w *town) Devices(context.Context, models.RecordID, push.Kind) ([]push.Recipient, error) {
	return w.phones, nil
}

// InUse implements push.Audience.
func (w *town) InUse(_ context.Context, devices []models.RecordID) ([]push.Recipient, error) {
	return slices.DeleteFunc(slices.Clone(w.phones), func(r push.Recipient) bool { return !slices.Contains(devices, r.Device) }), nil
}

// answers is a carrier that always says the same.
type answers push.Result

func (a answers) Send(context.Context, push.Message) push.Result { return push.Result(a) }

// books are records in memory, with the index keys that the schema gives them.
type books struct {
	mu       sync.Mutex
	registry *schema.Registry
	seq      uint64
	records  map[models.RecordID]models.Record
	keys     map[models.RecordID][]string
	reads    atomic.Int64 // of records of a type
	looks    atomic.Int64 // over all scopes
}

func newBooks() *books {
	return &books{registry: schema.Default(), records: map[models.RecordID]models.Record{}, keys: map[models.RecordID][]string{}}
}

// write puts fields (name, value, …) into a record of the club.
func (b *books) write(typ string, record models.RecordID, pairs ...string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	scope := models.ClubScope(club())
	if typ == "careRecipient" || typ == "homeVisit" {
		scope = models.HealthScope(club())
	}
	b.seq++
	r := b.records[record]
	r.Scope, r.ID, r.Type, r.Seq = scope, record, typ, b.seq
	r.Fields = slices.Clone(r.Fields)
	for i := 0; i < len(pairs); i += 2 {
		r.Fields = slices.DeleteFunc(r.Fields, func(f models.Field) bool { return f.Name == pairs[i] })
		r.Fields = append(r.Fields, models.Field{Name: pairs[i], Value: models.Value(pairs[i+1])})
	}
	slices.SortFunc(r.Fields, func(a, b models.Field) int { return cmp.Compare(a.Name, b.Name) })
	b.records[record] = r
	if t, ok := b.registry.Type(typ); ok {
		b.keys[record] = t.Keys(&r)
	}
}

// find gives the records that match, by scope and id.
func (b *books) find(match func(*models.Record) bool) []models.Record {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []models.Record
	for _, r := range b.records {
		if match(&r) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(x, y models.Record) int {
		return cmp.Or(cmp.Compare(x.Scope, y.Scope), slices.Compare(x.ID[:], y.ID[:]))
	})
	return out
}

func (b *books) AllScopes(context.Context, models.Scope, int) ([]models.Scope, error) {
	return []models.Scope{models.ClubScope(club()), models.HealthScope(club())}, nil
}

func (b *books) Heads(_ context.Context, scopes []models.Scope) ([]models.Head, error) {
	heads := make([]models.Head, len(scopes))
	for i, scope := range scopes {
		heads[i] = models.Head{Scope: scope}
		for _, r := range b.find(func(r *models.Record) bool { return r.Scope == scope }) {
			heads[i].Seq = max(heads[i].Seq, r.Seq)
		}
	}
	return heads, nil
}

func (b *books) RecordsByKey(_ context.Context, scope models.Scope, key string, after models.RecordID, limit int) ([]models.Record, error) {
	out := b.find(func(r *models.Record) bool {
		return r.Scope == scope && slices.Compare(r.ID[:], after[:]) > 0 && slices.Contains(b.keys[r.ID], key)
	})
	return out[:min(limit, len(out))], nil
}

func (b *books) RecordsByKeyAnywhere(_ context.Context, key string, scope models.Scope, after models.RecordID, limit int) ([]models.Record, error) {
	b.looks.Add(1)
	out := b.find(func(r *models.Record) bool {
		return slices.Contains(b.keys[r.ID], key) && (r.Scope > scope || r.Scope == scope && slices.Compare(r.ID[:], after[:]) > 0)
	})
	return out[:min(limit, len(out))], nil
}

func (b *books) RecordsOfType(_ context.Context, scope models.Scope, typ string, after models.RecordID, limit int) ([]models.Record, error) {
	b.reads.Add(1)
	out := b.find(func(r *models.Record) bool {
		return r.Scope == scope && r.Type == typ && slices.Compare(r.ID[:], after[:]) > 0
	})
	return out[:min(limit, len(out))], nil
}
