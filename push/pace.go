package push

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// pace holds how many messages a second are sent: at most top, and half of it each time the carrier says that this is too
// fast. It creeps up again by a hundredth with each message that is taken.
type pace struct {
	limiter *rate.Limiter
	top     rate.Limit
	now     func() time.Time

	mu     sync.Mutex
	slowed time.Time
}

// paceLowest is the rate that is never gone below: messages a second.
const paceLowest rate.Limit = 1

func newPace(perSecond float64, now func() time.Time) *pace {
	return &pace{limiter: rate.NewLimiter(rate.Limit(perSecond), max(1, int(perSecond))), top: rate.Limit(perSecond), now: now}
}

// wait returns when another message may be sent, or with the context's error.
func (p *pace) wait(ctx context.Context) error { return p.limiter.Wait(ctx) }

// heard takes in what became of a message. What was on its way when the rate was halved says nothing about the new rate.
func (p *pace) heard(o Outcome) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch limit, now := p.limiter.Limit(), p.now(); {
	case o == OutcomeQuota && now.Sub(p.slowed) >= sendTimeout:
		p.slowed = now
		p.limiter.SetLimit(max(limit/2, paceLowest))
	case o == OutcomeSent && limit < p.top:
		p.limiter.SetLimit(min(limit*1.01, p.top))
	}
}
