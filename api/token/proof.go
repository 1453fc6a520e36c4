package token

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"github.com/beplua/beplua/models"
)

// ProofWindow is how far the moment in a signed request may be from ours. A phone with a wrong clock adds the offset
// it learnt; one that has learnt none is told our time with the refusal, and signs again.
const ProofWindow = 5 * time.Minute

// Proof is a phone's signature under a request, made with the key of its enrolment: a stolen refresh token alone is
// worth nothing. No challenge is fetched first: on a 2G link that would be a second of waiting.
type Proof struct {
	Method    string
	Path      string
	At        time.Time // by the server's clock, as far as the phone knows it; to the second
	Token     string    // the refresh token; its hash is signed
	Signature []byte
}

// proofText is four lines and the use: "beplua-proof-1", method, path, RFC 3339 time, base64url SHA-256 of the token.
func (p Proof) text() []byte {
	sum := sha256.Sum256([]byte(p.Token))
	return []byte("beplua-proof-1\n" + p.Method + "\n" + p.Path + "\n" + p.At.UTC().Format(time.RFC3339) + "\n" +
		base64.RawURLEncoding.EncodeToString(sum[:]))
}

// Sign gives the proof with its signature: what a phone does.
func (p Proof) Sign(key ed25519.PrivateKey) Proof {
	p.Signature = ed25519.Sign(key, p.text())
	return p
}

// Check fails with CodeUnauthorized. Details["reason"] is "clock", with our time in Details["now"], when only the moment is
// wrong; "proof" otherwise.
func (p Proof) Check(key ed25519.PublicKey, now time.Time) error {
	if len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, p.text(), p.Signature) {
		bad := models.Errorf(models.CodeUnauthorized, "the request is not signed by the phone's key")
		bad.Details = map[string]string{"reason": "proof"}
		return bad
	}
	if off := now.Sub(p.At); off > ProofWindow || off < -ProofWindow {
		bad := models.Errorf(models.CodeUnauthorized, "the signed moment is too far from the server's")
		bad.Details = map[string]string{"reason": "clock", "now": now.UTC().Format(time.RFC3339)}
		return bad
	}
	return nil
}

// enrolText is what a phone signs when it redeems a code: so that a code seen on the wire cannot bind another key.
func enrolText(code string) []byte { return []byte("beplua-enrol-1\n" + NormalCode(code)) }

// SignEnrolment is what a phone sends beside a code and its public key.
func SignEnrolment(key ed25519.PrivateKey, code string) []byte {
	return ed25519.Sign(key, enrolText(code))
}

// CheckEnrolment says whether the key's owner signed the code.
func CheckEnrolment(key ed25519.PublicKey, code string, signature []byte) bool {
	return len(key) == ed25519.PublicKeySize && ed25519.Verify(key, enrolText(code), signature)
}
