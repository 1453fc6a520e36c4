package push_test

import (
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
)

func TestOutboxGoesThroughAll(t *testing.T) {
	w := newTown(t, "2025-12-04 09:00")
	for i := range 10 {
		w.phones = append(w.phones, push.Recipient{User: id("user", i), Device: id("phone", i)})
	}
	w.meet("2025-12-05", "planned")
	p := w.server("a")
	plan(t, p)
	first, _, err := p.Outbox(t.Context(), push.Filter{Club: club(), Limit: 1})
	if err != nil || len(first) != 1 {
		t.Fatalf("got %v (%v)", first, err)
	}
	if err := p.Seen(t.Context(), first[0].Device, first[0].Key); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		club  models.RecordID
		state push.State
		want  int
	}{
		{club(), "", 11},
		{models.RecordID{}, "", 11},
		{id("another club"), "", 0},
		{club(), push.StateSent, 1},
		{club(), push.StatePending, 10},
		{models.RecordID{}, push.StateSent, 1},
		{models.RecordID{}, push.StateGone, 0},
	} {
		got := map[models.RecordID]bool{}
		after := models.RecordID{}
		for again := true; again; again = !after.IsZero() {
			var page []push.Reminder
			page, after, err = p.Outbox(t.Context(), push.Filter{Club: c.club, State: c.state, After: after, Limit: 4})
			if err != nil {
				t.Fatal(err)
			}
			for i := range page {
				got[page[i].Key] = true
			}
		}
		if len(got) != c.want {
			t.Errorf("%s %q: got %d, want %d", c.club, c.state, len(got), c.want)
		}
	}
}

func TestUnregisteredPhoneIsNotReached(t *testing.T) {
	w := newTown(t, "2025-12-04 09:00")
	w.meet("2025-12-05", "planned")
	p := w.server("a")
	w.register(t, p, id("phone"), "token")
	for range 2 {
		if err := p.Unregister(t.Context(), id("phone")); err != nil {
			t.Fatal(err)
		}
	}
	plan(t, p)
	deliver(t, p)
	expect(t, p, id("m"), "listed meeting 1 2025-12-05")
}
