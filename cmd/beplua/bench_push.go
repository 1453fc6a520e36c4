package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/store/sqlite"
)

// crowdPhones is how many phones of a club are reminded.
const crowdPhones = 2

// remind measures how long it takes to find what is due over many clubs: with all of it new, in a server that has just
// started, and again when nothing was written since. It is a Friday morning, so that visits are due too.
func (b *bench) remind(ctx context.Context) error {
	today := models.DayOf(2026, time.June, 12)
	c, err := b.gather(ctx, today)
	if err != nil {
		return fmt.Errorf("fill the store: %w", err)
	}
	now := today.Time().Add(90 * time.Minute) // 8:30 in Vietnam
	plan := func(p *push.Reminders) (string, error) { return b.alone(func() error { return p.Plan(ctx) }) }
	first, err := plan(b.reminders(c.store, c.store, clubPhones(crowdPhones), now))
	if err != nil {
		return err
	}
	planned, err := countReminders(ctx, c.store)
	if err != nil {
		return err
	}
	started := b.reminders(c.store, c.store, clubPhones(crowdPhones), now)
	cold, err := plan(started)
	if err != nil {
		return err
	}
	warm, err := plan(started)
	if err != nil {
		return err
	}
	if again, err := countReminders(ctx, c.store); err != nil || again != planned || planned == 0 {
		return fmt.Errorf("planned %d reminders, then %d: %w", planned, again, err)
	}
	if _, err := c.found(ctx, c.clubs); err != nil {
		return err
	}
	stirred, err := plan(started)
	if err != nil {
		return err
	}
	of := fmt.Sprintf("due-reminder scan over %d clubs (%d records), ", c.clubs, c.records)
	b.add(of+"after a start", "–", "%s", cold)
	b.add(of+"again, nothing written since", "≤ 1 s", "%s", warm)
	b.add(of+"again, a club more", "–", "%s", stirred)
	b.add(of+fmt.Sprintf("the day's first: %d reminders kept", planned), "–", "%s", first)
	if err := b.province(ctx, c); err != nil {
		return err
	}
	return c.store.Close()
}

// alone says how long this process took for something, by the clock and of the processor.
func (b *bench) alone(do func() error) (string, error) {
	before := processorTime("self")
	took, err := b.timed(do)
	return fmt.Sprintf("%.2f s, of the processor %.2f s", took.Seconds(), (processorTime("self") - before).Seconds()), err
}

// reminders are those of a server, with a clock that stands.
func (b *bench) reminders(documents push.Documents, records push.Records, audience push.Audience, now time.Time) *push.Reminders {
	return push.New(push.Config{
		Documents: documents, Records: records, Audience: audience, Sender: nobody{}, Hours: push.VillageHours(),
		Now: func() time.Time { return now }, Jitter: func() float64 { return 0.5 }, Owner: "bench", Log: slog.New(slog.DiscardHandler),
	})
}

func countReminders(ctx context.Context, s *sqlite.Store) (n int, err error) {
	for after := ""; ; {
		found, err := s.ByKey(ctx, "reminder", "", after, models.PageRecordsMax)
		if err != nil {
			return 0, err
		}
		n += len(found)
		if len(found) < models.PageRecordsMax {
			return n, nil
		}
		after = found[len(found)-1].ID
	}
}

// clubPhones is so many phones in every club.
type clubPhones int

// Devices implements push.Audience.
func (n clubPhones) Devices(_ context.Context, club models.RecordID, _ push.Kind) ([]push.Recipient, error) {
	out := make([]push.Recipient, n)
	for i := range out {
		id := models.DerivedID("bench device", club.String(), strconv.Itoa(i))
		out[i] = push.Recipient{User: id, Device: id}
	}
	return out, nil
}

// InUse implements push.Audience.
func (clubPhones) InUse(context.Context, []models.RecordID) ([]push.Recipient, error) {
	return nil, nil
}

// nobody carries nothing.
type nobody struct{}

// Send implements push.Sender.
func (nobody) Send(context.Context, push.Message) push.Result {
	return push.Result{Outcome: push.OutcomeRejected, Err: errors.New("nobody was to send")}
}
