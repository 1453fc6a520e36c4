package fcm_test

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/push/fcm"
	"github.com/beplua/beplua/push/fcm/fcmtest"
)

// TestAnswers is the behaviour matrix: what the carrier does, what becomes of it, and always exactly one request.
func TestAnswers(t *testing.T) {
	carrier, sender := dial(t, fcmtest.Faults{})
	for _, c := range []struct {
		answer fcmtest.Answer
		want   push.Outcome
		code   string
		after  time.Duration
		copies int
	}{
		{fcmtest.Taken, push.OutcomeSent, "", 0, 1},
		{fcmtest.BadTarget, push.OutcomeGone, "INVALID_ARGUMENT", 0, 0},
		{fcmtest.BadField, push.OutcomeRejected, "INVALID_ARGUMENT", 0, 0},
		{fcmtest.BadRequest, push.OutcomeRejected, "400", 0, 0},
		{fcmtest.Unauthorized, push.OutcomeRetry, "401", 0, 0},
		{fcmtest.ForeignTarget, push.OutcomeRejected, "SENDER_ID_MISMATCH", 0, 0},
		{fcmtest.Forbidden, push.OutcomeRetry, "403", 0, 0},
		{fcmtest.Unregistered, push.OutcomeGone, "UNREGISTERED", 0, 0},
		{fcmtest.NotFound, push.OutcomeRetry, "404", 0, 0},
		{fcmtest.Quota, push.OutcomeQuota, "QUOTA_EXCEEDED", 90 * time.Second, 0},
		{fcmtest.TooMany, push.OutcomeQuota, "429", 90 * time.Second, 0},
		{fcmtest.Internal, push.OutcomeUnknown, "500", 0, 0},
		{fcmtest.BadGateway, push.OutcomeUnknown, "502", 0, 0},
		{fcmtest.Unavailable, push.OutcomeRetry, "UNAVAILABLE", 30 * time.Second, 0},
		{fcmtest.PageUnavailable, push.OutcomeUnknown, "503", 0, 0},
		{fcmtest.Page, push.OutcomeUnknown, "200", 0, 0},
		{fcmtest.Nameless, push.OutcomeUnknown, "200", 0, 0},
		{fcmtest.Moved, push.OutcomeUnknown, "307", 0, 0},
		{fcmtest.CutBefore, push.OutcomeUnknown, "interrupted", 0, 0},
		{fcmtest.CutAfter, push.OutcomeUnknown, "interrupted", 0, 1},
		{fcmtest.CutWithin, push.OutcomeUnknown, "interrupted", 0, 1},
	} {
		t.Run(string(c.answer), func(t *testing.T) {
			target := "target-" + string(c.answer)
			message := reminder(target)
			carrier.Script(target, c.answer)
			before := carrier.Requests()
			got := sender.Send(t.Context(), message)
			if got.Outcome != c.want || got.Code != c.code || got.After != c.after {
				t.Errorf("got %s %q after %s (%v), want %s %q after %s", got.Outcome, got.Code, got.After, got.Err, c.want, c.code, c.after)
			}
			if (got.Err == nil) != (c.want == push.OutcomeSent) {
				t.Errorf("the error is %v", got.Err)
			}
			if got.Err != nil && strings.Contains(got.Err.Error(), target) {
				t.Errorf("the error names the target: %v", got.Err)
			}
			if n := carrier.Requests() - before; n != 1 {
				t.Errorf("%d requests", n)
			}
			if n := carrier.Phone(target).Arrived[message.Key.String()]; n != c.copies {
				t.Errorf("%d copies arrived, want %d", n, c.copies)
			}
		})
	}
}

// TestDeadline: an answer that never comes ends with the caller's deadline, and the message may have arrived.
func TestDeadline(t *testing.T) {
	carrier, sender := dial(t, fcmtest.Faults{})
	warm(t, sender)
	carrier.Script("slow", fcmtest.Slow)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	got := sender.Send(ctx, reminder("slow"))
	if got.Outcome != push.OutcomeUnknown || got.Code != "timeout" {
		t.Errorf("got %s %q: %v", got.Outcome, got.Code, got.Err)
	}
	if n := carrier.Answers()[fcmtest.Slow]; n != 1 {
		t.Errorf("%d requests", n)
	}
}

// TestStopped: a server that stops before it sends has sent nothing, and says so.
func TestStopped(t *testing.T) {
	carrier, sender := dial(t, fcmtest.Faults{})
	warm(t, sender)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	got := sender.Send(ctx, reminder("never"))
	if got.Outcome != push.OutcomeRetry || carrier.Requests() != 1 {
		t.Errorf("got %s %q: %v, after %d requests", got.Outcome, got.Code, got.Err, carrier.Requests())
	}
}

// TestUnreachable: where nobody listens, nothing was taken.
func TestUnreachable(t *testing.T) {
	carrier, err := fcmtest.Start(t.Context(), fcmtest.Faults{})
	if err != nil {
		t.Fatal(err)
	}
	defer carrier.Close()
	account, err := carrier.Account()
	if err != nil {
		t.Fatal(err)
	}
	nobody, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody.Close()
	sender, err := fcm.New(t.Context(), fcm.Settings{Account: account, Endpoint: "http://" + nobody.Addr().String() + "/v1", Now: now})
	if err != nil {
		t.Fatal(err)
	}
	defer sender.Close()
	got := sender.Send(t.Context(), reminder("any"))
	if got.Outcome != push.OutcomeRetry || got.Code != "unreachable" {
		t.Errorf("got %s %q: %v", got.Outcome, got.Code, got.Err)
	}
}

// warm fetches the access token.
func warm(t *testing.T, sender *fcm.Sender) {
	t.Helper()
	if got := sender.Send(t.Context(), reminder("warm")); got.Outcome != push.OutcomeSent {
		t.Fatalf("got %s %q: %v", got.Outcome, got.Code, got.Err)
	}
}
