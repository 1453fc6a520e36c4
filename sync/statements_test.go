package sync_test

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	fieldsync "github.com/beplua/beplua/sync"
)

// counter counts what is asked of a store.
type counter struct {
	fieldsync.Store
	asked map[string]int
}

func (c counter) Records(ctx context.Context, scope models.Scope, ids []models.RecordID) ([]models.Record, error) {
	c.asked["records"]++
	return c.Store.Records(ctx, scope, ids)
}

func (c counter) KeyHits(ctx context.Context, scope models.Scope, keys []string, limit int) ([][]models.RecordID, error) {
	c.asked["keys"]++
	return c.Store.KeyHits(ctx, scope, keys, limit)
}

func (c counter) RecordsByKey(ctx context.Context, scope models.Scope, key string, after models.RecordID, limit int) ([]models.Record, error) {
	c.asked["by key"]++
	return c.Store.RecordsByKey(ctx, scope, key, after, limit)
}

func (c counter) RecordsOfType(ctx context.Context, scope models.Scope, typ string, after models.RecordID, limit int) ([]models.Record, error) {
	c.asked["of type"]++
	return c.Store.RecordsOfType(ctx, scope, typ, after, limit)
}

func (c counter) Projections(ctx context.Context, scope models.Scope, keys []string) ([]models.Projection, error) {
	c.asked["sums"]++
	return c.Store.Projections(ctx, scope, keys)
}

func (c counter) String() string {
	var out []string
	for _, what := range slices.Sorted(maps.Keys(c.asked)) {
		out = append(out, what+" "+strconv.Itoa(c.asked[what]))
	}
	clear(c.asked)
	return strings.Join(out, ", ")
}

// TestMoneyAsksTheStoreSeldom: what a batch asks of the store does not grow with the batch, and only money pays for the books.
func TestMoneyAsksTheStoreSeldom(t *testing.T) {
	b := newTreasury(t)
	loan := b.lend(5_000_000)
	b.settled()
	asked := counter{b.store, map[string]int{}}
	b.open(asked)
	for _, c := range []struct {
		name string
		do   func()
		want string
	}{
		{"a first look", func() { b.pay(b.phone, loan, 1000) }, "keys 3, records 1, sums 1"},
		{"one payment with its receipt", func() { b.pay(b.phone, loan, 1000) }, "keys 3, records 2, sums 1"},
		{"thirty of them", func() {
			for range 30 {
				b.pay(b.phone, loan, 1000)
			}
		}, "keys 3, records 2, sums 1"},
		{"ten lines of a cash book", func() {
			for range 10 {
				b.enter(b.phone, b.activity, "in", "dues", 5000)
			}
		}, "keys 3, records 1, sums 1"},
		{"no money", func() {
			b.write(b.here, "meeting", b.id(), text("date", "2026-03-14"), text("kind", "regular"), text("status", "held"))
		}, "keys 3, records 1, sums 1"},
	} {
		c.do()
		clear(asked.asked)
		b.settled()
		if got := asked.String(); got != c.want {
			t.Errorf("%s asks: %s; want: %s", c.name, got, c.want)
		}
	}
}
