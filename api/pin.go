package api

import (
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
)

// pinWire is how far an officer's leave to choose another PIN has come.
type pinWire struct {
	State string   `json:"state"`
	At    string   `json:"at"`
	By    *userRef `json:"by,omitempty"`
	Done  string   `json:"done,omitempty"`
}

// The states of a reset.
const (
	pinAsked = "asked" // the phone has not been in contact since
	pinTold  = "told"  // the phone has heard of it
	pinDone  = "done"  // the person has chosen another PIN
)

func wirePIN(d *account.Device) *pinWire {
	r := d.PIN
	if r.At == 0 {
		return nil
	}
	out := &pinWire{State: pinAsked, At: instant(r.At), Done: instant(r.Done)}
	switch {
	case r.Done != 0:
		out.State = pinDone
	case d.Contact.At > r.At:
		out.State = pinTold
	}
	return out
}

// resetPIN lets the person with a phone choose another PIN at its next sync.
func (s *Server) resetPIN(c echo.Context, session *account.Session) error {
	d, u, err := s.deviceSeen(c, session)
	if err != nil {
		return err
	}
	if d, err = s.Accounts.ResetPIN(c.Request().Context(), d.ID, session.User.ID); err != nil {
		return err
	}
	return s.device(c, session, &d, &u)
}

// keepPIN takes that back, as long as no other PIN was chosen.
func (s *Server) keepPIN(c echo.Context, session *account.Session) error {
	d, u, err := s.deviceSeen(c, session)
	if err != nil {
		return err
	}
	if d, err = s.Accounts.KeepPIN(c.Request().Context(), d.ID); err != nil {
		return err
	}
	return s.device(c, session, &d, &u)
}
