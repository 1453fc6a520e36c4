package main

import (
	"context"
	"errors"

	"github.com/beplua/beplua/models"
)

// phones is what happens to the club's other phones. Which fate belongs to which club goes by turns; the first has the most.
func (t *trouble) phones(ctx context.Context) error {
	fates := []func(context.Context) error{t.copied, t.moved, t.lost, t.wiped, t.full, t.old}
	for i, fate := range fates {
		if t.turn == 0 && i < 4 || i == t.turn {
			if err := fate(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// copied: a shop puts a backup of a phone onto a second one, and both write on.
func (t *trouble) copied(ctx context.Context) error {
	twin := t.b.twin()
	if _, err := t.b.Sync(ctx); err != nil {
		return err
	}
	if err := t.edit(twin, "member", t.members[3], "note", "đang dưỡng bệnh"); err != nil {
		return err
	}
	if err := t.edit(t.b, "member", t.members[4], "note", "đi thăm con ở Tam Đường"); err != nil {
		return err
	}
	_, err := t.b.Sync(ctx)
	if err == nil {
		_, err = twin.Sync(ctx)
	}
	return err
}

// moved: a volunteer is given another club, and has not heard of it when he writes.
func (t *trouble) moved(ctx context.Context) error {
	p, err := t.fleet.handset(ctx, "Pờ Xuân Hừ", t.club.ID, demoPhoneKind{build: demoBuild})
	if err != nil {
		return err
	}
	elsewhere := t.others[len(t.others)-1].ID
	u, err := t.fleet.app.accounts.User(ctx, p.user)
	if err != nil {
		return err
	}
	u.Grants = []models.Grant{{Role: models.RoleVolunteer, Club: elsewhere}}
	if elsewhere == t.club.ID {
		u.Grants = nil
	}
	if _, err := t.fleet.app.accounts.UpdateUser(ctx, u.User, u.Rev); err != nil {
		return err
	}
	if err := t.edit(p, "member", t.members[5], "phone", "0977 000 111"); err != nil {
		return err
	}
	_, err = p.Sync(ctx)
	return err
}

// lost: a phone that still holds records is reported lost; it has not been heard of since.
func (t *trouble) lost(ctx context.Context) error {
	p, err := t.fleet.handset(ctx, "Lò Văn Hặc", t.club.ID, demoPhoneKind{build: demoBuild})
	if err != nil {
		return err
	}
	if err := t.edit(p, "member", t.members[6], "phone", "0966 222 333"); err != nil {
		return err
	}
	return t.revoke(ctx, p)
}

// wiped: a volunteer gives back the phone; it hands in what it has, is wiped, and says so.
func (t *trouble) wiped(ctx context.Context) error {
	p, err := t.fleet.handset(ctx, "Tao Văn Ín", t.club.ID, demoPhoneKind{build: demoBuild})
	if err != nil {
		return err
	}
	if err := t.revoke(ctx, p); err != nil {
		return err
	}
	_, err = p.Sync(ctx)
	return err
}

// full: a phone whose storage is full can neither write nor take anything in.
func (t *trouble) full(ctx context.Context) error {
	p, err := t.fleet.handset(ctx, "Lý Seo Chúng", t.club.ID, demoPhoneKind{build: demoBuild})
	if err != nil {
		return err
	}
	if err := t.edit(p, "member", t.members[7], "phone", "0944 555 666"); err != nil {
		return err
	}
	p.store.Fill()
	if err := t.edit(p, "member", t.members[7], "phone", "0944 555 667"); models.CodeOf(err) != models.CodeStorageFull {
		return errors.New("a full phone stored something")
	}
	_, _ = p.Sync(ctx) // it is heard of, and cannot note the answer
	return nil
}

// old: an app of last year.
func (t *trouble) old(ctx context.Context) error {
	_, err := t.fleet.handset(ctx, "Sìn Văn Khôi", t.club.ID, demoPhoneKind{build: "1.1.0", schema: 1})
	return err
}

func (t *trouble) revoke(ctx context.Context, p *demoHandset) error {
	_, err := t.fleet.app.accounts.Revoke(ctx, p.Meta().Device, models.RecordID{})
	return err
}
