package push

import (
	"context"
	"errors"
	"fmt"

	"github.com/beplua/beplua/models"
)

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
