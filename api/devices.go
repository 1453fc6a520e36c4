package api

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
)

func (s *Server) devices(c echo.Context, session *account.Session) error {
	f, err := s.fleetFilter(c, session)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	fleet, err := s.Accounts.Fleet(ctx, f)
	if err != nil {
		return err
	}
	type countWire struct {
		Code  string `json:"code"`
		Count int    `json:"count"`
	}
	out := struct {
		Total   int          `json:"total"`
		Behind  int          `json:"behind"`
		Reasons []countWire  `json:"reasons"`
		Items   []deviceWire `json:"items"`
		Next    string       `json:"next,omitempty"`
	}{Total: fleet.Total, Behind: fleet.Behind, Reasons: []countWire{}, Items: []deviceWire{}, Next: fleet.Next}
	for code, n := range fleet.Counts {
		out.Reasons = append(out.Reasons, countWire{code, n})
	}
	slices.SortFunc(out.Reasons, func(x, y countWire) int { return strings.Compare(x.Code, y.Code) })
	people := make([]*userWire, len(fleet.Seats))
	for i := range fleet.Seats {
		seat := &fleet.Seats[i]
		out.Items = append(out.Items, wireDevice(&seat.Device, &seat.User, seat.Why))
	}
	for i := range out.Items {
		people[i] = &out.Items[i].User
	}
	if err := s.nameClubs(ctx, session, people...); err != nil {
		return err
	}
	link(c, out.Next)
	return s.json(c, http.StatusOK, out)
}

// fleetFilter reads which phones are asked for.
func (s *Server) fleetFilter(c echo.Context, session *account.Session) (account.FleetFilter, error) {
	l, err := listingOf(c)
	if err != nil {
		return account.FleetFilter{}, err
	}
	f := account.FleetFilter{Reason: c.QueryParam("reason"), SchemaNow: s.Schema.Number, After: l.after, Limit: l.limit}
	if f.Reason != "" && f.Reason != account.AnyReason && !account.IsReason(f.Reason) {
		return f, models.Errorf(models.CodeMalformed, "reason has no such value")
	}
	if f.Text, err = searched(c); err != nil {
		return f, err
	}
	if text := c.QueryParam("user"); text != "" {
		u, err := s.userSeen(c, session, text)
		f.User = u.ID
		return f, err
	}
	f.Clubs, err = s.clubsAsked(c, session)
	return f, err
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
	return s.device(c, session, &d, &u)
}

// device answers with one phone, and with who did what to it.
func (s *Server) device(c echo.Context, session *account.Session, d *account.Device, u *models.User) error {
	ctx := c.Request().Context()
	out := wireDevice(d, u, s.Accounts.Why(d, u, s.Schema.Number))
	var err error
	known := s.names(ctx)
	if out.RevokedBy, err = known.user(d.RevokedBy); err != nil {
		return err
	}
	if out.PIN != nil {
		if out.PIN.By, err = known.user(d.PIN.By); err != nil {
			return err
		}
	}
	if err := s.nameClubs(ctx, session, &out.User); err != nil {
		return err
	}
	return s.json(c, http.StatusOK, out)
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
	return s.device(c, session, &d, &u)
}

// silence sees to it that no reminder goes to a phone any more.
func (s *Server) silence(c echo.Context, device models.RecordID) error {
	if device.IsZero() {
		return nil
	}
	return s.Reminders.Unregister(c.Request().Context(), device)
}
