package push

import (
	"context"
	"errors"

	"github.com/beplua/beplua/models"
)

// Documents is what reminders and targets are kept in. The contract of each method is in package store.
type Documents interface {
	Get(ctx context.Context, kind, id string) (models.Document, error)
	Put(ctx context.Context, d models.Document) error
	Drop(ctx context.Context, kind, id string, rev uint64) error
	ByKey(ctx context.Context, kind, key, after string, limit int) ([]models.Document, error)
}

// outbox keeps reminders. Everything is written under the revision that was read, so of several servers one wins.
type outbox struct{ Documents }

// changeTriesMax bounds how often a change begins again because another one was quicker.
const changeTriesMax = 32

// put stores a reminder over the revision it was read at. It fails with models.ErrStale.
func (o outbox) put(ctx context.Context, r *Reminder) error {
	d, err := r.document()
	if err != nil {
		return err
	}
	return o.Put(ctx, d)
}

// get reads a reminder. It fails with models.ErrNotFound.
func (o outbox) get(ctx context.Context, key models.RecordID) (Reminder, error) {
	d, err := o.Get(ctx, kindReminder, key.String())
	if err != nil {
		return Reminder{}, err
	}
	return readReminder(d)
}

// change reads, lets edit decide, and stores if edit says so; again when another change was quicker.
func (o outbox) change(ctx context.Context, key models.RecordID, edit func(*Reminder) (changed bool)) error {
	for range changeTriesMax {
		r, err := o.get(ctx, key)
		if err != nil {
			return err
		}
		if !edit(&r) {
			return nil
		}
		if err = o.put(ctx, &r); !errors.Is(err, models.ErrStale) {
			return err
		}
	}
	return models.Errorf(models.CodeUnavailable, "too many changes to one reminder at once")
}

// each goes through the reminders that have an index key, by id.
func (o outbox) each(ctx context.Context, key string, visit func(Reminder) error) error {
	return o.list(ctx, key, func(d models.Document) error {
		r, err := readReminder(d)
		if err != nil {
			return err
		}
		return visit(r)
	})
}

// list goes through the documents of the reminders that have an index key, by id.
func (o outbox) list(ctx context.Context, key string, visit func(models.Document) error) error {
	after := ""
	for {
		hits, err := o.ByKey(ctx, kindReminder, key, after, models.ListMax)
		if err != nil {
			return err
		}
		for _, d := range hits {
			if err = visit(d); err != nil {
				return err
			}
			after = d.ID
		}
		if len(hits) < models.ListMax {
			return nil
		}
	}
}
