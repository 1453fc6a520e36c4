package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/summary"
)

// What each club of the console's store has, beside its loans and the people cared for.
const (
	consoleMembers  = 24
	consoleMeetings = 5 // held, a month apart; one more is planned
	consoleDoubtful = 8 // one club in so many has a case that waits
	officerLogin    = "tinh.do"
	officerPassword = "mot hai ba bon nam sau"
)

// console measures the pages of an officer of the whole province, over HTTP: the first page, the queue, the list of clubs, and
// one club's own.
func (b *bench) console(ctx context.Context) error {
	if b.large == 0 {
		return nil
	}
	data := filepath.Join(b.folder, "console")
	if err := os.MkdirAll(data, 0o700); err != nil {
		return err
	}
	c := &crowd{today: models.Today(b.world.Now()), types: schema.Default(), clubs: crowdClubs}
	if b.quick {
		c.clubs /= 20
	}
	err := with(ctx, b.over(data), func(a *app) error {
		grants := []models.Grant{{Role: models.RoleProvince}}
		if _, err := a.accounts.CreateUser(ctx, models.User{Name: "Cán bộ đo", Login: officerLogin, Grants: grants}, officerPassword); err != nil {
			return err
		}
		if err := c.settle(ctx, a, b.large/c.clubs, b.world.Now()); err != nil {
			return err
		}
		return c.equip(ctx, a)
	})
	if err != nil {
		return fmt.Errorf("fill the store: %w", err)
	}
	server, err := startProcess(ctx, data, b.world.Now, "BEPLUA_LOG_LEVEL=warn", "BEPLUA_DEVICE_RATE=1000000")
	if err != nil {
		return err
	}
	if err := b.lookAround(ctx, server, c); err != nil {
		return errors.Join(err, errors.New(server.logEnd()))
	}
	return server.stop()
}

// settle writes the clubs, so many records each, by commits of its own.
func (c *crowd) settle(ctx context.Context, a *app, share int, now time.Time) error {
	const settlers = 8
	counts := make([]int, settlers)
	err := each(settlers, func(i int) error {
		for n := i; n < c.clubs; n += settlers {
			ordinary, care := c.settled(n, share)
			for scope, made := range map[models.Scope][]models.Operation{models.ClubScope(crowdClub(n)): ordinary, models.HealthScope(crowdClub(n)): care} {
				commit, err := c.commit(scope, made)
				if err != nil {
					return err
				}
				commit.Projections = []models.Projection{c.glance(&commit, now)}
				if err := a.store.Commit(ctx, commit); err != nil {
					return err
				}
				counts[i] += len(made)
			}
		}
		return nil
	})
	for _, n := range counts {
		c.records += n
	}
	return err
}

func crowdClub(n int) models.RecordID {
	return models.DerivedID("bench club", "crowd", strconv.Itoa(n))
}

// glance is the summary of a scope's first commit.
func (c *crowd) glance(commit *models.Commit, now time.Time) models.Projection {
	f := summary.NewFold(summary.Begin(c.today))
	f.Records(func(yield func(*models.Record) bool) {
		for i := range commit.Records {
			if !yield(&commit.Records[i].Record) {
				return
			}
		}
	})
	f.Received(len(commit.Operations), now.UnixMilli())
	return models.Projection{Key: summary.Key, Seq: commit.Next.Seq, Body: f.JSON()}
}

// settled makes the records of the n-th club and of those it cares for; attendance fills them up to so many.
func (c *crowd) settled(n, records int) (ordinary, care []models.Operation) {
	m, h := &ledgerMaker{}, &ledgerMaker{}
	text := func(name, value string) models.Assignment {
		return models.Assignment{Name: name, Value: models.TextValue(value)}
	}
	units := benchUnits()
	m.add(crowdClub(n), summary.TypeClub, text("name", "CLB liên thế hệ tự giúp nhau Bản Mẫu "+strconv.Itoa(n)), text("unit", units[n%len(units)]),
		text("village", "Bản Mẫu "+strconv.Itoa(n)), text("foundedOn", "2023-05-01"), text("decisionNo", "1/QĐ"), text("funding", "budget"))
	for i := range consoleMembers {
		m.members = append(m.members, m.add(newID(), summary.TypeMember, inventMember(n*consoleMembers+i, models.ClubScope(crowdClub(n)))...))
	}
	var meetings []models.RecordID
	for i := range consoleMeetings + 1 {
		status, day := "held", c.today-models.Day(7+30*i+n%20)
		if i == 0 {
			status, day = "planned", c.today+models.Day(n%40)
		}
		meetings = append(meetings, m.add(newID(), summary.TypeMeeting, text("date", day.String()), text("kind", "regular"), text("status", status)))
	}
	for i := range crowdLoans {
		c.lend(m, 1+n%28, i+1, (n*crowdLoans+i)%crowdLate == 0)
	}
	if n%consoleDoubtful == 0 {
		m.add(newID(), models.TypeCase, text(models.CaseFieldKind, string(models.CaseLedger)), text(models.CaseFieldStatus, string(models.CaseOpen)),
			text(models.CaseFieldSeverity, models.SeverityWarning), text(models.CaseFieldSubject, crowdClub(n).String()), text(models.CaseFieldSubjectType, summary.TypeClub),
			text(models.CaseFieldReason, models.ReasonUnlinked), text(models.CaseFieldOpened, (c.today-models.Day(n%60)).String()+"T02:00:00Z"))
	}
	for i := range crowdCared {
		c.care(h, i)
	}
	for i := 0; len(m.out)+len(h.out) < records; i++ {
		m.add(newID(), summary.TypeAttendance, models.Assignment{Name: "meeting", Value: models.RefValue(meetings[1+i%consoleMeetings])},
			models.Assignment{Name: "member", Value: models.RefValue(m.members[i/consoleMeetings%consoleMembers])}, text("status", []string{"present", "present", "absent"}[i%3]))
	}
	return m.out, h.out
}

// lookAround opens page after page, each once in a server that has just started and then again and again.
func (b *bench) lookAround(ctx context.Context, server *process, c *crowd) error {
	officer, err := logIn(ctx, server.base, officerLogin, officerPassword)
	if err != nil {
		return err
	}
	club := "/api/v1/clubs/" + crowdClub(c.clubs/2).String()
	for _, page := range []struct{ name, path string }{
		{"first page, just started", "/api/v1/dashboard"},
		{"queue of cases, 50", "/api/v1/cases?status=open&limit=50"},
		{"queue of cases, a search", "/api/v1/cases?q=ban+mau+77&limit=50"},
		{"list of clubs, 50 by silence", "/api/v1/clubs?sort=silence&limit=50"},
		{"list of clubs, 50 by name", "/api/v1/clubs?limit=50"},
		{"list of clubs, 50 by what is overdue", "/api/v1/clubs?sort=arrears&limit=50"},
		{"list of clubs, a search", "/api/v1/clubs?q=ban+mau+77&limit=50"},
		{"club", club},
		{"club's members", "/api/v1/records/" + string(models.ClubScope(crowdClub(c.clubs/2))) + "?type=member"},
		{"club's meetings with attendance", club + "/meetings"},
		{"club's loans", club + "/loans"},
		{"list of phones, 50 silent longest", "/api/v1/devices?limit=50"},
		{"list of people, a search", "/api/v1/users?q=mau+77&limit=50"},
		{"first page", "/api/v1/dashboard"},
	} {
		look := func() (time.Duration, error) {
			return b.timed(func() error { return officer.ask(ctx, http.MethodGet, page.path, nil, nil) })
		}
		first, err := look()
		if err != nil {
			return fmt.Errorf("%s: %w", page.path, err)
		}
		before := server.processorTime()
		again, err := b.median(look)
		if err != nil {
			return err
		}
		spent := (server.processorTime() - before) / time.Duration(b.rounds())
		b.add(fmt.Sprintf("console of %d clubs (%d records): %s, first / again", c.clubs, c.records, page.name), "≤ 100 ms",
			"%.1f / %.1f ms, of the server's processor %.1f", milliseconds(first), milliseconds(again), milliseconds(spent))
	}
	b.add("… memory of that server", "–", "%s", server.memory())
	return nil
}

// benchUnits are the communes of before 1 July 2025, where most clubs were founded.
func benchUnits() []string {
	var out []string
	for _, u := range places.All() {
		if u.Level == places.LevelCommune && !u.Stands("2026-01-01") {
			out = append(out, u.ID)
		}
	}
	return out
}
