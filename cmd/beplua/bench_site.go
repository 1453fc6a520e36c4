package main

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// site is a server under measurement and the phones that ask it.
type site struct {
	bench  *bench
	server *process
	clubs  []models.RecordID
	issuer *token.Issuer
	seats  []seat
	phones []*loadPhone
	seed   atomic.Int64 // tells one invented record from the next
	loans  map[models.Scope][]models.RecordID
}

// seat is what a phone needs to be let in.
type seat struct {
	user, device, family models.RecordID
	actor                models.ActorID
	clubs                []models.RecordID
}

// layout says who serves which clubs.
type layout struct {
	name   string
	clubs  int
	phones int
	serves func(phone, club int) bool
}

// divided gives every phone clubs of its own; the loads do not meet.
func divided(name string, clubs, phones int) layout {
	return layout{name, clubs, phones, func(phone, club int) bool { return club%phones == phone }}
}

// shared gives every phone all clubs.
func shared(name string, clubs, phones int) layout {
	return layout{name, clubs, phones, func(int, int) bool { return true }}
}

// open makes a fresh store with accounts, starts a server over it, and writes down clubs, members and loans. After the
// phones of the layout come two that only read: one the first clubs, one a single club.
func (b *bench) open(ctx context.Context, l layout) (*site, error) {
	s := &site{bench: b, loans: map[models.Scope][]models.RecordID{}}
	for i := range l.clubs {
		s.clubs = append(s.clubs, models.DerivedID("bench club", strconv.Itoa(i)))
	}
	data := filepath.Join(b.folder, l.name)
	if err := os.MkdirAll(data, 0o700); err != nil {
		return nil, err
	}
	if err := s.enrol(ctx, data, l); err != nil {
		return nil, fmt.Errorf("enrol the phones: %w", err)
	}
	var err error
	if s.server, err = startProcess(ctx, data, b.world.Now, "BEPLUA_LOG_LEVEL=warn", "BEPLUA_DEVICE_RATE=1000000"); err != nil {
		return nil, err
	}
	for i := range l.phones {
		phone, err := s.phone(i)
		if err == nil {
			s.phones = append(s.phones, phone)
			err = s.furnish(ctx, phone, i)
		}
		if err != nil {
			s.server.kill()
			return nil, fmt.Errorf("write down clubs and loans: %w", err)
		}
	}
	return s, nil
}

// reader is a fresh phone that reads the first clubs; single reads one.
func (s *site) reader() (*loadPhone, error) { return s.phone(len(s.seats) - 2) }
func (s *site) single() (*loadPhone, error) { return s.phone(len(s.seats) - 1) }

// over is the world of an operator of a data folder, who sees nothing.
func (b *bench) over(data string) *world {
	w := *b.world
	w.Environment, w.Out = maps.Clone(b.world.Environment), io.Discard
	w.Environment["BEPLUA_DATA"], w.Environment["MONGODB_URI"], w.Environment["BEPLUA_LOG_LEVEL"] = data, "", "warn"
	return &w
}

// enrol gives every phone its account, with the store to ourselves: the server is not running yet.
func (s *site) enrol(ctx context.Context, data string, l layout) error {
	return with(ctx, s.bench.over(data), func(a *app) error {
		s.issuer = a.issuer
		for i := range l.phones + 2 {
			mine := s.clubs[:min(benchClubs, len(s.clubs))]
			switch {
			case i < l.phones:
				mine = nil
				for j, club := range s.clubs {
					if l.serves(i, j) {
						mine = append(mine, club)
					}
				}
			case i == l.phones+1:
				mine = s.clubs[:1]
			}
			one, err := a.seat(ctx, fmt.Sprintf("Máy %d", i+1), mine)
			if err != nil {
				return err
			}
			s.seats = append(s.seats, one)
		}
		return nil
	})
}

// seat makes a volunteer of these clubs and a phone of his.
func (a *app) seat(ctx context.Context, name string, clubs []models.RecordID) (seat, error) {
	grants := make([]models.Grant, len(clubs))
	for i, club := range clubs {
		grants[i] = models.Grant{Role: models.RoleVolunteer, Club: club}
	}
	u, err := a.accounts.CreateUser(ctx, models.User{Name: name, Grants: grants}, "")
	if err != nil {
		return seat{}, err
	}
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return seat{}, err
	}
	e, err := enrolPhone(ctx, a.accounts, u.ID, name, key)
	if err != nil {
		return seat{}, err
	}
	claims, err := a.issuer.Verify(e.Tokens.Access, token.Sync)
	if err != nil {
		return seat{}, err
	}
	return seat{user: u.ID, device: e.Device.ID, family: claims.Family, actor: e.Device.Actor, clubs: clubs}, nil
}

// phone sits down at a seat, with a new access token: a run may outlast one.
func (s *site) phone(i int) (*loadPhone, error) {
	p := newLoadPhone(s.server.base)
	one := s.seats[i]
	text, _, err := s.issuer.Issue(token.Claims{
		ID: newID().String(), Audience: token.Sync, User: one.user, Device: one.device, Family: one.family,
	})
	if err != nil {
		return nil, err
	}
	p.token, p.actor, p.user = text, one.actor, one.user
	for _, club := range one.clubs {
		p.scopes = append(p.scopes, models.ClubScope(club))
	}
	return p, nil
}

// submitAll sends prepared bodies one after the other. Every operation must have been taken as it is.
func (p *loadPhone) submitAll(ctx context.Context, bodies [][]byte) error {
	for _, body := range bodies {
		answer, err := p.submit(ctx, body)
		if err != nil {
			return err
		}
		if len(answer.Receipt.Exceptions) > 0 || len(answer.Receipt.Done) == 0 {
			return fmt.Errorf("not plainly applied: %+v", answer.Receipt)
		}
	}
	return nil
}

// cost is what a work took: by the clock, and of processor time in the server and in this process, which share the cores.
type cost struct{ took, server, client time.Duration }

// measured gives what a work costs.
func (s *site) measured(do func() error) (cost, error) {
	server, client := s.server.processorTime(), processorTime("self")
	took, err := s.bench.timed(do)
	return cost{took, s.server.processorTime() - server, processorTime("self") - client}, err
}

// timed gives how long something took.
func (b *bench) timed(do func() error) (time.Duration, error) {
	began := b.world.Now()
	err := do()
	return b.world.Now().Sub(began), err
}

// close stops the server as an operator would, and wants it to end well.
func (s *site) close() error {
	if err := s.server.stop(); err != nil {
		return errors.Join(fmt.Errorf("the server did not end well: %w", err), errors.New(s.server.logEnd()))
	}
	return nil
}
