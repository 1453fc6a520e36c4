package account

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// enrolmentRepeat is how long a phone that got no answer may redeem its code again: the village is a day's walk away.
const enrolmentRepeat = 72 * time.Hour

// Enrolment is a code that makes one phone a user's.
type Enrolment struct {
	ID      models.RecordID
	User    models.RecordID
	By      models.RecordID
	Form    token.Form
	Code    string // only in what CreateEnrolment gives: it is not stored
	Created int64
	Expires int64
	Used    int64 // 0: not yet
}

// enrolmentEntry is the stored shape of a code.
type enrolmentEntry struct {
	ID      string     `json:"id"`
	Hash    string     `json:"hash"`
	User    string     `json:"user"`
	By      string     `json:"by,omitempty"`
	Form    token.Form `json:"form"`
	Created int64      `json:"created"`
	Expires int64      `json:"expires"`
	Used    int64      `json:"used,omitempty"`
	Key     []byte     `json:"key,omitempty"` // of the phone that redeemed it
	Device  string     `json:"device,omitempty"`
	Name    string     `json:"name,omitempty"`
}

func (enrolmentEntry) kind() string { return kindEnrolment }
func (e enrolmentEntry) id() string { return e.ID }

func (e enrolmentEntry) keys() []string {
	keys := []string{codeKey(e.Hash), "user:" + e.User}
	slices.Sort(keys)
	return keys
}

func codeKey(hash string) string { return "=code:" + hash }

func (e enrolmentEntry) enrolment() Enrolment {
	return Enrolment{
		ID: parsed(e.ID), User: parsed(e.User), By: parsed(e.By), Form: e.Form, Created: e.Created, Expires: e.Expires, Used: e.Used,
	}
}

// CreateEnrolment makes a code for a user in an officer's name. It fails with CodeNotFound, or CodeConflict for a disabled user.
func (a *Accounts) CreateEnrolment(ctx context.Context, user, by models.RecordID, form token.Form) (Enrolment, error) {
	u, err := a.User(ctx, user)
	if err != nil {
		return Enrolment{}, err
	}
	if u.Disabled {
		return Enrolment{}, models.Errorf(models.CodeConflict, "the user is disabled")
	}
	if form != token.PaperCode && form != token.SpokenCode {
		return Enrolment{}, invalid("form", "enum", "Chọn mã giấy hoặc mã đọc.")
	}
	code, err := token.NewCode(form, a.Random)
	if err != nil {
		return Enrolment{}, err
	}
	e := enrolmentEntry{
		ID: a.NewID().String(), Hash: token.CodeHash(code), User: user.String(), By: idText(by), Form: form,
		Created: a.nowMilli(), Expires: a.Now().Add(form.Life()).UnixMilli(),
	}
	if err = save(ctx, a.Documents, e, 0); err != nil {
		return Enrolment{}, err
	}
	out := e.enrolment()
	out.Code = code
	return out, nil
}

// Enrolment gives a code's state, not the code. It fails with CodeNotFound.
func (a *Accounts) Enrolment(ctx context.Context, id models.RecordID) (Enrolment, error) {
	e, _, err := load[enrolmentEntry](ctx, a.Documents, id.String())
	return e.enrolment(), missing(err, "enrolment")
}

// OpenEnrolments gives the codes that no phone has redeemed and that are not over, by id: a user's, or all for a zero id.
func (a *Accounts) OpenEnrolments(ctx context.Context, user models.RecordID) ([]Enrolment, error) {
	key, now := "", a.nowMilli()
	if !user.IsZero() {
		key = "user:" + user.String()
	}
	var out []Enrolment
	err := each(ctx, a.Documents, key, func(e enrolmentEntry, _ uint64) error {
		if e.Used == 0 && now <= e.Expires {
			out = append(out, e.enrolment())
		}
		return nil
	})
	return out, err
}

// DropEnrolment takes a code back. It fails with CodeNotFound, or with CodeConflict when a phone has redeemed it: then the
// phone is what must be revoked.
func (a *Accounts) DropEnrolment(ctx context.Context, id models.RecordID) error {
	e, rev, err := load[enrolmentEntry](ctx, a.Documents, id.String())
	if err != nil {
		return missing(err, "enrolment")
	}
	if e.Used == 0 {
		err = a.Documents.Drop(ctx, kindEnrolment, e.ID, rev)
	}
	if e.Used != 0 || errors.Is(err, models.ErrStale) {
		return models.Errorf(models.CodeConflict, "a phone has redeemed the code")
	}
	return missing(err, "enrolment")
}

// Redeem is what a phone sends to be enrolled.
type Redeem struct {
	Code      string
	Key       ed25519.PublicKey // made by the phone just now; its private half never leaves it
	Signature []byte            // token.SignEnrolment
	Name      string            // what the person calls the phone
	Address   string            // where the request came from, for the throttle
}

// Enrolled is a phone that may sync now.
type Enrolled struct {
	Device Device
	User   User
	Tokens Tokens
}

// Enrol redeems a code. A phone that lost the answer redeems it again with the same key and is given the same device,
// as long as it has not refreshed yet. It fails with CodeUnauthorized for a code that is unknown, over or another phone's.
func (a *Accounts) Enrol(ctx context.Context, r Redeem) (Enrolled, error) {
	name := strings.TrimSpace(r.Name)
	switch {
	case utf8.RuneCountInString(name) > nameRunesMax || strings.ContainsFunc(name, unicode.IsControl):
		return Enrolled{}, invalid("name", "length", "Tên máy dài quá.")
	case len(r.Key) != ed25519.PublicKeySize:
		return Enrolled{}, invalid("deviceKey", "length", "Khoá của máy không hợp lệ.")
	}
	from := addressSubject(r.Address)
	if err := a.throttle.admit(from); err != nil {
		return Enrolled{}, err
	}
	if token.NormalCode(r.Code) == "" || !token.CheckEnrolment(r.Key, r.Code, r.Signature) {
		return Enrolled{}, noCode()
	}
	e, _, err := found[enrolmentEntry](ctx, a.Documents, codeKey(token.CodeHash(r.Code)))
	if err != nil {
		return Enrolled{}, orNoCode(err)
	}
	u, err := a.User(ctx, parsed(e.User))
	if err != nil || u.Disabled {
		return Enrolled{}, orNoCode(err)
	}
	if e, err = a.bind(ctx, e.ID, r.Key, name); err != nil {
		return Enrolled{}, orNoCode(err)
	}
	a.throttle.succeeded("", from)
	return a.begin(ctx, e, u)
}

func noCode() error {
	e := models.Errorf(models.CodeUnauthorized, "no valid code")
	e.Faults = []models.Fault{{Field: "code", Code: "wrong", Message: "Mã không đúng, đã dùng hoặc đã hết hạn. Hãy xin cán bộ mã mới."}}
	return e
}

// orNoCode says that there is no such code, unless it is we who failed to look.
func orNoCode(err error) error {
	if err == nil || errors.Is(err, models.ErrNotFound) || models.CodeOf(err) == models.CodeNotFound {
		return noCode()
	}
	return err
}

// bind makes the code this phone's, once and for all.
func (a *Accounts) bind(ctx context.Context, id string, key ed25519.PublicKey, name string) (enrolmentEntry, error) {
	return change(ctx, a.Documents, id, func(e *enrolmentEntry) error {
		now := a.nowMilli()
		if e.Used != 0 {
			if bytes.Equal(e.Key, key) && now <= e.Used+enrolmentRepeat.Milliseconds() {
				return errUnchanged
			}
			return noCode()
		}
		if now > e.Expires {
			return noCode()
		}
		e.Used, e.Key, e.Name, e.Device = now, key, name, a.NewID().String()
		return nil
	})
}

// begin makes the phone, its first life and its log-in. Each step may find itself done by an attempt that was cut short.
func (a *Accounts) begin(ctx context.Context, e enrolmentEntry, u User) (Enrolled, error) {
	f, err := a.openFamily(ctx, token.Family{
		ID: models.DerivedID("enrolment", e.ID), Audience: token.Sync, User: u.ID, Device: parsed(e.Device),
	})
	if err != nil {
		return Enrolled{}, err
	}
	if f.Presented != 0 || f.Revoked {
		return Enrolled{}, noCode()
	}
	err = save(ctx, a.Documents, deviceEntry{
		ID: e.Device, User: e.User, Name: e.Name, State: string(models.DeviceActive), Enrolled: e.Used, Key: e.Key,
	}, 0)
	if err != nil && !errors.Is(err, models.ErrStale) {
		return Enrolled{}, err
	}
	d, err := a.Device(ctx, f.Device)
	if err != nil {
		return Enrolled{}, err
	}
	if d.Actor.IsZero() {
		if _, err = a.NewActor(ctx, d.ID); err != nil {
			return Enrolled{}, err
		}
		if d, err = a.Device(ctx, f.Device); err != nil {
			return Enrolled{}, err
		}
	}
	tokens, err := a.tokensOf(f, 1)
	return Enrolled{Device: d, User: u, Tokens: tokens}, err
}
