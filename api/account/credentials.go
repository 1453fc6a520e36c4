package account

import (
	"context"
	"errors"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// Credentials is how a user may come in, without anything that would let another in.
type Credentials struct {
	Password bool
	Factor   bool
	Logins   int // at the console, that are not over
}

// Credentials tells how a user may come in.
func (a *Accounts) Credentials(ctx context.Context, user models.RecordID) (Credentials, error) {
	var out Credentials
	_, _, err := load[passwordEntry](ctx, a.Documents, user.String())
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return out, err
	}
	out.Password = err == nil
	if out.Factor, err = a.HasFactor(ctx, user); err != nil {
		return out, err
	}
	return out, a.eachLogin(ctx, user, func(familyEntry) error {
		out.Logins++
		return nil
	})
}

// EndLogins ends all of a user's log-ins at the console. His phones go on: what they have not handed in yet would wait for
// another enrolment; they are revoked one by one.
func (a *Accounts) EndLogins(ctx context.Context, user models.RecordID) error {
	return a.eachLogin(ctx, user, func(e familyEntry) error { return a.Logout(ctx, parsed(e.ID)) })
}

// eachLogin visits the log-ins at the console that are not over.
func (a *Accounts) eachLogin(ctx context.Context, user models.RecordID, visit func(familyEntry) error) error {
	return each(ctx, a.Documents, "user:"+user.String(), func(e familyEntry, _ uint64) error {
		if f := e.family(); f.Audience != token.Console || f.Over(a.Now(), a.Officer) {
			return nil
		}
		return visit(e)
	})
}
