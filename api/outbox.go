package api

import (
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
)

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
