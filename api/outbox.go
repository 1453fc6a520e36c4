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
	UserName  string `json:"userName,omitempty"`
	ClubName  string `json:"clubName,omitempty"`
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
	wanted, err := s.recipientsWanted(c)
	if err != nil {
		return err
	}
	f := ReminderFilter{Club: club, Limit: l.limit}
	if len(wanted.states) == 1 {
		f.State = wanted.states[0] // the outbox has a list of each
	}
	if f.After, err = l.record(); err != nil {
		return err
	}
	out := struct {
		Items []recipientWire `json:"items"`
		Next  string          `json:"next,omitempty"`
	}{Items: []recipientWire{}}
	known := s.names(c.Request().Context())
	for range outboxLooks {
		found, next, err := s.Reminders.Outbox(c.Request().Context(), f)
		if err != nil {
			return err
		}
		for i := range found {
			one := wireRecipient(&found[i], s.Now())
			if !session.MayReadOf(found[i].Club) || !wanted.has(&one) {
				continue
			}
			user, err := known.user(found[i].User)
			if err != nil {
				return err
			}
			if user != nil {
				one.UserName = user.Name
			}
			out.Items = append(out.Items, one)
		}
		f.After = next
		f.Limit = l.limit - len(out.Items)
		if next.IsZero() || f.Limit == 0 {
			break
		}
	}
	if err := s.tellClubs(c, session, out.Items); err != nil {
		return err
	}
	out.Next = idText(f.After)
	link(c, out.Next)
	return s.json(c, http.StatusOK, out)
}

// recipientsWanted says which reminders are asked for: those in one of some states, or those that nobody saw in time.
type recipientsWanted struct {
	states    []string // none: all
	neverSeen bool
}

func (w recipientsWanted) has(r *recipientWire) bool {
	return (len(w.states) == 0 || slices.Contains(w.states, r.State)) && (!w.neverSeen || r.NeverSeen)
}

func (s *Server) recipientsWanted(c echo.Context) (w recipientsWanted, err error) {
	w.states = c.QueryParams()["state"]
	for _, state := range w.states {
		if !slices.Contains(s.Reminders.States(), state) {
			return w, models.Errorf(models.CodeMalformed, "state has no such value")
		}
	}
	seen := c.QueryParam("seen")
	if seen != "" && seen != "never" {
		return w, models.Errorf(models.CodeMalformed, "seen is \"never\"")
	}
	w.neverSeen = seen != ""
	return w, nil
}

// tellClubs says in each line which club it is about.
func (s *Server) tellClubs(c echo.Context, session *account.Session, lines []recipientWire) error {
	var clubs []models.RecordID
	for i := range lines {
		if lines[i].Club != "" {
			clubs = append(clubs, models.MustRecordID(lines[i].Club))
		}
	}
	names, err := s.Books.ClubNames(c.Request().Context(), session.Access, clubs)
	if err != nil {
		return err
	}
	for i := range lines {
		if lines[i].Club != "" {
			lines[i].ClubName = names[models.MustRecordID(lines[i].Club)]
		}
	}
	return nil
}
