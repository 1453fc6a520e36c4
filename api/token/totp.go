package token

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // RFC 6238 as every authenticator app speaks it; HMAC does not need collision resistance
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/beplua/beplua/models"
)

// The shape of second factors (RFC 6238): what authenticator apps take without being told.
const (
	// FactorStep is how long one code stands.
	FactorStep = 30 * time.Second
	// FactorSlack is how many steps a phone's clock may be off, either way.
	FactorSlack = 1
	// FactorSeedBytes is what is stored of a factor: the secret is derived from it, so that a copy of the store lets nobody in.
	FactorSeedBytes = 16

	factorDigits  = 6
	factorModulus = 1_000_000
	recoveryBytes = 10 // 80 bits
	recoveryChars = 16
)

// FactorSecret is the secret of a user's authenticator app: 20 bytes.
func (s Secret) FactorSecret(user models.RecordID, seed []byte) []byte {
	return s.mac("beplua-factor", append(user[:], seed...))[:sha1.Size]
}

// FactorURI is what stands in the QR that an authenticator app scans.
func FactorURI(login string, secret []byte) string {
	return "otpauth://totp/" + url.PathEscape("Bếp Lửa:"+login) + "?secret=" + FactorText(secret) + "&issuer=" + url.QueryEscape("Bếp Lửa")
}

// FactorText is a secret as people type it in.
func FactorText(secret []byte) string {
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret)
}

// FactorCode is the code of a moment.
func FactorCode(secret []byte, at time.Time) string { return factorCode(secret, step(at)) }

func step(at time.Time) int64 { return at.Unix() / int64(FactorStep/time.Second) }

// factorCode is HOTP (RFC 4226, 5.3) of a step.
func factorCode(secret []byte, step int64) string {
	h := hmac.New(sha1.New, secret)
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(step))) //nolint:gosec // steps since 1970
	sum := h.Sum(nil)
	from := sum[len(sum)-1] & 0xf
	n := binary.BigEndian.Uint32(sum[from:]) & 0x7fffffff
	return fmt.Sprintf("%0*d", factorDigits, n%factorModulus)
}

// MatchFactor gives the step whose code this is, if it is later than after: a code that was used, or one before it, is no code.
func MatchFactor(secret []byte, code string, now time.Time, after int64) (int64, bool) {
	code = NormalFactor(code)
	for s := step(now) - FactorSlack; s <= step(now)+FactorSlack; s++ {
		if subtle.ConstantTimeCompare([]byte(factorCode(secret, s)), []byte(code)) == 1 && s > after {
			return s, true
		}
	}
	return 0, false
}

// NormalFactor takes away what people put between digits and letters.
func NormalFactor(code string) string {
	if len(code) > 64 {
		return ""
	}
	return strings.NewReplacer(" ", "", "-", "", "\u00a0", "").Replace(strings.ToUpper(code))
}

// NewRecovery makes a code for the day when the authenticator is lost.
func NewRecovery(random io.Reader) (string, error) {
	raw := make([]byte, recoveryBytes)
	if _, err := io.ReadFull(random, raw); err != nil {
		return "", err
	}
	return grouped(base32.NewEncoding(codeAlphabet).EncodeToString(raw)[:recoveryChars], 4), nil
}

// RecoveryHash is what is stored of a recovery code. It is keyed, so that a copy of the store does not help to guess one.
func (s Secret) RecoveryHash(user models.RecordID, code string) string {
	sum := s.mac("beplua-recovery", append(user[:], NormalFactor(code)...))
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum)
}
