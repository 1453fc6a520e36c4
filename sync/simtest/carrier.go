package simtest

import (
	"context"
	"fmt"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
)

// carrier is who takes messages to phones, as badly as carriers may: the outcomes are those that push/fcm makes of answers.
type carrier struct {
	w *world
	s *sender
}

// mishap is something that happens to a message, so many times in a thousand.
type mishap struct {
	often int
	do    func(c carrier, m *push.Message, t *trail) push.Result
}

func mishaps() []mishap {
	return []mishap{
		{40, carrier.tooFast},
		{40, carrier.broken},
		{30, carrier.busy},
		{15, carrier.goesDown},
		{40, carrier.losesReply},
		{30, carrier.losesMessage},
		{10, carrier.refuses},
		{25, carrier.diesBefore},
		{25, carrier.diesAfter},
		{25, carrier.isSlow},
		{25, carrier.meetsAnother},
	}
}

// Send implements push.Sender.
func (c carrier) Send(_ context.Context, m push.Message) push.Result {
	p := c.w.post
	t := p.trail(reminderOf(&m))
	t.tries++
	if m.Target.Value != fmt.Sprint(m.Device, "/", p.targets[m.Device]) {
		c.w.happened(targetGone)
		t.gone = true
		return push.Result{Outcome: push.OutcomeGone, Code: "UNREGISTERED"}
	}
	if c.w.quiet || p.crowded {
		return c.deliver(&m, t)
	}
	if c.s.clock.Before(p.outage) {
		return c.goesDown(&m, t)
	}
	luck := p.luck.IntN(1000)
	for _, f := range mishaps() {
		if luck -= f.often; luck < 0 {
			return f.do(c, &m, t)
		}
	}
	return c.deliver(&m, t)
}

// deliver brings a message to the phone.
func (c carrier) deliver(m *push.Message, t *trail) push.Result {
	if t.shown > 0 {
		c.w.happened(arrivedTwice)
	}
	t.arrived = true
	c.w.show(reminderOf(m), m.Key)
	return push.Result{Outcome: push.OutcomeSent}
}

func (c carrier) tooFast(_ *push.Message, t *trail) push.Result {
	return c.fails(t, carrierQuota, push.Result{Outcome: push.OutcomeQuota, After: time.Duration(c.w.post.luck.IntN(3)) * time.Minute, Code: "QUOTA_EXCEEDED"})
}

func (c carrier) broken(_ *push.Message, t *trail) push.Result {
	return c.fails(t, carrierBroken, push.Result{Outcome: push.OutcomeRetry, Code: "500"})
}

func (c carrier) busy(_ *push.Message, t *trail) push.Result {
	return c.fails(t, carrierBusy, push.Result{Outcome: push.OutcomeRetry, After: 5 * time.Minute, Code: "503"})
}

// goesDown begins an outage, or goes on with one.
func (c carrier) goesDown(_ *push.Message, t *trail) push.Result {
	if p := c.w.post; !c.s.clock.Before(p.outage) {
		p.outage = c.s.clock.Add(10 * time.Minute)
	}
	return c.fails(t, carrierDown, push.Result{Outcome: push.OutcomeRetry, Code: "503"})
}

func (c carrier) fails(t *trail, f Fault, r push.Result) push.Result {
	c.w.happened(f)
	t.failed = true
	return r
}

func (c carrier) losesReply(m *push.Message, t *trail) push.Result {
	c.deliver(m, t)
	return c.doubt(t, carrierMute)
}

func (c carrier) losesMessage(_ *push.Message, t *trail) push.Result { return c.doubt(t, carrierCut) }

func (c carrier) doubt(t *trail, f Fault) push.Result {
	c.w.happened(f)
	t.doubt = true
	return push.Result{Outcome: push.OutcomeUnknown}
}

func (c carrier) refuses(_ *push.Message, t *trail) push.Result {
	t.refused = true
	return c.fails(t, carrierRefused, push.Result{Outcome: push.OutcomeRejected, Code: "INVALID_ARGUMENT"})
}

// diesBefore kills the sender before the carrier has the message, diesAfter when it has it and nobody has written that down.
func (c carrier) diesBefore(_ *push.Message, t *trail) push.Result {
	c.s.dead.Store(true)
	return c.doubt(t, senderDiedUnsent)
}

func (c carrier) diesAfter(m *push.Message, t *trail) push.Result {
	c.s.dead.Store(true)
	c.deliver(m, t)
	return c.doubt(t, senderDiedSent)
}

// isSlow takes so long that the lease runs out, and another sender takes over meanwhile.
func (c carrier) isSlow(m *push.Message, t *trail) push.Result {
	t.doubt = true
	c.w.happened(leaseLost)
	c.another(2 * time.Minute)
	return c.deliver(m, t)
}

// meetsAnother lets another sender go through the outbox while this message is on its way.
func (c carrier) meetsAnother(m *push.Message, t *trail) push.Result {
	c.w.happened(sendersMet)
	c.another(0)
	return c.deliver(m, t)
}

func (c carrier) another(later time.Duration) {
	p := c.w.post
	for i := range p.senders {
		s := c.w.sender(i)
		if s == c.s {
			continue
		}
		s.clock, p.crowded = c.s.clock.Add(later), true
		if err := s.Deliver(c.w.ctx); err != nil {
			c.w.fail("send reminders beside another: %v", err)
		}
		p.crowded = false
	}
}

// show is what a phone does with a reminder: each key once. More than once for one thing breaks I12.
func (w *world) show(r reminder, key models.RecordID) {
	p := w.post
	shown := p.remembering[r.device]
	if shown == nil {
		shown = map[models.RecordID]bool{}
		p.remembering[r.device] = shown
	}
	if shown[key] {
		return
	}
	shown[key] = true
	t := p.trail(r)
	if t.shown++; t.shown > 1 {
		w.fail("I12: %+v is shown %d times", r, t.shown)
	}
}
