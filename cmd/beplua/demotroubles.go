package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/beplua/beplua/cmd/beplua/demodata"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/client"
)

const (
	// troubleDays is how far back the demo's troubles begin.
	troubleDays = 21
	// troubledClubs is in how many clubs things go wrong.
	troubledClubs = 6
)

// troubles lets the last weeks of some clubs go as weeks without a signal do: people edit the same things, phones are lost,
// copied, full and late. An officer finds every kind of case, and phones that are not in step for most of the reasons there are.
func (a *app) troubles(ctx context.Context, say io.Writer) error {
	mark, rev, err := readDemoMark(ctx, a, demoMark{})
	if err != nil || mark.Troubled {
		return err
	}
	clubs, err := demodata.Clubs(demodata.Options{Seed: mark.Seed, Until: mark.Until, Clubs: mark.Clubs})
	if err != nil {
		return err
	}
	for i := range clubs[:min(troubledClubs, len(clubs))] {
		fleet, err := a.fleet(ctx, a.now().AddDate(0, 0, -troubleDays))
		if err != nil {
			return err
		}
		t := &trouble{fleet: fleet, club: &clubs[i], others: clubs, turn: i}
		if err := t.play(ctx); err != nil {
			return fmt.Errorf("the demo's troubles in %s: %w", clubs[i].Name, err)
		}
		if err := fleet.app.accounts.Flush(ctx); err != nil {
			return err
		}
	}
	mark.Troubled = true
	fmt.Fprintln(say, "Đã thêm ba tuần mất sóng: có việc chờ cán bộ quyết và máy chưa đồng bộ.")
	return writeDemoMark(ctx, a, mark, rev)
}

// trouble is one club's three weeks.
type trouble struct {
	fleet  *demoFleet
	club   *demodata.Club
	others []demodata.Club
	turn   int // of the club among those in trouble

	scope, health models.Scope
	a, b, c       *demoHandset
	members       []models.RecordID // who have not left
	loans         []models.RecordID // running
	events        []models.RecordID
}

// volunteers are the invented names of those who write in the troubled clubs, three a club.
var volunteers = [troubledClubs][3]string{
	{"Vàng A Súng", "Lò Thị Mai", "Giàng Thị Dở"},
	{"Tẩn Mẩy Ơn", "Lý Lò Pha", "Phùng Gạ Xá"},
	{"Chẻo A Phù", "Tao Thị Ín", "Hoàng Văn Pản"},
	{"Mào Thị Hặc", "Sùng A Chớ", "Lù Văn Hỏa"},
	{"Phàn Tả Mẩy", "Ly Giá Pư", "Lò Văn Ọi"},
	{"Thào Thị Say", "Vàng Thị Ghếnh", "Nùng Văn Seo"},
}

func (t *trouble) play(ctx context.Context) error {
	t.scope, t.health = models.ClubScope(t.club.ID), models.HealthScope(t.club.ID)
	for i, p := range []struct {
		to   **demoHandset
		kind demoPhoneKind
	}{{&t.a, demoPhoneKind{build: demoBuild}}, {&t.b, demoPhoneKind{build: demoBuild, clock: -3 * time.Minute}}, {&t.c, demoPhoneKind{build: "1.3.2", clock: 26 * time.Hour}}} {
		var err error
		if *p.to, err = t.fleet.handset(ctx, volunteers[t.turn][i], t.club.ID, p.kind); err != nil {
			return err
		}
	}
	if err := t.look(); err != nil {
		return err
	}
	t.later(4)
	if err := t.quarrel(); err != nil {
		return err
	}
	if err := t.phones(ctx); err != nil {
		return err
	}
	t.later(3)
	for _, p := range []*demoHandset{t.a, t.b, t.c, t.a, t.b, t.c} {
		if _, err := p.Sync(ctx); err != nil {
			return err
		}
		t.later(2)
	}
	return nil
}

// later lets days pass, and some hours so that not everything happens at one time of day.
func (t *trouble) later(days int) {
	t.fleet.now = t.fleet.now.Add(time.Duration(days)*24*time.Hour + time.Duration(17+11*t.turn)*time.Minute)
}

func (t *trouble) books() bookkeeper {
	return bookkeeper{t.fleet.app.registry, t.scope, models.Today(t.fleet.now)}
}

// look finds on a phone what there is to quarrel about.
func (t *trouble) look() error {
	for _, v := range t.a.List(t.scope, "member") {
		if !v.Record.Value("leftOn").IsSet() {
			t.members = append(t.members, v.Record.ID)
		}
	}
	for _, v := range t.a.List(t.scope, "loan") {
		if v.Record.Value("status").Str() == "running" {
			t.loans = append(t.loans, v.Record.ID)
		}
	}
	for _, v := range t.a.List(t.scope, "activity") {
		t.events = append(t.events, v.Record.ID)
	}
	if len(t.members) < 8 || len(t.events) < 2 {
		return errors.New("the demo's club lacks what the troubles are about")
	}
	return nil
}

// edit changes a record that is there.
func (t *trouble) edit(p *demoHandset, typ string, id models.RecordID, pairs ...any) error {
	return p.write(client.Change{Scope: t.scope, Record: id, Type: typ, Set: set(pairs...)})
}

// add makes a record.
func (t *trouble) add(p *demoHandset, scope models.Scope, typ string, pairs ...any) error {
	return p.write(change(scope, typ, pairs...))
}
