package token_test

import (
	"crypto/ed25519"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

func TestProof(t *testing.T) {
	now := newClock().at
	key := newKey(t, 5).Private
	public := key.Public().(ed25519.PublicKey)
	made := token.Proof{Method: "POST", Path: "/api/v1/token/refresh", At: now, Token: "abc"}.Sign(key)
	for _, story := range []struct {
		name   string
		change func(p *token.Proof)
		after  time.Duration
		reason string
	}{
		{"as made", func(*token.Proof) {}, 0, ""},
		{"five minutes later", func(*token.Proof) {}, token.ProofWindow, ""},
		{"replayed after the window", func(*token.Proof) {}, token.ProofWindow + time.Second, "clock"},
		{"from the future", func(*token.Proof) {}, -token.ProofWindow - time.Second, "clock"},
		{"another path", func(p *token.Proof) { p.Path = "/api/v1/sync" }, 0, "proof"},
		{"another method", func(p *token.Proof) { p.Method = "GET" }, 0, "proof"},
		{"another token", func(p *token.Proof) { p.Token = "abd" }, 0, "proof"},
		{"another time", func(p *token.Proof) { p.At = p.At.Add(time.Second) }, 0, "proof"},
		{"no signature", func(p *token.Proof) { p.Signature = nil }, 0, "proof"},
	} {
		p := made
		story.change(&p)
		err := p.Check(public, now.Add(story.after))
		if story.reason == "" {
			if err != nil {
				t.Errorf("%s: %v", story.name, err)
			}
			continue
		}
		var e *models.Error
		if !errors.As(err, &e) || e.Code != models.CodeUnauthorized || e.Details["reason"] != story.reason {
			t.Errorf("%s: got %v", story.name, err)
		}
	}
	if err := made.Check(nil, now); models.CodeOf(err) != models.CodeUnauthorized {
		t.Errorf("a device without a key: %v", err)
	}
}

func TestEnrolmentSignatureBindsCodeAndKey(t *testing.T) {
	key, other := newKey(t, 5).Private, newKey(t, 6).Private
	const code = "1234-5678-9012-3456-7890"
	signature := token.SignEnrolment(key, code)
	if !token.CheckEnrolment(key.Public().(ed25519.PublicKey), strings.ReplaceAll(code, "-", " "), signature) {
		t.Error("refused its own signature, with the code typed otherwise")
	}
	if token.CheckEnrolment(other.Public().(ed25519.PublicKey), code, signature) ||
		token.CheckEnrolment(key.Public().(ed25519.PublicKey), "1234-5678-9012-3456-7891", signature) ||
		token.CheckEnrolment(nil, code, signature) {
		t.Error("took a signature for another key or code")
	}
}

func TestCodes(t *testing.T) {
	random := seeded(1)
	for form, want := range map[token.Form]int{token.PaperCode: 26, token.SpokenCode: 20} {
		seen := map[string]bool{}
		for range 200 {
			code, err := token.NewCode(form, random)
			if err != nil {
				t.Fatal(err)
			}
			if n := len(token.NormalCode(code)); n != want || seen[code] {
				t.Fatalf("%s code %q has %d characters, want %d (or came twice)", form, code, n, want)
			}
			seen[code] = true
		}
	}
	a := token.NormalCode("01ab-cdefg hjkmn–pqrst vwxyz-0o")
	b := token.NormalCode("OIAB-CDEFG-HJKMN-PQRST-VWXYZ-OO")
	if a == "" || a != b || token.CodeHash("OlAB CDEFG HJKMN PQRST VWXYZ OO") != token.CodeHash(a) {
		t.Errorf("what people do to a code was not forgiven: %q, %q", a, b)
	}
	for _, bad := range []string{"", "12", "UUUUU-UUUUU-UUUUU-UUUUU-UUUUU-U", strings.Repeat("1", 27), strings.Repeat(" ", 4000), "đđđđđđđđđđđđđđđđđđđđ"} {
		if got := token.NormalCode(bad); got != "" {
			t.Errorf("%q became %q", bad, got)
		}
	}
}

func TestNewKeys(t *testing.T) {
	key := newKey(t, 1)
	for name, keys := range map[string][]token.Key{
		"no key": {{}}, "twice the same": {key, key}, "half a key": {{ID: "x", Private: key.Private[:10]}},
	} {
		if _, err := token.NewKeys(keys[0], keys[1:]...); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	made, err := token.NewKey(seeded(3))
	if err != nil || made.ID == "" {
		t.Errorf("got %+v, %v", made, err)
	}
}

func BenchmarkVerify(b *testing.B) {
	key := token.KeyOf(ed25519.NewKeyFromSeed(make([]byte, 32)))
	keys, err := token.NewKeys(key)
	if err != nil {
		b.Fatal(err)
	}
	i := token.NewIssuer(issuerName, keys, newClock().now)
	text, _, err := i.Issue(phoneClaims())
	if err != nil {
		b.Fatal(err)
	}
	for name, verify := range map[string]func(string, ...token.Audience) (token.Claims, error){
		"plain": i.Verify, "cached": token.NewVerifier(i).Verify,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := verify(text, token.Sync); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
