package account

import (
	"context"
	"errors"
	"time"

	"github.com/beplua/beplua/models"
)

// sweepAfter is how long what is over is kept, so that an officer can still see it.
const sweepAfter = 30 * 24 * time.Hour

// Sweep deletes log-ins and codes that have been over for a month. It is for a daily run.
func (a *Accounts) Sweep(ctx context.Context) (int, error) {
	swept, before := 0, a.Now().Add(-sweepAfter)
	drop := func(kind, id string, rev uint64) error {
		err := a.Documents.Drop(ctx, kind, id, rev)
		if errors.Is(err, models.ErrStale) || errors.Is(err, models.ErrNotFound) {
			return nil
		}
		swept++
		return err
	}
	err := each(ctx, a.Documents, "", func(e familyEntry, rev uint64) error {
		lives := a.lives(e.Audience)
		if time.UnixMilli(e.Used).Add(lives.Idle).Before(before) || time.UnixMilli(e.Born).Add(lives.Absolute).Before(before) {
			return drop(kindFamily, e.ID, rev)
		}
		return nil
	})
	if err != nil {
		return swept, err
	}
	err = each(ctx, a.Documents, "", func(e enrolmentEntry, rev uint64) error {
		if time.UnixMilli(max(e.Expires, e.Used)).Before(before) {
			return drop(kindEnrolment, e.ID, rev)
		}
		return nil
	})
	return swept, err
}
