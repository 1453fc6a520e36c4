package api

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
)

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

func wireReminder(r *Reminder) reminderWire {
	return reminderWire{
		Key: r.Key.String(), Kind: r.Kind, Club: idText(r.Club), Subject: r.Subject.String(), Lead: r.Lead, On: r.On,
		Until: moment(r.NotAfter), Seen: moment(r.Seen),
	}
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
