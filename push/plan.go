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
	today, last := p.Hours.today(now), p.last
	p.last = plan{} // until this one is carried out, the outbox is known to be nothing
	dues, err := p.due(ctx, today)
	if err != nil {
		return fmt.Errorf("look up what is due: %w", err)
	}
	desired, err := p.desired(ctx, dues, now)
	if err != nil {
		return fmt.Errorf("look up who is to be reminded: %w", err)
	}
	next := plan{today: today, compared: last.compared, keys: make(map[models.RecordID]struct{}, len(desired))}
	for key := range desired {
		next.keys[key] = struct{}{}
	}
	p.wanted.Store(&next.keys)
	if last.today == today && now.Sub(last.compared) < compareEvery {
		next.sending, err = p.follow(ctx, now, last, desired)
	} else {
		next.compared = now
		next.sending, err = p.compare(ctx, now, desired)
	}
	if err != nil {
		return fmt.Errorf("plan a reminder: %w", err)
	}
	p.last = next
	return nil
}

// plan is what a plan came to.
type plan struct {
	today    models.Day
	compared time.Time // when the whole outbox was looked at last
	keys     map[models.RecordID]struct{}
	sending  []models.RecordID // not due any more, but on their way: they may come back to wait for another try
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

// wish is a reminder that should be in the outbox.
type wish struct {
	due *Due
	to  Recipient
}

// desired gives the reminders that should be in the outbox, by key.
func (p *Reminders) desired(ctx context.Context, dues []Due, now time.Time) (map[models.RecordID]wish, error) {
	type room struct {
		club models.RecordID
		kind Kind
	}
	known := map[room][]Recipient{}
	out := make(map[models.RecordID]wish, 2*len(dues))
	for i := range dues {
		due := &dues[i]
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
			if r := p.reminder(*due, recipient, now); r.NextAt.Before(r.NotAfter) {
				out[r.Key] = wish{due, recipient}
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

// cancel ends a reminder, unless somebody is sending it right now. One whose time has run out has expired.
func (p *Reminders) cancel(ctx context.Context, key models.RecordID) (sending bool, err error) {
	now := p.Now()
	err = p.outbox.change(ctx, key, func(r *Reminder) bool {
		sending = r.State == StateSending
		switch {
		case !r.open() || sending:
			return false
		case !now.Before(r.NotAfter):
			r.expire(now)
		default:
			r.finish(StateCancelled, now)
		}
		return true
	})
	if errors.Is(err, models.ErrNotFound) {
		return false, nil
	}
	return sending, err
}
