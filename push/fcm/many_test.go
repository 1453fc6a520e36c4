package fcm_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/push/fcm/fcmtest"
)

// TestMany sends from many goroutines to a carrier that fails half of the time: whoever tries again while the outcome
// allows it brings every reminder to its phone, and "sent" is never said of what did not arrive.
func TestMany(t *testing.T) {
	const senders, each = 16, 25
	carrier, sender := dial(t, fcmtest.Passing(7, 50))
	var wait sync.WaitGroup
	for i := range senders {
		wait.Go(func() {
			for j := range each {
				message := reminder(fmt.Sprintf("phone-%d-%d", i, j))
				for !sent(t, sender.Send(t.Context(), message)) {
				}
				if carrier.Phone(message.Target.Value).Arrived[message.Key.String()] == 0 {
					t.Errorf("%s: sent, but nothing arrived", message.Target.Value)
				}
			}
		})
	}
	wait.Wait()
	answers := carrier.Answers()
	if answers[fcmtest.Taken] != senders*each {
		t.Errorf("taken and told %d times, want %d", answers[fcmtest.Taken], senders*each)
	}
	for answer := range fcmtest.Passing(7, 50).Shares {
		if answers[answer] == 0 {
			t.Errorf("%s was never met", answer)
		}
	}
	if n := carrier.TokensGiven(); n != 1 {
		t.Errorf("%d access tokens", n)
	}
}

// sent says whether a try was the last; it fails the test where no further one would be made.
func sent(t *testing.T, r push.Result) bool {
	t.Helper()
	switch r.Outcome {
	case push.OutcomeSent:
		return true
	case push.OutcomeRetry, push.OutcomeQuota, push.OutcomeUnknown:
		return false
	default:
		t.Errorf("got %s %q: %v", r.Outcome, r.Code, r.Err)
		return true
	}
}
