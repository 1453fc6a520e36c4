package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/push/fcm"
)

// wireReminders makes the reminders over store and accounts. Whoever serves runs them.
func (a *app) wireReminders(ctx context.Context) error {
	carrier, err := a.carrier(ctx)
	if err != nil {
		return err
	}
	hours := push.VillageHours()
	hours.From, hours.Morning, hours.Until = a.config.RemindFrom, a.config.RemindMorning, a.config.RemindUntil
	a.reminders = push.New(push.Config{
		Documents: a.store,
		Records:   a.store,
		Audience:  audience{a.accounts},
		Sender:    carrier,
		Hours:     hours,
		Now:       a.now,
		Jitter:    rand.Float64,
		Owner:     a.newID().String(),
		Log:       a.log,
	})
	return nil
}

// carrier is Firebase if there are credentials; else reminders are in the app's list and the log only.
func (a *app) carrier(ctx context.Context) (push.Sender, error) {
	a.hangUp = func() {}
	if a.config.FCMCredentials == "" {
		return fcm.Unsent{Log: a.log}, nil
	}
	credentials, err := os.ReadFile(a.config.FCMCredentials)
	if err != nil {
		return nil, fmt.Errorf("BEPLUA_FCM_CREDENTIALS: %w", err)
	}
	sender, err := fcm.New(ctx, fcm.Settings{Account: credentials, Endpoint: a.config.FCMEndpoint, Now: a.now})
	if err != nil {
		return nil, fmt.Errorf("BEPLUA_FCM_CREDENTIALS: %w", err)
	}
	a.hangUp = sender.Close
	return sender, nil
}

// audience tells the reminders whom to remind: that is in the accounts, which the reminders do not know.
type audience struct{ accounts *account.Accounts }

// Devices implements push.Audience. Debts concern the board alone. Visits are told to those who may read the health scope,
// since nobody else has the record that the reminder is about.
func (a audience) Devices(ctx context.Context, club models.RecordID, kind push.Kind) ([]push.Recipient, error) {
	var roles []models.Role
	switch kind {
	case push.KindMeeting:
		roles = []models.Role{models.RoleLeader, models.RoleVolunteer}
	case push.KindLoan:
		roles = []models.Role{models.RoleLeader}
	case push.KindVisit:
		roles = []models.Role{models.RoleHealth}
	case push.KindCase:
	}
	users, err := a.accounts.Users(ctx, []models.RecordID{club}, "", math.MaxInt)
	if err != nil {
		return nil, err
	}
	reminded := []models.RecordID{} // not nil: that would be everybody
	for i := range users {
		u := &users[i]
		holds := func(g models.Grant) bool { return g.Club == club && slices.Contains(roles, g.Role) }
		if !u.Disabled && slices.ContainsFunc(u.Grants, holds) {
			reminded = append(reminded, u.ID)
		}
	}
	devices, err := a.accounts.Devices(ctx, reminded, "", math.MaxInt)
	if err != nil {
		return nil, err
	}
	var out []push.Recipient
	for i := range devices {
		if devices[i].State == models.DeviceActive {
			out = append(out, push.Recipient{User: devices[i].User, Device: devices[i].ID})
		}
	}
	return out, nil
}

// InUse implements push.Audience.
func (a audience) InUse(ctx context.Context, ids []models.RecordID) ([]push.Recipient, error) {
	var out []push.Recipient
	for _, id := range ids {
		d, err := a.accounts.Device(ctx, id)
		if models.CodeOf(err) == models.CodeNotFound || err == nil && d.State != models.DeviceActive {
			continue
		}
		if err != nil {
			return nil, err
		}
		u, err := a.accounts.User(ctx, d.User)
		if err != nil {
			return nil, err
		}
		if !u.Disabled {
			out = append(out, push.Recipient{User: d.User, Device: d.ID})
		}
	}
	return out, nil
}
