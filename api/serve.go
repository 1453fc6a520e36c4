package api

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
)

// handler answers one request. session is nil on routes for anyone.
type handler func(c echo.Context, session *account.Session) error

// The names of what the request carries along.
const (
	keyRequestID = "requestID"
	keySession   = "session"
	keyBody      = "body"
)

// trace is around everything: it names the request, sets the headers of every answer, catches panics, and counts and logs
// what came of it.
func (s *Server) trace(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		start := s.Now()
		c.Set(keyRequestID, s.nameRequest(c.Request()))
		s.setHeaders(c)
		s.meter.busy.Inc()
		defer func() {
			s.meter.busy.Dec()
			if panicked := recover(); panicked != nil {
				s.meter.panics.Inc()
				err = fmt.Errorf("panic: %s\n%s", panicText(panicked), debug.Stack())
			}
			cut := c.Response().Committed
			if err != nil && !cut {
				s.problem(c, err)
			}
			s.account(c, start, err)
			if err != nil && cut {
				panic(http.ErrAbortHandler) // half a file must not look like a whole one
			}
			err = nil // it is told and logged: Echo must do neither again
		}()
		return next(c)
	}
}

// panicText is what may be logged of a panic: the runtime's own words, else only the type, since what was thrown may hold a
// person's record. The stack says where it was.
func panicText(panicked any) string {
	if e, ok := panicked.(runtime.Error); ok {
		return e.Error()
	}
	return fmt.Sprintf("%T", panicked)
}

// serve is around a route: who asks, how often, how large; only then is the body read.
func (s *Server) serve(r route) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, cancel := context.WithTimeout(c.Request().Context(), s.Config.RequestLife)
		defer cancel()
		c.SetRequest(c.Request().WithContext(ctx))
		if c.Request().ContentLength > r.most && r.most > 0 {
			return tooLarge(r.most)
		}
		var session *account.Session
		limit, subject := s.addresses, c.RealIP()
		if r.who != anyone {
			var err error
			if session, err = s.identify(c, r.who); err != nil {
				return err
			}
			limit, subject = s.askers, string(session.Family[:])
			c.Set(keySession, session)
		}
		if !isProbe(r.path) {
			if err := limit.admit(subject, s.Now()); err != nil {
				return err
			}
		}
		c.Set(keyBody, r.most)
		return r.handle(c, session)
	}
}

func tooLarge(most int64) error {
	return models.Errorf(models.CodeTooLarge, "the body has more than %d bytes", most)
}

// isProbe says whether a route is asked by machines of the operator's, often, and of no interest in the log.
func isProbe(path string) bool {
	switch path {
	case "/healthz", "/readyz", "/metrics", "/version":
		return true
	}
	return false
}

func requestID(c echo.Context) string {
	id, _ := c.Get(keyRequestID).(string)
	return id
}

// nameRequest takes the name that a proxy or phone gave, if it is one that can stand in a log, or makes one.
func (s *Server) nameRequest(r *http.Request) string {
	if id := r.Header.Get(echo.HeaderXRequestID); isRequestID(id) {
		return id
	}
	raw := make([]byte, 12)
	if _, err := io.ReadFull(s.Random, raw); err != nil {
		return "unnamed-request"
	}
	return hex.EncodeToString(raw)
}

func isRequestID(id string) bool {
	if len(id) < 8 || len(id) > 64 {
		return false
	}
	for i := range len(id) {
		c := id[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

func (s *Server) setHeaders(c echo.Context) {
	h := c.Response().Header()
	h.Set(echo.HeaderXRequestID, requestID(c))
	h.Set(echo.HeaderXContentTypeOptions, "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	if s.isHTTPS() {
		h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	}
}

// account counts and logs a request: ids only, no names, bodies, addresses of web pages with queries, or tokens. The
// address of whoever was refused is logged, so that an operator can shut him out.
func (s *Server) account(c echo.Context, start time.Time, err error) {
	took := s.Now().Sub(start)
	path, status := c.Path(), c.Response().Status
	if path == "" || path == "/*" {
		path = "unknown"
	}
	s.meter.observe(c.Request().Method, path, status, took)
	if isProbe(path) && err == nil {
		return
	}
	attrs := []slog.Attr{
		slog.String("request", requestID(c)), slog.String("method", c.Request().Method), slog.String("route", path),
		slog.Int("status", status), slog.Int64("bytes", c.Response().Size), slog.Int64("us", took.Microseconds()),
	}
	if session, ok := c.Get(keySession).(*account.Session); ok {
		attrs = append(attrs, slog.String("user", session.User.ID.String()))
		if !session.Device.ID.IsZero() {
			attrs = append(attrs, slog.String("device", session.Device.ID.String()))
		}
	}
	level := slog.LevelInfo
	if err != nil {
		attrs = append(attrs, slog.String("code", string(told(err).Code)))
		switch {
		case status >= http.StatusInternalServerError:
			level = slog.LevelError
			attrs = append(attrs, slog.String("error", err.Error()))
		case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusTooManyRequests:
			attrs = append(attrs, slog.String("from", c.RealIP()))
		}
	}
	s.Log.LogAttrs(c.Request().Context(), level, "request", attrs...)
}
