package models

// Role is what a user may do. Scopes say where.
type Role string

// The roles, from the village up.
const (
	RoleVolunteer Role = "volunteer" // records for clubs
	RoleLeader    Role = "leader"    // the same, and gets the reminders of the board
	RoleHealth    Role = "health"    // also reads and writes the health scope of his clubs
	RoleCommune   Role = "commune"   // officer of a commune: decides cases, enrols volunteers
	RoleProvince  Role = "province"  // officer of the province: sees all clubs, manages users and plans
	RoleOperator  Role = "operator"  // runs the server; reads no records
)

// IsKnown says whether it is one of the roles.
func (r Role) IsKnown() bool {
	switch r {
	case RoleVolunteer, RoleLeader, RoleHealth, RoleCommune, RoleProvince, RoleOperator:
		return true
	}
	return false
}

// Grant gives one role at one place: a club, a commune-level unit (code and the day it began), or the whole province.
type Grant struct {
	Role Role
	Club RecordID // zero unless the role is for one club
	Unit string   // id of an administrative unit (models/places), "" unless the role is for one
}

// User is a person with an account. Volunteers and leaders log in by enrolment, officers by name and password.
type User struct {
	ID       RecordID
	Name     string // full name
	Login    string // lower case; "" for those without a password
	Grants   []Grant
	Disabled bool
	Created  int64 // milliseconds since 1970 UTC
}

// Has says whether the user has the role anywhere.
func (u *User) Has(role Role) bool {
	for _, g := range u.Grants {
		if g.Role == role {
			return true
		}
	}
	return false
}

// Access is what one authenticated asker may do at this moment. The engine trusts it and nothing else.
type Access struct {
	User   RecordID
	Device RecordID // zero for officers at the console
	Actor  ActorID  // the device's present life; zero at the console
	Reads  []Scope  // own club first: the order in which pages are filled
	Writes []Scope  // a subset of Reads
	// Officer says that the asker may write record types reserved to officers (schema.Type.Officers).
	Officer bool
	// Revoked says that the phone was revoked: everything it still has is taken as held, nothing is given.
	Revoked bool
}

// MayRead says whether the scope is one the asker may read.
func (a *Access) MayRead(scope Scope) bool { return contains(a.Reads, scope) }

// MayWrite says whether the scope is one the asker may write.
func (a *Access) MayWrite(scope Scope) bool { return !a.Revoked && contains(a.Writes, scope) }

func contains(scopes []Scope, scope Scope) bool {
	for _, s := range scopes {
		if s == scope {
			return true
		}
	}
	return false
}
