package push_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
)

// A server that dies with a message on its way leaves it "sending"; another one takes it over when the lease has run out.
func TestLeaseOfADeadSenderRunsOut(t *testing.T) {
	w := newTown(t, "2025-12-04 09:00")
	w.meet("2025-12-05", "planned")
	power := &mortal{Documents: w.documents}
	w.carrier = during{func() { power.dead.Store(true) }, push.Result{Outcome: push.OutcomeSent}}
	w.documents = power
	dying := w.server("dying")
	w.register(t, dying, id("phone"), "token")
	plan(t, dying)
	if err := dying.Deliver(t.Context()); !errors.Is(err, errDead) {
		t.Fatalf("got %v", err)
	}
	w.documents, w.carrier = power.Documents, answers{Outcome: push.OutcomeSent}
	heir := w.server("heir")
	deliver(t, heir)
	expect(t, heir, id("m"), "sending meeting 1 2025-12-05")
	w.set(t, "2025-12-04 09:01")
	deliver(t, heir)
	expect(t, heir, id("m"), "unknown meeting 1 2025-12-05")
	w.set(t, "2025-12-04 09:02")
	deliver(t, heir)
	expect(t, heir, id("m"), "sent meeting 1 2025-12-05")
	if r := only(t, heir, id("m")); r.Attempt != 2 {
		t.Errorf("got %+v", r)
	}
}

// counter counts messages by key.
type counter struct {
	mu    sync.Mutex
	given map[models.RecordID]int
}

func (c *counter) Send(_ context.Context, m push.Message) push.Result {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.given[m.Key]++
	return push.Result{Outcome: push.OutcomeSent}
}

// While nothing fails, several servers over one store send everything once.
func TestServersOverOneStoreShareTheWork(t *testing.T) {
	w := newTown(t, "2025-12-04 09:00")
	sent := &counter{given: map[models.RecordID]int{}}
	w.carrier = sent
	w.meet("2025-12-05", "planned")
	w.config = func(c *push.Config) { c.PerSecond = 1e6 }
	servers := []*push.Reminders{w.server("a"), w.server("b"), w.server("c")}
	w.phones = nil
	for i := range 300 {
		w.phones = append(w.phones, push.Recipient{User: id("user", i), Device: id("phone", i)})
		w.register(t, servers[0], id("phone", i), "token")
	}
	var all sync.WaitGroup
	for _, p := range servers {
		all.Go(func() {
			if err := errors.Join(p.Plan(t.Context()), p.Deliver(t.Context())); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	deliver(t, servers[0])
	if len(sent.given) != len(w.phones) {
		t.Errorf("%d of %d were sent", len(sent.given), len(w.phones))
	}
	for key, n := range sent.given {
		if n != 1 {
			t.Errorf("%s was sent %d times", key, n)
		}
	}
}

// Run ends when it is told to, but not before what is on its way is written down.
func TestRunFinishesWhatIsOnItsWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTown(t, "2025-12-04 09:00")
		begin := time.Now()
		start := w.now()
		w.now = func() time.Time { return start.Add(time.Since(begin)) }
		w.meet("2025-12-05", "planned")
		ctx, cancel := context.WithCancel(t.Context())
		w.carrier = during{func() {
			cancel()
			time.Sleep(5 * time.Second) // of the bubble's clock
		}, push.Result{Outcome: push.OutcomeSent}}
		p := w.server("a")
		w.register(t, p, id("phone"), "token")
		p.Run(ctx, func(err error) { t.Error(err) })
		if got := time.Since(begin); got != 15*time.Second {
			t.Errorf("ended after %s", got)
		}
		expect(t, p, id("m"), "sent meeting 1 2025-12-05")
	})
}

// A carrier that says "too fast" is believed once for all that was on its way, and again after that.
func TestQuotaHalvesTheRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTown(t, "2025-12-04 09:00")
		begin, start := time.Now(), w.now()
		w.now = func() time.Time { return start.Add(time.Since(begin)) }
		w.meet("2025-12-05", "planned")
		w.carrier = answers{Outcome: push.OutcomeQuota}
		w.config = func(c *push.Config) { c.PerSecond, c.Workers = 8, 1 }
		p := w.server("a")
		w.phones = nil
		for i := range 8 + 4 {
			w.phones = append(w.phones, push.Recipient{User: id("user", i), Device: id("phone", i)})
			w.register(t, p, id("phone", i), "token")
		}
		plan(t, p)
		// Eight may go at once, and four are left: at four a second the first time. After ten minutes of silence eight may go
		// at once again, and then four at two a second.
		for _, want := range []time.Duration{time.Second, 2 * time.Second} {
			before := time.Now()
			deliver(t, p)
			if got := time.Since(before).Round(100 * time.Millisecond); got != want {
				t.Errorf("took %s, want %s", got, want)
			}
			time.Sleep(10 * time.Minute) // of the bubble's clock
		}
	})
}
