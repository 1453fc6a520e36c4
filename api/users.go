package api

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
)

// userWire is a user as officers see him.
type userWire struct {
	ID       string       `json:"id"`
	Name     string       `json:"name"`
	Login    string       `json:"login,omitempty"`
	Grants   []placedWire `json:"grants"`
	Disabled bool         `json:"disabled,omitempty"`
}

type grantWire struct {
	Role string `json:"role"`
	Club string `json:"club,omitempty"`
	Unit string `json:"unit,omitempty"`
}

// placedWire is a grant with the name of its place, where the asker may know it.
type placedWire struct {
	grantWire
	Name string `json:"name,omitempty"`
}

// wireUser names the units; clubs are named by Server.nameClubs.
func wireUser(u *models.User) userWire {
	out := userWire{ID: u.ID.String(), Name: u.Name, Login: u.Login, Grants: []placedWire{}, Disabled: u.Disabled}
	for _, g := range u.Grants {
		grant := placedWire{grantWire: grantWire{Role: string(g.Role), Unit: g.Unit}}
		if !g.Club.IsZero() {
			grant.Club = g.Club.String()
		}
		if unit, known := places.Find(g.Unit); known {
			grant.Name = unit.FullName()
		}
		out.Grants = append(out.Grants, grant)
	}
	return out
}

func grantsOf(wire []grantWire) ([]models.Grant, error) {
	var out []models.Grant
	for _, g := range wire {
		grant := models.Grant{Role: models.Role(g.Role), Unit: g.Unit}
		if g.Club != "" {
			var err error
			if grant.Club, err = models.ParseRecordID(g.Club); err != nil {
				return nil, err
			}
		}
		out = append(out, grant)
	}
	return out, nil
}

// listing is where a list goes on.
type listing struct {
	after string
	limit int
}

// listingOf reads "after" and "limit".
func listingOf(c echo.Context) (listing, error) {
	l := listing{after: c.QueryParam("after"), limit: models.ListMax}
	if len(l.after) > 1024 {
		return l, models.Errorf(models.CodeMalformed, "after is not from an answer")
	}
	if text := c.QueryParam("limit"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > models.ListMax {
			return l, models.Errorf(models.CodeMalformed, "limit is 1 to %d", models.ListMax)
		}
		l.limit = n
	}
	return l, nil
}

// link names the next page, as RFC 8288 says, for clients that follow links.
func link(c echo.Context, next string) {
	if next == "" {
		return
	}
	u := *c.Request().URL
	q := u.Query()
	q.Set("after", next)
	u.RawQuery = q.Encode()
	c.Response().Header().Set("Link", "<"+u.RequestURI()+`>; rel="next"`)
}

// pathID reads the id that a path names. One that cannot be an id names nothing.
func pathID(c echo.Context) (models.RecordID, error) {
	id, err := models.ParseRecordID(c.Param("id"))
	if err != nil {
		return id, models.Errorf(models.CodeNotFound, "there is nothing of this id")
	}
	return id, nil
}

func (s *Server) users(c echo.Context, session *account.Session) error {
	l, err := listingOf(c)
	if err != nil {
		return err
	}
	f := account.PeopleFilter{Role: models.Role(c.QueryParam("role")), Limit: l.limit}
	if f.Role != "" && !f.Role.IsKnown() {
		return models.Errorf(models.CodeMalformed, "role has no such value")
	}
	if f.After, err = l.record(); err != nil {
		return err
	}
	if f.Text, err = searched(c); err != nil {
		return err
	}
	if f.Clubs, err = s.clubsAsked(c, session); err != nil {
		return err
	}
	ctx := c.Request().Context()
	found, err := s.Accounts.People(ctx, f)
	if err != nil {
		return err
	}
	out := struct {
		Total int        `json:"total"`
		Items []userWire `json:"items"`
		Next  string     `json:"next,omitempty"`
	}{Total: found.Total, Items: []userWire{}}
	people := make([]*userWire, len(found.Users))
	for i := range found.Users {
		out.Items = append(out.Items, wireUser(&found.Users[i].User))
	}
	for i := range out.Items {
		people[i] = &out.Items[i]
	}
	if err := s.nameClubs(ctx, session, people...); err != nil {
		return err
	}
	if !found.Next.IsZero() {
		out.Next = found.Next.String()
	}
	link(c, out.Next)
	return s.json(c, http.StatusOK, out)
}

func (s *Server) newUser(c echo.Context, session *account.Session) error {
	var in struct {
		Name     string      `json:"name"`
		Login    string      `json:"login"`
		Password string      `json:"password"`
		Grants   []grantWire `json:"grants"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	grants, err := grantsOf(in.Grants)
	if err != nil {
		return err
	}
	u := models.User{Name: in.Name, Login: in.Login, Grants: grants}
	if !session.MayManage(&u) {
		return models.Errorf(models.CodeForbidden, "not a user you may make")
	}
	made, err := s.Accounts.CreateUser(c.Request().Context(), u, in.Password)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderLocation, "/api/v1/users/"+made.ID.String())
	return s.user(c, session, http.StatusCreated, &made)
}

// user answers with one user, with how he may come in and whether the asker may change him.
func (s *Server) user(c echo.Context, session *account.Session, status int, u *account.User) error {
	ctx := c.Request().Context()
	how, err := s.Accounts.Credentials(ctx, u.ID)
	if err != nil {
		return err
	}
	out := struct {
		userWire
		Created    string `json:"created"`
		Password   bool   `json:"password"`
		Factor     bool   `json:"factor"`
		Logins     int    `json:"logins"`
		Manageable bool   `json:"manageable"` // the asker may change him
	}{wireUser(&u.User), instant(u.Created), how.Password, how.Factor, how.Logins, session.MayManage(&u.User)}
	if err := s.nameClubs(ctx, session, &out.userWire); err != nil {
		return err
	}
	c.Response().Header().Set("ETag", revTag(u.Rev))
	return s.json(c, status, out)
}

func revTag(rev uint64) string { return `"` + strconv.FormatUint(rev, 10) + `"` }

// userSeen gives a user whom the asker may know of. An id that cannot be one names nobody.
func (s *Server) userSeen(c echo.Context, session *account.Session, text string) (account.User, error) {
	id, err := models.ParseRecordID(text)
	if err != nil {
		return account.User{}, models.Errorf(models.CodeNotFound, "no such user")
	}
	u, err := s.Accounts.User(c.Request().Context(), id)
	if err != nil {
		return account.User{}, err
	}
	if !session.MaySee(&u.User) {
		return account.User{}, models.Errorf(models.CodeNotFound, "no such user")
	}
	return u, nil
}

func (s *Server) oneUser(c echo.Context, session *account.Session) error {
	u, err := s.userSeen(c, session, c.Param("id"))
	if err != nil {
		return err
	}
	return s.user(c, session, http.StatusOK, &u)
}

func (s *Server) changeUser(c echo.Context, session *account.Session) error {
	var in struct {
		Name     *string      `json:"name"`
		Login    *string      `json:"login"`
		Grants   *[]grantWire `json:"grants"`
		Disabled *bool        `json:"disabled"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	u, err := s.userSeen(c, session, c.Param("id"))
	if err != nil {
		return err
	}
	rev, err := ifMatchRev(c)
	if err != nil {
		return err
	}
	next := u.User
	if in.Name != nil {
		next.Name = *in.Name
	}
	if in.Login != nil {
		next.Login = *in.Login
	}
	if in.Disabled != nil {
		next.Disabled = *in.Disabled
	}
	if in.Grants != nil {
		if next.Grants, err = grantsOf(*in.Grants); err != nil {
			return err
		}
	}
	if !session.MayManage(&u.User) || !session.MayManage(&next) {
		return models.Errorf(models.CodeForbidden, "not a user you may change so")
	}
	changed, err := s.Accounts.UpdateUser(c.Request().Context(), next, rev)
	if err != nil {
		return err
	}
	return s.user(c, session, http.StatusOK, &changed)
}

// ifMatch gives the strong tag that the asker saw. It fails with codePrecondition when there is none.
func ifMatch(c echo.Context) (string, error) {
	header := strings.TrimSpace(c.Request().Header.Get("If-Match"))
	if header == "" || header == "*" {
		return "", models.Errorf(codePrecondition, "send the ETag you saw as If-Match")
	}
	tag := strings.Trim(header, `"`)
	if header != `"`+tag+`"` {
		return "", models.Errorf(models.CodeStale, "If-Match is not a tag of ours")
	}
	return tag, nil
}

func ifMatchRev(c echo.Context) (uint64, error) {
	tag, err := ifMatch(c)
	if err != nil {
		return 0, err
	}
	rev, err := strconv.ParseUint(tag, 10, 64)
	if err != nil {
		return 0, models.Errorf(models.CodeStale, "If-Match is not a tag of ours")
	}
	return rev, nil
}

// setPassword sets one's own password, for which one must know the present one and show the second factor, or that of a user one manages.
func (s *Server) setPassword(c echo.Context, session *account.Session) error {
	var in struct {
		Password string `json:"password"`
		Present  string `json:"present"`
		Code     string `json:"code"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	u, err := s.userSeen(c, session, c.Param("id"))
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	switch {
	case u.ID == session.User.ID:
		err = s.Accounts.ChangePassword(ctx, account.Attempt{
			Login: u.Login, Password: in.Present, Code: in.Code, Address: c.RealIP(),
		}, in.Password)
	case session.MayManage(&u.User):
		err = s.Accounts.SetPassword(ctx, u.ID, in.Password)
	default:
		err = models.Errorf(models.CodeForbidden, "not your password")
	}
	if err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// endLogins ends one's own log-ins at the console, or those of a user one manages.
func (s *Server) endLogins(c echo.Context, session *account.Session) error {
	u, err := s.userSeen(c, session, c.Param("id"))
	if err != nil {
		return err
	}
	if u.ID != session.User.ID && !session.MayManage(&u.User) {
		return models.Errorf(models.CodeForbidden, "not your log-ins")
	}
	if err := s.Accounts.EndLogins(c.Request().Context(), u.ID); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
