package account

import (
	"context"
	"errors"
	"strings"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// Login is a log-in that succeeded.
type Login struct {
	User   User
	Tokens Tokens
	Cookie string // of OpenCookie; "" otherwise
}

// Attempt is what somebody sends to be let in by password.
type Attempt struct {
	Login    string
	Password string
	Code     string // of the second factor; "" for who has none
	Address  string // where the request came from, for the throttle
}

// Login gives an officer tokens. It fails with CodeUnauthorized, which does not tell an unknown name from a wrong password,
// in text or time; with CodeFactor when the password is right and his second factor is still to be shown; or with
// CodeThrottled.
func (a *Accounts) Login(ctx context.Context, try Attempt) (Login, error) {
	u, f, err := a.enter(ctx, try)
	if err != nil {
		return Login{}, err
	}
	tokens, err := a.tokensOf(f, 1)
	return Login{User: u, Tokens: tokens}, err
}

// OpenCookie is Login for the console in a browser: the answer holds a cookie's value and no tokens that scripts could read.
func (a *Accounts) OpenCookie(ctx context.Context, try Attempt) (Login, error) {
	u, f, err := a.enter(ctx, try)
	if err != nil {
		return Login{}, err
	}
	return Login{User: u, Cookie: a.Secret.Cookie(f.ID)}, nil
}

func (a *Accounts) enter(ctx context.Context, try Attempt) (User, token.Family, error) {
	u, err := a.knows(ctx, try)
	if err != nil {
		return User{}, token.Family{}, err
	}
	f, err := a.openFamily(ctx, token.Family{ID: a.NewID(), Audience: token.Console, User: u.ID})
	return u, f, err
}

// knows gives the user who knows name, password and, if he has one, the code of his second factor. It fails like Login.
func (a *Accounts) knows(ctx context.Context, try Attempt) (User, error) {
	login := strings.ToLower(strings.TrimSpace(try.Login))
	if len(login) > loginBytesMax || len(try.Password) > passwordBytesMax {
		return User{}, wrongPassword()
	}
	account, from := accountSubject(login), addressSubject(try.Address)
	if err := a.throttle.admit(account, from); err != nil {
		return User{}, err
	}
	u, err := a.passed(ctx, login, try.Password)
	if err != nil {
		return User{}, err
	}
	if err = a.spend(ctx, u.ID, try.Code); err != nil {
		if try.Code == "" && models.CodeOf(err) == models.CodeFactor {
			a.throttle.takeBack(account, from) // nothing was guessed: the console asks for the code next
		}
		return User{}, err
	}
	a.throttle.succeeded(account, from)
	return u, nil
}

func wrongPassword() error {
	e := models.Errorf(models.CodeUnauthorized, "unknown name or wrong password")
	e.Faults = []models.Fault{{Field: "password", Code: "wrong", Message: "Sai tên đăng nhập hoặc mật khẩu."}}
	return e
}

// passed gives the user whose name and password these are. Whatever is wrong, it takes one hash.
func (a *Accounts) passed(ctx context.Context, login, password string) (User, error) {
	e, rev, err := found[userEntry](ctx, a.Documents, loginKey(login))
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return User{}, err
	}
	known := err == nil && !e.Disabled
	stored := passwordEntry{Hash: decoy}
	if known {
		stored, _, err = load[passwordEntry](ctx, a.Documents, e.ID)
		switch {
		case errors.Is(err, models.ErrNotFound):
			known, stored = false, passwordEntry{Hash: decoy}
		case err != nil:
			return User{}, err
		}
	}
	same, renew, err := a.hasher.matches(ctx, password, stored.Hash)
	if err != nil {
		return User{}, err
	}
	if !known || !same {
		return User{}, wrongPassword()
	}
	if renew {
		a.rehash(ctx, e.ID, stored.Hash, password)
	}
	return User{e.user(), rev}, nil
}

// rehash brings a hash to today's cost while the password is at hand. Failing that, it is tried at the next log-in.
func (a *Accounts) rehash(ctx context.Context, user, before, password string) {
	hash, err := a.hasher.hash(ctx, password)
	if err != nil {
		return
	}
	_, _ = change(ctx, a.Documents, user, func(e *passwordEntry) error {
		if e.Hash != before {
			return errUnchanged
		}
		e.Hash = hash
		return nil
	})
}
