package fcmtest

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"sync"
)

// Project is the one project that the carrier knows.
const Project = "beplua-test"

// Server is the carrier. All its methods may be called from many goroutines.
type Server struct {
	url    string
	key    *rsa.PrivateKey
	server *http.Server
	served chan struct{} // closed when the listener's loop has ended

	mu      sync.Mutex
	faults  Faults
	scripts map[string][]Answer
	gone    map[string]bool
	phones  map[string]*Phone
	tries   map[string]uint64 // per delivery key
	answers map[Answer]int
	tokens  tokens
}

// Start listens on a free local port. Every request that no script is for is answered as faults say.
func Start(ctx context.Context, faults Faults) (*Server, error) {
	if err := faults.check(); err != nil {
		return nil, err
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Server{
		url: "http://" + listener.Addr().String(), key: key, faults: faults, served: make(chan struct{}),
		scripts: map[string][]Answer{}, gone: map[string]bool{}, phones: map[string]*Phone{},
		tries: map[string]uint64{}, answers: map[Answer]int{},
	}
	routes := http.NewServeMux()
	routes.HandleFunc("POST /v1/projects/"+Project+"/messages:send", s.send)
	routes.HandleFunc("POST /token", s.token)
	s.server = &http.Server{Handler: routes} //nolint:gosec // its only client is the test
	go func() {
		defer close(s.served)
		_ = s.server.Serve(listener) // Close is why it ends
	}()
	return s, nil
}

// Close cuts all connections.
func (s *Server) Close() {
	_ = s.server.Close()
	<-s.served
}

// Endpoint is what the SDK is to be pointed at.
func (s *Server) Endpoint() string { return s.url + "/v1" }

// Script sets what the next requests to a target are answered, in order, before faults are drawn again.
func (s *Server) Script(target string, answers ...Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scripts[target] = append(s.scripts[target], answers...)
}

// Unregister makes a target unknown from now on, as when the app was removed.
func (s *Server) Unregister(target string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gone[target] = true
}

// Answers counts the requests for messages by what was answered.
func (s *Server) Answers() map[Answer]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.answers)
}

// Requests is how many messages the carrier was asked to take.
func (s *Server) Requests() int {
	n := 0
	for _, count := range s.Answers() {
		n += count
	}
	return n
}

func (s *Server) send(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	asked := read(body)
	answer := s.decide(r.Header.Get("Authorization"), asked)
	if refusal, found := replies[answer]; found {
		refusal.write(w, asked)
		return
	}
	name := fmt.Sprintf(`{"name":"projects/%s/messages/0:%s"}`, Project, asked.message.Data["key"])
	switch answer {
	case Slow:
		<-r.Context().Done()
	case CutBefore, CutAfter:
		panic(http.ErrAbortHandler)
	case CutWithin:
		w.Header().Set("Content-Length", "1000")
		w.Write([]byte(name[:10]))
		if err := http.NewResponseController(w).Flush(); err != nil && !errors.Is(err, http.ErrNotSupported) {
			return
		}
		panic(http.ErrAbortHandler)
	case Nameless:
		w.Write([]byte(`{}`))
	default:
		w.Header().Set("Content-Type", "application/json; charset=UTF-8")
		w.Write([]byte(name))
	}
}

// decide settles the answer and lets the phone have what is taken.
func (s *Server) decide(authorization string, r request) Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	answer := s.next(authorization, r)
	s.answers[answer]++
	switch answer {
	case Taken, CutAfter, CutWithin, Slow:
		s.deliver(r)
	default:
	}
	return answer
}

// next: what the real carrier would refuse is refused, whatever the script says.
func (s *Server) next(authorization string, r request) Answer {
	target, key := r.message.target(), r.message.Data["key"]
	if !s.tokens.valid(authorization) {
		return Unauthorized
	}
	if r.field != "" {
		return BadField
	}
	if s.gone[target] {
		return Unregistered
	}
	if script := s.scripts[target]; len(script) > 0 {
		s.scripts[target] = script[1:]
		return script[0]
	}
	s.tries[key]++
	return s.faults.draw(key, s.tries[key])
}
