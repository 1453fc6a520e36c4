package api_test

import (
	"context"
	"slices"
	"sync"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/models"
)

// box is reminders that were put there, and where phones are reached.
type box struct {
	mu      sync.Mutex
	reached map[models.RecordID]string
	all     []api.Reminder
}

func newBox() *box { return &box{reached: map[models.RecordID]string{}} }

// Register is in api.Reminders.
func (b *box) Register(_ context.Context, device models.RecordID, kind, value string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if value == "" || kind != "token" && kind != "installation" {
		return models.Errorf(models.CodeInvalid, "no target")
	}
	b.reached[device] = kind + " " + value
	return nil
}

// Unregister is in api.Reminders.
func (b *box) Unregister(_ context.Context, device models.RecordID) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.reached, device)
	return nil
}

// List is in api.Reminders.
func (b *box) List(_ context.Context, device models.RecordID) ([]api.Reminder, error) {
	return slices.DeleteFunc(slices.Clone(b.all), func(r api.Reminder) bool { return r.Device != device }), nil
}

// Seen is in api.Reminders.
func (b *box) Seen(_ context.Context, device, key models.RecordID) error {
	for i := range b.all {
		if b.all[i].Key == key && b.all[i].Device == device {
			b.all[i].Seen = b.all[i].NotAfter
			return nil
		}
	}
	return models.Errorf(models.CodeNotFound, "no such reminder")
}

// Outbox is in api.Reminders.
func (b *box) Outbox(_ context.Context, f api.ReminderFilter) (found []api.Reminder, next models.RecordID, err error) {
	looked := 0
	for _, r := range b.all {
		if slices.Compare(r.Key[:], f.After[:]) <= 0 {
			continue
		}
		if looked++; looked > f.Limit {
			return found, next, nil
		}
		next = r.Key
		if (f.Club.IsZero() || f.Club == r.Club) && (f.State == "" || f.State == r.State) {
			found = append(found, r)
		}
	}
	return found, models.RecordID{}, nil
}

// States is in api.Reminders.
func (*box) States() []string { return []string{"pending", "sent", "gone"} }
