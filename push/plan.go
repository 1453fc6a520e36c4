package push

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/beplua/beplua/models"
)

// Plan makes the outbox what it should be now: it adds what is due and not there, and cancels what is there and not due any
// more because the meeting was held or moved, the money paid, the phone revoked. It looks at the state of the books and not
// at what has happened, so nothing is missed when a server was down, and running it twice changes nothing.
func (p *Reminders) Plan(ctx context.Context) error {
	p.planning.Lock()
	defer p.planning.Unlock()
	now := p.Now()
	today := p.Hours.today(now)
	dues, err := p.due(ctx, today)
	if err != nil {
		return fmt.Errorf("look up what is due: %w", err)
	}
	desired, err := p.desired(ctx, dues, now)
	if err != nil {
		return fmt.Errorf("look up who is to be reminded: %w", err)
	}
	p.wanted.Store(&desired)
	for key := range desired {
		if err := p.ensure(ctx, desired[key]); err != nil {
			return fmt.Errorf("plan a reminder: %w", err)
		}
	}
	return p.outbox.each(ctx, keyOpen, func(r Reminder) error {
		// A server whose clock is ahead may have planned for tomorrow already: that is not ours to cancel.
		if _, ok := desired[r.Key]; ok || r.first() > today {
			return nil
		}
		return p.cancel(ctx, r.Key)
	})
}

// wants says whether a reminder was due when this server last planned; yes while it has not.
func (p *Reminders) wants(key models.RecordID) bool {
	wanted := p.wanted.Load()
	if wanted == nil {
		return true
	}
	_, ok := (*wanted)[key]
	return ok
}

// desired gives the reminders that should be in the outbox, by key.
func (p *Reminders) desired(ctx context.Context, dues []Due, now time.Time) (map[models.RecordID]Reminder, error) {
	type room struct {
		club models.RecordID
		kind Kind
	}
	known := map[room][]Recipient{}
	out := make(map[models.RecordID]Reminder, 4*len(dues))
	for _, due := range dues {
		at := room{due.Club, due.Kind}
		to, ok := known[at]
		var err error
		switch {
		case due.Devices != nil:
			to, err = p.Audience.InUse(ctx, due.Devices)
		case !ok:
			to, err = p.Audience.Devices(ctx, due.Club, due.Kind)
			known[at] = to
		}
		if err != nil {
			return nil, err
		}
		for _, recipient := range to {
			if r := p.reminder(due, recipient, now); r.NextAt.Before(r.NotAfter) {
				out[r.Key] = r
			}
		}
	}
	return out, nil
}

// reminder is a new reminder. Decided cases are told at once, all else in the morning.
func (p *Reminders) reminder(due Due, to Recipient, now time.Time) Reminder {
	due.Devices = nil
	r := Reminder{Due: due, Key: due.key(to.Device), Device: to.Device, User: to.User, State: StatePending}
	r.NextAt = now
	if slot := p.Hours.slot(due.first(), r.Key); due.Kind != KindCase && slot.After(now) {
		r.NextAt = slot
	}
	r.NextAt, r.NotAfter = p.Hours.awake(r.NextAt), p.Hours.end(due.last())
	return r
}

// ensure adds a reminder unless it is there. One that was cancelled lives again: a payment was reversed, or a meeting moved
// back.
func (p *Reminders) ensure(ctx context.Context, r Reminder) error {
	stored, err := p.outbox.get(ctx, r.Key)
	switch {
	case errors.Is(err, models.ErrNotFound):
	case err != nil:
		return err
	case stored.State != StateCancelled:
		return nil
	default:
		r.rev, r.Attempt, r.Doubt = stored.rev, stored.Attempt, stored.Doubt
	}
	if err = p.outbox.put(ctx, &r); errors.Is(err, models.ErrStale) {
		return nil // another server was quicker
	}
	return err
}

// cancel ends a reminder that nobody is sending right now. One whose time has run out has expired.
func (p *Reminders) cancel(ctx context.Context, key models.RecordID) error {
	now := p.Now()
	return p.outbox.change(ctx, key, func(r *Reminder) bool {
		switch {
		case !r.open() || r.State == StateSending:
			return false
		case !now.Before(r.NotAfter):
			r.expire(now)
		default:
			r.finish(StateCancelled, now)
		}
		return true
	})
}

// keptDays is how long finished reminders can be looked at; pruneDays how far back a server that was off looks for them.
const (
	keptDays   = 60
	pruneDays  = 400
	prunedMost = 5000
)

// Prune forgets what has been finished for keptDays, at most prunedMost at once.
func (p *Reminders) Prune(ctx context.Context) error {
	last := models.DayOf(p.Now().UTC().Date()) - keptDays
	left := prunedMost
	for day := last - pruneDays; day <= last && left > 0; day++ {
		err := p.outbox.each(ctx, keyDone(day), func(r Reminder) error {
			if left--; left < 0 {
				return nil
			}
			err := p.Documents.Drop(ctx, kindReminder, r.Key.String(), r.rev)
			if errors.Is(err, models.ErrStale) || errors.Is(err, models.ErrNotFound) {
				return nil
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("forget old reminders: %w", err)
		}
	}
	return nil
}
