package api

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
)

// Events tells what is committed.
type Events interface {
	// Listen tells of commits to scopes that fit until stop is called; missed says that some were left out.
	Listen(fits func(models.Scope) bool) (written <-chan models.Written, missed <-chan struct{}, stop func(), err error)
}

// heartbeat is how often a silent stream says that it lives, and makes sure that its listener is still logged in and reads the
// same scopes: proxies cut lines that are silent for a minute.
const heartbeat = 15 * time.Second

// events streams what is written in the scopes that the asker reads, as server-sent events. A stream ends with the life of
// the request, at log-out, when the asker reads other scopes and when the server leaves; browsers connect again by themselves.
func (s *Server) events(c echo.Context, session *account.Session) error {
	ctx, end, err := s.streams.begin(c.Request().Context(), session.Family)
	if err != nil {
		return err
	}
	defer end()
	mayRead := map[models.Scope]bool{}
	for _, scope := range session.Access.Reads {
		mayRead[scope] = true
	}
	written, missed, stop, err := s.Events.Listen(func(scope models.Scope) bool { return mayRead[scope] })
	if err != nil {
		return err
	}
	defer stop()
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, "text/event-stream")
	h.Set(echo.HeaderCacheControl, "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx keeps nothing back
	c.Response().WriteHeader(http.StatusOK)
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for text := "retry: 3000\n\n"; ; {
		if _, err := fmt.Fprint(c.Response(), text); err != nil {
			return nil // the listener has left
		}
		c.Response().Flush()
		select {
		case <-ctx.Done():
			return nil
		case w := <-written:
			text = event("written", writtenWire{w.Scope, w.Seq, w.Cases})
		case <-missed:
			text = event("missed", struct{}{})
		case <-beat.C:
			if now, err := s.identify(c, officer); err != nil || now.Family != session.Family || !slices.Equal(now.Access.Reads, session.Access.Reads) {
				return nil // logged out meanwhile, or given other clubs: these the next stream tells of
			}
			text = ":\n\n"
		}
	}
}

// writtenWire says that something was written in a scope.
type writtenWire struct {
	Scope models.Scope `json:"scope"`
	Seq   uint64       `json:"seq"`
	Cases bool         `json:"cases"`
}

func event(name string, data any) string {
	text, err := json.Marshal(data)
	if err != nil {
		return ":\n\n"
	}
	return "event: " + name + "\ndata: " + string(text) + "\n\n"
}

// streams are the open streams, by log-in.
type streams struct {
	mu   sync.Mutex
	open map[streamOf]context.CancelFunc
	next int
	over bool
}

type streamOf struct {
	family models.RecordID
	n      int
}

// streamsPerLogInMax bounds the pages that one officer leaves open.
const streamsPerLogInMax = 16

// begin opens a stream. It fails with CodeThrottled for too many of one log-in, and with CodeUnavailable when the server leaves.
func (s *streams) begin(ctx context.Context, family models.RecordID) (stream context.Context, end func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	count := 0
	for of := range s.open {
		if of.family == family {
			count++
		}
	}
	switch {
	case s.over:
		return nil, nil, models.Errorf(models.CodeUnavailable, "the server is about to stop")
	case count >= streamsPerLogInMax:
		return nil, nil, models.Errorf(models.CodeThrottled, "at most %d pages listen at once", streamsPerLogInMax)
	}
	stream, cancel := context.WithCancel(ctx)
	of := streamOf{family, s.next}
	s.next++
	if s.open == nil {
		s.open = map[streamOf]context.CancelFunc{}
	}
	s.open[of] = cancel
	return stream, func() {
		cancel()
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.open, of)
	}, nil
}

// end closes the streams of a log-in.
func (s *streams) end(family models.RecordID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for of, cancel := range s.open {
		if of.family == family {
			cancel()
		}
	}
}

// endAll closes all streams and lets no other begin.
func (s *streams) endAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.over = true
	for _, cancel := range s.open {
		cancel()
	}
}
