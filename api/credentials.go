package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
)

// setPassword sets one's own password, for which one must know the present one and show the second factor, or that of a user one manages.
func (s *Server) setPassword(c echo.Context, session *account.Session) error {
	var in struct {
		Password string `json:"password"`
		Present  string `json:"present"`
		Code     string `json:"code"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	u, err := s.userSeen(c, session, c.Param("id"))
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	switch {
	case u.ID == session.User.ID:
		err = s.Accounts.ChangePassword(ctx, account.Attempt{
			Login: u.Login, Password: in.Present, Code: in.Code, Address: c.RealIP(),
		}, in.Password)
	case session.MayManage(&u.User):
		err = s.Accounts.SetPassword(ctx, u.ID, in.Password)
	default:
		err = models.Errorf(models.CodeForbidden, "not your password")
	}
	if err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// endLogins ends one's own log-ins at the console, or those of a user one manages.
func (s *Server) endLogins(c echo.Context, session *account.Session) error {
	u, err := s.userSeen(c, session, c.Param("id"))
	if err != nil {
		return err
	}
	if u.ID != session.User.ID && !session.MayManage(&u.User) {
		return models.Errorf(models.CodeForbidden, "not your log-ins")
	}
	if err := s.Accounts.EndLogins(c.Request().Context(), u.ID); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
