package token

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"io"

	"github.com/beplua/beplua/models"
)

// Key signs access tokens. ID stands in the tokens' "kid".
type Key struct {
	ID      string // 1 to 32 of [A-Za-z0-9_-]
	Private ed25519.PrivateKey
}

// NewKey makes a key of 32 random bytes. Its id is derived from the public half, so that it needs no registry.
func NewKey(random io.Reader) (Key, error) {
	_, private, err := ed25519.GenerateKey(random)
	if err != nil {
		return Key{}, err
	}
	return KeyOf(private), nil
}

// KeyOf names a private key by its public half.
func KeyOf(private ed25519.PrivateKey) Key {
	return Key{ID: Fingerprint(private.Public().(ed25519.PublicKey))[:12], Private: private} //nolint:forcetypeassert // by contract of crypto/ed25519
}

// Fingerprint names a public key: base64url of the first 16 bytes of its SHA-256. It stands in the enrolment QR, so that a
// phone knows which server it talks to.
func Fingerprint(public ed25519.PublicKey) string {
	sum := sha256.Sum256(public)
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}

// Keys is the set of keys that live at one moment: the first signs, all verify. While a key is being replaced there are
// two of them, for at least AccessLife.
type Keys struct {
	signing Key
	public  map[string]ed25519.PublicKey
}

// NewKeys makes the set. It fails with CodeInvalid on a key that is none, or on two of one id.
func NewKeys(signing Key, retiring ...Key) (Keys, error) {
	set := Keys{signing: signing, public: map[string]ed25519.PublicKey{}}
	for _, key := range append([]Key{signing}, retiring...) {
		if len(key.Private) != ed25519.PrivateKeySize || key.ID == "" || len(key.ID) > 32 {
			return Keys{}, models.Errorf(models.CodeInvalid, "not an Ed25519 key with an id")
		}
		if _, twice := set.public[key.ID]; twice {
			return Keys{}, models.Errorf(models.CodeInvalid, "two keys have one id")
		}
		set.public[key.ID] = key.Private.Public().(ed25519.PublicKey) //nolint:forcetypeassert // by contract of crypto/ed25519
	}
	return set, nil
}
