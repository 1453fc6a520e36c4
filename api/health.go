package api

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
)

// Drain makes /readyz answer 503 from now on, so that a balancer sends nobody here any more while what is under way is
// finished. Streams of events end.
func (s *Server) Drain() {
	s.leaving.Store(true)
	s.streams.endAll()
}

// leaving says whether the server is about to stop.
type leaving struct{ atomic.Bool }

func (s *Server) healthy(c echo.Context, _ *account.Session) error {
	return s.json(c, http.StatusOK, map[string]string{"status": "ok"})
}

func (s *Server) ready(c echo.Context, _ *account.Session) error {
	if s.leaving.Load() {
		return models.Errorf(models.CodeUnavailable, "stopping")
	}
	if err := s.Store.Ready(c.Request().Context()); err != nil {
		s.Log.WarnContext(c.Request().Context(), "store not ready", "error", err.Error())
		return models.Errorf(models.CodeUnavailable, "the store does not answer")
	}
	return s.json(c, http.StatusOK, map[string]string{"status": "ok"})
}

func (s *Server) version(c echo.Context, _ *account.Session) error {
	return s.json(c, http.StatusOK, s.Build)
}

func (s *Server) exposition(c echo.Context, _ *account.Session) error {
	s.meter.handler().ServeHTTP(c.Response(), c.Request())
	return nil
}

// countOpenCases is asked at each scrape; -1 says that the store did not answer.
func (s *Server) countOpenCases() float64 {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	n, err := s.OpenCases(ctx)
	if err != nil {
		return -1
	}
	return float64(n)
}

// Metrics serves the figures on a listener of its own; see Config.MetricsApart.
func (s *Server) Metrics() http.Handler { return s.meter.handler() }
