package fcm

import (
	"context"
	"log/slog"

	"github.com/beplua/beplua/push"
)

// Unsent stands in where there are no credentials: each reminder stays in the app's list and is told to the log, by ids.
type Unsent struct{ Log *slog.Logger }

// Send carries nothing, and says so.
func (u Unsent) Send(ctx context.Context, m push.Message) push.Result {
	u.Log.InfoContext(ctx, "reminder is in the app only: no carrier is set up",
		"key", m.Key.String(), "kind", string(m.Kind), "device", m.Device.String(), "subject", m.Subject.String(),
		"lead", m.Lead, "on", m.On.String())
	return push.Result{Outcome: push.OutcomeListed, Code: "in-app"}
}
