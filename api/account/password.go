package account

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"github.com/beplua/beplua/models"
)

// The cost of a password hash: OWASP's first choice for argon2id, about 40 ms.
const (
	argonMemory  = 19456 // KiB
	argonTime    = 2
	argonThreads = 1
	argonSalt    = 16 // bytes
	argonKey     = 32 // bytes

	// HashersDefault is how many passwords are hashed at once: 4 × 19 MiB, else logging in could fill the memory.
	HashersDefault = 4
	// hashersWaiting bounds those who wait for their turn, per hasher.
	hashersWaiting = 16

	passwordRunesMin = 8
	passwordBytesMax = 256
)

type passwordEntry struct {
	User string `json:"user"`
	Hash string `json:"hash"` // PHC string
}

func (passwordEntry) kind() string   { return kindPassword }
func (e passwordEntry) id() string   { return e.User }
func (passwordEntry) keys() []string { return nil }

// SetPassword gives a user another password and ends all his log-ins. It fails with CodeInvalid or CodeNotFound.
func (a *Accounts) SetPassword(ctx context.Context, user models.RecordID, password string) error {
	u, err := a.User(ctx, user)
	if err != nil {
		return err
	}
	if u.Login == "" {
		return invalid("login", "required", "Cần tên đăng nhập để dùng mật khẩu.")
	}
	hash, err := a.hashNew(ctx, u.User, password)
	if err != nil {
		return err
	}
	e := passwordEntry{User: user.String(), Hash: hash}
	_, err = change(ctx, a.Documents, user.String(), func(stored *passwordEntry) error {
		*stored = e
		return nil
	})
	if errors.Is(err, models.ErrNotFound) {
		err = save(ctx, a.Documents, e, 0)
	}
	if err != nil {
		return err
	}
	return a.revokeFamilies(ctx, "user:"+user.String(), "")
}

// ChangePassword is SetPassword by the user himself, who proves who he is once more. It fails like Login, too.
func (a *Accounts) ChangePassword(ctx context.Context, try Attempt, next string) error {
	u, err := a.knows(ctx, try)
	if err != nil {
		return err
	}
	return a.SetPassword(ctx, u.ID, next)
}

func (a *Accounts) hashNew(ctx context.Context, u models.User, password string) (string, error) {
	switch {
	case utf8.RuneCountInString(password) < passwordRunesMin || len(password) > passwordBytesMax || !utf8.ValidString(password):
		return "", invalid("password", "length", "Mật khẩu phải có ít nhất 8 ký tự.")
	case isEasy(password, u.Login):
		return "", invalid("password", "common", "Mật khẩu này quá dễ đoán, hãy chọn mật khẩu khác.")
	}
	return a.hasher.hash(ctx, password)
}

// hasher hashes a few passwords at once.
type hasher struct {
	turns   chan struct{}
	waiting atomic.Int64
	random  io.Reader
}

func newHasher(turns int, random io.Reader) *hasher {
	return &hasher{turns: make(chan struct{}, turns), random: random}
}

// decoy is a hash that no password has: comparing with it takes as long as with a real one.
const decoy = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, argonSalt)
	if _, err := io.ReadFull(h.random, salt); err != nil {
		return "", fmt.Errorf("read randomness: %w", err)
	}
	p := phc{argonMemory, argonTime, argonThreads, salt, nil}
	var err error
	p.sum, err = h.derive(ctx, password, p, argonKey)
	return p.String(), err
}

// matches compares a password with a stored hash; renew says that the hash was made with other costs than today's.
func (h *hasher) matches(ctx context.Context, password, stored string) (same, renew bool, err error) {
	p, err := parsePHC(stored)
	if err != nil {
		return false, false, err
	}
	sum, err := h.derive(ctx, password, p, uint32(len(p.sum))) //nolint:gosec // parsePHC bounds it
	if err != nil {
		return false, false, err
	}
	same = subtle.ConstantTimeCompare(sum, p.sum) == 1
	return same, p.memory != argonMemory || p.time != argonTime || p.threads != argonThreads, nil
}

func (h *hasher) derive(ctx context.Context, password string, p phc, size uint32) ([]byte, error) {
	defer h.waiting.Add(-1)
	if h.waiting.Add(1) > int64(cap(h.turns)*(1+hashersWaiting)) {
		return nil, throttled(1)
	}
	select {
	case h.turns <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-h.turns }()
	// One text has several forms of Unicode; keyboards differ in which they type.
	return argon2.IDKey([]byte(norm.NFC.String(password)), p.salt, p.time, p.memory, p.threads, size), nil
}

// phc is a password hash in the PHC string format.
type phc struct {
	memory, time uint32
	threads      uint8
	salt, sum    []byte
}

func (p phc) String() string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, p.memory, p.time, p.threads,
		b64.EncodeToString(p.salt), b64.EncodeToString(p.sum))
}

func parsePHC(text string) (phc, error) {
	var p phc
	bad := errors.New("not an argon2id PHC string of ours")
	parts := strings.Split(text, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return p, bad
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.memory, &p.time, &p.threads); err != nil {
		return p, bad
	}
	var err error
	if p.salt, err = base64.RawStdEncoding.Strict().DecodeString(parts[4]); err != nil {
		return p, bad
	}
	if p.sum, err = base64.RawStdEncoding.Strict().DecodeString(parts[5]); err != nil {
		return p, bad
	}
	if p.memory < 8 || p.memory > 1<<20 || p.time == 0 || p.time > 16 || p.threads == 0 || len(p.salt) < 8 || len(p.sum) < 16 || len(p.sum) > 64 {
		return p, bad
	}
	return p, nil
}
