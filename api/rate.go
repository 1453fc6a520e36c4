package api

import (
	"strconv"
	"sync"
	"time"

	"github.com/beplua/beplua/models"
)

// subjectsMax bounds whose rates are remembered: above it the idle are forgotten.
const subjectsMax = 50000

// limiter bounds how often each subject asks (GCRA): all it keeps of one is the moment at which it will have paid off
// what it asked.
type limiter struct {
	mu    sync.Mutex
	each  time.Duration
	burst time.Duration
	paid  map[string]time.Time
}

func newLimiter(r Rate) *limiter {
	each := time.Minute / time.Duration(max(1, r.PerMinute))
	return &limiter{each: each, burst: each * time.Duration(max(1, r.Burst)), paid: map[string]time.Time{}}
}

// admit counts one request. It fails with CodeThrottled and the seconds to wait in Details["retryAfter"].
func (l *limiter) admit(subject string, now time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	paid := l.paid[subject]
	if paid.Before(now) {
		paid = now
	}
	paid = paid.Add(l.each)
	if over := paid.Sub(now) - l.burst; over > 0 {
		e := models.Errorf(models.CodeThrottled, "too many requests")
		e.Details = map[string]string{"retryAfter": strconv.Itoa(int((over + time.Second - 1) / time.Second))}
		return e
	}
	if len(l.paid) >= subjectsMax {
		for other, until := range l.paid {
			if until.Before(now) {
				delete(l.paid, other)
			}
		}
		if len(l.paid) >= subjectsMax {
			clear(l.paid)
		}
	}
	l.paid[subject] = paid
	return nil
}
