package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sheet"
)

// lists are the tables of the accounts that officers may export.
func (a *app) lists() []sheet.List {
	return []sheet.List{
		{
			Name: "people", Label: "Người dùng",
			Headings: []string{"Họ và tên", "Tên đăng nhập", "Vai trò", "Tình trạng", "Ngày tạo", "Mã người dùng"}, Rows: a.peopleRows,
		},
		{
			Name: "phones", Label: "Máy",
			Headings: []string{"Người dùng", "Tên máy", "Tình trạng", "Liên hệ lần cuối", "Chờ gửi", "Cũ nhất từ", "Bản ghi bị từ chối", "Ứng dụng", "Vì sao chưa khớp", "Ghi danh lúc", "Mã máy"},
			Rows:     a.phoneRows,
		},
	}
}

// peopleOf gives the users whom an officer sees: of one club or of all his; an officer of the province sees everybody.
func (a *app) peopleOf(ctx context.Context, access models.Access, club models.RecordID) ([]account.User, error) {
	var clubs []models.RecordID
	switch {
	case !club.IsZero():
		clubs = []models.RecordID{club}
	case !access.MayWrite(models.ProvinceScope):
		clubs = []models.RecordID{} // not nil: that would be everybody
		for _, scope := range access.Reads {
			if scope.Kind() == models.ScopeClub {
				clubs = append(clubs, scope.Owner())
			}
		}
	}
	return a.accounts.Users(ctx, clubs, "", 1<<31-1)
}

func (a *app) peopleRows(ctx context.Context, access models.Access, club models.RecordID, row func(...any) error) error {
	people, err := a.peopleOf(ctx, access, club)
	if err != nil {
		return err
	}
	names := map[models.RecordID]string{}
	for i := range people {
		u := &people[i]
		roles, err := a.rolesOf(ctx, u, names)
		if err != nil {
			return err
		}
		state := "Đang dùng"
		if u.Disabled {
			state = "Đã khoá"
		}
		if err := row(u.Name, u.Login, roles, state, moment(u.Created), u.ID.String()); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) phoneRows(ctx context.Context, access models.Access, club models.RecordID, row func(...any) error) error {
	people, err := a.peopleOf(ctx, access, club)
	if err != nil {
		return err
	}
	for i := range people {
		u := &people[i]
		phones, err := a.accounts.Devices(ctx, []models.RecordID{u.ID}, "", models.ListMax)
		if err != nil {
			return err
		}
		for j := range phones {
			d := &phones[j]
			var why []string
			for _, reason := range a.accounts.Why(d, &u.User, schema.Current) {
				why = append(why, reason.Message)
			}
			c := &d.Contact
			err := row(u.Name, d.Name, deviceStates[d.State], moment(c.At), c.Outbox, moment(c.Oldest), c.Refused, c.App, strings.Join(why, " "), moment(d.Enrolled), d.ID.String())
			if err != nil {
				return err
			}
		}
	}
	return nil
}

var deviceStates = map[models.DeviceState]string{
	models.DeviceActive: "Đang dùng", models.DeviceDraining: "Đã thu hồi, chờ nộp nốt", models.DeviceWiping: "Chờ xoá dữ liệu", models.DeviceWiped: "Đã xoá dữ liệu",
}

var roleNames = map[models.Role]string{
	models.RoleVolunteer: "Tình nguyện viên", models.RoleLeader: "Ban chủ nhiệm", models.RoleHealth: "Theo dõi sức khoẻ",
	models.RoleCommune: "Cán bộ xã", models.RoleProvince: "Cán bộ tỉnh", models.RoleOperator: "Vận hành máy chủ",
}

// rolesOf says what a user may do, and where. It keeps the names of clubs that it looked up.
func (a *app) rolesOf(ctx context.Context, u *account.User, names map[models.RecordID]string) (string, error) {
	var out []string
	for _, g := range u.Grants {
		where := ""
		if unit, ok := places.Find(g.Unit); ok {
			where = unit.Kind.Vietnamese() + " " + unit.Name
		}
		if !g.Club.IsZero() {
			if _, known := names[g.Club]; !known {
				found, err := a.store.Records(ctx, models.ClubScope(g.Club), []models.RecordID{g.Club})
				if err != nil {
					return "", err
				}
				names[g.Club] = ""
				if len(found) > 0 {
					names[g.Club] = found[0].Value("name").Str()
				}
			}
			where = names[g.Club]
		}
		text := roleNames[g.Role]
		if where != "" {
			text += " (" + where + ")"
		}
		out = append(out, text)
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), "; "), nil
}

// moment reads milliseconds since 1970; 0 is the zero time.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}
