package api

import (
	"context"

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
		grant := placedWire{grantWire: grantWire{Role: string(g.Role), Club: idText(g.Club), Unit: g.Unit}}
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

// nameClubs writes beside the grants of people the names of the clubs that the asker may read.
func (s *Server) nameClubs(ctx context.Context, session *account.Session, people ...*userWire) error {
	var clubs []models.RecordID
	for _, u := range people {
		for _, g := range u.Grants {
			if g.Club != "" {
				clubs = append(clubs, models.MustRecordID(g.Club))
			}
		}
	}
	names, err := s.Books.ClubNames(ctx, session.Access, clubs)
	if err != nil {
		return err
	}
	for _, u := range people {
		for i, g := range u.Grants {
			if g.Club != "" {
				u.Grants[i].Name = names[models.MustRecordID(g.Club)]
			}
		}
	}
	return nil
}
