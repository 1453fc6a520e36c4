package account

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"slices"
	"time"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// Tokens is what a log-in or a refresh gives.
type Tokens struct {
	Access  string
	Expires time.Time // of Access
	Refresh string    // "" for a log-in by cookie
}

// familyEntry is the stored shape of a log-in.
type familyEntry struct {
	ID        string         `json:"id"`
	Audience  token.Audience `json:"audience"`
	User      string         `json:"user"`
	Device    string         `json:"device,omitempty"`
	Presented uint64         `json:"presented"`
	Born      int64          `json:"born"`
	Used      int64          `json:"used"`
	Revoked   bool           `json:"revoked,omitempty"`
}

func (familyEntry) kind() string { return kindFamily }
func (e familyEntry) id() string { return e.ID }

func (e familyEntry) keys() []string {
	keys := []string{"user:" + e.User}
	if e.Device != "" {
		keys = append(keys, "device:"+e.Device)
	}
	slices.Sort(keys)
	return keys
}

func (e familyEntry) family() token.Family {
	return token.Family{
		ID: parsed(e.ID), Audience: e.Audience, User: parsed(e.User), Device: parsed(e.Device), Presented: e.Presented,
		Born: time.UnixMilli(e.Born), Used: time.UnixMilli(e.Used), Revoked: e.Revoked,
	}
}

func (e familyEntry) with(f token.Family) familyEntry {
	e.Presented, e.Used, e.Revoked = f.Presented, f.Used.UnixMilli(), f.Revoked
	return e
}

func (a *Accounts) lives(audience token.Audience) token.Lives {
	if audience == token.Sync {
		return a.Phone
	}
	return a.Officer
}

// openFamily stores a new log-in. An id that is stored already is the same log-in, whose opening was cut short.
func (a *Accounts) openFamily(ctx context.Context, f token.Family) (token.Family, error) {
	f.Born, f.Used = a.Now(), a.Now()
	e := familyEntry{
		ID: f.ID.String(), Audience: f.Audience, User: f.User.String(), Device: idText(f.Device), Born: a.nowMilli(), Used: a.nowMilli(),
	}
	err := save(ctx, a.Documents, e, 0)
	if errors.Is(err, models.ErrStale) {
		e, _, err = load[familyEntry](ctx, a.Documents, e.ID)
		return e.family(), err
	}
	return f, err
}

// tokensOf issues an access token and the refresh token of a generation.
func (a *Accounts) tokensOf(f token.Family, generation uint64) (Tokens, error) {
	id, err := a.nonce()
	if err != nil {
		return Tokens{}, err
	}
	access, expires, err := a.Issuer.Issue(token.Claims{ID: id, Audience: f.Audience, User: f.User, Device: f.Device, Family: f.ID})
	if err != nil {
		return Tokens{}, err
	}
	refresh := a.Secret.Refresh(token.Refresh{Family: f.ID, Generation: generation})
	return Tokens{Access: access, Expires: expires, Refresh: refresh}, nil
}

// nonce is 128 random bits as text.
func (a *Accounts) nonce() (string, error) {
	raw := make([]byte, 16)
	if _, err := io.ReadFull(a.Random, raw); err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(raw), nil
}

// FlagReused marks a phone whose log-in was used from two places.
const FlagReused = "reused"

// Refresh gives new tokens for a refresh token. A phone's request is signed by its key; officers' have no proof.
//
// It fails with CodeUnauthorized (Details["reason"]: "clock" with the time in Details["now"], "proof", "reused"; none when
// the log-in is unknown or over), or with CodeGone for a phone that has wiped itself.
func (a *Accounts) Refresh(ctx context.Context, proof token.Proof) (Tokens, error) {
	r, err := a.Secret.ParseRefresh(proof.Token)
	if err != nil {
		return Tokens{}, err
	}
	e, _, err := load[familyEntry](ctx, a.Documents, r.Family.String())
	if err != nil {
		return Tokens{}, over(err)
	}
	// The proof is looked at first: an old request that the network delivers twice must not end the log-in.
	if err = a.mayRefresh(ctx, e.family(), proof); err != nil {
		return Tokens{}, err
	}
	verdict := token.Dead
	e, err = change(ctx, a.Documents, e.ID, func(e *familyEntry) error {
		var next token.Family
		next, verdict = e.family().Present(r.Generation, a.Now(), a.lives(e.Audience))
		if verdict == token.Repeated || verdict == token.Dead {
			return errUnchanged
		}
		*e = e.with(next)
		return nil
	})
	if err != nil {
		return Tokens{}, over(err)
	}
	switch verdict {
	case token.Reused:
		if err = a.flag(ctx, e.family()); err != nil {
			return Tokens{}, err
		}
		bad := models.Errorf(models.CodeUnauthorized, "the log-in was used from two places")
		bad.Details = map[string]string{"reason": FlagReused}
		return Tokens{}, bad
	case token.Dead:
		return Tokens{}, over(nil)
	case token.Renewed, token.Repeated:
	}
	return a.tokensOf(e.family(), r.Generation+1)
}

// flag ends what a stolen log-in has opened and tells the officer.
func (a *Accounts) flag(ctx context.Context, f token.Family) error {
	a.sessions.forget(f.ID)
	if f.Device.IsZero() {
		return nil
	}
	_, err := change(ctx, a.Documents, f.Device.String(), func(e *deviceEntry) error {
		e.Flag, e.Flagged = FlagReused, a.nowMilli()
		return nil
	})
	return err
}

func (a *Accounts) mayRefresh(ctx context.Context, f token.Family, proof token.Proof) error {
	u, err := a.User(ctx, f.User)
	if err != nil {
		return over(err)
	}
	if f.Device.IsZero() {
		if u.Disabled {
			return over(nil)
		}
		return nil
	}
	d, err := a.Device(ctx, f.Device)
	if err != nil {
		return over(err)
	}
	if d.State == models.DeviceWiped {
		return models.Errorf(models.CodeGone, "the phone was wiped")
	}
	return proof.Check(d.Key, a.Now())
}

// over says that a log-in is over, unless it is we who failed to look.
func over(err error) error {
	if err == nil || models.CodeOf(err) == models.CodeNotFound || errors.Is(err, models.ErrNotFound) {
		return models.Errorf(models.CodeUnauthorized, "the log-in is over")
	}
	return err
}

// Logout ends one log-in.
func (a *Accounts) Logout(ctx context.Context, family models.RecordID) error {
	a.sessions.forget(family)
	_, err := change(ctx, a.Documents, family.String(), func(e *familyEntry) error {
		e.Revoked = true
		return nil
	})
	return missing(err, "log-in")
}

// revokeFamilies ends all log-ins that have a key, but one.
func (a *Accounts) revokeFamilies(ctx context.Context, key, but string) error {
	return each(ctx, a.Documents, key, func(e familyEntry, _ uint64) error {
		if e.Revoked || e.ID == but {
			return nil
		}
		return a.Logout(ctx, parsed(e.ID))
	})
}
