package push

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/beplua/beplua/models"
)

// compareEvery is how long what this server has found and done is taken for what the outbox holds. Another server may have
// cancelled what is due after all, or died before it cancelled what is not.
const compareEvery = time.Hour

// compare makes the outbox what is desired, whatever it holds, and gives what is still being sent. What is open is read as one
// list: to look each reminder up by itself costs three times as much.
func (p *Reminders) compare(ctx context.Context, now time.Time, desired map[models.RecordID]wish) (sending []models.RecordID, err error) {
	today := p.Hours.today(now)
	missing := maps.Clone(desired)
	var gone []models.RecordID
	err = p.outbox.list(ctx, keyOpen, func(d models.Document) error {
		key := idOf(d.ID)
		if _, ok := desired[key]; ok {
			delete(missing, key)
			return nil
		}
		// A server whose clock is ahead may have planned for tomorrow already: that is not ours to cancel.
		r, err := readReminder(d)
		if err == nil && r.first() <= today {
			gone = append(gone, key)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return p.carryOut(ctx, now, missing, gone)
}

// follow makes the outbox what is desired when it is what the last plan made it, and gives what is still being sent.
func (p *Reminders) follow(ctx context.Context, now time.Time, last plan, desired map[models.RecordID]wish) (sending []models.RecordID, err error) {
	missing := map[models.RecordID]wish{}
	for key, w := range desired {
		if _, ok := last.keys[key]; !ok {
			missing[key] = w
		}
	}
	var gone []models.RecordID
	leave := func(key models.RecordID) {
		if _, ok := desired[key]; !ok {
			gone = append(gone, key)
		}
	}
	for key := range last.keys {
		leave(key)
	}
	for _, key := range last.sending {
		leave(key)
	}
	return p.carryOut(ctx, now, missing, gone)
}

// carryOut adds and cancels, and gives what could not be cancelled since it is being sent.
func (p *Reminders) carryOut(ctx context.Context, now time.Time, missing map[models.RecordID]wish, gone []models.RecordID) (sending []models.RecordID, err error) {
	added := slices.SortedFunc(maps.Keys(missing), compareIDs)
	err = p.inParallel(added, func(key models.RecordID) error {
		w := missing[key]
		return p.ensure(ctx, p.reminder(*w.due, w.to, now))
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(gone, compareIDs)
	var mu sync.Mutex
	err = p.inParallel(gone, func(key models.RecordID) error {
		busy, err := p.cancel(ctx, key)
		if busy {
			mu.Lock()
			defer mu.Unlock()
			sending = append(sending, key)
		}
		return err
	})
	return sending, err
}

func compareIDs(a, b models.RecordID) int { return bytes.Compare(a[:], b[:]) }

// inParallel does something for each key with Workers at a time, in the keys' order: documents that are written together share
// one sync of the disk. It begins nothing more after an error, and gives the first.
func (p *Reminders) inParallel(keys []models.RecordID, do func(models.RecordID) error) error {
	var next atomic.Int64
	var workers sync.WaitGroup
	var failed failures
	for range min(p.Workers, len(keys)) {
		workers.Go(func() {
			for i := next.Add(1); int(i) <= len(keys) && failed.none(); i = next.Add(1) {
				failed.add(do(keys[i-1]))
			}
		})
	}
	workers.Wait()
	return failed.first
}
