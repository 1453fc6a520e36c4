package push_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
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
		w.meet("2025-12-05", "planned")
		ctx, cancel := context.WithCancel(t.Context())
		answer, ended := make(chan struct{}), make(chan struct{})
		w.carrier = during{func() {
			cancel()
			<-answer
		}, push.Result{Outcome: push.OutcomeSent}}
		p := w.server("a")
		w.register(t, p, id("phone"), "token")
		go func() {
			p.Run(ctx, func(err error) { t.Error(err) })
			close(ended)
		}()
		<-ctx.Done()
		synctest.Wait()
		select {
		case <-ended:
			t.Error("ended with a message on its way")
		default:
		}
		close(answer)
		<-ended
		expect(t, p, id("m"), "sent meeting 1 2025-12-05")
	})
}

// gate counts what is on its way and lets nothing pass until it is opened.
type gate struct {
	inside atomic.Int64
	opened chan struct{}
}

func (g *gate) Send(context.Context, push.Message) push.Result {
	g.inside.Add(1)
	<-g.opened
	return push.Result{Outcome: push.OutcomeSent}
}

func TestNoMoreAreOnTheirWayThanWorkers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTown(t, "2025-12-04 09:00")
		w.meet("2025-12-05", "planned")
		g := &gate{opened: make(chan struct{})}
		w.carrier = g
		w.config = func(c *push.Config) { c.Workers = 4 }
		p := w.server("a")
		for i := range 20 {
			w.phones = append(w.phones, push.Recipient{User: id("user", i), Device: id("phone", i)})
		}
		for _, phone := range w.phones {
			w.register(t, p, phone.Device, "token")
		}
		plan(t, p)
		go func() { _ = p.Deliver(t.Context()) }()
		synctest.Wait()
		if got := g.inside.Load(); got != 4 {
			t.Errorf("%d are on their way", got)
		}
		close(g.opened)
		synctest.Wait()
		if got := g.inside.Load(); got != 21 {
			t.Errorf("%d were sent", got)
		}
	})
}

// A carrier that says "too fast" is believed once for all that was on its way, and again after that. The outbox's clock
// stands still but for one jump; the rate is that of the bubble's clock.
func TestQuotaHalvesTheRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTown(t, "2025-12-04 09:00")
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
		took := func() time.Duration {
			before := time.Now()
			deliver(t, p)
			return time.Since(before).Round(10 * time.Millisecond)
		}
		// Eight go at once, and four at four a second.
		if got := took(); got != time.Second {
			t.Errorf("took %s", got)
		}
		// None goes at once: one at four a second, eleven at two.
		w.set(t, "2025-12-04 09:10")
		if got := took(); got != 5750*time.Millisecond {
			t.Errorf("then took %s", got)
		}
	})
}
