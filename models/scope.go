package models

import "strings"

// Scope names what is shared and ordered together: access, sequence numbers, digests and audit chains are per scope.
// Its forms are "club:<uuid>", "club:<uuid>:health", "province" and "user:<uuid>".
type Scope string

// ProvinceScope holds the reference data that everyone reads: administrative units, plans, clubs' founding decisions.
const ProvinceScope Scope = "province"

const (
	clubPrefix   = "club:"
	userPrefix   = "user:"
	healthSuffix = ":health"
)

// ClubScope is the ordinary scope of a club.
func ClubScope(club RecordID) Scope { return Scope(clubPrefix + club.String()) }

// HealthScope is the sensitive scope of a club: health checks, care and visits, with roles of their own.
func HealthScope(club RecordID) Scope { return Scope(clubPrefix + club.String() + healthSuffix) }

// UserScope is what belongs to one user alone.
func UserScope(user RecordID) Scope { return Scope(userPrefix + user.String()) }

// ScopeKind is the family a scope belongs to; each record type is at home in one of them.
type ScopeKind string

// The families of scopes.
const (
	ScopeClub     ScopeKind = "club"
	ScopeHealth   ScopeKind = "health"
	ScopeProvince ScopeKind = "province"
	ScopeUser     ScopeKind = "user"
)

// ParseScope checks a scope's form. It fails with CodeMalformed.
func ParseScope(text string) (Scope, error) {
	if Scope(text) == ProvinceScope {
		return ProvinceScope, nil
	}
	rest, ok := strings.CutPrefix(text, clubPrefix)
	if ok {
		rest = strings.TrimSuffix(rest, healthSuffix)
	} else if rest, ok = strings.CutPrefix(text, userPrefix); !ok {
		return "", Errorf(CodeMalformed, "unknown form of scope")
	}
	if _, err := ParseRecordID(rest); err != nil {
		return "", Errorf(CodeMalformed, "a scope names its club or user by a lower-case UUID")
	}
	return Scope(text), nil
}

// Kind is the family of a well-formed scope.
func (s Scope) Kind() ScopeKind {
	switch {
	case s == ProvinceScope:
		return ScopeProvince
	case strings.HasPrefix(string(s), userPrefix):
		return ScopeUser
	case strings.HasSuffix(string(s), healthSuffix):
		return ScopeHealth
	}
	return ScopeClub
}

// Owner is the club or user that a well-formed scope belongs to, zero for the province.
func (s Scope) Owner() RecordID {
	text := strings.TrimSuffix(string(s), healthSuffix)
	_, text, _ = strings.Cut(text, ":")
	id, _ := ParseRecordID(text)
	return id
}

// Parent is the scope whose records this one's may refer to: a health scope's club, everything else's province.
// The province has none ("").
func (s Scope) Parent() Scope {
	switch s.Kind() {
	case ScopeHealth:
		return Scope(strings.TrimSuffix(string(s), healthSuffix))
	case ScopeClub, ScopeUser:
		return ProvinceScope
	case ScopeProvince:
	}
	return ""
}
