package main

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/beplua/beplua/api/caller"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/client"
)

// demoFleet is the demo's phones of the last weeks: the reference phone, the real handlers, and a clock that goes through
// those weeks while the demo is loaded.
type demoFleet struct {
	app *app // the same store at the fleet's time
	now time.Time
	net http.RoundTripper
}

// demoHandset is one phone of the fleet.
type demoHandset struct {
	*client.Phone
	store *client.Memory
	user  models.RecordID
}

// demoBase is where the fleet's phones believe the server to be; nothing leaves the process.
const demoBase = "http://demo"

// fleet wires a second server over the app's store, whose clock stands at began until it is moved on.
func (a *app) fleet(ctx context.Context, began time.Time) (*demoFleet, error) {
	f := &demoFleet{now: began}
	var err error
	if f.app, err = a.past(ctx, func() time.Time { return f.now }); err != nil {
		return nil, err
	}
	handler, err := f.app.handler()
	if err != nil {
		return nil, err
	}
	f.net = straight{handler}
	return f, nil
}

// past is the app at another time: the same store, and a clock of its own.
func (a *app) past(ctx context.Context, now func() time.Time) (*app, error) {
	past := *a
	past.now = now
	past.log = slog.New(slog.DiscardHandler)
	past.config.DeviceRate = 1 << 20 // weeks of traffic come within a second
	if err := past.wire(ctx); err != nil {
		return nil, err
	}
	past.engine.Store = a.engine.Store // tests cut its commits off
	return &past, nil
}

// demoPhoneKind is how a phone of the fleet differs from others; the zero value does not.
type demoPhoneKind struct {
	clock  time.Duration // how far its clock is ahead
	build  string
	schema int
}

// handset gives a new volunteer of a club a phone, and fills it.
func (f *demoFleet) handset(ctx context.Context, name string, club models.RecordID, kind demoPhoneKind) (*demoHandset, error) {
	user, err := f.app.accounts.CreateUser(ctx, models.User{Name: name, Grants: []models.Grant{
		{Role: models.RoleVolunteer, Club: club}, {Role: models.RoleHealth, Club: club},
	}}, "")
	if err != nil {
		return nil, err
	}
	code, err := f.app.accounts.CreateEnrolment(ctx, user.ID, models.RecordID{}, token.PaperCode)
	if err != nil {
		return nil, err
	}
	now := func() time.Time { return f.now.Add(kind.clock) }
	auth, enrolment, err := caller.Enrol(ctx, demoBase, f.net, now, code.Code, "Máy của "+name)
	if err != nil {
		return nil, err
	}
	p := &demoHandset{store: client.NewMemory(), user: user.ID}
	p.Phone = client.New(client.Deps{
		Storage: p.store, Transport: f.net, Server: demoBase, Auth: auth, Registry: f.app.registry, Now: now, NewID: newID,
		Random: rand.Int64N, Build: kind.build, Schema: kind.schema,
	})
	if err := p.Enrol(client.Enrolment(enrolment)); err != nil {
		return nil, err
	}
	if _, err := p.Sync(ctx); err != nil {
		return nil, fmt.Errorf("first fetch of %s: %w", name, err)
	}
	f.now = f.now.Add(7 * time.Minute)
	return p, nil
}

// twin is a backup of a phone put onto a second one.
func (p *demoHandset) twin() *demoHandset {
	deps := p.Deps
	deps.Storage = p.store.Copy()
	return &demoHandset{Phone: client.New(deps), user: p.user}
}

// write saves what a person did.
func (p *demoHandset) write(changes ...client.Change) error {
	_, err := p.Edit(p.user, changes...)
	return err
}

// straight is a network that loses nothing: requests go into the handlers at once.
type straight struct{ to http.Handler }

// RoundTrip implements http.RoundTripper.
func (s straight) RoundTrip(r *http.Request) (*http.Response, error) {
	in := r.Clone(r.Context())
	in.RequestURI, in.RemoteAddr = r.URL.RequestURI(), "127.0.0.1:1"
	if in.Body == nil {
		in.Body = http.NoBody
	}
	recorder := httptest.NewRecorder()
	s.to.ServeHTTP(recorder, in)
	return recorder.Result(), nil
}
