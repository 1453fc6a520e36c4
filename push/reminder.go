package push

import (
	"time"

	"github.com/beplua/beplua/models"
)

// State is how far a reminder has come.
type State string

// pending → sending → sent, listed, gone, rejected; whatever its time ran out for is expired, or unknown if it may have
// arrived; what is not due any more is cancelled. A reminder that waits for another try is pending again, or unknown.
const (
	StatePending   State = "pending"
	StateSending   State = "sending"
	StateSent      State = "sent"      // the carrier took it, or the phone said that it has shown it
	StateListed    State = "listed"    // the phone cannot be reached by push: it is in the app's list
	StateGone      State = "gone"      // the phone's target is no more
	StateRejected  State = "rejected"  // the carrier will never take it: a fault of ours
	StateExpired   State = "expired"   // too late, and it has surely not arrived
	StateUnknown   State = "unknown"   // it may have arrived
	StateCancelled State = "cancelled" // the meeting was held or moved, the money paid, the phone revoked
)

// Reminder is one thing to be shown on one device, once.
type Reminder struct {
	Due
	Key      models.RecordID
	Device   models.RecordID
	User     models.RecordID
	State    State
	Attempt  int       // tries begun
	NextAt   time.Time // not sent before
	NotAfter time.Time // not sent from then on
	Doubt    bool      // a try may have arrived
	Code     string    // the carrier's last word
	Done     time.Time // when it came to its end; zero while it is open
	Seen     time.Time // when the phone showed it; zero while nobody knows

	owner string    // who is sending it, while StateSending
	until time.Time // and until when that is believed
	rev   uint64
}

// The bounds of waiting for another try.
const (
	backoffFirst = 10 * time.Second
	backoffMax   = 15 * time.Minute
	quotaWait    = time.Minute // when the carrier says that we send too fast, but not for how long
	// leaseLife outlasts sendTimeout and the writing of its result: nobody takes a reminder from a sender that lives.
	leaseLife   = time.Minute
	sendTimeout = 10 * time.Second
)

// backoff is how long to wait after a try: with full jitter, so that a thousand failures do not come back at once.
func backoff(attempt int, jitter float64) time.Duration {
	limit := backoffMax
	if attempt < 8 {
		limit = min(backoffMax, backoffFirst<<max(attempt-1, 0))
	}
	return time.Duration(float64(limit) * jitter)
}

func (r *Reminder) open() bool { return r.Done.IsZero() }

// finish brings a reminder to its end.
func (r *Reminder) finish(state State, now time.Time) {
	r.State, r.Done, r.owner, r.until = state, now, "", time.Time{}
}

// expire ends one whose time has run out.
func (r *Reminder) expire(now time.Time) {
	if r.Doubt {
		r.finish(StateUnknown, now)
	} else {
		r.finish(StateExpired, now)
	}
}

// wait puts the next try off.
func (r *Reminder) wait(until time.Time) {
	r.State, r.NextAt, r.owner, r.until = StatePending, until, "", time.Time{}
	if r.Doubt {
		r.State = StateUnknown
	}
}

// lapsed says whether whoever was sending it has died: it may have been sent.
func (r *Reminder) lapsed(now time.Time) bool { return r.State == StateSending && !now.Before(r.until) }

// claim begins a try.
func (r *Reminder) claim(owner string, now time.Time) {
	r.State, r.owner, r.until = StateSending, owner, now.Add(leaseLife)
	r.Attempt++
}
