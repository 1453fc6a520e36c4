package account

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/beplua/beplua/models"
)

// actorsMax bounds the lives of one phone: above it something restores it again and again, and it is enrolled anew.
const actorsMax = 500

// Device is a phone with what only the accounts know of it.
type Device struct {
	models.Device
	Flag      string // FlagReused, or ""
	RevokedAt int64  // milliseconds since 1970 UTC; 0 if it was not
	RevokedBy models.RecordID
	DrainedAt int64 // when it had handed in everything and was told to wipe; 0: not yet
	WipedAt   int64 // when it confirmed; 0: not yet
	PIN       PINReset
}

// deviceEntry is the stored shape of a phone.
type deviceEntry struct {
	ID        string         `json:"id"`
	User      string         `json:"user"`
	Name      string         `json:"name"`
	State     string         `json:"state"`
	Actor     string         `json:"actor,omitempty"`
	Actors    []string       `json:"actors,omitempty"`
	Forks     int            `json:"forks,omitempty"`
	Enrolled  int64          `json:"enrolled"`
	Key       []byte         `json:"key"`
	Wipe      string         `json:"wipe,omitempty"`
	Contact   contactEntry   `json:"contact"`
	Given     []models.Scope `json:"given,omitempty"`
	Purging   []models.Scope `json:"purging,omitempty"`
	Flag      string         `json:"flag,omitempty"`
	Flagged   int64          `json:"flagged,omitempty"`
	RevokedAt int64          `json:"revokedAt,omitempty"`
	RevokedBy string         `json:"revokedBy,omitempty"`
	DrainedAt int64          `json:"drainedAt,omitempty"`
	WipedAt   int64          `json:"wipedAt,omitempty"`
	PIN       pinEntry       `json:"pin,omitzero"`
}

type contactEntry struct {
	At         int64  `json:"at,omitempty"`
	Offset     int64  `json:"offset,omitempty"`
	App        string `json:"app,omitempty"`
	Schema     int    `json:"schema,omitempty"`
	Outbox     int    `json:"outbox,omitempty"`
	Oldest     int64  `json:"oldest,omitempty"`
	StorageLow bool   `json:"storageLow,omitempty"`
	Refused    int    `json:"refused,omitempty"`

	Notifications models.Permission `json:"notifications,omitempty"`
}

func (deviceEntry) kind() string     { return kindDevice }
func (e deviceEntry) id() string     { return e.ID }
func (e deviceEntry) keys() []string { return []string{"user:" + e.User} }

func (e deviceEntry) device() Device {
	d := models.Device{
		ID: parsed(e.ID), User: parsed(e.User), Name: e.Name, State: models.DeviceState(e.State), Actor: actorOf(e.Actor),
		Enrolled: e.Enrolled, Key: e.Key, Wipe: e.Wipe, Contact: e.Contact.heartbeat(), Given: e.Given, Purging: e.Purging,
	}
	d.Contact.Forks = e.Forks
	for _, text := range e.Actors {
		d.Actors = append(d.Actors, actorOf(text))
	}
	return Device{
		Device: d, Flag: e.Flag, RevokedAt: e.RevokedAt, RevokedBy: parsed(e.RevokedBy), DrainedAt: e.DrainedAt, WipedAt: e.WipedAt,
		PIN: PINReset{Nonce: e.PIN.Nonce, At: e.PIN.At, By: parsed(e.PIN.By), Done: e.PIN.Done},
	}
}

func (c contactEntry) heartbeat() models.Heartbeat {
	return models.Heartbeat{
		At: c.At, Offset: c.Offset, App: c.App, Schema: c.Schema, Outbox: c.Outbox, Oldest: c.Oldest,
		StorageLow: c.StorageLow, Refused: c.Refused, Notifications: c.Notifications,
	}
}

func contactOf(h models.Heartbeat) contactEntry {
	return contactEntry{
		At: h.At, Offset: h.Offset, App: h.App, Schema: h.Schema, Outbox: h.Outbox, Oldest: h.Oldest,
		StorageLow: h.StorageLow, Refused: h.Refused, Notifications: h.Notifications,
	}
}

func actorOf(text string) models.ActorID {
	actor, _ := models.ParseActorID(text)
	return actor
}

// Device gives a phone, with its newest contact. It fails with CodeNotFound.
func (a *Accounts) Device(ctx context.Context, id models.RecordID) (Device, error) {
	e, _, err := load[deviceEntry](ctx, a.Documents, id.String())
	if err != nil {
		return Device{}, missing(err, "device")
	}
	return a.contacts.over(e.device()), nil
}

// Devices gives phones by id, above after, at most limit: those of the users given, or all when users is nil.
func (a *Accounts) Devices(ctx context.Context, users []models.RecordID, after string, limit int) ([]Device, error) {
	byID := map[string]Device{}
	collect := func(e deviceEntry, _ uint64) error {
		if e.ID > after {
			byID[e.ID] = a.contacts.over(e.device())
		}
		return nil
	}
	if users == nil {
		hits, err := a.Documents.ByKey(ctx, kindDevice, "", after, limit)
		if err != nil {
			return nil, err
		}
		for _, hit := range hits {
			e, err := read[deviceEntry](hit)
			if err != nil {
				return nil, err
			}
			_ = collect(e, 0)
		}
	}
	for _, user := range users {
		if err := each(ctx, a.Documents, "user:"+user.String(), collect); err != nil {
			return nil, err
		}
	}
	return firstByID(byID, limit), nil
}

// actorEntry reserves an actor's name for ever.
type actorEntry struct {
	Actor  string `json:"actor"`
	Device string `json:"device"`
}

func (actorEntry) kind() string   { return kindActor }
func (e actorEntry) id() string   { return e.Actor }
func (actorEntry) keys() []string { return nil }

// NewActor gives a phone a new life: a name that nobody ever had and that is no server's. It fails with CodeNotFound, or
// CodeLimit for a phone with too many lives.
func (a *Accounts) NewActor(ctx context.Context, device models.RecordID) (models.ActorID, error) {
	actor, err := a.reserveActor(ctx, device)
	if err != nil {
		return models.ActorID{}, err
	}
	_, err = change(ctx, a.Documents, device.String(), func(e *deviceEntry) error {
		if len(e.Actors) >= actorsMax {
			return models.Errorf(models.CodeLimit, "the phone has had %d lives; enrol it anew", actorsMax)
		}
		if e.Actor != "" {
			e.Forks++
		}
		e.Actor, e.Actors = actor.String(), append(e.Actors, actor.String())
		return nil
	})
	if err != nil {
		return models.ActorID{}, missing(err, "device")
	}
	a.sessions.forget(device)
	return actor, nil
}

func (a *Accounts) reserveActor(ctx context.Context, device models.RecordID) (models.ActorID, error) {
	for range changeTriesMax {
		actor, err := a.drawActor()
		if err != nil {
			return actor, err
		}
		err = save(ctx, a.Documents, actorEntry{Actor: actor.String(), Device: device.String()}, 0)
		if !errors.Is(err, models.ErrStale) {
			return actor, err
		}
	}
	return models.ActorID{}, models.Errorf(models.CodeUnavailable, "found no free actor")
}

// drawActor draws eight of a-z and 0-9, the first no 's': those are the server's lives.
func (a *Accounts) drawActor() (models.ActorID, error) {
	const letters = "0123456789abcdefghijklmnopqrstuvwxyz"
	var actor models.ActorID
	one := make([]byte, 1)
	for i := 0; i < len(actor); {
		if _, err := io.ReadFull(a.Random, one); err != nil {
			return models.ActorID{}, fmt.Errorf("read randomness: %w", err)
		}
		if one[0] >= 252 { // the largest multiple of 36: every letter as likely as the next
			continue
		}
		if actor[i] = letters[one[0]%36]; !actor.IsServer() {
			i++
		}
	}
	return actor, nil
}

// Owns says whether an actor is one of the phone's lives.
func (d *Device) Owns(actor models.ActorID) bool { return slices.Contains(d.Actors, actor) }

// NotePage keeps which scopes the phone was given and which it was told to purge. What it was told before and is not told
// any more, it has confirmed by its cursor.
func (a *Accounts) NotePage(ctx context.Context, s *Session, purge []models.Scope) error {
	if slices.Equal(s.Device.Given, s.Access.Reads) && slices.Equal(s.Device.Purging, purge) {
		return nil
	}
	_, err := change(ctx, a.Documents, s.Device.ID.String(), func(e *deviceEntry) error {
		if slices.Equal(e.Given, s.Access.Reads) && slices.Equal(e.Purging, purge) {
			return errUnchanged
		}
		e.Given, e.Purging = s.Access.Reads, purge
		return nil
	})
	a.sessions.forget(s.Device.ID)
	return missing(err, "device")
}
