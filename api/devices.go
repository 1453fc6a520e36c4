package api

import (
	"context"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
)

// deviceWire is a phone as officers see it: what it said of itself, and why it is not in step.
type deviceWire struct {
	ID         string         `json:"id"`
	Name       string         `json:"name"`
	User       userRef        `json:"user"`
	State      string         `json:"state"`
	Enrolled   string         `json:"enrolled"`
	Revoked    string         `json:"revoked,omitempty"`
	Contact    string         `json:"contact,omitempty"`
	OffsetMs   int64          `json:"offsetMs,omitempty"`
	App        string         `json:"app,omitempty"`
	Schema     int            `json:"schema,omitempty"`
	Outbox     int            `json:"outbox"`
	Oldest     string         `json:"oldest,omitempty"`
	StorageLow bool           `json:"storageLow,omitempty"`
	Refused    int            `json:"refused"`
	Forks      int            `json:"forks"`
	Purging    []models.Scope `json:"purging,omitempty"`
	Why        []reasonWire   `json:"why"`
}

type userRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type reasonWire struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (s *Server) wireDevice(d *account.Device, u *models.User) deviceWire {
	c := d.Contact
	out := deviceWire{
		ID: d.ID.String(), Name: d.Name, User: userRef{u.ID.String(), u.Name}, State: string(d.State), Enrolled: instant(d.Enrolled),
		Revoked: instant(d.RevokedAt), Contact: instant(c.At), OffsetMs: c.Offset, App: c.App, Schema: c.Schema, Outbox: c.Outbox,
		Oldest: instant(c.Oldest), StorageLow: c.StorageLow, Refused: c.Refused, Forks: c.Forks, Purging: d.Purging, Why: []reasonWire{},
	}
	for _, r := range s.Accounts.Why(d, u, s.Schema.Number) {
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

func (s *Server) devices(c echo.Context, session *account.Session) error {
	l, err := listingOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	names := map[models.RecordID]models.User{}
	ids, err := s.usersSeen(ctx, session, names)
	if err != nil {
		return err
	}
	found, err := s.Accounts.Devices(ctx, ids, l.after, l.limit)
	if err != nil {
		return err
	}
	out := struct {
		Items []deviceWire `json:"items"`
		Next  string       `json:"next,omitempty"`
	}{Items: []deviceWire{}}
	for i := range found {
		u, known := names[found[i].User]
		if !known {
			one, err := s.Accounts.User(ctx, found[i].User)
			if err != nil {
				return err
			}
			u = one.User
			names[u.ID] = u
		}
		out.Items = append(out.Items, s.wireDevice(&found[i], &u))
	}
	if len(found) == l.limit {
		out.Next = found[len(found)-1].ID.String()
	}
	link(c, out.Next)
	return s.json(c, http.StatusOK, out)
}

// usersSeen gives the users whose phones an officer sees; nil for all.
func (s *Server) usersSeen(ctx context.Context, session *account.Session, names map[models.RecordID]models.User) ([]models.RecordID, error) {
	if session.SeesAll() {
		return nil, nil
	}
	ids := []models.RecordID{}
	for after := ""; ; {
		users, err := s.Accounts.Users(ctx, session.ClubsOf(), after, models.ListMax)
		if err != nil {
			return nil, err
		}
		for i := range users {
			ids = append(ids, users[i].ID)
			names[users[i].ID] = users[i].User
			after = users[i].ID.String()
		}
		if len(users) < models.ListMax {
			return ids, nil
		}
	}
}

// deviceSeen gives a phone whose user the asker may know of.
func (s *Server) deviceSeen(c echo.Context, session *account.Session) (account.Device, models.User, error) {
	id, err := pathID(c)
	if err != nil {
		return account.Device{}, models.User{}, err
	}
	ctx := c.Request().Context()
	d, err := s.Accounts.Device(ctx, id)
	if err != nil {
		return account.Device{}, models.User{}, err
	}
	u, err := s.Accounts.User(ctx, d.User)
	if err != nil {
		return account.Device{}, models.User{}, err
	}
	if !session.MaySee(&u.User) {
		return account.Device{}, models.User{}, models.Errorf(models.CodeNotFound, "no such device")
	}
	return d, u.User, nil
}

func (s *Server) oneDevice(c echo.Context, session *account.Session) error {
	d, u, err := s.deviceSeen(c, session)
	if err != nil {
		return err
	}
	return s.json(c, http.StatusOK, s.wireDevice(&d, &u))
}

// revoke takes a phone's rights away. Nothing on it is lost: it hands in what it has before it is told to wipe.
func (s *Server) revoke(c echo.Context, session *account.Session) error {
	d, u, err := s.deviceSeen(c, session)
	if err != nil {
		return err
	}
	if d, err = s.Accounts.Revoke(c.Request().Context(), d.ID, session.User.ID); err != nil {
		return err
	}
	if err = s.silence(c, d.ID); err != nil {
		return err
	}
	return s.json(c, http.StatusOK, s.wireDevice(&d, &u))
}

// silence sees to it that no reminder goes to a phone any more.
func (s *Server) silence(c echo.Context, device models.RecordID) error {
	if device.IsZero() {
		return nil
	}
	return s.Reminders.Unregister(c.Request().Context(), device)
}
