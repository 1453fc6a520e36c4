package api

import (
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// newEnrolment makes a one-time code for a user. It is shown once: only its hash is kept.
func (s *Server) newEnrolment(c echo.Context, session *account.Session) error {
	var in struct {
		User string     `json:"user"`
		Form token.Form `json:"form"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	user, err := models.ParseRecordID(in.User)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	u, err := s.Accounts.User(ctx, user)
	if err != nil {
		return err
	}
	if !session.MaySee(&u.User) {
		return models.Errorf(models.CodeNotFound, "no such user")
	}
	if u.ID != session.User.ID && !session.MayManage(&u.User) {
		return models.Errorf(models.CodeForbidden, "not a user you may enrol")
	}
	if in.Form == "" {
		in.Form = token.PaperCode
	}
	e, err := s.Accounts.CreateEnrolment(ctx, user, session.User.ID, in.Form)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderLocation, "/api/v1/enrolments/"+e.ID.String())
	return s.json(c, http.StatusCreated, struct {
		ID      string     `json:"id"`
		User    string     `json:"user"`
		Form    token.Form `json:"form"`
		Code    string     `json:"code"`
		QR      string     `json:"qr"`
		Expires string     `json:"expires"`
	}{e.ID.String(), e.User.String(), e.Form, e.Code, s.qr(e.Code), time.UnixMilli(e.Expires).UTC().Format(time.RFC3339)})
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
