package sync_test

import (
	"context"
	"reflect"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/store/storetest"
)

// readCounter counts the pages read from a store.
type readCounter struct {
	store.Store
	reads int
}

func (c *readCounter) Changes(ctx context.Context, scope models.Scope, after uint64, limit int) ([]models.Record, error) {
	c.reads++
	return c.Store.Changes(ctx, scope, after, limit)
}

// TestOwn: the page after a submit is the same whether or not the engine is told what was submitted, and does not read it
// when the phone had everything before; what others wrote meanwhile is given.
func TestOwn(t *testing.T) {
	counted := &readCounter{Store: storetest.NewModel()}
	o := openOffice(t, counted)
	here, _ := club("Nà Phát")
	an, binh := o.phone("an", here), o.phone("binh", here)
	an.member(here, "Lò Thị Ón", "1956-02-03")
	an.send()
	for others, name := range []string{"Giàng Thị Mẩy", "Tẩn Mẩy Chẻo"} {
		an.fetch()
		for range others {
			binh.member(here, "Vàng A Sùng", "1961-05-06")
			binh.send()
		}
		an.member(here, name, "1948-09-01")
		receipt := an.send()
		request := models.PageRequest{Cursor: an.cursor}
		want, err := o.Changes(t.Context(), an.access, request)
		if err != nil {
			t.Fatal(err)
		}
		counted.reads, request.Own = 0, receipt.Own
		got, err := o.Changes(t.Context(), an.access, request)
		if err != nil || !reflect.DeepEqual(got, want) || len(got.Records) != others {
			t.Fatalf("with %d others: %d records, want %d (%v); cursors %s, %s", others, len(got.Records), len(want.Records), err, got.Cursor, want.Cursor)
		}
		if (counted.reads > 0) != (others > 0) {
			t.Errorf("with %d others the log was read %d times", others, counted.reads)
		}
	}
}
