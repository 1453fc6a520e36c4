package push

import (
	"context"
	"errors"

	"github.com/beplua/beplua/models"
)

// States are all that a reminder may be in.
func States() []State {
	return []State{
		StatePending, StateSending, StateSent, StateListed, StateGone, StateRejected, StateExpired, StateUnknown, StateCancelled,
	}
}

// Filter says which reminders an officer asks for.
type Filter struct {
	Club  models.RecordID // zero: of all clubs
	State State           // "": in any state
	After models.RecordID // the key to go on behind; zero: from the start
	Limit int             // how many are looked at, from 1 to models.ListMax
}

// Outbox gives what became of reminders, by key, for all recipients: open ones, and those finished in the last keptDays. It
// looks at Limit of them, so a page may be short or empty and still not the last: next is where to go on, zero at the end.
func (p *Reminders) Outbox(ctx context.Context, f Filter) (found []Reminder, next models.RecordID, err error) {
	key, after := "", ""
	switch {
	case !f.Club.IsZero():
		key = keyClub(f.Club)
	case f.State != "":
		key = keyState(f.State)
	}
	if !f.After.IsZero() {
		after = f.After.String()
	}
	hits, err := p.Documents.ByKey(ctx, kindReminder, key, after, f.Limit)
	if err != nil {
		return nil, next, err
	}
	for _, d := range hits {
		r, err := readReminder(d)
		if err != nil {
			return nil, next, err
		}
		if f.State == "" || r.State == f.State {
			found = append(found, r)
		}
		after = d.ID
	}
	if len(hits) == f.Limit {
		next = idOf(after)
	}
	return found, next, nil
}

// Unregister forgets where a device is reached: its person logged out, or it was revoked. A device that is reached nowhere
// stays so.
func (p *Reminders) Unregister(ctx context.Context, device models.RecordID) error {
	for range changeTriesMax {
		_, rev, err := p.target(ctx, device)
		if errors.Is(err, models.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		err = p.Documents.Drop(ctx, kindTarget, device.String(), rev)
		if !errors.Is(err, models.ErrStale) && !errors.Is(err, models.ErrNotFound) {
			return err
		}
	}
	return models.Errorf(models.CodeUnavailable, "too many changes to one target at once")
}
