package token

import (
	"crypto/sha256"
	"sync"
)

// CacheMax bounds the tokens that a Verifier remembers: two generations of so many.
const CacheMax = 8192

// Verifier remembers tokens that were found good until they expire: an Ed25519 verification costs more than the rest of a
// request's overhead. It remembers hashes only, so that memory holds no token.
type Verifier struct {
	issuer *Issuer
	mu     sync.Mutex
	fresh  map[[sha256.Size]byte]Claims
	stale  map[[sha256.Size]byte]Claims
}

// NewVerifier makes a Verifier over an issuer.
func NewVerifier(issuer *Issuer) *Verifier {
	return &Verifier{issuer: issuer, fresh: map[[sha256.Size]byte]Claims{}}
}

// Verify is Issuer.Verify, remembered.
func (v *Verifier) Verify(text string, audiences ...Audience) (Claims, error) {
	if len(text) > TextMax {
		return Claims{}, refused()
	}
	sum := sha256.Sum256([]byte(text))
	if c, ok := v.remembered(sum); ok {
		if !v.issuer.now().Before(c.Expires.Add(Leeway)) || !isOneOf(c.Audience, audiences) {
			return Claims{}, refused()
		}
		return c, nil
	}
	c, err := v.issuer.Verify(text, audiences...)
	if err != nil {
		return Claims{}, err
	}
	v.remember(sum, c)
	return c, nil
}

func (v *Verifier) remembered(sum [sha256.Size]byte) (Claims, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	c, ok := v.fresh[sum]
	if !ok {
		if c, ok = v.stale[sum]; ok {
			v.put(sum, c)
		}
	}
	return c, ok
}

func (v *Verifier) remember(sum [sha256.Size]byte, c Claims) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.put(sum, c)
}

// put forgets the older half at once when full: no list to keep in order, and a token in use moves to the fresh half.
func (v *Verifier) put(sum [sha256.Size]byte, c Claims) {
	if len(v.fresh) >= CacheMax {
		v.stale, v.fresh = v.fresh, make(map[[sha256.Size]byte]Claims, CacheMax)
	}
	v.fresh[sum] = c
}

func isOneOf(audience Audience, audiences []Audience) bool {
	for _, a := range audiences {
		if a == audience {
			return true
		}
	}
	return false
}
