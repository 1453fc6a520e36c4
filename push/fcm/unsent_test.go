package fcm_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/push/fcm"
)

// TestUnsent: without a carrier a reminder is in the list and in the log, and the log names no target.
func TestUnsent(t *testing.T) {
	var log bytes.Buffer
	message := reminder("secret-target")
	got := fcm.Unsent{Log: slog.New(slog.NewTextHandler(&log, nil))}.Send(t.Context(), message)
	if got.Outcome != push.OutcomeListed || got.Err != nil {
		t.Errorf("got %s: %v", got.Outcome, got.Err)
	}
	for _, want := range []string{message.Key.String(), message.Subject.String(), "kind=meeting", "on=2026-11-29", "lead=3"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log does not name %s: %s", want, log.String())
		}
	}
	if strings.Contains(log.String(), "secret-target") {
		t.Errorf("the log names the target: %s", log.String())
	}
}
