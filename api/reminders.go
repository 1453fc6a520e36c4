package api

import (
	"context"
	"time"

	"github.com/beplua/beplua/models"
)

// Reminders keeps where phones are reached and what became of each reminder.
type Reminders interface {
	// Register keeps where a device is reached, in place of what was known. It fails with CodeInvalid.
	Register(ctx context.Context, device models.RecordID, kind, value string) error
	// Unregister forgets where a device is reached; one that is reached nowhere stays so.
	Unregister(ctx context.Context, device models.RecordID) error
	// List gives what a device should be showing now.
	List(ctx context.Context, device models.RecordID) ([]Reminder, error)
	// Seen keeps that a device has shown a reminder. It fails with CodeNotFound for another device's.
	Seen(ctx context.Context, device, key models.RecordID) error
	// Outbox gives reminders by key, and where to go on (zero at the end); a page may be short and still not the last.
	Outbox(ctx context.Context, f ReminderFilter) ([]Reminder, models.RecordID, error)
	// States are those that a reminder may be in.
	States() []string
}

// ReminderFilter says which reminders are asked for; zero values mean all.
type ReminderFilter struct {
	Club  models.RecordID
	State string
	After models.RecordID
	Limit int
}

// Reminder is one thing to be shown on one device, once. It has ids, days and states, and nothing of anybody.
type Reminder struct {
	Key, Club, Subject, Device, User models.RecordID // Club is zero when the subject is in no club's scope
	Kind                             string
	Lead                             int    // days from the day it is meant to be shown to On
	On                               string // the day of what it reminds of
	State                            string
	Attempts                         int
	Next, NotAfter, Done, Seen       time.Time // zero for never
	Code                             string    // the carrier's last word
}
