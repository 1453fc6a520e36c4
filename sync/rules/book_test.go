package rules_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sync/rules"
)

// book is one scope, written to record by record. It is the View of the rules.
type book struct {
	testing.TB
	typ     *schema.Type
	records map[models.RecordID]*models.Record
	written uint64
}

func newBook(tb testing.TB, typ string) *book {
	tb.Helper()
	t, ok := schema.Default().Type(typ)
	if !ok || len(t.Hints) == 0 {
		tb.Fatalf("no rule is about %q", typ)
	}
	return &book{TB: tb, typ: t, records: map[models.RecordID]*models.Record{}}
}

// ByKey implements rules.View.
func (b *book) ByKey(key string) ([]*models.Record, error) {
	var out []*models.Record
	for _, r := range b.records {
		if slices.Contains(b.typ.HintKeys(r), key) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(x, y *models.Record) int { return cmp.Compare(x.ID.String(), y.ID.String()) })
	return out, nil
}

// write lays values over a record ("" takes a field away) as a phone or the server, and gives what the rules find.
func (b *book) write(actor string, id models.RecordID, set models.Values) []rules.Finding {
	b.Helper()
	b.written++
	now := models.Record{ID: id, Type: b.typ.Name}
	before := b.records[id]
	if before != nil {
		now = *before
	}
	all := now.Values()
	for _, a := range set {
		all = slices.DeleteFunc(all, func(old models.Assignment) bool { return old.Name == a.Name })
		if a.Value.IsSet() {
			all = append(all, a)
		}
	}
	now.Fields = nil
	for _, a := range models.NewValues(all...) {
		now.Fields = append(now.Fields, models.Field{Name: a.Name, Value: a.Value})
	}
	now.Vector = now.Vector.With(models.Dot{Actor: actorOf(b, actor), N: b.written})
	b.records[id] = &now
	found, err := rules.Duplicates(b.typ, b, before, &now)
	if err != nil {
		b.Fatal(err)
	}
	return found
}

func actorOf(tb testing.TB, name string) models.ActorID {
	tb.Helper()
	if name == "server" {
		name = "s0000001"
	}
	actor, err := models.ParseActorID(name)
	if err != nil {
		tb.Fatal(err)
	}
	return actor
}

// idOf is the id of a record that a story calls m1 to m9; ids follow the names' order.
func idOf(name string) models.RecordID {
	return models.MustRecordID("0198c0de-5a00-7000-8000-00000000000" + strings.TrimPrefix(name, "m"))
}

func nameOf(id models.RecordID) string { return "m" + id.String()[35:] }

func said(found []rules.Finding) string {
	var out []string
	for _, f := range found {
		out = append(out, string(f.Kind)+" "+nameOf(f.Subject.ID)+" "+nameOf(f.Other.ID))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
