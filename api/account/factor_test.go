package account_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/account/accounttest"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// proven is an officer with a second factor.
type proven struct {
	*accounttest.World
	*testing.T
	user     models.RecordID
	secret   []byte
	recovery []string
}

func (p *proven) try(code string) account.Attempt {
	return account.Attempt{Login: "canbo", Password: goodPassword, Code: code, Address: "192.0.2.1"}
}

// code is what the authenticator shows now.
func (p *proven) code() string { return token.FactorCode(p.secret, p.Clock.Now()) }

func (p *proven) session() *account.Session {
	p.Helper()
	in, err := p.Login(p.Context(), p.try(""))
	if err != nil {
		p.Fatal(err)
	}
	claims, err := p.Issuer.Verify(in.Tokens.Access, token.Console)
	if err != nil {
		p.Fatal(err)
	}
	s, err := p.Session(p.Context(), claims)
	if err != nil {
		p.Fatal(err)
	}
	return s
}

func newProven(t *testing.T) *proven {
	t.Helper()
	p := &proven{World: newWorld(t), T: t}
	p.user = p.Must(t, officer("canbo", models.RoleProvince), goodPassword).ID
	s := p.session()
	var err error
	if p.secret, err = p.BeginFactor(t.Context(), p.try("")); err != nil {
		t.Fatal(err)
	}
	p.session() // begun is not yet confirmed: nothing is asked for
	if _, err = p.ConfirmFactor(t.Context(), s, "000000"); models.CodeOf(err) != models.CodeFactor {
		t.Fatalf("confirmed by a guess: %v", err)
	}
	if p.recovery, err = p.ConfirmFactor(t.Context(), s, p.code()); err != nil || len(p.recovery) != 8 {
		t.Fatalf("%d recovery codes, %v", len(p.recovery), err)
	}
	return p
}

func (p *proven) wantLogin(code models.Code, try account.Attempt) {
	p.Helper()
	if _, err := p.Login(p.Context(), try); models.CodeOf(err) != code {
		p.Errorf("logging in with %q: %v, want %q", try.Code, err, code)
	}
}

func TestFactorIsAskedForAndGoodOnce(t *testing.T) {
	p := newProven(t)
	p.wantLogin(models.CodeFactor, p.try(p.code())) // it confirmed the factor: it is used
	p.Clock.Pass(token.FactorStep)
	p.wantLogin(models.CodeFactor, p.try(""))
	wrong := p.try(p.code())
	wrong.Password = "khong phai day"
	p.wantLogin(models.CodeUnauthorized, wrong)
	p.wantLogin("", p.try(p.code()))
	p.wantLogin(models.CodeFactor, p.try(p.code()))
	p.Clock.Pass(time.Minute)
	if _, err := p.OpenCookie(t.Context(), p.try("")); models.CodeOf(err) != models.CodeFactor {
		t.Errorf("a cookie without the factor: %v", err)
	}
	if _, err := p.OpenCookie(t.Context(), p.try(p.code())); err != nil {
		t.Error(err)
	}
	if err := p.ChangePassword(t.Context(), p.try(""), "suối nhỏ sau nhà"); models.CodeOf(err) != models.CodeFactor {
		t.Errorf("another password without the factor: %v", err)
	}
}

func TestRecoveryCodesAreGoodOnceEach(t *testing.T) {
	p := newProven(t)
	for _, code := range p.recovery[:2] {
		p.wantLogin("", p.try(strings.ToLower(code)))
		p.wantLogin(models.CodeFactor, p.try(code))
	}
	body, err := p.Documents.Get(t.Context(), "factor", p.user.String())
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range append(p.recovery, token.FactorText(p.secret), strings.ReplaceAll(p.recovery[3], "-", "")) {
		if strings.Contains(string(body.Body), secret) {
			t.Errorf("%s is stored", secret)
		}
	}
}

// Six digits are soon guessed: a right password forgives no wrong code, with or without asking first.
func TestGuessingCodesIsThrottled(t *testing.T) {
	p := newProven(t)
	p.Clock.Pass(time.Minute)
	taken := 0
	for i := range 40 {
		p.wantLogin2(&taken, p.try(""))
		p.wantLogin2(&taken, p.try(fmt.Sprintf("%06d", i)))
	}
	if taken > 5 {
		t.Errorf("%d codes were looked at at once", taken)
	}
	p.Clock.Pass(40 * time.Second)
	p.wantLogin("", p.try(p.code()))
}

// wantLogin2 counts the codes that were looked at; nothing may get in.
func (p *proven) wantLogin2(taken *int, try account.Attempt) {
	p.Helper()
	_, err := p.Login(p.Context(), try)
	switch code := models.CodeOf(err); {
	case code == models.CodeFactor && try.Code != "":
		*taken++
	case code != models.CodeThrottled && code != models.CodeFactor:
		p.Errorf("a guess came to %v", err)
	}
}

// Who logs in by password first and is then asked for the code makes nobody wait: not himself, not his office.
func TestAskingForTheCodeIsNoFailure(t *testing.T) {
	p := newProven(t)
	for range 15 {
		p.Clock.Pass(time.Minute)
		p.wantLogin(models.CodeFactor, p.try(""))
		p.wantLogin("", p.try(p.code()))
	}
}

func TestConfirmingEndsOtherLogIns(t *testing.T) {
	p := &proven{World: newWorld(t), T: t}
	p.Must(t, officer("canbo", models.RoleProvince), goodPassword)
	other, err := p.OpenCookie(t.Context(), p.try(""))
	if err != nil {
		t.Fatal(err)
	}
	s := p.session()
	if p.secret, err = p.BeginFactor(t.Context(), p.try("")); err != nil {
		t.Fatal(err)
	}
	if _, err = p.ConfirmFactor(t.Context(), s, p.code()); err != nil {
		t.Fatal(err)
	}
	if _, err = p.CookieSession(t.Context(), other.Cookie); models.CodeOf(err) != models.CodeUnauthorized {
		t.Errorf("a log-in by password alone goes on: %v", err)
	}
	if _, err = p.Session(t.Context(), token.Claims{Audience: token.Console, User: s.User.ID, Family: s.Family}); err != nil {
		t.Errorf("the log-in that confirmed is over: %v", err)
	}
}

func TestFactorIsTakenAway(t *testing.T) {
	p := newProven(t)
	if _, err := p.BeginFactor(t.Context(), p.try(p.recovery[7])); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("a second one was begun: %v", err)
	}
	if err := p.RemoveFactor(t.Context(), p.try("")); models.CodeOf(err) != models.CodeFactor {
		t.Errorf("taken away without it: %v", err)
	}
	if err := p.RemoveFactor(t.Context(), p.try(p.recovery[0])); err != nil {
		t.Error(err)
	}
	p.wantLogin("", p.try(""))
	if err := p.LoseFactor(t.Context(), "canbo"); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("there was none to lose: %v", err)
	}

	p = newProven(t)
	in, err := p.OpenCookie(t.Context(), p.try(p.recovery[0]))
	if err != nil {
		t.Fatal(err)
	}
	if err = p.LoseFactor(t.Context(), "canbo"); err != nil {
		t.Error(err)
	}
	if _, err = p.CookieSession(t.Context(), in.Cookie); models.CodeOf(err) != models.CodeUnauthorized {
		t.Errorf("a log-in goes on although its factor was lost: %v", err)
	}
	p.wantLogin("", p.try(""))
}
