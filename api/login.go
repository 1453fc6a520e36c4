package api

import (
	"crypto/ed25519"
	"encoding/base64"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// tokensWire is how tokens are given.
type tokensWire struct {
	Access  string `json:"access,omitempty"`
	Expires string `json:"expires,omitempty"`
	Refresh string `json:"refresh,omitempty"`
}

func wireTokens(t account.Tokens) tokensWire {
	if t.Access == "" {
		return tokensWire{}
	}
	return tokensWire{Access: t.Access, Expires: t.Expires.UTC().Format(time.RFC3339), Refresh: t.Refresh}
}

// enrol makes a phone a user's, for a one-time code.
func (s *Server) enrol(c echo.Context, _ *account.Session) error {
	var in struct {
		Code      string `json:"code"`
		DeviceKey string `json:"deviceKey"`
		Signature string `json:"signature"`
		Name      string `json:"name"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	key, err := fromBase64("deviceKey", in.DeviceKey)
	if err != nil {
		return err
	}
	signature, err := fromBase64("signature", in.Signature)
	if err != nil {
		return err
	}
	done, err := s.Accounts.Enrol(c.Request().Context(), account.Redeem{
		Code: in.Code, Key: ed25519.PublicKey(key), Signature: signature, Name: in.Name, Address: c.RealIP(),
	})
	if err != nil {
		return err
	}
	return s.json(c, http.StatusCreated, struct {
		Device    string   `json:"device"`
		Actor     string   `json:"actor"`
		Epoch     string   `json:"epoch"`
		ServerKey string   `json:"serverKey"`
		User      userWire `json:"user"`
		tokensWire
	}{
		done.Device.ID.String(), done.Device.Actor.String(), s.Sync.Epoch(), base64.RawURLEncoding.EncodeToString(s.Accounts.ServerKey()),
		wireUser(&done.User.User), wireTokens(done.Tokens),
	})
}

func fromBase64(name, text string) ([]byte, error) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(raw) > 512 {
		return nil, models.Errorf(models.CodeMalformed, "%s is not base64url without padding", name)
	}
	return raw, nil
}

// refresh gives new tokens for a refresh token. Phones sign the request, officers do not.
func (s *Server) refresh(c echo.Context, _ *account.Session) error {
	var in struct {
		Refresh   string `json:"refresh"`
		At        string `json:"at"`
		Signature string `json:"signature"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	proof := token.Proof{Method: c.Request().Method, Path: c.Path(), Token: in.Refresh}
	var err error
	if in.At != "" {
		if proof.At, err = time.Parse(time.RFC3339, in.At); err != nil {
			return models.Errorf(models.CodeMalformed, "at is an instant like 2026-01-02T03:04:05Z")
		}
	}
	if proof.Signature, err = fromBase64("signature", in.Signature); err != nil {
		return err
	}
	tokens, err := s.Accounts.Refresh(c.Request().Context(), proof)
	if err != nil {
		return err
	}
	return s.json(c, http.StatusOK, wireTokens(tokens))
}

// login lets an officer in by name and password: with tokens for programs, with a cookie for browsers.
func (s *Server) login(c echo.Context, _ *account.Session) error {
	var in struct {
		Login    string `json:"login"`
		Password string `json:"password"`
		Code     string `json:"code"`
		Cookie   bool   `json:"cookie"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	ctx, enter := c.Request().Context(), s.Accounts.Login
	if in.Cookie {
		// Another site must not log a browser in under an account of its choosing.
		if err := s.origins.Check(c.Request()); err != nil {
			return models.Errorf(models.CodeForbidden, "the request comes from another site")
		}
		enter = s.Accounts.OpenCookie
	}
	done, err := enter(ctx, account.Attempt{Login: in.Login, Password: in.Password, Code: in.Code, Address: c.RealIP()})
	if err != nil {
		return err
	}
	if in.Cookie {
		s.setCookie(c, done.Cookie)
	}
	return s.json(c, http.StatusOK, struct {
		User userWire `json:"user"`
		tokensWire
	}{wireUser(&done.User.User), wireTokens(done.Tokens)})
}

// logout ends the log-in by which it was asked. Nobody is reminded on a phone that he has left.
func (s *Server) logout(c echo.Context, session *account.Session) error {
	if err := s.silence(c, session.Device.ID); err != nil {
		return err
	}
	if err := s.Accounts.Logout(c.Request().Context(), session.Family); err != nil {
		return err
	}
	s.streams.end(session.Family)
	s.setCookie(c, "")
	return c.NoContent(http.StatusNoContent)
}

// whoAmI says who is logged in and which scopes are his.
func (s *Server) whoAmI(c echo.Context, session *account.Session) error {
	factor, err := s.Accounts.HasFactor(c.Request().Context(), session.User.ID)
	if err != nil {
		return err
	}
	return s.json(c, http.StatusOK, struct {
		User   userWire       `json:"user"`
		Factor bool           `json:"factor"`
		Reads  []models.Scope `json:"reads"`
		Writes []models.Scope `json:"writes"`
	}{wireUser(&session.User), factor, session.Access.Reads, session.Access.Writes})
}

func (s *Server) setCookie(c echo.Context, value string) {
	cookie := http.Cookie{
		Name: s.cookieName(), Value: value, Path: "/", HttpOnly: true, Secure: s.isHTTPS(), SameSite: http.SameSiteStrictMode,
	}
	if value == "" {
		cookie.MaxAge = -1
	}
	c.SetCookie(&cookie)
}
