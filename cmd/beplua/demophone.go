package main

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/cmd/beplua/demodata"
	"github.com/beplua/beplua/models"
)

// demoBuild is the app on the demo's phones.
const demoBuild = "1.4.0"

// demoHistory is one club's past, or the province's, while it is loaded.
type demoHistory struct {
	load   *demoLoad
	app    *app // at the time of the step
	now    time.Time
	phones map[models.RecordID]*demoPhone
	seen   map[models.RecordID]models.Vector // what the club's phones have shown so far: each of them has just synced
}

// submit lets the author of the first step send them all, some hours after the last was written.
func (h *demoHistory) submit(ctx context.Context, steps []demodata.Step) error {
	const onTheWay = 5 * time.Hour
	h.now = time.UnixMilli(steps[len(steps)-1].At).Add(onTheWay)
	if now := h.load.app.now(); h.now.After(now) {
		h.now = now
	}
	phone := h.phones[steps[0].By]
	if phone == nil {
		var err error
		if phone, err = h.phone(ctx, steps[0]); err != nil {
			return err
		}
		h.phones[steps[0].By] = phone
	}
	return phone.submit(ctx, h.app, steps, h.seen)
}

// demoPhone is the phone of one of the demo's people.
type demoPhone struct {
	access models.Access
	next   map[models.Scope]uint64
	wrote  int64 // when it wrote last: milliseconds since 1970 UTC
}

// submit numbers the steps and has them decided. Everything must be taken as it is, else the recipe is wrong.
func (p *demoPhone) submit(ctx context.Context, a *app, steps []demodata.Step, seen map[models.RecordID]models.Vector) error {
	batch := models.Batch{Actor: p.access.Actor, Now: a.now().UnixMilli()}
	for i := range steps {
		s := &steps[i]
		p.next[s.Scope]++
		dot := models.Dot{Actor: p.access.Actor, N: p.next[s.Scope]}
		batch.Operations = append(batch.Operations, models.Operation{
			Dot: dot, Scope: s.Scope, Record: s.Record, Type: s.Type, Seen: seen[s.Record], Set: s.Set, At: s.At,
			By: p.access.User, Schema: a.registry.Number, Group: s.Group,
		})
		seen[s.Record] = seen[s.Record].With(dot)
	}
	slices.SortStableFunc(batch.Operations, func(x, y models.Operation) int { return cmp.Compare(x.Scope, y.Scope) })
	p.wrote = steps[len(steps)-1].At
	receipt, err := a.engine.Submit(ctx, p.access, batch)
	if err != nil {
		return fmt.Errorf("submit demo data: %w", err)
	}
	for _, e := range receipt.Exceptions {
		if e.Outcome.Kind != models.Applied && e.Outcome.Kind != models.Merged {
			i := slices.IndexFunc(batch.Operations, func(o models.Operation) bool { return o.Scope == e.Scope && o.Dot.N == e.N })
			return fmt.Errorf("demo data of %s: a %s became %s (%s): %v", e.Scope, batch.Operations[i].Type, e.Outcome.Kind, e.Outcome.Problem, batch.Operations[i].Set)
		}
	}
	if receipt.Fork != nil {
		return errors.New("the demo's recipe has changed since it was begun: empty the data folder")
	}
	return nil
}

// heard notes the phone's last contact. Who wrote in the last weeks passed a signal in the last days; the others are silent
// since they wrote.
func (p *demoPhone) heard(ctx context.Context, a *app) error {
	const atWork, lately = 45 * 24 * time.Hour, 9 * 24
	at := time.UnixMilli(p.wrote)
	if now := a.now(); now.Sub(at) < atWork {
		at = now.Add(-time.Duration(int(p.access.User[15])%lately) * time.Hour)
	}
	return a.accounts.Touch(ctx, p.access.Device, models.Heartbeat{At: at.UnixMilli(), App: demoBuild, Schema: a.registry.Number})
}

// phone gives one of the demo's people an account and a phone, or finds those of an earlier start.
func (h *demoHistory) phone(ctx context.Context, s demodata.Step) (*demoPhone, error) {
	user, err := h.user(ctx, s)
	if err != nil {
		return nil, fmt.Errorf("account of a demo user: %w", err)
	}
	devices, err := h.app.accounts.Devices(ctx, []models.RecordID{user.ID}, "", 1)
	if err != nil {
		return nil, err
	}
	p := &demoPhone{next: map[models.Scope]uint64{}, access: models.Access{User: user.ID}}
	if len(devices) > 0 {
		p.access.Device, p.access.Actor = devices[0].ID, devices[0].Actor
	} else {
		_, private, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			return nil, err
		}
		enrolled, err := enrolPhone(ctx, h.app.accounts, user.ID, "Máy của "+user.Name, private)
		if err != nil {
			return nil, fmt.Errorf("phone of a demo user: %w", err)
		}
		p.access.Device, p.access.Actor = enrolled.Device.ID, enrolled.Device.Actor
	}
	p.access.Officer = s.Scope == models.ProvinceScope
	p.access.Writes = []models.Scope{models.ProvinceScope}
	if club := s.Scope.Owner(); !club.IsZero() {
		p.access.Writes = []models.Scope{models.ClubScope(club), models.HealthScope(club)}
	}
	p.access.Reads = slices.Concat(p.access.Writes, []models.Scope{models.ProvinceScope})
	return p, nil
}

// user gives one of the demo's people an account under the id that the records name, or finds it.
func (h *demoHistory) user(ctx context.Context, s demodata.Step) (account.User, error) {
	if s.By.IsZero() { // reference data name nobody
		s.By = models.DerivedID("demo", "province officer")
	}
	if u, err := h.app.accounts.User(ctx, s.By); err == nil || models.CodeOf(err) != models.CodeNotFound {
		return u, err
	}
	name, grants := "Cán bộ tỉnh (mẫu)", []models.Grant{{Role: models.RoleProvince}}
	if club := h.load.clubs[s.Scope.Owner()]; club != nil {
		role, person := models.RoleVolunteer, club.Leader
		if s.By == club.Leader.ID {
			role = models.RoleLeader
		}
		for _, v := range club.Volunteers {
			if v.ID == s.By {
				person = v
			}
		}
		name, grants = person.Name, []models.Grant{{Role: role, Club: club.ID}, {Role: models.RoleHealth, Club: club.ID}}
	}
	return h.app.accountsWithID(s.By).CreateUser(ctx, models.User{Name: name, Grants: grants}, "")
}

// enrolPhone makes a phone a user's, as if a code had been scanned.
func enrolPhone(ctx context.Context, accounts *account.Accounts, user models.RecordID, name string, key ed25519.PrivateKey) (account.Enrolled, error) {
	e, err := accounts.CreateEnrolment(ctx, user, models.RecordID{}, token.PaperCode)
	if err != nil {
		return account.Enrolled{}, err
	}
	public, _ := key.Public().(ed25519.PublicKey)
	return accounts.Enrol(ctx, account.Redeem{
		Code: e.Code, Key: public, Signature: token.SignEnrolment(key, e.Code), Name: name, Address: "127.0.0.1",
	})
}
