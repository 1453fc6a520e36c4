package token_test

import (
	"crypto/ed25519"
	"encoding/base64"
	mathrand "math/rand/v2"
	"testing"
	"time"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

const issuerName = "beplua-test"

var (
	testUser   = models.MustRecordID("01900000-0000-7000-8000-000000000001")
	testDevice = models.MustRecordID("01900000-0000-7000-8000-000000000002")
	testFamily = models.MustRecordID("01900000-0000-7000-8000-000000000003")
)

// clock is a time that tests move.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func newClock() *clock { return &clock{time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)} }

// seeded gives bytes that are the same in every run.
func seeded(seed byte) *mathrand.ChaCha8 { return mathrand.NewChaCha8([32]byte{seed}) }

func newKey(t *testing.T, seed byte) token.Key {
	t.Helper()
	var raw [32]byte
	raw[0] = seed
	return token.KeyOf(ed25519.NewKeyFromSeed(raw[:]))
}

func newIssuer(t *testing.T, c *clock, keys ...token.Key) *token.Issuer {
	t.Helper()
	set, err := token.NewKeys(keys[0], keys[1:]...)
	if err != nil {
		t.Fatal(err)
	}
	return token.NewIssuer(issuerName, set, c.now)
}

func phoneClaims() token.Claims {
	return token.Claims{ID: "t1", Audience: token.Sync, User: testUser, Device: testDevice, Family: testFamily}
}

func issue(t *testing.T, i *token.Issuer, c token.Claims) string {
	t.Helper()
	text, _, err := i.Issue(c)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestVerifyGivesWhatWasIssued(t *testing.T) {
	c := newClock()
	i := newIssuer(t, c, newKey(t, 1))
	text, expires, err := i.Issue(phoneClaims())
	if err != nil {
		t.Fatal(err)
	}
	got, err := i.Verify(text, token.Console, token.Sync)
	if err != nil {
		t.Fatal(err)
	}
	want := phoneClaims()
	want.Expires = c.at.Add(token.AccessLife)
	if got.Expires = got.Expires.UTC(); got != want || !expires.Equal(want.Expires) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestAudiencesAreApart(t *testing.T) {
	c := newClock()
	i := newIssuer(t, c, newKey(t, 1))
	all := []token.Audience{token.Sync, token.Console}
	for _, made := range all {
		claims := phoneClaims()
		claims.Audience = made
		if made != token.Sync {
			claims.Device = models.RecordID{}
		}
		text := issue(t, i, claims)
		for _, asked := range all {
			_, err := i.Verify(text, asked)
			if (err == nil) != (made == asked) {
				t.Errorf("a token for %s, asked for %s: %v", made, asked, err)
			}
		}
	}
}

func TestRetiringKeyStillVerifies(t *testing.T) {
	c := newClock()
	before, after := newKey(t, 1), newKey(t, 2)
	text := issue(t, newIssuer(t, c, before), phoneClaims())
	if _, err := newIssuer(t, c, after, before).Verify(text, token.Sync); err != nil {
		t.Errorf("with two live keys: %v", err)
	}
	if _, err := newIssuer(t, c, after).Verify(text, token.Sync); models.CodeOf(err) != models.CodeUnauthorized {
		t.Errorf("after the old key was taken out: %v", err)
	}
}

func TestTokenExpires(t *testing.T) {
	c := newClock()
	i := newIssuer(t, c, newKey(t, 1))
	v := token.NewVerifier(i)
	text := issue(t, i, phoneClaims())
	for _, step := range []struct {
		after time.Duration
		ok    bool
	}{{0, true}, {token.AccessLife + token.Leeway - time.Second, true}, {token.AccessLife + token.Leeway + time.Second, false}} {
		c.at = newClock().at.Add(step.after)
		_, plain := i.Verify(text, token.Sync)
		_, cached := v.Verify(text, token.Sync)
		if (plain == nil) != step.ok || (cached == nil) != step.ok {
			t.Errorf("after %v: plain %v, cached %v", step.after, plain, cached)
		}
	}
}

func TestCacheKeepsAudiencesApart(t *testing.T) {
	i := newIssuer(t, newClock(), newKey(t, 1))
	v := token.NewVerifier(i)
	text := issue(t, i, phoneClaims())
	if _, err := v.Verify(text, token.Sync); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Verify(text, token.Console); models.CodeOf(err) != models.CodeUnauthorized {
		t.Errorf("a remembered sync token opened the console: %v", err)
	}
}

// forge makes a token by hand, signed by whatever sign does.
func forge(header, claims string, sign func(text []byte) []byte) string {
	text := b64([]byte(header)) + "." + b64([]byte(claims))
	return text + "." + b64(sign([]byte(text)))
}

func b64(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }
