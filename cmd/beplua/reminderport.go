package main

import (
	"context"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
)

// reminderPort gives the API what it asks of the reminders, in its own words.
type reminderPort struct{ *push.Reminders }

var _ api.Reminders = reminderPort{}

// Register implements api.Reminders.
func (p reminderPort) Register(ctx context.Context, device models.RecordID, kind, value string) error {
	return p.Reminders.Register(ctx, device, push.Target{Kind: push.TargetKind(kind), Value: value})
}

// List implements api.Reminders.
func (p reminderPort) List(ctx context.Context, device models.RecordID) ([]api.Reminder, error) {
	found, err := p.Reminders.List(ctx, device)
	return remindersForAPI(found), err
}

// Outbox implements api.Reminders.
func (p reminderPort) Outbox(ctx context.Context, f api.ReminderFilter) ([]api.Reminder, models.RecordID, error) {
	found, next, err := p.Reminders.Outbox(ctx, push.Filter{Club: f.Club, State: push.State(f.State), After: f.After, Limit: f.Limit})
	return remindersForAPI(found), next, err
}

// States implements api.Reminders.
func (reminderPort) States() []string {
	var out []string
	for _, s := range push.States() {
		out = append(out, string(s))
	}
	return out
}

func remindersForAPI(found []push.Reminder) []api.Reminder {
	out := make([]api.Reminder, len(found))
	for i := range found {
		r := &found[i]
		out[i] = api.Reminder{
			Key: r.Key, Club: r.Club, Subject: r.Subject, Device: r.Device, User: r.User, Kind: string(r.Kind), Lead: r.Lead,
			On: r.On.String(), State: string(r.State), Attempts: r.Attempt, Next: r.NextAt, NotAfter: r.NotAfter, Done: r.Done,
			Seen: r.Seen, Code: r.Code,
		}
	}
	return out
}
