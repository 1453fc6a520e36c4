package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/token"
)

// beginFactor gives an officer the secret for his authenticator app. He proves his password once more: a screen that was left
// open must not be enough to lock him out.
func (s *Server) beginFactor(c echo.Context, session *account.Session) error {
	var in struct {
		Password string `json:"password"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	secret, err := s.Accounts.BeginFactor(c.Request().Context(), account.Attempt{Login: session.User.Login, Password: in.Password, Address: c.RealIP()})
	if err != nil {
		return err
	}
	uri := token.FactorURI(session.User.Login, secret)
	drawn, err := qrOf(uri)
	if err != nil {
		return err
	}
	return s.json(c, http.StatusCreated, struct {
		Secret string `json:"secret"`
		URI    string `json:"uri"`
		QR     qrWire `json:"qr"`
	}{token.FactorText(secret), uri, drawn})
}

// confirmFactor takes the app's first code; from now on one is asked for. The recovery codes are shown this once.
func (s *Server) confirmFactor(c echo.Context, session *account.Session) error {
	var in struct {
		Code string `json:"code"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	codes, err := s.Accounts.ConfirmFactor(c.Request().Context(), session, in.Code)
	if err != nil {
		return err
	}
	return s.json(c, http.StatusOK, struct {
		Recovery []string `json:"recovery"`
	}{codes})
}

// removeFactor takes one's own factor away. Another's is taken away at the server's console alone (`beplua admin lost-factor`).
func (s *Server) removeFactor(c echo.Context, session *account.Session) error {
	var in struct {
		Password string `json:"password"`
		Code     string `json:"code"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	err := s.Accounts.RemoveFactor(c.Request().Context(), account.Attempt{
		Login: session.User.Login, Password: in.Password, Code: in.Code, Address: c.RealIP(),
	})
	if err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
