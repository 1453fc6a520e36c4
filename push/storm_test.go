package push_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
)

// weather is a carrier with 5 % of each fault. It keeps what every phone was given.
type weather struct {
	mu    sync.Mutex
	dice  *rand.Rand
	given map[models.RecordID]int // by key: how often it arrived
}

func (c *weather) Send(ctx context.Context, m push.Message) push.Result {
	switch draw := c.draw(); {
	case draw < 5:
		return push.Result{Outcome: push.OutcomeRetry, Code: "503"}
	case draw < 10:
		return push.Result{Outcome: push.OutcomeRetry, Code: "500", After: 30 * time.Second}
	case draw < 15:
		return push.Result{Outcome: push.OutcomeQuota, Code: "429"}
	case draw < 20: // lost before it arrived
		return push.Result{Outcome: push.OutcomeUnknown, Code: "cut"}
	case draw < 25: // arrived, and the answer was lost
		c.arrive(m)
		return push.Result{Outcome: push.OutcomeUnknown, Code: "cut"}
	case draw < 30: // arrived, and the answer came too late
		c.arrive(m)
		<-ctx.Done()
		return push.Result{Outcome: push.OutcomeUnknown, Code: "timeout"}
	}
	c.arrive(m)
	return push.Result{Outcome: push.OutcomeSent}
}

func (c *weather) draw() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.dice.IntN(100)
}

func (c *weather) jitter() float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.dice.Float64()
}

func (c *weather) arrive(m push.Message) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.given[m.Key]++
}

// mortal is a store as seen by a server that may lose its power: then it reads and writes nothing any more.
type mortal struct {
	push.Documents
	dead atomic.Bool
}

var errDead = errors.New("no power")

func (m *mortal) Get(ctx context.Context, kind, id string) (models.Document, error) {
	if m.dead.Load() {
		return models.Document{}, errDead
	}
	return m.Documents.Get(ctx, kind, id)
}

func (m *mortal) Put(ctx context.Context, d models.Document) error {
	if m.dead.Load() {
		return errDead
	}
	return m.Documents.Put(ctx, d)
}

// live runs servers one after another until the day ends; each loses its power at a random instant.
func (w *town) live(ctx context.Context, name string, dice *rand.Rand) {
	store := w.documents
	for life := 0; ctx.Err() == nil; life++ {
		power := &mortal{Documents: store}
		server := *w
		server.documents = power
		p := server.server(fmt.Sprint(name, life))
		ctx, cancel := context.WithCancel(ctx)
		time.AfterFunc(time.Duration(dice.IntN(4000))*time.Second/10, func() {
			power.dead.Store(true)
			cancel()
		})
		p.Run(ctx, func(error) {})
	}
}

// Two servers share a store, each fails again and again at random instants, and the carrier fails three times in ten. Every
// reminder comes to an end and arrives at least once; a phone that shows each key once has shown each once.
func TestEveryReminderArrivesThroughFaultsAndPowerCuts(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { storm(t, seed) })
		})
	}
}

func storm(t *testing.T, seed uint64) {
	w := newTown(t, "2025-12-04 06:50")
	ahead := time.Until(w.now())
	w.now = func() time.Time { return time.Now().Add(ahead) }
	sky := &weather{dice: rand.New(rand.NewPCG(seed, 1)), given: map[models.RecordID]int{}}
	w.carrier = sky
	w.config = func(c *push.Config) { c.Workers, c.Hours.Spread, c.Jitter = 4, 5*time.Minute, sky.jitter }
	w.phones = nil
	registrar := w.server("registrar")
	for i := range 100 {
		w.phones = append(w.phones, push.Recipient{User: id("user", i), Device: id("phone", i)})
		w.register(t, registrar, id("phone", i), fmt.Sprint("token", i))
	}
	w.meet("2025-12-05", "planned")
	w.lend(id("l"), "2025-12-04", "2026-01-04")

	ctx, cancel := context.WithTimeout(t.Context(), 150*time.Minute)
	defer cancel()
	var servers sync.WaitGroup
	servers.Go(func() { w.live(ctx, "a", rand.New(rand.NewPCG(seed, 3))) })
	servers.Go(func() { w.live(ctx, "b", rand.New(rand.NewPCG(seed, 4))) })
	servers.Wait()

	again := 0
	for _, subject := range []models.RecordID{id("m"), id("l")} {
		reminders, err := registrar.Of(t.Context(), subject)
		if err != nil || len(reminders) != len(w.phones) {
			t.Fatalf("%d reminders (%v)", len(reminders), err)
		}
		for i := range reminders {
			r := &reminders[i]
			again += sky.given[r.Key] - 1
			if r.State != push.StateSent || sky.given[r.Key] == 0 {
				t.Errorf("%s after %d tries, given %d times", r.State, r.Attempt, sky.given[r.Key])
			}
		}
	}
	if again == 0 {
		t.Error("no fault made anything come twice")
	}
	t.Logf("%d reminders, %d came twice", len(sky.given), again)
}
