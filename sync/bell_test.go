package sync_test

import (
	"testing"

	"github.com/beplua/beplua/models"
	fieldsync "github.com/beplua/beplua/sync"
)

// TestBell: who listens hears of the scopes that are his, of commits that were taken, and whether cases are among it.
func TestBell(t *testing.T) {
	var bell fieldsync.Bell
	o := newOffice(t)
	o.open(bell.Over(o.store))
	here, _ := club("Nà Phát")
	there, _ := club("Bản Thẳm")
	written, missed, stop, err := bell.Listen(func(s models.Scope) bool { return s == here })
	if err != nil {
		t.Fatal(err)
	}
	binh := o.phone("binh", there)
	binh.household(there, "Lò Văn B")
	binh.send()
	an := o.phone("an", here)
	an.household(here, "Lò Văn A")
	an.send()
	if w := <-written; w != (models.Written{Scope: here, Seq: 1}) {
		t.Errorf("heard %+v", w)
	}
	an.household(here, "")
	an.send()
	if w := <-written; !w.Cases || w.Seq != 3 {
		t.Errorf("a case is told as %+v", w)
	}
	for range 20 {
		an.household(here, "Lò Văn C")
		an.send()
	}
	if len(written) != cap(written) || len(missed) != 1 {
		t.Errorf("a slow listener has %d to hear, missed %d", len(written), len(missed))
	}
	stop()
	for len(written) > 0 {
		<-written
	}
	an.household(here, "Lò Văn D")
	an.send()
	if len(written) > 0 {
		t.Error("who has left still hears")
	}
}

// TestBellIsBounded: nobody listens beyond the limit; who leaves makes room.
func TestBellIsBounded(t *testing.T) {
	var bell fieldsync.Bell
	var stop func()
	for range models.ListenersMax {
		var err error
		if _, _, stop, err = bell.Listen(nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, _, err := bell.Listen(nil); models.CodeOf(err) != models.CodeUnavailable {
		t.Errorf("one more: %v", err)
	}
	stop()
	if _, _, _, err := bell.Listen(nil); err != nil {
		t.Error(err)
	}
}
