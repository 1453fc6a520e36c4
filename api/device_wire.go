package api

import (
	"time"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
)

// deviceWire is a phone as officers see it: what it said of itself, and why it is not in step.
type deviceWire struct {
	ID            string            `json:"id"`
	Name          string            `json:"name"`
	User          userWire          `json:"user"`
	State         string            `json:"state"`
	Enrolled      string            `json:"enrolled"`
	Revoked       string            `json:"revoked,omitempty"`
	RevokedBy     *userRef          `json:"revokedBy,omitempty"`
	Drained       string            `json:"drained,omitempty"`
	Wiped         string            `json:"wiped,omitempty"`
	PIN           *pinWire          `json:"pinReset,omitempty"`
	Contact       string            `json:"contact,omitempty"`
	OffsetMs      int64             `json:"offsetMs,omitempty"`
	App           string            `json:"app,omitempty"`
	Schema        int               `json:"schema,omitempty"`
	Outbox        int               `json:"outbox"`
	Oldest        string            `json:"oldest,omitempty"`
	StorageLow    bool              `json:"storageLow,omitempty"`
	Notifications models.Permission `json:"notifications,omitempty"`
	Refused       int               `json:"refused"`
	Forks         int               `json:"forks"`
	Purging       []models.Scope    `json:"purging,omitempty"`
	Why           []reasonWire      `json:"why"`
}

type userRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type reasonWire struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func wireDevice(d *account.Device, u *models.User, why []account.Reason) deviceWire {
	c := d.Contact
	out := deviceWire{
		ID: d.ID.String(), Name: d.Name, User: wireUser(u), State: string(d.State), Enrolled: instant(d.Enrolled),
		Revoked: instant(d.RevokedAt), Drained: instant(d.DrainedAt), Wiped: instant(d.WipedAt), PIN: wirePIN(d), Contact: instant(c.At),
		OffsetMs: c.Offset, App: c.App, Schema: c.Schema, Outbox: c.Outbox, Oldest: instant(c.Oldest), StorageLow: c.StorageLow,
		Notifications: c.Notifications, Refused: c.Refused, Forks: c.Forks, Purging: d.Purging, Why: []reasonWire{},
	}
	for _, r := range why {
		out.Why = append(out.Why, reasonWire(r))
	}
	return out
}

// instant is RFC 3339 in UTC, "" for never. A phone's claim may lie beyond the years that can be written.
func instant(ms int64) string {
	if ms == 0 {
		return ""
	}
	t := time.UnixMilli(ms).UTC()
	if t.Year() < 1 || t.Year() > 9999 {
		return ""
	}
	return t.Format(time.RFC3339)
}
