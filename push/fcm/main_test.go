package fcm_test

import (
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/push/fcm"
	"github.com/beplua/beplua/push/fcm/fcmtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// now is a minute and a half before the date that fcmtest.TooMany names.
func now() time.Time { return time.Date(2026, 11, 26, 3, 0, 30, 0, time.UTC) }

// dial starts a carrier that fails so often, and a sender to it.
func dial(tb testing.TB, faults fcmtest.Faults) (*fcmtest.Server, *fcm.Sender) {
	tb.Helper()
	carrier, err := fcmtest.Start(tb.Context(), faults)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(carrier.Close)
	account, err := carrier.Account()
	if err != nil {
		tb.Fatal(err)
	}
	sender, err := fcm.New(tb.Context(), fcm.Settings{Account: account, Endpoint: carrier.Endpoint(), Now: now})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(sender.Close)
	return carrier, sender
}

// reminder is a message that the carrier takes, to a target of this name.
func reminder(target string) push.Message {
	on, _ := models.ParseDay("2026-11-29")
	return push.Message{
		Target:  push.Target{Kind: push.TargetInstallation, Value: target},
		Device:  models.DerivedID("device", target),
		Key:     models.DerivedID("key", target),
		Kind:    push.KindMeeting,
		Club:    models.DerivedID("club"),
		Subject: models.DerivedID("meeting"),
		Lead:    3,
		On:      on,
		TTL:     72 * time.Hour,
		High:    true,
	}
}
