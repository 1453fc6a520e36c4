package account

import (
	"context"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// PeopleFilter narrows a listing of users. Zero fields do not narrow.
type PeopleFilter struct {
	Clubs []models.RecordID // users with a grant in one of these; nil: all
	Text  string            // part of the name or login; case and diacritics do not matter
	Role  models.Role       // that they have anywhere
	After models.RecordID   // the last of the listing before; zero from the start
	Limit int
}

// People is a page of users, and how many the filter leaves.
type People struct {
	Users []User
	Next  models.RecordID // the last of these, to go on after; zero at the end
	Total int
}

// People lists users as lists of names are kept here: by given name, which stands last. It fails with CodeNotFound when After
// names nobody.
func (a *Accounts) People(ctx context.Context, f PeopleFilter) (People, error) {
	found := map[string]User{} // by the key they are sorted by
	text := schema.Fold(strings.TrimSpace(f.Text))
	collect := func(u User) {
		fits := text == "" || strings.Contains(schema.Fold(u.Name), text) || strings.Contains(u.Login, text)
		if fits && (f.Role == "" || u.Has(f.Role)) {
			found[nameKey(&u.User)] = u
		}
	}
	if err := a.eachUser(ctx, f.Clubs, collect); err != nil {
		return People{}, err
	}
	after := ""
	if !f.After.IsZero() {
		u, err := a.User(ctx, f.After)
		if err != nil {
			return People{}, err
		}
		after = nameKey(&u.User)
	}
	return pageOf(found, after, f.Limit), nil
}

// eachUser visits the users with a grant in one of the clubs, some of them more than once; all users when clubs is nil.
func (a *Accounts) eachUser(ctx context.Context, clubs []models.RecordID, visit func(User)) error {
	if clubs == nil {
		users, _, err := a.everybody(ctx)
		for _, u := range users {
			visit(u)
		}
		return err
	}
	for _, club := range clubs {
		err := each(ctx, a.Documents, "club:"+club.String(), func(e userEntry, rev uint64) error {
			visit(User{e.user(), rev})
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func pageOf(found map[string]User, after string, limit int) People {
	order := make([]string, 0, len(found))
	for key := range found {
		if key > after {
			order = append(order, key)
		}
	}
	slices.Sort(order)
	out := People{Total: len(found)}
	for _, key := range order[:min(limit, len(order))] {
		out.Users = append(out.Users, found[key])
	}
	if len(order) > limit {
		out.Next = out.Users[limit-1].ID
	}
	return out
}

// nameKey sorts by given name, then by the whole name; the id tells namesakes apart.
func nameKey(u *models.User) string {
	name := schema.Fold(u.Name)
	given := name[strings.LastIndexByte(name, ' ')+1:]
	return given + "\x00" + name + "\x00" + u.ID.String()
}
