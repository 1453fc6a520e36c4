package account

import (
	"context"
	"slices"

	"github.com/beplua/beplua/models"
)

// access turns a user's grants into scopes. Own clubs come first: that is the order in which a phone is filled.
//
//   - volunteer, leader: read and write their club
//   - health: read its clubs, read and write their health scopes; no other role opens those
//   - commune: read and write the clubs of its units
//   - province: read and write all clubs and the reference data
//   - operator: no records at all
func (a *Accounts) access(ctx context.Context, u *models.User, d *models.Device) (models.Access, error) {
	out := models.Access{User: u.ID, Device: d.ID, Actor: d.Actor}
	out.Officer = u.Has(models.RoleCommune) || u.Has(models.RoleProvince)
	out.Revoked = !d.ID.IsZero() && (u.Disabled || d.State != models.DeviceActive)
	var scopes scopes
	for _, g := range u.Grants {
		if !g.Club.IsZero() {
			scopes.add(g.Role, g.Club)
		}
	}
	own := scopes.clone()
	for _, g := range u.Grants {
		if !g.Club.IsZero() || g.Role == models.RoleOperator {
			continue
		}
		clubs, err := a.Clubs.ClubsIn(ctx, g.Unit, a.today())
		if err != nil {
			return models.Access{}, err
		}
		for _, club := range clubs {
			scopes.add(g.Role, club)
		}
	}
	// An officer who is enrolled on a phone takes his own clubs along, not the whole province.
	if !d.ID.IsZero() && len(scopes.reads)+2 > models.ScopesPerDeviceMax {
		scopes = own
	}
	out.Reads = append(out.Reads, scopes.reads...)
	out.Reads = append(out.Reads, models.UserScope(u.ID))
	out.Writes = append(out.Writes, scopes.writes...)
	out.Writes = append(out.Writes, models.UserScope(u.ID))
	if !isOnlyOperator(u) {
		out.Reads = append(out.Reads, models.ProvinceScope)
	}
	if u.Has(models.RoleProvince) {
		out.Writes = append(out.Writes, models.ProvinceScope)
	}
	return out, nil
}

func isOnlyOperator(u *models.User) bool {
	return !slices.ContainsFunc(u.Grants, func(g models.Grant) bool { return g.Role != models.RoleOperator })
}

// scopes collects what may be read and written, each scope once.
type scopes struct {
	reads, writes []models.Scope
	known         map[models.Scope]bool // whether it may be written, too
}

func (s *scopes) clone() scopes {
	return scopes{reads: slices.Clone(s.reads), writes: slices.Clone(s.writes)}
}

func (s *scopes) add(role models.Role, club models.RecordID) {
	s.read(models.ClubScope(club))
	switch role {
	case models.RoleHealth:
		s.read(models.HealthScope(club))
		s.write(models.HealthScope(club))
	case models.RoleVolunteer, models.RoleLeader, models.RoleCommune, models.RoleProvince:
		s.write(models.ClubScope(club))
	case models.RoleOperator:
	}
}

func (s *scopes) read(scope models.Scope) {
	if s.known == nil {
		s.known = make(map[models.Scope]bool)
	}
	if _, ok := s.known[scope]; !ok {
		s.known[scope] = false
		s.reads = append(s.reads, scope)
	}
}

func (s *scopes) write(scope models.Scope) {
	if !s.known[scope] {
		s.known[scope] = true
		s.writes = append(s.writes, scope)
	}
}

// OfficerByLogin gives an officer and what he may do, for commands at the server's own console: no password is asked for
// there. It fails with CodeNotFound, and with CodeForbidden for one who is disabled.
func (a *Accounts) OfficerByLogin(ctx context.Context, login string) (models.User, models.Access, error) {
	e, _, err := found[userEntry](ctx, a.Documents, loginKey(login))
	if err != nil {
		return models.User{}, models.Access{}, missing(err, "login")
	}
	u := e.user()
	if u.Disabled {
		return u, models.Access{}, models.Errorf(models.CodeForbidden, "the user is disabled")
	}
	access, err := a.access(ctx, &u, &models.Device{})
	return u, access, err
}

// ClubsWithin gives the clubs of a unit whose people and phones an asker may see, by id: the operator sees them all and reads none.
func (a *Accounts) ClubsWithin(ctx context.Context, s *Session, unit string) ([]models.RecordID, error) {
	clubs, err := a.Clubs.ClubsIn(ctx, unit, a.today())
	if err != nil {
		return nil, err
	}
	out := []models.RecordID{}
	for _, club := range clubs {
		if s.SeesAll() || s.Access.MayRead(models.ClubScope(club)) {
			out = append(out, club)
		}
	}
	return out, nil
}

// ClubsOf gives the clubs that an asker may read.
func (s *Session) ClubsOf() []models.RecordID {
	clubs := []models.RecordID{}
	for _, scope := range s.Access.Reads {
		if scope.Kind() == models.ScopeClub {
			clubs = append(clubs, scope.Owner())
		}
	}
	return clubs
}
