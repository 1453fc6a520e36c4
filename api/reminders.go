package api

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
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

// reminderWire is a reminder as its own phone sees it.
type reminderWire struct {
	Key     string `json:"key"`
	Kind    string `json:"kind"`
	Club    string `json:"club,omitempty"`
	Subject string `json:"subject"`
	Lead    int    `json:"lead"`
	On      string `json:"on"`
	Until   string `json:"until"`
	Seen    string `json:"seen,omitempty"`
}

// recipientWire is a reminder as officers see it: what became of it.
type recipientWire struct {
	reminderWire
	Device    string `json:"device"`
	User      string `json:"user"`
	State     string `json:"state"`
	Attempts  int    `json:"attempts"`
	Next      string `json:"next,omitempty"`
	Done      string `json:"done,omitempty"`
	Code      string `json:"code,omitempty"`
	NeverSeen bool   `json:"neverSeen"`
}

func wireReminder(r *Reminder) reminderWire {
	out := reminderWire{
		Key: r.Key.String(), Kind: r.Kind, Subject: r.Subject.String(), Lead: r.Lead, On: r.On, Until: moment(r.NotAfter), Seen: moment(r.Seen),
	}
	if !r.Club.IsZero() {
		out.Club = r.Club.String()
	}
	return out
}

// wireRecipient: never seen is what nobody can show in time any more, and no phone said that it had.
func wireRecipient(r *Reminder, now time.Time) recipientWire {
	out := recipientWire{
		reminderWire: wireReminder(r), Device: r.Device.String(), User: r.User.String(), State: r.State, Attempts: r.Attempts,
		Done: moment(r.Done), Code: r.Code, NeverSeen: r.Seen.IsZero() && !now.Before(r.NotAfter),
	}
	if r.Done.IsZero() {
		out.Next = moment(r.Next)
	}
	return out
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return instant(t.UnixMilli())
}

// register keeps where this phone is reached. What it is reached by is a secret: it is in no answer and no log.
func (s *Server) register(c echo.Context, session *account.Session) error {
	if session.Access.Revoked {
		return models.Errorf(models.CodeForbidden, "the phone was revoked")
	}
	var in struct {
		Kind  string `json:"kind"`
		Value string `json:"value"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	if err := s.Reminders.Register(c.Request().Context(), session.Device.ID, in.Kind, in.Value); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// unregister forgets where this phone is reached.
func (s *Server) unregister(c echo.Context, session *account.Session) error {
	if err := s.Reminders.Unregister(c.Request().Context(), session.Device.ID); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// reminders lists what this phone should be showing now.
func (s *Server) reminders(c echo.Context, session *account.Session) error {
	if session.Access.Revoked {
		return models.Errorf(models.CodeForbidden, "the phone was revoked")
	}
	found, err := s.Reminders.List(c.Request().Context(), session.Device.ID)
	if err != nil {
		return err
	}
	out := struct {
		Items []reminderWire `json:"items"`
	}{[]reminderWire{}}
	for i := range found {
		out.Items = append(out.Items, wireReminder(&found[i]))
	}
	return s.json(c, http.StatusOK, out)
}

// remindersSeen keeps which reminders this phone has shown, and says which of them it never had: one wrong key loses no other.
func (s *Server) remindersSeen(c echo.Context, session *account.Session) error {
	var in struct {
		Keys []string `json:"keys"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	if len(in.Keys) > models.KeysSeenMax {
		return models.Errorf(models.CodeLimit, "at most %d keys", models.KeysSeenMax)
	}
	keys := make([]models.RecordID, len(in.Keys))
	for i, text := range in.Keys {
		var err error
		if keys[i], err = models.ParseRecordID(text); err != nil {
			return err
		}
	}
	out := struct {
		Unknown []string `json:"unknown"`
	}{[]string{}}
	for _, key := range keys {
		switch err := s.Reminders.Seen(c.Request().Context(), session.Device.ID, key); {
		case models.CodeOf(err) == models.CodeNotFound:
			out.Unknown = append(out.Unknown, key.String())
		case err != nil:
			return err
		}
	}
	return s.json(c, http.StatusOK, out)
}

// clubReminders shows officers what became of a club's reminders.
func (s *Server) clubReminders(c echo.Context, session *account.Session) error {
	club, err := pathClub(c)
	if err != nil {
		return err
	}
	if !session.Access.MayRead(models.ClubScope(club)) {
		return models.Errorf(models.CodeNotFound, "no such club")
	}
	return s.recipients(c, session, club)
}

// outbox shows officers what became of the reminders of all their clubs.
func (s *Server) outbox(c echo.Context, session *account.Session) error {
	return s.recipients(c, session, models.RecordID{})
}

// outboxLooks bounds the pages that are read to fill one: a commune's officer sees few of the province's reminders.
const outboxLooks = 10

func (s *Server) recipients(c echo.Context, session *account.Session, club models.RecordID) error {
	l, err := listingOf(c)
	if err != nil {
		return err
	}
	f := ReminderFilter{Club: club, State: c.QueryParam("state"), Limit: l.limit}
	if f.After, err = l.record(); err != nil {
		return err
	}
	if f.State != "" && !slices.Contains(s.Reminders.States(), f.State) {
		return models.Errorf(models.CodeMalformed, "state has no such value")
	}
	out := struct {
		Items []recipientWire `json:"items"`
		Next  string          `json:"next,omitempty"`
	}{Items: []recipientWire{}}
	now := s.Now()
	for range outboxLooks {
		found, next, err := s.Reminders.Outbox(c.Request().Context(), f)
		if err != nil {
			return err
		}
		for i := range found {
			if session.MayReadOf(found[i].Club) {
				out.Items = append(out.Items, wireRecipient(&found[i], now))
			}
		}
		f.After = next
		f.Limit = l.limit - len(out.Items)
		if next.IsZero() || f.Limit == 0 {
			break
		}
	}
	if !f.After.IsZero() {
		out.Next = f.After.String()
	}
	link(c, out.Next)
	return s.json(c, http.StatusOK, out)
}
