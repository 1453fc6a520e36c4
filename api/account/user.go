package account

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
)

// The bounds of a user.
const (
	nameRunesMax  = 100
	loginBytesMin = 3
	loginBytesMax = 64
	grantsMax     = 64
)

// User is a user with the revision that a change must name.
type User struct {
	models.User
	Rev uint64
}

// userEntry is the stored shape of a user.
type userEntry struct {
	ID       string       `json:"id"`
	Name     string       `json:"name"`
	Login    string       `json:"login,omitempty"`
	Grants   []grantEntry `json:"grants,omitempty"`
	Disabled bool         `json:"disabled,omitempty"`
	Created  int64        `json:"created"`
}

type grantEntry struct {
	Role string `json:"role"`
	Club string `json:"club,omitempty"`
	Unit string `json:"unit,omitempty"`
}

func (userEntry) kind() string { return kindUser }
func (e userEntry) id() string { return e.ID }

func (e userEntry) keys() []string {
	var keys []string
	if e.Login != "" {
		keys = append(keys, loginKey(e.Login))
	}
	for _, g := range e.Grants {
		if g.Club != "" {
			keys = append(keys, "club:"+g.Club)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func loginKey(login string) string { return "=login:" + login }

func (e userEntry) user() models.User {
	u := models.User{ID: parsed(e.ID), Name: e.Name, Login: e.Login, Disabled: e.Disabled, Created: e.Created}
	for _, g := range e.Grants {
		u.Grants = append(u.Grants, models.Grant{Role: models.Role(g.Role), Club: parsed(g.Club), Unit: g.Unit})
	}
	return u
}

func entryOf(u models.User) userEntry {
	e := userEntry{ID: u.ID.String(), Name: u.Name, Login: u.Login, Disabled: u.Disabled, Created: u.Created}
	for _, g := range u.Grants {
		e.Grants = append(e.Grants, grantEntry{Role: string(g.Role), Club: idText(g.Club), Unit: g.Unit})
	}
	return e
}

// CreateUser makes a user of name, login and grants; id and time of creation are given here. password may be "" for those
// who log in by enrolment. It fails with CodeInvalid, or CodeConflict when the login is taken.
func (a *Accounts) CreateUser(ctx context.Context, u models.User, password string) (User, error) {
	u.ID, u.Created = a.NewID(), a.nowMilli()
	if u.ID.IsZero() {
		return User{}, models.Errorf(models.CodeInternal, "a user without an id")
	}
	if err := checkUser(&u); err != nil {
		return User{}, err
	}
	var hash string
	if password != "" {
		if u.Login == "" {
			return User{}, invalid("login", "required", "Cần tên đăng nhập để dùng mật khẩu.")
		}
		var err error
		if hash, err = a.hashNew(ctx, u, password); err != nil {
			return User{}, err
		}
	}
	if err := save(ctx, a.Documents, entryOf(u), 0); err != nil {
		return User{}, taken(err)
	}
	if hash != "" {
		if err := save(ctx, a.Documents, passwordEntry{User: u.ID.String(), Hash: hash}, 0); err != nil {
			return User{}, err
		}
	}
	a.sessions.forget(u.ID)
	return User{u, 1}, nil
}

func taken(err error) error {
	if errors.Is(err, models.ErrStale) {
		e := models.Errorf(models.CodeConflict, "the login is taken")
		e.Faults = []models.Fault{{Field: "login", Code: "taken", Message: "Tên đăng nhập này đã có người dùng."}}
		return e
	}
	return err
}

// User gives a user. It fails with CodeNotFound.
func (a *Accounts) User(ctx context.Context, id models.RecordID) (User, error) {
	e, rev, err := load[userEntry](ctx, a.Documents, id.String())
	if err != nil {
		return User{}, missing(err, "user")
	}
	return User{e.user(), rev}, nil
}

// Users gives users by id, above after, at most limit: those of the clubs given, or all when clubs is nil.
func (a *Accounts) Users(ctx context.Context, clubs []models.RecordID, after string, limit int) ([]User, error) {
	byID := map[string]User{}
	collect := func(e userEntry, rev uint64) error {
		if e.ID > after {
			byID[e.ID] = User{e.user(), rev}
		}
		return nil
	}
	if clubs == nil {
		hits, err := a.Documents.ByKey(ctx, kindUser, "", after, limit)
		if err != nil {
			return nil, err
		}
		for _, d := range hits {
			e, err := read[userEntry](d)
			if err != nil {
				return nil, err
			}
			_ = collect(e, d.Rev)
		}
	}
	for _, club := range clubs {
		if err := each(ctx, a.Documents, "club:"+club.String(), collect); err != nil {
			return nil, err
		}
	}
	return firstByID(byID, limit), nil
}

func firstByID[T any](byID map[string]T, limit int) []T {
	ids := make([]string, 0, len(byID))
	for id := range byID {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	out := make([]T, 0, min(limit, len(ids)))
	for _, id := range ids[:min(limit, len(ids))] {
		out = append(out, byID[id])
	}
	return out
}

// UpdateUser replaces name, login, grants and disabled of a user that is still at rev. It fails with CodeNotFound, CodeStale,
// CodeInvalid or CodeConflict.
func (a *Accounts) UpdateUser(ctx context.Context, u models.User, rev uint64) (User, error) {
	if err := checkUser(&u); err != nil {
		return User{}, err
	}
	e, stored, err := load[userEntry](ctx, a.Documents, u.ID.String())
	if err != nil {
		return User{}, missing(err, "user")
	}
	if stored != rev {
		return User{}, models.Errorf(models.CodeStale, "the user has changed since")
	}
	u.Created = e.Created
	if err = save(ctx, a.Documents, entryOf(u), rev); err != nil {
		return User{}, taken(err)
	}
	a.sessions.forget(u.ID)
	return User{u, rev + 1}, nil
}

func checkUser(u *models.User) error {
	u.Name = strings.TrimSpace(u.Name)
	if n := utf8.RuneCountInString(u.Name); n == 0 || n > nameRunesMax || strings.ContainsFunc(u.Name, unicode.IsControl) {
		return invalid("name", "length", "Họ tên phải có 1 đến 100 ký tự.")
	}
	if u.Login != "" && !isLogin(u.Login) {
		return invalid("login", "pattern", "Tên đăng nhập có 3 đến 64 ký tự: chữ thường, số, dấu chấm, gạch ngang.")
	}
	if len(u.Grants) > grantsMax {
		return invalid("grants", "range", "Quá nhiều quyền.")
	}
	for _, g := range u.Grants {
		if !isGrant(g) {
			return invalid("grants", "enum", "Quyền không hợp lệ hoặc thiếu nơi áp dụng.")
		}
		if _, known := places.Find(g.Unit); g.Unit != "" && !known {
			return invalid("grants", "unit", "Không có đơn vị hành chính này.")
		}
	}
	return nil
}

func isLogin(login string) bool {
	if len(login) < loginBytesMin || len(login) > loginBytesMax {
		return false
	}
	for _, c := range login {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && !strings.ContainsRune(".-_@", c) {
			return false
		}
	}
	return true
}

// isGrant says whether a role is given where it can be: the village's roles at a club or unit, the commune's in a unit, the
// province's and the operator's nowhere in particular.
func isGrant(g models.Grant) bool {
	atClub, inUnit := !g.Club.IsZero(), g.Unit != ""
	switch g.Role {
	case models.RoleVolunteer, models.RoleLeader:
		return atClub && !inUnit
	case models.RoleHealth:
		return atClub != inUnit || !atClub && !inUnit
	case models.RoleCommune:
		return inUnit && !atClub && len(g.Unit) <= 64
	case models.RoleProvince, models.RoleOperator:
		return !atClub && !inUnit
	}
	return false
}

func invalid(field, code, message string) error {
	e := models.Errorf(models.CodeInvalid, "%s: %s", field, code)
	e.Faults = []models.Fault{{Field: field, Code: code, Message: message}}
	return e
}
