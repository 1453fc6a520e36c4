package sync_test

import (
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store/storetest"
)

func TestOneBatch(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an := o.phone("an", here)
	id := an.member(here, "Lò Thị Ón", "1956-02-03")
	an.write(here, "member", id, text("phone", "+84912345678"))
	r := an.send()
	if len(r.Exceptions) != 0 || len(r.Done) != 1 || r.Done[0] != (models.Run{Scope: here, From: 1, To: 2}) {
		t.Fatalf("the receipt is %+v", r)
	}
	o.holds(here, id, "phone", `"+84912345678"`)
	if got := o.record(here, id).Vector.String(); got != "an:2" {
		t.Errorf("the vector is %s: the server has nothing to add", got)
	}
}

// TestReplay: a batch sent again, in whole or with more behind it, answers the same and changes nothing.
func TestReplay(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	an := o.phone("an", here)
	id := an.member(here, "Lò Thị Ón", "1956-02-03")
	an.write(here, "member", id, text("phone", "0912 345 678")) // kept in another form: merged
	an.write(here, "member", id, text("sex", "neither"))        // refused
	an.attendance(here, an.id(), id, "present")                 // held
	batch := an.batch()
	first := an.send()
	an.want(first, here, 1, "applied", "merged", "refused:invalid", "held:orphan")
	head := o.head(here)
	for range 3 {
		o.clock = o.clock.Add(time.Hour)
		again, err := o.Submit(t.Context(), an.access, batch)
		if err != nil {
			t.Fatal(err)
		}
		again.Offset = first.Offset
		if diff := storetest.Differ(first, again); diff != "" {
			t.Fatalf("the answer differs:\n%s", diff)
		}
		if o.head(here) != head {
			t.Fatal("a replay changed the scope")
		}
	}
	an.write(here, "member", id, text("phone", "+84987654321"))
	batch.Operations = append(batch.Operations, an.outbox...)
	an.outbox = batch.Operations
	more := an.send()
	an.want(more, here, 1, "applied", "merged", "refused:invalid", "held:orphan", "merged")
}

func (o *office) head(scope models.Scope) models.Head {
	o.Helper()
	heads, err := o.store.Heads(o.Context(), []models.Scope{scope})
	if err != nil {
		o.Fatal(err)
	}
	return heads[0]
}
