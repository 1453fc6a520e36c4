package account

import (
	"net/netip"
	"strconv"
	"sync"
	"time"

	"github.com/beplua/beplua/models"
)

// The bounds of failed log-ins (ASVS 2.2.1: at most 100 an hour and account). Nobody is ever locked out for good:
// a stranger who fails on purpose makes the owner wait accountWaitMax at most.
const (
	accountFree    = 4
	accountWaitMax = 36 * time.Second
	addressFree    = 10 // a commune's office has one address
	addressWaitMax = 5 * time.Minute
	failuresKept   = time.Hour
	throttledMax   = 20000 // accounts and addresses remembered

	// All together: a botnet has many addresses and tries many accounts.
	failuresPerSecond = 2
	failuresBurst     = 200
)

// throttle makes those wait who fail often: per account, per address, and all together.
type throttle struct {
	now      func() time.Time
	mu       sync.Mutex
	failures map[string]*failures
	spent    time.Duration // of failuresBurst seconds' worth; it leaks away with time
	leaked   time.Time
}

type failures struct {
	count int
	last  time.Time
}

func newThrottle(now func() time.Time) *throttle {
	return &throttle{now: now, failures: map[string]*failures{}}
}

func accountSubject(login string) string { return "account:" + login }

// addressSubject is an IPv4 address or the 64-bit network of an IPv6 one: a household or attacker owns all of that.
func addressSubject(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return "address:?"
	}
	if ip = ip.Unmap().WithZone(""); ip.Is6() {
		network, _ := ip.Prefix(64)
		return "address:" + network.String()
	}
	return "address:" + ip.String()
}

// admit lets an attempt through and counts it as failed until succeeded takes it back: so a thousand attempts at once
// are not all let through before the first has failed. It fails with CodeThrottled.
func (t *throttle) admit(subjects ...string) error {
	now := t.now()
	t.mu.Lock()
	defer t.mu.Unlock()
	var wait time.Duration
	for _, subject := range subjects {
		wait = max(wait, t.wait(subject, now))
	}
	if wait > 0 {
		return throttled(int((wait + time.Second - 1) / time.Second))
	}
	t.spent = max(0, t.spent-max(0, now.Sub(t.leaked)))
	t.leaked = now
	if t.spent >= failuresBurst*time.Second/failuresPerSecond {
		return throttled(1)
	}
	t.spent += time.Second / failuresPerSecond
	t.makeRoom(now)
	for _, subject := range subjects {
		f := t.failures[subject]
		if f == nil {
			f = &failures{}
			t.failures[subject] = f
		}
		f.count++
		f.last = now
	}
	return nil
}

// succeeded takes back what admit counted, and forgives the subject's failures before.
func (t *throttle) succeeded(subject string, others ...string) {
	t.takeBack(others...)
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.failures, subject)
}

// takeBack takes back what admit counted of one attempt.
func (t *throttle) takeBack(subjects ...string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.spent = max(0, t.spent-time.Second/failuresPerSecond)
	for _, subject := range subjects {
		if f := t.failures[subject]; f != nil {
			if f.count--; f.count <= 0 {
				delete(t.failures, subject)
			}
		}
	}
}

func (t *throttle) wait(subject string, now time.Time) time.Duration {
	f := t.failures[subject]
	if f == nil {
		return 0
	}
	if now.Sub(f.last) >= failuresKept {
		delete(t.failures, subject)
		return 0
	}
	free, most := accountFree, accountWaitMax
	if len(subject) > 8 && subject[:8] == "address:" {
		free, most = addressFree, addressWaitMax
	}
	over := f.count - free
	if over < 0 {
		return 0
	}
	wait := most
	if over < 16 {
		wait = min(most, time.Second<<over)
	}
	return max(0, f.last.Add(wait).Sub(now))
}

// makeRoom forgets the old, then any, when too many are remembered.
func (t *throttle) makeRoom(now time.Time) {
	if len(t.failures) < throttledMax {
		return
	}
	for subject, f := range t.failures {
		if now.Sub(f.last) >= failuresKept {
			delete(t.failures, subject)
		}
	}
	for subject := range t.failures {
		if len(t.failures) < throttledMax/2 {
			return
		}
		delete(t.failures, subject)
	}
}

// throttled is CodeThrottled with the seconds to wait in Details["retryAfter"].
func throttled(seconds int) error {
	e := models.Errorf(models.CodeThrottled, "too many attempts")
	e.Details = map[string]string{"retryAfter": strconv.Itoa(max(1, seconds))}
	return e
}
