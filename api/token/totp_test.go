package token_test

import (
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// The examples of RFC 6238, appendix B, for SHA-1; of their eight digits the last six.
func TestFactorCodesAreThoseOfTheRFC(t *testing.T) {
	secret := []byte("12345678901234567890")
	for seconds, want := range map[int64]string{
		59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130",
	} {
		if got := token.FactorCode(secret, time.Unix(seconds, 0)); got != want {
			t.Errorf("at %d: got %s, want %s", seconds, got, want)
		}
	}
}

func TestFactorCodeIsGoodOnceAndForAWhile(t *testing.T) {
	secret, now := []byte("12345678901234567890"), time.Unix(1111111111, 0)
	code := token.FactorCode(secret, now)
	step, ok := token.MatchFactor(secret, " "+code[:3]+" "+code[3:], now, 0)
	if !ok {
		t.Fatal("the code of this moment is refused")
	}
	if _, ok = token.MatchFactor(secret, code, now, step); ok {
		t.Error("a code was taken twice")
	}
	if _, ok = token.MatchFactor(secret, token.FactorCode(secret, now.Add(-token.FactorStep)), now, step); ok {
		t.Error("a code before the one that was used was taken")
	}
	for steps, want := range map[int]bool{-2: false, -1: true, 0: true, 1: true, 2: false} {
		at := now.Add(time.Duration(steps) * token.FactorStep)
		if _, ok := token.MatchFactor(secret, code, at, 0); ok != want {
			t.Errorf("%d steps later: taken is %v", steps, ok)
		}
	}
	for _, bad := range []string{"", code[:5], code + "0", "000000", strings.Repeat(code, 100)} {
		if _, ok := token.MatchFactor(secret, bad, now, 0); ok {
			t.Errorf("%q was taken", bad)
		}
	}
}

// What is stored of a factor is worth nothing without the server's key.
func TestFactorSecretsDependOnServerUserAndSeed(t *testing.T) {
	seed := []byte("0123456789abcdef")
	other := models.MustRecordID("0190aaaa-0000-7000-8000-0000000000ff")
	seen := map[string]bool{}
	for _, secret := range [][]byte{
		token.Secret{1}.FactorSecret(testUser, seed), token.Secret{2}.FactorSecret(testUser, seed), token.Secret{1}.FactorSecret(other, seed),
		token.Secret{1}.FactorSecret(testUser, []byte("0123456789abcdeg")),
	} {
		if len(secret) != 20 || seen[string(secret)] {
			t.Errorf("secret %x is short or came twice", secret)
		}
		seen[string(secret)] = true
	}
	code, err := token.NewRecovery(seeded(4))
	if err != nil || len(token.NormalFactor(code)) != 16 {
		t.Fatalf("recovery code %q, %v", code, err)
	}
	ours := token.Secret{1}
	if ours.RecoveryHash(testUser, code) != ours.RecoveryHash(testUser, strings.ToLower(strings.ReplaceAll(code, "-", " "))) {
		t.Error("what people do to a recovery code was not forgiven")
	}
	if ours.RecoveryHash(testUser, code) == ours.RecoveryHash(other, code) {
		t.Error("one user's recovery code is another's")
	}
	if uri := token.FactorURI("can.bo", []byte("12345678901234567890")); uri != "otpauth://totp/B%E1%BA%BFp%20L%E1%BB%ADa:can.bo?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=B%E1%BA%BFp+L%E1%BB%ADa" {
		t.Errorf("URI %s", uri)
	}
}
