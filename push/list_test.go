package push_test

import (
	"context"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
)

func listed(t *testing.T, p *push.Reminders) int {
	t.Helper()
	list, err := p.List(t.Context(), id("phone"))
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

func TestListIsWhatAPhoneShouldShowNow(t *testing.T) {
	w := newTown(t, "2025-12-04 00:10")
	w.meet("2025-12-05", "planned")
	p := w.server("a")
	plan(t, p)
	if n := listed(t, p); n != 0 {
		t.Errorf("at midnight: %d", n)
	}
	w.set(t, "2025-12-04 08:00")
	deliver(t, p)
	if n := listed(t, p); n != 1 {
		t.Errorf("in the morning: %d", n)
	}
	if list, err := p.List(t.Context(), id("another phone")); err != nil || len(list) != 0 {
		t.Errorf("another phone's: %v (%v)", list, err)
	}
	w.meet("2025-12-05", "held")
	plan(t, p)
	if n := listed(t, p); n != 0 {
		t.Errorf("held after it was sent: %d", n)
	}
	w.meet("2025-12-05", "planned")
	w.set(t, "2025-12-05 21:00")
	if n := listed(t, w.server("b")); n != 0 {
		t.Errorf("when it is over: %d", n)
	}
}

func TestWhatWaitsForAnotherTryIsListed(t *testing.T) {
	w := newTown(t, "2025-12-04 09:00")
	w.carrier = answers{Outcome: push.OutcomeRetry}
	w.meet("2025-12-05", "planned")
	p := w.server("a")
	w.register(t, p, id("phone"), "token")
	plan(t, p)
	deliver(t, p)
	if n := listed(t, p); n != 1 {
		t.Errorf("got %d", n)
	}
}

func TestSeenIsKeptAndEndsSending(t *testing.T) {
	w := newTown(t, "2025-12-04 09:00")
	w.meet("2025-12-05", "planned")
	p := w.server("a")
	plan(t, p)
	key := only(t, p, id("m")).Key
	if err := p.Seen(t.Context(), id("another phone"), key); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("another phone's: %v", err)
	}
	if err := p.Seen(t.Context(), id("phone"), id("no key")); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("no such reminder: %v", err)
	}
	if err := p.Seen(t.Context(), id("phone"), key); err != nil {
		t.Fatal(err)
	}
	first := only(t, p, id("m"))
	if first.State != push.StateSent || !first.Seen.Equal(w.now()) {
		t.Errorf("got %+v", first)
	}
	w.set(t, "2025-12-04 10:00")
	if err := p.Seen(t.Context(), id("phone"), key); err != nil || !only(t, p, id("m")).Seen.Equal(first.Seen) {
		t.Errorf("seen again: %v", err)
	}
}

// quicker answers the first writes as if another server had been quicker.
type quicker struct {
	push.Documents
	times int
}

func (q *quicker) Put(ctx context.Context, d models.Document) error {
	if q.times--; q.times >= 0 {
		return models.ErrStale
	}
	return q.Documents.Put(ctx, d)
}

func TestQuickerServerIsNoError(t *testing.T) {
	w := newTown(t, "2025-12-04 09:00")
	w.meet("2025-12-05", "planned")
	plan(t, w.server("a"))
	w.documents = &quicker{w.documents, 3}
	p := w.server("b")
	if err := p.Seen(t.Context(), id("phone"), only(t, p, id("m")).Key); err != nil {
		t.Error(err)
	}
	w.documents = &quicker{w.documents, 3}
	w.register(t, w.server("c"), id("phone"), "token")
	w.documents = &quicker{w.documents, 1000}
	if err := w.server("d").Register(t.Context(), id("phone"), push.Target{Kind: push.TargetToken, Value: "x"}); models.CodeOf(err) != models.CodeUnavailable {
		t.Errorf("for ever: %v", err)
	}
}

func TestBadTargetsAreRefused(t *testing.T) {
	p := newTown(t, "2025-12-04 09:00").server("a")
	for _, target := range []push.Target{
		{Kind: push.TargetToken},
		{Kind: "pigeon", Value: "x"},
		{Kind: push.TargetInstallation, Value: string(make([]byte, 1025))},
	} {
		if err := p.Register(t.Context(), id("phone"), target); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%s: got %v", target.Kind, err)
		}
	}
}
