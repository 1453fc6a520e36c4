package token

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"

	"github.com/beplua/beplua/models"
)

// Secret is the server's key for refresh tokens. It never leaves the server.
type Secret [32]byte

// Refresh names one refresh token: the generation-th of its family, from 1.
type Refresh struct {
	Family     models.RecordID
	Generation uint64
}

const (
	refreshNameBytes = 16 + 8
	refreshBytes     = refreshNameBytes + sha256.Size
)

// Refresh gives the token's text. It is derived, not random: when the reply that carried it was lost, the very same
// successor is given again without having been stored (reliability.md §3.2).
func (s Secret) Refresh(r Refresh) string {
	name := make([]byte, 0, refreshBytes)
	name = append(name, r.Family[:]...)
	name = binary.BigEndian.AppendUint64(name, r.Generation)
	return base64.RawURLEncoding.EncodeToString(append(name, s.mac("beplua-refresh", name)...))
}

// ParseRefresh reads a refresh token. It fails with CodeUnauthorized.
func (s Secret) ParseRefresh(text string) (Refresh, error) {
	bad := models.Errorf(models.CodeUnauthorized, "no valid refresh token")
	if len(text) != base64.RawURLEncoding.EncodedLen(refreshBytes) {
		return Refresh{}, bad
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(raw) != refreshBytes {
		return Refresh{}, bad
	}
	name := raw[:refreshNameBytes]
	if !hmac.Equal(s.mac("beplua-refresh", name), raw[refreshNameBytes:]) {
		return Refresh{}, bad
	}
	r := Refresh{Generation: binary.BigEndian.Uint64(name[16:])}
	copy(r.Family[:], name)
	if r.Generation == 0 || r.Family.IsZero() {
		return Refresh{}, bad
	}
	return r, nil
}

func (s Secret) mac(use string, name []byte) []byte {
	h := hmac.New(sha256.New, s[:])
	h.Write([]byte(use))
	h.Write([]byte{0})
	h.Write(name)
	return h.Sum(nil)
}

// Cookie gives the value of the cookie of a log-in in a browser. It is no refresh token, nor the other way round.
func (s Secret) Cookie(family models.RecordID) string {
	return base64.RawURLEncoding.EncodeToString(append(family[:], s.mac("beplua-cookie", family[:])...))
}

// ParseCookie reads a cookie's value. It fails with CodeUnauthorized.
func (s Secret) ParseCookie(text string) (models.RecordID, error) {
	var family models.RecordID
	bad := models.Errorf(models.CodeUnauthorized, "no valid cookie")
	if len(text) != base64.RawURLEncoding.EncodedLen(len(family)+sha256.Size) {
		return family, bad
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil {
		return family, bad
	}
	copy(family[:], raw)
	if !hmac.Equal(s.mac("beplua-cookie", family[:]), raw[len(family):]) {
		return models.RecordID{}, bad
	}
	return family, nil
}
