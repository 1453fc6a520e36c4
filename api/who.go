package api

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// who is who may come in by a route. What he may do there (which scopes, which users) is asked once he is in.
type who string

const (
	anyone  who = "anyone"  // nobody is asked who he is
	known   who = "known"   // whoever is logged in
	phone   who = "phone"   // an enrolled phone, revoked or not
	console who = "console" // logged in by password
	reader  who = "reader"  // of any club's records, by an enrolled phone or at the console
	officer who = "officer" // of a commune or the province, at the console
	watcher who = "watcher" // an officer, or the operator
)

// lets says whether a session may come in.
func (w who) lets(s *account.Session) bool {
	atConsole := s.Device.ID.IsZero()
	switch w {
	case anyone, known:
		return true
	case phone:
		return !atConsole
	case console:
		return atConsole
	case reader:
		return s.IsReader()
	case officer:
		return s.IsOfficer()
	case watcher:
		return s.IsOfficer() || s.SeesAll()
	}
	return false
}

const bearer = "Bearer "

// identify finds out who asks: by access token, or in a browser by cookie. It fails with CodeUnauthorized, CodeForbidden or
// CodeGone.
func (s *Server) identify(c echo.Context, w who) (*account.Session, error) {
	r := c.Request()
	session, err := s.session(r)
	if err != nil {
		return nil, err
	}
	if !w.lets(session) {
		if session.Unproven {
			return nil, models.Errorf(codeFactorFirst, "set up a second factor first")
		}
		return nil, models.Errorf(models.CodeForbidden, "not for this kind of log-in or role")
	}
	return session, nil
}

func (s *Server) session(r *http.Request) (*account.Session, error) {
	if header := r.Header.Get(echo.HeaderAuthorization); header != "" {
		text, ok := strings.CutPrefix(header, bearer)
		if !ok {
			return nil, models.Errorf(models.CodeUnauthorized, "expected a bearer token")
		}
		claims, err := s.Verifier.Verify(text, token.Sync, token.Console)
		if err != nil {
			return nil, err
		}
		return s.Accounts.Session(r.Context(), claims)
	}
	cookie, err := r.Cookie(s.cookieName())
	if err != nil {
		return nil, models.Errorf(models.CodeUnauthorized, "log in first")
	}
	// A browser sends the cookie whichever site asks it to; only our own pages may.
	if err := s.origins.Check(r); err != nil {
		return nil, models.Errorf(models.CodeForbidden, "the request comes from another site")
	}
	return s.Accounts.CookieSession(r.Context(), cookie.Value)
}

// isHTTPS says whether phones and browsers reach us by TLS.
func (s *Server) isHTTPS() bool { return strings.HasPrefix(s.Config.PublicURL, "https://") }

// cookieName has the prefix by which browsers keep the cookie to this very host, where TLS allows it.
func (s *Server) cookieName() string {
	if s.isHTTPS() {
		return "__Host-beplua"
	}
	return "beplua"
}
