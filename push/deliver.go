package push

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/beplua/beplua/models"
)

// Deliver sends what is waiting and due, each at most once, with Workers at a time. When ctx ends it begins nothing more,
// finishes what is on its way and fails with the context's error.
func (p *Reminders) Deliver(ctx context.Context) error {
	if now := p.Now(); p.Hours.awake(now).After(now) {
		return nil
	}
	work := make(chan Reminder)
	var workers sync.WaitGroup
	var failed failures
	for range p.Workers {
		workers.Go(func() {
			for r := range work {
				failed.add(p.attempt(ctx, r))
			}
		})
	}
	err := p.outbox.each(ctx, keyOpen, func(r Reminder) error {
		if now := p.Now(); r.NextAt.After(now) || r.State == StateSending && !r.lapsed(now) {
			return nil
		}
		select {
		case work <- r:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	close(work)
	workers.Wait()
	return errors.Join(err, failed.first)
}

// failures keeps the first of many: a store that is down fails them all for one reason.
type failures struct {
	mu    sync.Mutex
	first error
}

func (f *failures) add(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.first == nil {
		f.first = err
	}
}

func (f *failures) none() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.first == nil
}

// attempt takes one reminder a step further: to its end if its time has run out, out of the hands of a dead sender, or on
// its way.
func (p *Reminders) attempt(ctx context.Context, r Reminder) error {
	now := p.Now()
	if r.lapsed(now) {
		r.Doubt = true
		r.wait(p.retryAt(&r, 0))
		if now.Before(r.NotAfter) {
			return ignoreStale(p.outbox.put(ctx, &r))
		}
	}
	if !now.Before(r.NotAfter) {
		r.expire(now)
		return ignoreStale(p.outbox.put(ctx, &r))
	}
	t, _, err := p.target(ctx, r.Device)
	if errors.Is(err, models.ErrNotFound) {
		r.finish(StateListed, now)
		return ignoreStale(p.outbox.put(ctx, &r))
	}
	if err != nil {
		return err
	}
	if err := p.pace.wait(ctx); err != nil {
		return err // stopping
	}
	now = p.Now()
	r.claim(p.Owner, now)
	if err := p.outbox.put(ctx, &r); err != nil {
		return ignoreStale(err) // another server has it, or it was seen or cancelled
	}
	return p.send(context.WithoutCancel(ctx), r, Target{t.Kind, t.Value}, now)
}

func ignoreStale(err error) error {
	if errors.Is(err, models.ErrStale) {
		return nil
	}
	return err
}

// send hands a claimed reminder to the carrier and writes down what became of it.
func (p *Reminders) send(ctx context.Context, r Reminder, to Target, now time.Time) error {
	limited, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	result := p.Sender.Send(limited, Message{
		Target: to, Device: r.Device, Key: r.Key, Kind: r.Kind, Club: r.Club, Subject: r.Subject,
		Lead: r.Lead, On: r.On, TTL: r.NotAfter.Sub(now), High: r.Kind != KindCase,
	})
	p.log(ctx, &r, result)
	p.pace.heard(result.Outcome)
	if result.Outcome == OutcomeGone {
		retired, err := p.retire(ctx, r.Device, to, now)
		if err != nil {
			return err // the lease runs out, and the next try finds the same
		}
		if !retired {
			result = Result{Outcome: OutcomeRetry, Code: result.Code}
		}
	}
	return p.outbox.change(ctx, r.Key, func(stored *Reminder) bool {
		// Somebody else may have taken over, or the phone may have said that it has shown it.
		if stored.owner != p.Owner || stored.Attempt != r.Attempt {
			return false
		}
		p.settle(stored, result)
		return true
	})
}

// settle takes a reminder from sending to what the carrier's word means.
func (p *Reminders) settle(r *Reminder, result Result) {
	now := p.Now()
	r.Code = result.Code
	switch result.Outcome {
	case OutcomeSent:
		r.finish(StateSent, now)
	case OutcomeListed:
		r.finish(StateListed, now)
	case OutcomeGone:
		r.finish(StateGone, now)
	case OutcomeRejected:
		r.finish(StateRejected, now)
	case OutcomeRetry:
		r.wait(p.retryAt(r, result.After))
	case OutcomeQuota:
		after := result.After
		if after == 0 {
			after = quotaWait
		}
		r.wait(p.retryAt(r, after))
	case OutcomeUnknown:
		r.Doubt = true
		r.wait(p.retryAt(r, result.After))
	}
}

// retryAt is when a reminder is tried again: not before what the carrier asked for, and not while people sleep.
func (p *Reminders) retryAt(r *Reminder, after time.Duration) time.Time {
	return p.Hours.awake(p.Now().Add(after + backoff(r.Attempt, p.Jitter())))
}

// log says what became of a try, by ids only.
func (p *Reminders) log(ctx context.Context, r *Reminder, result Result) {
	if result.Err == nil {
		return
	}
	p.Log.WarnContext(ctx, "reminder not sent", "key", r.Key.String(), "kind", string(r.Kind), "attempt", r.Attempt,
		"outcome", string(result.Outcome), "code", result.Code, "error", result.Err.Error())
}
