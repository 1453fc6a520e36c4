package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
)

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
	out.Next = idText(found.Next)
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
