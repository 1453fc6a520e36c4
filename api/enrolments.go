package api

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// enrolmentWire is a one-time code that no phone has redeemed yet, without the code.
type enrolmentWire struct {
	ID      string     `json:"id"`
	User    string     `json:"user"`
	Name    string     `json:"name"` // the user's
	Form    token.Form `json:"form"`
	Created string     `json:"created"`
	Expires string     `json:"expires"`
}

func wireEnrolment(e *account.Enrolment, u *models.User) enrolmentWire {
	return enrolmentWire{e.ID.String(), e.User.String(), u.Name, e.Form, instant(e.Created), instant(e.Expires)}
}

// enrolments lists the codes that may still be redeemed, of the users one sees or of one of them.
func (s *Server) enrolments(c echo.Context, session *account.Session) error {
	var user models.RecordID
	if text := c.QueryParam("user"); text != "" {
		u, err := s.userSeen(c, session, text)
		if err != nil {
			return err
		}
		user = u.ID
	}
	ctx := c.Request().Context()
	found, err := s.Accounts.OpenEnrolments(ctx, user)
	if err != nil {
		return err
	}
	out := struct {
		Items []enrolmentWire `json:"items"`
	}{Items: []enrolmentWire{}}
	for i := 0; i < len(found) && len(out.Items) < models.ListMax; i++ {
		u, err := s.Accounts.User(ctx, found[i].User)
		if err != nil {
			return err
		}
		if session.MaySee(&u.User) {
			out.Items = append(out.Items, wireEnrolment(&found[i], &u.User))
		}
	}
	return s.json(c, http.StatusOK, out)
}

// newEnrolment makes a one-time code for a user. It is shown once: only its hash is kept.
func (s *Server) newEnrolment(c echo.Context, session *account.Session) error {
	var in struct {
		User string     `json:"user"`
		Form token.Form `json:"form"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	u, err := s.userSeen(c, session, in.User)
	if err != nil {
		return err
	}
	if u.ID != session.User.ID && !session.MayManage(&u.User) {
		return models.Errorf(models.CodeForbidden, "not a user you may enrol")
	}
	if in.Form == "" {
		in.Form = token.PaperCode
	}
	e, err := s.Accounts.CreateEnrolment(c.Request().Context(), u.ID, session.User.ID, in.Form)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderLocation, "/api/v1/enrolments/"+e.ID.String())
	text := s.qr(e.Code)
	drawn, err := qrOf(text)
	if err != nil {
		return err
	}
	return s.json(c, http.StatusCreated, struct {
		enrolmentWire
		Code   string `json:"code"`
		QR     string `json:"qr"`
		QRCode qrWire `json:"qrCode"`
	}{wireEnrolment(&e, &u.User), e.Code, text, drawn})
}

// qr is the text of the QR: where the app is, the code, and the fingerprint of our key, so that the phone knows whom it
// enrols with. Code and fingerprint stand behind '#', which browsers never send: they end up in no log.
func (s *Server) qr(code string) string {
	return s.Config.PublicURL + "/app/#enrol=" + strings.ReplaceAll(code, "-", "") + "." + token.Fingerprint(s.Accounts.ServerKey())
}

// dropEnrolment takes a code back that no phone has redeemed.
func (s *Server) dropEnrolment(c echo.Context, session *account.Session) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	e, err := s.Accounts.Enrolment(ctx, id)
	if err != nil {
		return err
	}
	u, err := s.Accounts.User(ctx, e.User)
	if err != nil {
		return err
	}
	if !session.MaySee(&u.User) {
		return models.Errorf(models.CodeNotFound, "no such enrolment")
	}
	if err := s.Accounts.DropEnrolment(ctx, id); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
