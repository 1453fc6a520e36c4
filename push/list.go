package push

import (
	"context"
	"errors"

	"github.com/beplua/beplua/models"
)

// List gives what a device should be showing now: what has begun to be due and is not over, whatever became of sending it.
// A phone that no push reaches finds its reminders here. What was paid or held after it was sent is left out as soon as this
// server has planned again.
func (p *Reminders) List(ctx context.Context, device models.RecordID) ([]Reminder, error) {
	now := p.Now()
	out := []Reminder{}
	err := p.outbox.each(ctx, keyDevice(device), func(r Reminder) error {
		begun := r.Attempt > 0 || !r.NextAt.After(now) // NextAt may be another try's
		if begun && p.wants(r.Key) && r.State != StateCancelled && now.Before(r.NotAfter) {
			out = append(out, r)
		}
		return nil
	})
	return out, err
}

// Of gives the reminders of a record to all its recipients, so that an officer sees whom it did not reach and who never
// saw it.
func (p *Reminders) Of(ctx context.Context, subject models.RecordID) ([]Reminder, error) {
	out := []Reminder{}
	err := p.outbox.each(ctx, keySubject(subject), func(r Reminder) error {
		out = append(out, r)
		return nil
	})
	return out, err
}

// Seen keeps that a device has shown a reminder; sending it is over then. It fails with CodeNotFound for another device's.
func (p *Reminders) Seen(ctx context.Context, device, key models.RecordID) error {
	now := p.Now()
	missing := models.Errorf(models.CodeNotFound, "no such reminder")
	var foreign bool
	err := p.outbox.change(ctx, key, func(r *Reminder) bool {
		foreign = r.Device != device
		if foreign || !r.Seen.IsZero() {
			return false
		}
		if r.Seen = now; r.open() {
			r.finish(StateSent, now)
		}
		return true
	})
	if foreign || errors.Is(err, models.ErrNotFound) {
		return missing
	}
	return err
}
