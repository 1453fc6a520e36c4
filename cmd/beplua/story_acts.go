package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/beplua/beplua/cmd/beplua/demodata"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sync/client"
)

// storyClubs is how many of the demo's clubs the story needs.
const storyClubs = 2

// The persons of the story. All are invented.
const (
	mai   = "Lò Thị Mai"
	sung  = "Vàng A Súng"
	do    = "Giàng Thị Dở"
	on    = "Tẩn Mẩy Ơn"
	xa    = "Phùng Gạ Xá"
	pha   = "Lý Lò Pha"
	clone = "bản sao máy của Tẩn Mẩy Ơn"
)

// storyRecords are the records that the story is about.
type storyRecords struct {
	club                            models.Scope
	health                          models.Scope
	member, loan, meeting, activity models.RecordID
	attended                        []models.RecordID // members that attendance is taken of
	newcomer                        models.RecordID
	elsewhere, home                 models.RecordID
}

// prepare starts a server with two clubs of the demo, and gives six volunteers a phone.
func (s *story) prepare(ctx context.Context) error {
	if err := s.start(ctx); err != nil {
		return err
	}
	if err := loadDemo(ctx, s.app, s.world.Now(), storyClubs, io.Discard); err != nil {
		return err
	}
	var err error
	if s.clubs, err = demodata.Clubs(demodata.Options{Seed: demoSeed, Until: models.Today(s.world.Now()).String(), Clubs: storyClubs}); err != nil {
		return err
	}
	var grants []models.Grant
	for _, c := range s.clubs {
		grants = append(grants, models.Grant{Role: models.RoleCommune, Unit: c.Unit}, models.Grant{Role: models.RoleHealth, Club: c.ID})
	}
	if _, err := s.app.accounts.CreateUser(ctx, models.User{Name: "Cán bộ xã", Login: "canbo", Grants: grants}, demoPassword); err != nil {
		return err
	}
	if s.chief, err = logIn(ctx, s.base, "canbo", demoPassword); err != nil {
		return err
	}
	s.say("\nBẾP LỬA: câu chuyện của sáu chiếc điện thoại (người và số liệu đều hư cấu; HTTP thật tại %s)\n", s.base)
	for _, p := range []struct {
		name  string
		clock time.Duration
	}{{mai, 0}, {sung, -3 * time.Minute}, {do, 26 * time.Hour}, {on, 0}, {xa, time.Minute}, {pha, 0}} {
		if _, err := s.enrol(ctx, p.name, s.clubs[0].ID, p.clock); err != nil {
			return err
		}
	}
	return nil
}

// firstFetch fills the phones, and finds the records that the story is about on one of them.
func (s *story) firstFetch(ctx context.Context) error {
	for _, p := range s.phones {
		session, err := p.Sync(ctx)
		if err != nil {
			return fmt.Errorf("%s: first fetch: %w", p.name, err)
		}
		s.say("  %-16s lần đầu: nhận %d hồ sơ trong %d yêu cầu", p.name, session.Received, session.Requests)
	}
	p := s.phones[0]
	k := &storyRecords{club: models.ClubScope(s.clubs[0].ID), health: models.HealthScope(s.clubs[0].ID), elsewhere: s.clubs[1].ID, home: s.clubs[0].ID}
	for _, v := range p.List(k.club, "member") {
		if len(k.attended) < 5 && !v.Record.Value("leftOn").IsSet() {
			k.attended = append(k.attended, v.Record.ID)
		}
	}
	for _, v := range p.List(k.club, "loan") {
		if v.Record.Value("status").Str() == "running" {
			k.loan = v.Record.ID
		}
	}
	if activities := p.List(k.club, "activity"); len(activities) > 0 {
		k.activity = activities[len(activities)-1].Record.ID
	}
	if meetings := p.List(k.club, "meeting"); len(meetings) > 0 {
		k.meeting = meetings[len(meetings)-1].Record.ID
	}
	if len(k.attended) == 0 || k.loan.IsZero() || k.activity.IsZero() || k.meeting.IsZero() {
		return errors.New("the demo's club lacks what the story is about")
	}
	k.member = k.attended[0]
	s.known = k
	return nil
}

// offline is three weeks without a signal.
func (s *story) offline(ctx context.Context) error {
	for _, write := range []func() error{s.maiWrites, s.sungWrites, s.doWrites, s.onWrites, s.xaWrites, s.phaWrites} {
		if err := write(); err != nil {
			return err
		}
	}
	s.title("1. Ba tuần không có sóng: mỗi máy tự ghi")
	for _, p := range s.phones {
		s.say("  %s", p.name)
		for _, d := range p.did {
			s.say("     · %s", d)
		}
	}
	// Meanwhile at the commune.
	if err := s.chief.move(ctx, s.phoneOf(xa).user, s.known.elsewhere); err != nil {
		return err
	}
	if err := s.chief.revoke(ctx, s.phoneOf(pha).Meta().Device); err != nil {
		return err
	}
	s.say("  Ở xã: %s được chuyển sang câu lạc bộ khác; máy của %s báo mất nên bị ngừng.", xa, pha)
	return nil
}

func (s *story) today() models.Day { return models.Today(s.world.Now()) }

func set(pairs ...any) models.Values {
	var out []models.Assignment
	for i := 0; i < len(pairs); i += 2 {
		a := models.Assignment{}
		a.Name, _ = pairs[i].(string)
		switch v := pairs[i+1].(type) {
		case string:
			a.Value = models.TextValue(v)
		case int:
			a.Value = models.IntValue(int64(v))
		case models.Day:
			a.Value = models.TextValue(v.String())
		case models.RecordID:
			a.Value = models.RefValue(v)
		}
		out = append(out, a)
	}
	return models.NewValues(out...)
}

func (s *story) maiWrites() error {
	p, k := s.phoneOf(mai), s.known
	_, e1 := p.edit("sửa ngày sinh một thành viên thành 02/03/1951", client.Change{Scope: k.club, Record: k.member, Type: "member", Set: set("birthOn", "1951-03-02", "birthPrecision", "day")})
	_, e2 := p.edit("sửa số điện thoại của người ấy", client.Change{Scope: k.club, Record: k.member, Type: "member", Set: set("phone", "0912 345 678")})
	_, e3 := p.edit("xóa một hoạt động ghi nhầm", client.Change{Scope: k.club, Record: k.activity, Type: "activity", Delete: true})
	return errors.Join(e1, e2, e3, s.attendance(p, "present"))
}

// attendance is taken of five people at the last meeting.
func (s *story) attendance(p *storyPhone, status string) error {
	for _, m := range s.known.attended {
		if _, err := p.Edit(p.user, client.Change{Scope: s.known.club, Type: "attendance", Set: set("meeting", s.known.meeting, "member", m, "status", status)}); err != nil {
			return err
		}
	}
	p.did = append(p.did, "điểm danh 5 người của buổi họp gần nhất")
	return nil
}

func (s *story) sungWrites() error {
	p, k := s.phoneOf(sung), s.known
	_, e1 := p.edit("sửa ngày sinh của cùng người ấy thành 03/02/1951", client.Change{Scope: k.club, Record: k.member, Type: "member", Set: set("birthOn", "1951-02-03", "birthPrecision", "day")})
	id, e2 := p.edit("ghi thành viên mới Chẻo Thị Pham, sinh năm 1958", client.Change{Scope: k.club, Type: "member", Set: s.newcomer("Chẻo Thị Pham")})
	k.newcomer = id
	_, e3 := p.edit("sửa tên hoạt động mà Mai đã xóa", client.Change{Scope: k.club, Record: k.activity, Type: "activity", Set: set("title", "Dọn đường vào bản")})
	return errors.Join(e1, e2, e3)
}

func (s *story) newcomer(name string) models.Values {
	return set("fullName", name, "sex", "female", "birthOn", "1958-01-01", "birthPrecision", "year", "joinedOn", s.today(), "phone", "0987654321")
}

func (s *story) doWrites() error {
	p, k := s.phoneOf(do), s.known
	_, e1 := p.edit("cũng ghi người ấy: «cheo thi pham»", client.Change{Scope: k.club, Type: "member", Set: s.newcomer("Chèo Thị Pham")})
	_, e2 := p.edit("đo huyết áp cho thành viên mới trên máy Súng (quét QR)", client.Change{
		Scope: k.health, Type: "healthCheck", Set: set("member", k.newcomer, "date", s.today(), "systolic", 138, "diastolic", 84),
	})
	return errors.Join(e1, e2, s.attendance(p, "present"))
}

func (s *story) onWrites() error {
	p, k := s.phoneOf(on), s.known
	if _, err := p.edit(fmt.Sprintf("thu %s gốc, %s lãi của một khoản vay", schema.Dong(200_000), schema.Dong(20_000)), s.payment(k.loan, 200_000, 20_000)...); err != nil {
		return err
	}
	if _, err := p.edit("ghi nhầm huyết áp 500/80", client.Change{
		Scope: k.health, Type: "healthCheck", Set: set("member", k.member, "date", s.today(), "systolic", 500, "diastolic", 80),
	}); err != nil {
		return err
	}
	// Her phone is repaired: the shop puts a backup of it onto another one, and both go on writing.
	twin := s.clone(p, clone)
	_, e1 := p.edit("ghi chú của một thành viên: «đang dưỡng bệnh»", client.Change{Scope: k.club, Record: k.attended[1], Type: "member", Set: set("note", "đang dưỡng bệnh")})
	_, e2 := twin.edit("(trên bản sao) cũng thu khoản tiền ấy một lần nữa", s.payment(k.loan, 200_000, 20_000)...)
	return errors.Join(e1, e2)
}

func (s *story) xaWrites() error {
	_, err := s.phoneOf(xa).edit("ghi chú của một thành viên, khi đã bị chuyển đi mà chưa biết", client.Change{
		Scope: s.known.club, Record: s.known.attended[2], Type: "member", Set: set("note", "chuyển sang ở với con"),
	})
	return err
}

func (s *story) phaWrites() error {
	_, err := s.phoneOf(pha).edit("sửa số điện thoại một thành viên, trên máy sắp báo mất", client.Change{
		Scope: s.known.club, Record: s.known.attended[3], Type: "member", Set: set("phone", "0977000111"),
	})
	return err
}

// phoneOf gives a person's phone.
func (s *story) phoneOf(name string) *storyPhone {
	for _, p := range s.phones {
		if p.name == name {
			return p
		}
	}
	return nil
}

// comeBack is the day the signal is there again, with everything that can happen on the way.
func (s *story) comeBack(ctx context.Context) error {
	s.phoneOf(mai).net.faults = []storyFault{portal, replyLost}
	s.phoneOf(do).net.faults = []storyFault{replyLost}
	for _, name := range []string{mai, do, sung, on} {
		if err := s.sync(ctx, s.phoneOf(name)); err != nil {
			return err
		}
	}
	if err := s.stop(); err != nil {
		return err
	}
	if _, err := s.phoneOf(clone).Sync(ctx); err == nil {
		return errors.New("a server that is down answered")
	}
	s.phoneOf(clone).note("máy chủ đang tắt: giữ lại, thử sau")
	if err := s.start(ctx); err != nil {
		return err
	}
	for _, name := range []string{clone, xa, pha} {
		p := s.phoneOf(name)
		before := p.Meta().Actor
		if err := s.sync(ctx, p); err != nil {
			return err
		}
		if after := p.Meta().Actor; after != before && p.Meta().Wiped == "" {
			p.note("máy chủ nhận ra hai máy cùng số: đời máy mới %s thay %s, số ghi được đánh lại", after, before)
		}
		if p.Meta().Wiped != "" {
			p.gone = true
			p.note("đã nộp hết, nhận lệnh xóa có chữ ký, đã xóa và báo lại")
		}
	}
	for _, p := range s.phones { // so that each phone hears of its cases
		if err := s.sync(ctx, p); err != nil {
			return err
		}
	}
	s.title("2. Có sóng: chuyện xảy ra trên đường")
	for _, p := range s.phones {
		s.say("  %s", p.name)
		for _, e := range p.events {
			s.say("     · %s", e)
		}
	}
	return s.printFates()
}
