package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/beplua/beplua/api/caller"
	"github.com/beplua/beplua/cmd/beplua/demodata"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/client"
)

type storyCommand struct{}

// Run plays a story on real HTTP: phones that were offline for weeks come back to a server of their own, in a folder that
// is deleted afterwards. It fails if anything ends otherwise than it should.
func (c *storyCommand) Run(ctx context.Context, w *world) error {
	folder, err := os.MkdirTemp("", "beplua-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	s := &story{world: w, folder: folder, out: w.Out}
	if err := s.play(ctx); err != nil {
		return errors.Join(fmt.Errorf("the story went wrong: %w", err), s.stop())
	}
	return s.stop()
}

// story is one run.
type story struct {
	world  *world
	folder string
	out    io.Writer
	app    *app
	base   string       // of the server: http://127.0.0.1:port
	halt   func() error // stops the server
	clubs  []demodata.Club
	chief  *storyOfficer
	phones []*storyPhone
	known  *storyRecords
}

// storyPhone is one person's phone.
type storyPhone struct {
	*client.Phone
	name   string // of the person
	user   models.RecordID
	store  *client.Memory
	net    *storyNet
	clock  time.Duration // how far the phone's clock is ahead
	did    []string      // what the person did offline
	events []string      // what happened on the way
	gone   bool          // wiped
}

// play is the story, act by act.
func (s *story) play(ctx context.Context) error {
	for _, act := range []func(context.Context) error{
		s.prepare, s.firstFetch, s.offline, s.comeBack, s.decide, s.settle, s.money, s.remind, s.settle,
	} {
		if err := act(ctx); err != nil {
			return err
		}
	}
	return s.verify(ctx)
}

// start opens the store and serves at a port of the system's choice, or the one it had before.
func (s *story) start(ctx context.Context) error {
	w := *s.world
	w.Environment = map[string]string{
		"BEPLUA_DATA": filepath.Join(s.folder, "data"), "BEPLUA_LOG_LEVEL": "error", "BEPLUA_ADDRESS": "127.0.0.1:0", "BEPLUA_DRAIN": "1s",
	}
	app, err := assemble(ctx, &w)
	if err != nil {
		return err
	}
	app.log = slog.New(slog.DiscardHandler)
	address := "127.0.0.1:0"
	if s.base != "" {
		address = s.base[len("http://"):]
	}
	var listen net.ListenConfig
	listener, err := listen.Listen(ctx, "tcp", address)
	if err != nil {
		return errors.Join(err, app.close())
	}
	s.app, s.base = app, "http://"+listener.Addr().String()
	serving, cancel := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- app.serve(serving, listener) }()
	s.halt = func() error {
		cancel()
		return errors.Join(<-done, app.close())
	}
	return nil
}

// stop ends the server if it runs.
func (s *story) stop() error {
	if s.halt == nil {
		return nil
	}
	halt := s.halt
	s.halt = nil
	return halt()
}

// enrol gives a person an account and a phone, over HTTP: the officer makes the code, the phone redeems it.
func (s *story) enrol(ctx context.Context, name string, club models.RecordID, clock time.Duration) (*storyPhone, error) {
	user, code, err := s.chief.newVolunteer(ctx, name, club)
	if err != nil {
		return nil, err
	}
	p := &storyPhone{name: name, user: user, store: client.NewMemory(), clock: clock}
	p.net = &storyNet{RoundTripper: http.DefaultTransport}
	now := func() time.Time { return s.world.Now().Add(p.clock) }
	auth, enrolment, err := caller.Enrol(ctx, s.base, p.net, now, code, "Máy của "+name)
	if err != nil {
		return nil, err
	}
	p.Phone = client.New(client.Deps{
		Storage: p.store, Transport: p.net, Server: s.base, Auth: auth, Registry: s.app.registry, Now: now, NewID: newID,
		Random: rand.Int64N, Build: "demo",
	})
	s.phones = append(s.phones, p)
	return p, p.Enrol(client.Enrolment(enrolment))
}

// clone copies a phone as it is now: a backup put onto a second one.
func (s *story) clone(of *storyPhone, name string) *storyPhone {
	p := &storyPhone{name: name, user: of.user, store: of.store.Copy(), clock: of.clock}
	p.net = &storyNet{RoundTripper: http.DefaultTransport}
	deps := of.Deps
	deps.Storage, deps.Transport = p.store, p.net
	p.Phone = client.New(deps)
	s.phones = append(s.phones, p)
	return p
}

// sync tries until the phone is done, as the app does with its back-off, and notes what happened on the way.
func (s *story) sync(ctx context.Context, p *storyPhone) error {
	const triesMax = 8
	for range triesMax {
		before := len(p.net.seen)
		session, err := p.Sync(ctx)
		for _, f := range p.net.seen[before:] {
			p.note("%s", f)
		}
		if session.Sent > 0 || session.Received > 0 {
			p.note("%d yêu cầu: gửi %d, nhận %d", session.Requests, session.Sent, session.Received)
		}
		if err == nil {
			return nil
		}
		if session.Wait == 0 {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return fmt.Errorf("%s: still not done after %d tries", p.name, triesMax)
}

func (p *storyPhone) note(format string, args ...any) {
	p.events = append(p.events, fmt.Sprintf(format, args...))
}

// edit saves what a person does offline and notes it.
func (p *storyPhone) edit(what string, changes ...client.Change) (models.RecordID, error) {
	ids, err := p.Edit(p.user, changes...)
	if err != nil {
		return models.RecordID{}, fmt.Errorf("%s: %s: %w", p.name, what, err)
	}
	p.did = append(p.did, what)
	return ids[0], nil
}
