package account

import (
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
)

// IsOfficer says whether the asker decides cases and enrols volunteers.
func (s *Session) IsOfficer() bool {
	return s.Device.ID.IsZero() && !s.Unproven && (s.User.Has(models.RoleCommune) || s.User.Has(models.RoleProvince))
}

// IsReader says whether the asker reads records at all: not from a revoked phone, and not as operator. Which clubs he reads,
// his scopes say.
func (s *Session) IsReader() bool {
	return !s.Unproven && !s.Access.Revoked && s.Access.MayRead(models.ProvinceScope)
}

// SeesAll says whether the asker sees users and phones of everywhere, not only of his clubs.
func (s *Session) SeesAll() bool {
	return s.Device.ID.IsZero() && !s.Unproven && (s.User.Has(models.RoleProvince) || s.User.Has(models.RoleOperator))
}

// MayFound says whether the asker may found a club in a commune of today: the province anywhere, a commune's officer at home.
func (s *Session) MayFound(commune, today string) bool {
	return s.IsOfficer() && slices.ContainsFunc(s.User.Grants, func(g models.Grant) bool {
		now := places.AsOf(g.Unit, today)
		return g.Role == models.RoleProvince || g.Role == models.RoleCommune && len(now) == 1 && now[0].ID == commune
	})
}

// MaySee says whether a user is one the asker may know of: a user with a grant in one of his clubs, or himself.
func (s *Session) MaySee(u *models.User) bool {
	return s.SeesAll() || u.ID == s.User.ID || slices.ContainsFunc(u.Grants, func(g models.Grant) bool { return s.hasClub(g.Club) })
}

// MayManage says whether the asker may create or change a user with these grants. The province manages all but operators,
// who are made at the server's own console; a commune manages those in its clubs who have the village's roles and no password.
func (s *Session) MayManage(u *models.User) bool {
	if !s.IsOfficer() || u.Has(models.RoleOperator) {
		return false
	}
	if s.User.Has(models.RoleProvince) {
		return true
	}
	return u.Login == "" && len(u.Grants) > 0 && !slices.ContainsFunc(u.Grants, func(g models.Grant) bool {
		isVillage := g.Role == models.RoleVolunteer || g.Role == models.RoleLeader || g.Role == models.RoleHealth
		return !isVillage || !s.hasClub(g.Club)
	})
}

func (s *Session) hasClub(club models.RecordID) bool {
	return !club.IsZero() && s.Access.MayRead(models.ClubScope(club))
}

// MayReadOf says whether the asker may know what was sent to a club's people; what concerns no club, whoever sees all may.
func (s *Session) MayReadOf(club models.RecordID) bool {
	return s.hasClub(club) || club.IsZero() && s.SeesAll()
}
