package account

import (
	"context"
	"errors"
	"io"
	"slices"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// recoveryCodes is how many codes for the day the authenticator is lost are given, once.
const recoveryCodes = 8

// factorEntry is the stored shape of an officer's second factor: nothing of it is secret without the server's key.
type factorEntry struct {
	User      string   `json:"user"`
	Seed      []byte   `json:"seed"`
	Confirmed int64    `json:"confirmed,omitempty"` // 0: the app was not shown to work yet, so it is not asked for
	Step      int64    `json:"step,omitempty"`      // the last that was used
	Recovery  []string `json:"recovery,omitempty"`  // hashes of the codes that are left
}

func (factorEntry) kind() string   { return kindFactor }
func (e factorEntry) id() string   { return e.User }
func (factorEntry) keys() []string { return nil }

// BeginFactor gives the secret for an officer's authenticator app. It is asked for from ConfirmFactor on; beginning again
// gives another secret. It fails with CodeConflict when he has a factor, or as knows does.
func (a *Accounts) BeginFactor(ctx context.Context, try Attempt) ([]byte, error) {
	u, err := a.knows(ctx, try)
	if err != nil {
		return nil, err
	}
	e := factorEntry{User: u.ID.String(), Seed: make([]byte, token.FactorSeedBytes)}
	if _, err = io.ReadFull(a.Random, e.Seed); err != nil {
		return nil, err
	}
	old, rev, err := load[factorEntry](ctx, a.Documents, e.User)
	switch {
	case err == nil && old.Confirmed != 0:
		return nil, models.Errorf(models.CodeConflict, "there is a second factor already")
	case err != nil && !errors.Is(err, models.ErrNotFound):
		return nil, err
	}
	if err = save(ctx, a.Documents, e, rev); err != nil {
		return nil, err
	}
	return a.Secret.FactorSecret(u.ID, e.Seed), nil
}

// ConfirmFactor takes the first code of the app: from now on one is asked for. It gives the recovery codes, which are not
// stored, and ends the user's other log-ins. It fails with CodeFactor, CodeThrottled, or CodeConflict when nothing was begun.
func (a *Accounts) ConfirmFactor(ctx context.Context, s *Session, code string) ([]string, error) {
	account := accountSubject(s.User.Login)
	if err := a.throttle.admit(account); err != nil {
		return nil, err
	}
	codes, hashes := make([]string, recoveryCodes), make([]string, recoveryCodes)
	for i := range codes {
		var err error
		if codes[i], err = token.NewRecovery(a.Random); err != nil {
			return nil, err
		}
		hashes[i] = a.Secret.RecoveryHash(s.User.ID, codes[i])
	}
	_, err := change(ctx, a.Documents, s.User.ID.String(), func(e *factorEntry) error {
		step, ok := token.MatchFactor(a.Secret.FactorSecret(s.User.ID, e.Seed), code, a.Now(), e.Step)
		switch {
		case e.Confirmed != 0:
			return models.Errorf(models.CodeConflict, "there is a second factor already")
		case !ok:
			return wrongFactor()
		}
		e.Confirmed, e.Step, e.Recovery = a.nowMilli(), step, hashes
		return nil
	})
	if errors.Is(err, models.ErrNotFound) {
		return nil, models.Errorf(models.CodeConflict, "no second factor was begun")
	}
	if err != nil {
		return nil, err
	}
	a.throttle.succeeded(account)
	a.sessions.forget(s.User.ID)
	return codes, a.revokeFamilies(ctx, "user:"+s.User.ID.String(), s.Family.String())
}

// RemoveFactor takes the factor away for the officer himself, who proves password and factor once more.
func (a *Accounts) RemoveFactor(ctx context.Context, try Attempt) error {
	u, err := a.knows(ctx, try)
	if err != nil {
		return err
	}
	return a.dropFactor(ctx, u.ID)
}

// LoseFactor takes an officer's factor away at the server's own console, and ends his log-ins. It fails with CodeNotFound.
func (a *Accounts) LoseFactor(ctx context.Context, login string) error {
	e, _, err := found[userEntry](ctx, a.Documents, loginKey(login))
	if err != nil {
		return missing(err, "login")
	}
	if err = a.dropFactor(ctx, parsed(e.ID)); err != nil {
		return err
	}
	return a.revokeFamilies(ctx, "user:"+e.ID, "")
}

func (a *Accounts) dropFactor(ctx context.Context, user models.RecordID) error {
	_, rev, err := load[factorEntry](ctx, a.Documents, user.String())
	if err == nil {
		err = a.Documents.Drop(ctx, kindFactor, user.String(), rev)
	}
	a.sessions.forget(user)
	return missing(err, "second factor")
}

// HasFactor says whether a user is asked for a second factor.
func (a *Accounts) HasFactor(ctx context.Context, user models.RecordID) (bool, error) {
	e, _, err := load[factorEntry](ctx, a.Documents, user.String())
	if errors.Is(err, models.ErrNotFound) {
		return false, nil
	}
	return e.Confirmed != 0, err
}

// unproven says whether a user lacks the second factor that is required.
func (a *Accounts) unproven(ctx context.Context, user models.RecordID) (bool, error) {
	if !a.RequireFactor {
		return false, nil
	}
	has, err := a.HasFactor(ctx, user)
	return !has, err
}

// spend uses a code up: the app's of this moment, or one of the recovery codes. It fails with CodeFactor.
func (a *Accounts) spend(ctx context.Context, user models.RecordID, code string) error {
	has, err := a.HasFactor(ctx, user)
	if err != nil || !has {
		return err
	}
	hash := a.Secret.RecoveryHash(user, code)
	_, err = change(ctx, a.Documents, user.String(), func(e *factorEntry) error {
		if step, ok := token.MatchFactor(a.Secret.FactorSecret(user, e.Seed), code, a.Now(), e.Step); ok {
			e.Step = step
			return nil
		}
		left := slices.DeleteFunc(slices.Clone(e.Recovery), func(h string) bool { return h == hash })
		if len(left) == len(e.Recovery) {
			return wrongFactor()
		}
		e.Recovery = left
		return nil
	})
	return err
}

func wrongFactor() error {
	e := models.Errorf(models.CodeFactor, "the code of the second factor is missing, wrong or used")
	e.Faults = []models.Fault{{Field: "code", Code: "wrong", Message: "Nhập mã 6 số đang hiện trên ứng dụng xác thực, hoặc một mã dự phòng chưa dùng."}}
	return e
}
