package token_test

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"strings"
	"testing"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// The attack tokens of reliability.md §3.1, and those of our own headers. The first row is genuine: it shows that the
// forge would be believed if it had the key.
func TestAttackTokens(t *testing.T) {
	c := newClock()
	key := newKey(t, 1)
	i := newIssuer(t, c, key)
	now := c.at.Unix()
	good := fmt.Sprintf(`{"iss":%q,"sub":%q,"aud":"sync","jti":"x","iat":%d,"exp":%d,"did":%q,"fam":%q}`,
		issuerName, testUser, now, now+600, testDevice, testFamily)
	header := fmt.Sprintf(`{"alg":"EdDSA","kid":%q,"typ":"beplua-sync+jwt"}`, key.ID)
	ours := func(text []byte) []byte { return ed25519.Sign(key.Private, text) }
	hs256 := func(secret []byte) func([]byte) []byte {
		return func(text []byte) []byte {
			h := hmac.New(sha256.New, secret)
			h.Write(text)
			return h.Sum(nil)
		}
	}
	none := func([]byte) []byte { return nil }
	public := key.Private.Public().(ed25519.PublicKey)
	swap := func(text, old, with string) string {
		if !strings.Contains(text, old) {
			t.Fatalf("%q is not in %s", old, text)
		}
		return strings.Replace(text, old, with, 1)
	}
	genuine := forge(header, good, ours)
	exp := fmt.Sprintf(`"exp":%d`, now+600)

	attacks := []struct{ name, text string }{
		{"alg none", forge(swap(header, "EdDSA", "none"), good, none)},
		{"alg none, signature kept", forge(swap(header, "EdDSA", "none"), good, ours)},
		{"HS256 with the Ed25519 public key", forge(swap(header, "EdDSA", "HS256"), good, hs256(public))},
		{"RSA public PEM as HMAC key", forge(swap(header, "EdDSA", "HS256"), good, hs256(rsaPEM(t)))},
		{"unknown kid", forge(swap(header, key.ID, "other"), good, ours)},
		{"kid with a path", forge(swap(header, key.ID, "../"+key.ID), good, ours)},
		{"no kid", forge(swap(header, fmt.Sprintf(`"kid":%q,`, key.ID), ""), good, ours)},
		{"exp as text", forge(header, swap(good, exp, fmt.Sprintf(`"exp":"%d"`, now+600)), ours)},
		{"no exp", forge(header, swap(good, ","+exp, ""), ours)},
		{"wrong aud", forge(header, swap(good, `"aud":"sync"`, `"aud":"console"`), ours)},
		{"no aud", forge(header, swap(good, `"aud":"sync",`, ""), ours)},
		{"two auds", forge(header, swap(good, `"aud":"sync"`, `"aud":["sync","console"]`), ours)},
		{"wrong iss", forge(header, swap(good, issuerName, "other"), ours)},
		{"no iss", forge(header, swap(good, fmt.Sprintf(`"iss":%q,`, issuerName), ""), ours)},
		{"iat an hour ahead", forge(header, swap(good, fmt.Sprintf(`"iat":%d`, now), fmt.Sprintf(`"iat":%d`, now+3600)), ours)},
		{"expired", forge(header, swap(good, exp, fmt.Sprintf(`"exp":%d`, now-600)), ours)},
		{"last character of the signature", lastCharacter(genuine)},
		{"header of 5 MB", forge(swap(header, key.ID, strings.Repeat("k", 5<<20)), good, ours)},
		{"5 million dots", strings.Repeat(".", 5_000_000)},
		{"another's key", forge(header, good, func(text []byte) []byte { return ed25519.Sign(newKey(t, 9).Private, text) })},
		{"no typ", forge(swap(header, `,"typ":"beplua-sync+jwt"`, ""), good, ours)},
		{"typ of another audience", forge(swap(header, "beplua-sync", "beplua-console"), good, ours)},
		{"jku beside our kid", forge(swap(header, `{"alg"`, `{"jku":"https://evil.example/","alg"`), good, ours)},
		{"crit", forge(swap(header, `{"alg"`, `{"crit":["b64"],"alg"`), good, ours)},
		{"no device", forge(header, swap(good, fmt.Sprintf(`"did":%q,`, testDevice), ""), ours)},
		{"subject that is no id", forge(header, swap(good, testUser.String(), "admin"), ours)},
		{"no jti", forge(header, swap(good, `"jti":"x",`, ""), ours)},
		{"empty", ""},
	}
	if _, err := i.Verify(genuine, token.Sync); err != nil {
		t.Fatalf("the genuine token: %v", err)
	}
	for _, attack := range attacks {
		for name, verify := range map[string]func(string, ...token.Audience) (token.Claims, error){
			"plain": i.Verify, "cached": token.NewVerifier(i).Verify,
		} {
			claims, err := verify(attack.text, token.Sync)
			if models.CodeOf(err) != models.CodeUnauthorized || claims != (token.Claims{}) {
				t.Errorf("%s (%s): got %+v, %v", attack.name, name, claims, err)
			}
		}
	}
}

// lastCharacter changes bits that strict base64 must find to be zero: the decoded signature stays the same.
func lastCharacter(text string) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	last := strings.IndexByte(alphabet, text[len(text)-1])
	return text[:len(text)-1] + string(alphabet[last^1])
}

func rsaPEM(t *testing.T) []byte {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
}
