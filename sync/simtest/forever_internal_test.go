package simtest

import (
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
)

// A record that only gets added to may be seen again, but never with another content (I8).
func TestForeverIsFound(t *testing.T) {
	t.Parallel()
	w := &world{}
	b := newScopeBook(models.ProvinceScope)
	r := &models.Record{ID: models.DerivedID("x"), Type: "fundTransaction", Fields: []models.Field{{Name: "amount", Value: "1000"}}}
	b.checkForever(w, r)
	b.checkForever(w, r)
	if len(w.failures) > 0 {
		t.Fatalf("the same content: %v", w.failures)
	}
	changed := *r
	changed.Fields = []models.Field{{Name: "amount", Value: "2000"}}
	if b.checkForever(w, &changed); len(w.failures) != 1 || !strings.Contains(w.failures[0], "I8") {
		t.Errorf("another content: %v", w.failures)
	}
}
