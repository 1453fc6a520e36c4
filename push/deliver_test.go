package push_test

import (
	"context"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
)

func (w *town) register(t *testing.T, p *push.Reminders, device models.RecordID, token string) {
	t.Helper()
	if err := p.Register(t.Context(), device, push.Target{Kind: push.TargetToken, Value: token}); err != nil {
		t.Fatal(err)
	}
}

func deliver(t *testing.T, p *push.Reminders) {
	t.Helper()
	if err := p.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// only gives the one reminder about a record.
func only(t *testing.T, p *push.Reminders, subject models.RecordID) push.Reminder {
	t.Helper()
	reminders, err := p.Of(t.Context(), subject)
	if err != nil || len(reminders) != 1 {
		t.Fatalf("got %+v (%v)", reminders, err)
	}
	return reminders[0]
}

// Half of the back-off is drawn: 5 s after the first try.
func TestWhatBecomesOfATry(t *testing.T) {
	for name, c := range map[string]struct {
		result push.Result
		state  push.State
		wait   time.Duration
	}{
		"sent":          {push.Result{Outcome: push.OutcomeSent}, push.StateSent, 0},
		"listed":        {push.Result{Outcome: push.OutcomeListed}, push.StateListed, 0},
		"gone":          {push.Result{Outcome: push.OutcomeGone}, push.StateGone, 0},
		"rejected":      {push.Result{Outcome: push.OutcomeRejected}, push.StateRejected, 0},
		"retry":         {push.Result{Outcome: push.OutcomeRetry}, push.StatePending, 5 * time.Second},
		"retry after":   {push.Result{Outcome: push.OutcomeRetry, After: time.Hour}, push.StatePending, time.Hour + 5*time.Second},
		"quota":         {push.Result{Outcome: push.OutcomeQuota}, push.StatePending, time.Minute + 5*time.Second},
		"quota after":   {push.Result{Outcome: push.OutcomeQuota, After: time.Second}, push.StatePending, 6 * time.Second},
		"unknown":       {push.Result{Outcome: push.OutcomeUnknown}, push.StateUnknown, 5 * time.Second},
		"retry evening": {push.Result{Outcome: push.OutcomeRetry, After: 12 * time.Hour}, push.StatePending, 21*time.Hour + 30*time.Minute},
	} {
		w := newTown(t, "2025-12-04 09:00")
		w.carrier = answers(c.result)
		w.meet("2025-12-05", "planned")
		p := w.server("a")
		w.set(t, "2025-12-04 08:00")
		w.register(t, p, id("phone"), "token")
		w.set(t, "2025-12-04 09:00")
		plan(t, p)
		deliver(t, p)
		r := only(t, p, id("m"))
		if r.State != c.state || r.Attempt != 1 || r.Done.IsZero() != (c.wait != 0) {
			t.Errorf("%s: got %+v", name, r)
		}
		if c.wait != 0 && r.NextAt.Sub(w.now()) != c.wait {
			t.Errorf("%s: next try after %s", name, r.NextAt.Sub(w.now()))
		}
	}
}

func TestBackOffGrowsToAQuarterOfAnHour(t *testing.T) {
	w := newTown(t, "2025-12-04 09:00")
	w.carrier = answers{Outcome: push.OutcomeUnknown}
	w.meet("2025-12-05", "planned")
	p := w.server("a")
	w.register(t, p, id("phone"), "token")
	plan(t, p)
	for _, want := range []float64{5, 10, 20, 40, 80, 160, 320, 450, 450} {
		deliver(t, p)
		deliver(t, p) // too early: nothing happens
		r := only(t, p, id("m"))
		if got := r.NextAt.Sub(w.now()).Seconds(); got != want || r.State != push.StateUnknown {
			t.Fatalf("try %d: %s after %g s, want %g s", r.Attempt, r.State, got, want)
		}
		w.now = func() time.Time { return r.NextAt }
	}
	w.set(t, "2025-12-05 20:59")
	deliver(t, p)
	w.set(t, "2025-12-06 06:40")
	deliver(t, p)
	if r := only(t, p, id("m")); r.State != push.StateUnknown || r.Done.IsZero() {
		t.Errorf("its time ran out, it may have arrived: got %+v", r)
	}
}

func TestPhoneWithoutTargetHasItInItsList(t *testing.T) {
	w := newTown(t, "2025-12-04 09:00")
	w.meet("2025-12-05", "planned")
	p := w.server("a")
	plan(t, p)
	deliver(t, p)
	expect(t, p, id("m"), "listed meeting 1 2025-12-05")
}

func TestNothingIsSentAtNight(t *testing.T) {
	w := newTown(t, "2025-12-04 20:59")
	w.meet("2025-12-05", "planned")
	p := w.server("a")
	w.register(t, p, id("phone"), "token")
	plan(t, p)
	w.set(t, "2025-12-04 21:00")
	deliver(t, p)
	expect(t, p, id("m"), "pending meeting 1 2025-12-05")
	w.set(t, "2025-12-05 06:30")
	deliver(t, p)
	expect(t, p, id("m"), "sent meeting 1 2025-12-05")
}

// during runs something while a message is on its way.
type during struct {
	do     func()
	result push.Result
}

func (d during) Send(context.Context, push.Message) push.Result {
	d.do()
	return d.result
}

func TestOnlyTheTargetThatIsGoneIsRetired(t *testing.T) {
	for name, c := range map[string]struct {
		again string // what the phone registers while the message is on its way
		early bool   // or a moment before, when the old one had been read already
		state push.State
		lives bool // and whether it is still reached afterwards
	}{
		"the same as ever":           {"", false, push.StateGone, false},
		"another one":                {"new", false, push.StatePending, true},
		"another one, before":        {"new", true, push.StatePending, true},
		"the same, registered again": {"old", false, push.StatePending, true},
	} {
		w := newTown(t, "2025-12-04 09:00")
		w.meet("2025-12-05", "planned")
		var p *push.Reminders
		w.carrier = during{func() {
			if c.early {
				w.set(t, "2025-12-04 08:59")
			}
			if c.again != "" {
				w.register(t, p, id("phone"), c.again)
			}
		}, push.Result{Outcome: push.OutcomeGone}}
		p = w.server("a")
		w.set(t, "2025-12-01 09:00")
		w.register(t, p, id("phone"), "old")
		w.set(t, "2025-12-04 09:00")
		plan(t, p)
		deliver(t, p)
		if r := only(t, p, id("m")); r.State != c.state {
			t.Errorf("%s: got %s, want %s", name, r.State, c.state)
		}
		_, err := w.documents.Get(t.Context(), "target", id("phone").String())
		if (err == nil) != c.lives {
			t.Errorf("%s: its target: %v", name, err)
		}
	}
}

func TestSeenWhileOnItsWayStaysSeen(t *testing.T) {
	w := newTown(t, "2025-12-04 09:00")
	w.meet("2025-12-05", "planned")
	var p *push.Reminders
	w.carrier = during{func() {
		if err := p.Seen(t.Context(), id("phone"), only(t, p, id("m")).Key); err != nil {
			t.Error(err)
		}
	}, push.Result{Outcome: push.OutcomeUnknown}}
	p = w.server("a")
	w.register(t, p, id("phone"), "token")
	plan(t, p)
	deliver(t, p)
	if r := only(t, p, id("m")); r.State != push.StateSent || r.Seen.IsZero() {
		t.Errorf("got %+v", r)
	}
}

func TestPaidWhileOnItsWayIsNotCalledCancelled(t *testing.T) {
	w := newTown(t, "2025-12-04 09:00")
	w.meet("2025-12-05", "planned")
	var p *push.Reminders
	w.carrier = during{func() {
		w.meet("2025-12-05", "held")
		plan(t, p)
	}, push.Result{Outcome: push.OutcomeSent}}
	p = w.server("a")
	w.register(t, p, id("phone"), "token")
	plan(t, p)
	deliver(t, p)
	expect(t, p, id("m"), "sent meeting 1 2025-12-05")
}

func TestMessageSaysWhatThePhoneNeedsAndNoMore(t *testing.T) {
	w := newTown(t, "2025-12-04 09:00")
	w.meet("2025-12-05", "planned")
	got := make(chan push.Message, 1)
	w.carrier = capture(got)
	p := w.server("a")
	w.register(t, p, id("phone"), "token")
	plan(t, p)
	deliver(t, p)
	r := only(t, p, id("m"))
	want := push.Message{
		Target: push.Target{Kind: push.TargetToken, Value: "token"}, Device: id("phone"), Key: r.Key, Kind: push.KindMeeting,
		Club: club(), Subject: id("m"), Lead: 1, On: r.On, TTL: 36 * time.Hour, High: true,
	}
	if m := <-got; m != want {
		t.Errorf("got %+v, want %+v", m, want)
	}
}

type capture chan push.Message

func (c capture) Send(_ context.Context, m push.Message) push.Result {
	c <- m
	return push.Result{Outcome: push.OutcomeSent}
}
