package sync_test

import (
	"testing"

	"github.com/beplua/beplua/models"
)

// TestSeenInAFormerLife: a vector that was read before the server was restored may have meant another content there, if a
// cloned phone's twin came first in this life. So the edit is never plainly applied: its author is shown what stands.
func TestSeenInAFormerLife(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an, binh := o.phone("an", here), o.phone("binh", here)
	id := an.member(here, "Lò Thị Ón", "1956-02-03")
	an.send()
	binh.fetch()
	edit := binh.write(here, "member", id, text("note", "ốm"))
	edit.Seen, edit.SeenEpoch = models.NewVector(models.Dot{Actor: an.access.Actor, N: 1}), "formerly"
	binh.want(binh.send(), here, 1, "merged")
	if got := binh.fetch(); len(got) != 1 || got[0].ID != id {
		t.Fatalf("the record does not travel back to its author: %v", got)
	}
}
