package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/push/fcm"
	"github.com/beplua/beplua/push/fcm/fcmtest"
	"github.com/beplua/beplua/store/sqlite"
)

// The reminders of a morning: this many clubs meet tomorrow, each phone of theirs is another.
const (
	morningClubs  = 100
	morningPhones = 100
)

// deliver sends ten thousand reminders through Firebase's SDK to a carrier on loopback: one that takes all, and one that
// fails in many ways.
func (b *bench) deliver(ctx context.Context) error {
	for _, work := range []struct {
		name   string
		faults fcmtest.Faults
	}{{"all taken", fcmtest.Faults{}}, {"5 % of each of eleven faults", fcmtest.Passing(1, 50)}} {
		m, err := b.morning(ctx, work.name, work.faults)
		if err != nil {
			return fmt.Errorf("prepare: %w", err)
		}
		if err := m.measure(ctx, work.name); err != nil {
			return err
		}
		m.sender.Close()
		m.carrier.Close()
		if err := m.store.Close(); err != nil {
			return err
		}
	}
	return nil
}

// morning is an outbox with reminders that wait, and the way to their phones.
type morning struct {
	*push.Reminders
	bench   *bench
	store   *sqlite.Store
	carrier *fcmtest.Server
	sender  *fcm.Sender
	clubs   clubPhones
	clock   atomic.Int64 // seconds since 1970; moved by hand, so that nobody waits for the next try
}

func (b *bench) morning(ctx context.Context, name string, faults fcmtest.Faults) (*morning, error) {
	m := &morning{bench: b, clubs: morningPhones}
	if b.quick {
		m.clubs /= 20
	}
	m.clock.Store(time.Date(2026, time.November, 26, 3, 0, 0, 0, time.UTC).Unix()) // 10:00 in Vietnam
	var err error
	if m.store, err = sqlite.Open(ctx, sqlite.Options{Path: filepath.Join(b.folder, "morning "+name+".db")}); err != nil {
		return nil, err
	}
	if m.carrier, err = fcmtest.Start(ctx, faults); err != nil {
		return nil, err
	}
	account, err := m.carrier.Account()
	if err != nil {
		return nil, err
	}
	if m.sender, err = fcm.New(ctx, fcm.Settings{Account: account, Endpoint: m.carrier.Endpoint(), Now: m.now}); err != nil {
		return nil, err
	}
	m.Reminders = push.New(push.Config{
		Documents: m.store, Records: tomorrow{}, Audience: m.clubs, Sender: m.sender, Hours: push.VillageHours(), Now: m.now,
		Jitter: func() float64 { return 0.5 }, Owner: "bench", Log: slog.New(slog.DiscardHandler), PerSecond: 1e6,
	})
	if err := m.register(ctx); err != nil {
		return nil, err
	}
	return m, m.Plan(ctx)
}

func (m *morning) now() time.Time { return time.Unix(m.clock.Load(), 0) }

// register gives every phone its target.
func (m *morning) register(ctx context.Context) error {
	return each(morningClubs, func(club int) error {
		phones, _ := m.clubs.Devices(ctx, clubNumber(club), push.KindMeeting)
		for _, phone := range phones {
			target := push.Target{Kind: push.TargetToken, Value: "token-" + phone.Device.String()}
			if err := m.Register(ctx, phone.Device, target); err != nil {
				return err
			}
		}
		return nil
	})
}

// measure sends until nothing waits any more, and asks the carrier who got what.
func (m *morning) measure(ctx context.Context, name string) error {
	whole := morningClubs * int(m.clubs)
	before := held()
	watch := watchHeap()
	took, rounds := time.Duration(0), 0
	for open := true; open; rounds++ {
		one, err := m.bench.timed(func() error { return m.Deliver(ctx) })
		if err != nil {
			return err
		}
		took += one
		m.clock.Add(int64((20 * time.Minute).Seconds())) // longer than any wait
		waiting, err := m.store.ByKey(ctx, "reminder", "open", "", 1)
		if err != nil {
			return err
		}
		open = len(waiting) > 0
	}
	peak, after := watch(), held()
	copies, err := m.arrived(ctx)
	if err != nil {
		return err
	}
	m.bench.add(fmt.Sprintf("%d reminders through Firebase's SDK, %d at once, %s", whole, push.WorkersDefault, name), "–",
		"%.0f/s, %d tries in %d rounds, %d copies at the phones; heap %.0f MB, at most %.0f, then %.0f with what the carrier remembers",
		float64(whole)/took.Seconds(), m.carrier.Requests(), rounds, copies, megabytes(before), megabytes(peak), megabytes(after))
	return nil
}

// arrived counts the copies at all phones; every reminder must be at its phone.
func (m *morning) arrived(ctx context.Context) (copies int, err error) {
	for club := range morningClubs {
		phones, _ := m.clubs.Devices(ctx, clubNumber(club), push.KindMeeting)
		for _, phone := range phones {
			got := m.carrier.Phone("token-" + phone.Device.String()).Arrived
			if len(got) != 1 {
				return 0, fmt.Errorf("a phone has %d reminders instead of one", len(got))
			}
			for _, n := range got {
				copies += n
			}
		}
	}
	return copies, nil
}

// watchHeap looks at the heap all the while, until the function it gives is called; that gives the most there was.
func watchHeap() (stop func() uint64) {
	quit, most := make(chan struct{}), make(chan uint64)
	go func() {
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		peak := heap()
		for {
			select {
			case <-tick.C:
				peak = max(peak, heap())
			case <-quit:
				most <- peak
				return
			}
		}
	}()
	return func() uint64 {
		close(quit)
		return <-most
	}
}

// held is the heap without garbage.
func held() uint64 {
	runtime.GC()
	return heap()
}

func megabytes(n uint64) float64 { return float64(n) / 1e6 }

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func clubNumber(n int) models.RecordID {
	return models.DerivedID("bench club", "morning", strconv.Itoa(n))
}

// tomorrow are the records of clubs that all meet tomorrow.
type tomorrow struct{ push.Records }

// AllScopes implements push.Records: nobody has loans.
func (tomorrow) AllScopes(context.Context, models.Scope, int) ([]models.Scope, error) {
	return nil, nil
}

// Heads implements push.Records.
func (tomorrow) Heads(context.Context, []models.Scope) ([]models.Head, error) { return nil, nil }

// RecordsByKeyAnywhere implements push.Records.
func (tomorrow) RecordsByKeyAnywhere(_ context.Context, key string, after models.Scope, _ models.RecordID, limit int) ([]models.Record, error) {
	if key != schema.DueKey("meeting", "2026-11-27") || after != "" {
		return nil, nil
	}
	if limit < morningClubs {
		return nil, errors.New("the bench's meetings do not fit on a page")
	}
	out := make([]models.Record, morningClubs)
	for n := range out {
		club := clubNumber(n)
		out[n] = models.Record{Scope: models.ClubScope(club), ID: models.DerivedID("bench meeting", club.String()), Type: "meeting"}
	}
	return out, nil
}
