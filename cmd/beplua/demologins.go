package main

import (
	"context"
	"fmt"
	"io"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/cmd/beplua/demodata"
	"github.com/beplua/beplua/models"
)

// demoPassword opens the demo's officers. It is for invented data only, and printed only with --demo.
const demoPassword = "bep-lua-mau-2026"

// demoOfficers are made once, beside whatever else is in the store.
var demoOfficers = []struct {
	login, name string
	role        models.Role
}{
	{"tinh.mau", "Cán bộ tỉnh (mẫu)", models.RoleProvince},
	{"xa.mau", "Cán bộ xã (mẫu)", models.RoleCommune},
}

// demo fills the store, makes log-ins, and prints them.
func (a *app) demo(ctx context.Context, clubs int, say io.Writer) error {
	if err := loadDemo(ctx, a, a.now(), clubs, say); err != nil {
		return fmt.Errorf("demo data: %w", err)
	}
	mark, _, err := readDemoMark(ctx, a, demoMark{})
	if err != nil {
		return err
	}
	all, err := demodata.Clubs(demodata.Options{Seed: mark.Seed, Until: mark.Until, Clubs: mark.Clubs})
	if err != nil || len(all) == 0 {
		return fmt.Errorf("invent the clubs: %w", err)
	}
	fmt.Fprintln(say, "\nTÀI KHOẢN MẪU, chỉ dùng để xem thử (DEMO):")
	for _, o := range demoOfficers {
		grant := models.Grant{Role: o.role}
		if o.role == models.RoleCommune {
			grant.Unit = all[0].Unit
		}
		_, err := a.accounts.CreateUser(ctx, models.User{Name: o.name, Login: o.login, Grants: []models.Grant{grant}}, demoPassword)
		if err != nil && models.CodeOf(err) != models.CodeConflict {
			return fmt.Errorf("demo officer: %w", err)
		}
		fmt.Fprintf(say, "  %-10s mật khẩu %s   %s\n", o.login, demoPassword, o.name)
	}
	club := all[0]
	for _, person := range append([]demodata.Person{club.Leader}, club.Volunteers...) {
		e, err := a.accounts.CreateEnrolment(ctx, person.ID, models.RecordID{}, token.PaperCode)
		if models.CodeOf(err) == models.CodeNotFound {
			continue // has written nothing in the demo, so has no account
		}
		if err != nil {
			return fmt.Errorf("demo enrolment: %w", err)
		}
		fmt.Fprintf(say, "  mã ghi danh máy %s   %s, %s\n", e.Code, person.Name, club.Name)
	}
	return nil
}
