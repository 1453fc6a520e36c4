package account_test

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/account/accounttest"
	"github.com/beplua/beplua/models"
)

const goodPassword = "cầu-Lai 3 nhịp"

func officer(login string, role models.Role) models.User {
	u := models.User{Name: "Vàng A Thử", Login: login, Grants: []models.Grant{{Role: role}}}
	if role == models.RoleCommune {
		u.Grants[0].Unit = communeUnit
	}
	return u
}

func TestLogin(t *testing.T) {
	w := newWorld(t)
	u := w.Must(t, officer("canbo.tinh", models.RoleProvince), goodPassword)
	w.Must(t, officer("khoa", models.RoleProvince), goodPassword)
	off, err := w.User(t.Context(), w.Must(t, officer("nghi", models.RoleProvince), goodPassword).ID)
	if err != nil {
		t.Fatal(err)
	}
	off.Disabled = true
	if _, err = w.UpdateUser(t.Context(), off.User, off.Rev); err != nil {
		t.Fatal(err)
	}
	got, err := w.Login(t.Context(), account.Attempt{Login: " Canbo.Tinh ", Password: goodPassword, Address: "192.0.2.1"})
	if err != nil || got.User.ID != u.ID || got.Tokens.Access == "" || got.Tokens.Refresh == "" {
		t.Fatalf("got %+v, %v", got, err)
	}
	texts := map[string]bool{}
	for name, try := range map[string][2]string{
		"wrong password": {"canbo.tinh", "cầu-Lai 3 nhíp"}, "unknown name": {"canbo.xa", goodPassword}, "disabled": {"nghi", goodPassword},
		"no password": {"canbo.tinh", ""}, "too long": {strings.Repeat("x", 5000), goodPassword},
	} {
		_, err := w.Login(t.Context(), account.Attempt{Login: try[0], Password: try[1], Address: "192.0.2.1"})
		if models.CodeOf(err) != models.CodeUnauthorized {
			t.Errorf("%s: %v", name, err)
			continue
		}
		texts[err.Error()] = true
	}
	if len(texts) != 1 {
		t.Errorf("the text tells what was wrong: %v", texts)
	}
}

// An unknown name must take as long as a wrong password: without the hash it would be a thousand times quicker.
func TestUnknownNameTakesAHash(t *testing.T) {
	w := newWorld(t)
	w.Must(t, officer("canbo", models.RoleProvince), goodPassword)
	spend := func(login string) time.Duration {
		least := time.Hour
		for range 3 {
			start := time.Now()
			if _, err := w.Login(t.Context(), account.Attempt{Login: login, Password: "khong phai day", Address: "192.0.2.1"}); models.CodeOf(err) != models.CodeUnauthorized {
				t.Fatal(err)
			}
			least = min(least, time.Since(start))
		}
		return least
	}
	if known, unknown := spend("canbo"), spend("aidaykhong"); unknown < known/3 {
		t.Errorf("a known name takes %v, an unknown one %v", known, unknown)
	}
}

func TestFailuresAreThrottled(t *testing.T) {
	w := newWorld(t)
	w.Must(t, officer("canbo", models.RoleProvince), goodPassword)
	fail := func(login, address string) error {
		_, err := w.Login(t.Context(), account.Attempt{Login: login, Password: "khong phai day", Address: address})
		return err
	}
	refused := 0
	for i := range 30 {
		if models.CodeOf(fail("canbo", fmt.Sprintf("192.0.2.%d", i))) == models.CodeThrottled {
			refused++
		}
	}
	if refused < 25 {
		t.Errorf("30 wrong passwords at once, from 30 addresses: only %d were refused", refused)
	}
	_, err := w.Login(t.Context(), account.Attempt{Login: "canbo", Password: goodPassword, Address: "192.0.2.200"})
	var e *models.Error
	if !errors.As(err, &e) || e.Code != models.CodeThrottled {
		t.Fatalf("right behind: %v", err)
	}
	wait, err := strconv.Atoi(e.Details["retryAfter"])
	if err != nil || wait < 1 || wait > 36 {
		t.Fatalf("told to wait %q seconds", e.Details["retryAfter"])
	}
	// Nobody is locked out for good by a stranger.
	w.Clock.Pass(time.Duration(wait) * time.Second)
	if _, err = w.Login(t.Context(), account.Attempt{Login: "canbo", Password: goodPassword, Address: "192.0.2.200"}); err != nil {
		t.Errorf("after the wait: %v", err)
	}
}

func TestFailuresPerAccountAndHour(t *testing.T) {
	w := newWorld(t)
	w.Must(t, officer("canbo", models.RoleProvince), goodPassword)
	tried := 0
	for second := range 3600 {
		w.Clock.Pass(time.Second)
		_, err := w.Login(t.Context(), account.Attempt{Login: "canbo", Password: "x", Address: fmt.Sprintf("10.0.%d.%d", second/250, second%250)})
		if models.CodeOf(err) != models.CodeThrottled {
			tried++
		}
	}
	if tried > 110 || tried < 20 {
		t.Errorf("one account could be tried %d times in an hour", tried)
	}
}

func TestOneAddressIsThrottledOverManyAccounts(t *testing.T) {
	w := newWorld(t)
	tried := 0
	for i := range 40 {
		// Two addresses of one IPv6 network are one attacker.
		_, err := w.Login(t.Context(), account.Attempt{Login: fmt.Sprintf("ten%d", i), Password: "khong phai day", Address: fmt.Sprintf("2001:db8:1:2::%d", i)})
		if models.CodeOf(err) != models.CodeThrottled {
			tried++
		}
	}
	if tried > 12 {
		t.Errorf("one network could try %d accounts", tried)
	}
}

func TestPasswords(t *testing.T) {
	w := newWorld(t)
	u := w.Must(t, officer("canbo.phongtho", models.RoleProvince), goodPassword)
	for _, bad := range []string{
		"ngắn7kt", "12345678", "matkhau123", "Matkhau@2026", "anhyeuem1", "P@ssw0rd!", "aaaaaaaa", "abcabcabc", "qwertyuiop", "9876543210",
		"canbo.phongtho1", "laichau2026", "mật khẩu 2026", "football99", "zaq12wsx", "19/05/1890", strings.Repeat("x1Y", 100), "\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8",
	} {
		if err := w.SetPassword(t.Context(), u.ID, bad); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
	for _, good := range []string{"nương ngô sau mưa", "x9!kTq2z", "Bảy con suối nhỏ"} {
		if err := w.SetPassword(t.Context(), u.ID, good); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
	if d, err := w.Memory.Get(t.Context(), "password", u.ID.String()); err != nil || !strings.Contains(string(d.Body), "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("stored as %s, %v", d.Body, err)
	}
}

func TestPasswordChangeEndsLogins(t *testing.T) {
	w := newWorld(t)
	u := w.Must(t, officer("canbo", models.RoleProvince), goodPassword)
	in, err := w.Login(t.Context(), account.Attempt{Login: "canbo", Password: goodPassword, Address: "192.0.2.1"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = sessionOf(t, w, in.Tokens); err != nil {
		t.Fatal(err)
	}
	if err = w.SetPassword(t.Context(), u.ID, "một câu khác hẳn"); err != nil {
		t.Fatal(err)
	}
	if _, err = sessionOf(t, w, in.Tokens); models.CodeOf(err) != models.CodeUnauthorized {
		t.Errorf("the old log-in: %v", err)
	}
}

func TestOldHashIsRenewedAtLogin(t *testing.T) {
	w := newWorld(t)
	u := w.Must(t, officer("canbo", models.RoleProvince), goodPassword)
	// argon2id with m=8192, t=1 of the password "mot mat khau cu".
	d, err := w.Memory.Get(t.Context(), "password", u.ID.String())
	if err != nil {
		t.Fatal(err)
	}
	d.Body = []byte(fmt.Sprintf(`{"user":%q,"hash":%q}`, u.ID, oldHash("mot mat khau cu")))
	if err = w.Memory.Put(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	if _, err = w.Login(t.Context(), account.Attempt{Login: "canbo", Password: "mot mat khau cu", Address: "192.0.2.1"}); err != nil {
		t.Fatal(err)
	}
	if d, err = w.Memory.Get(t.Context(), "password", u.ID.String()); err != nil || !strings.Contains(string(d.Body), "m=19456") {
		t.Errorf("stored as %s, %v", d.Body, err)
	}
}

func TestCookie(t *testing.T) {
	w := newWorld(t)
	w.Must(t, officer("canbo", models.RoleProvince), goodPassword)
	in, err := w.OpenCookie(t.Context(), account.Attempt{Login: "canbo", Password: goodPassword, Address: "192.0.2.1"})
	if err != nil || in.Tokens != (account.Tokens{}) {
		t.Fatalf("got %+v, %v", in, err)
	}
	s, err := w.CookieSession(t.Context(), in.Cookie)
	if err != nil || s.User.Login != "canbo" {
		t.Fatalf("got %+v, %v", s, err)
	}
	for i := range 30 { // used every quarter of an hour: idle never, over after twelve hours
		w.Clock.Pass(15 * time.Minute)
		if _, err = w.CookieSession(t.Context(), in.Cookie); err != nil {
			t.Fatalf("after %d quarters: %v", i+1, err)
		}
	}
	w.Clock.Pass(5 * time.Hour)
	if _, err = w.CookieSession(t.Context(), in.Cookie); models.CodeOf(err) != models.CodeUnauthorized {
		t.Errorf("idle for five hours: %v", err)
	}
	for _, bad := range []string{"", "x", in.Cookie + "A", strings.ToUpper(in.Cookie)} {
		if _, err = w.CookieSession(t.Context(), bad); models.CodeOf(err) != models.CodeUnauthorized {
			t.Errorf("cookie %q: %v", bad, err)
		}
	}
}

func TestLogout(t *testing.T) {
	w := newWorld(t)
	w.Must(t, officer("canbo", models.RoleProvince), goodPassword)
	in, err := w.OpenCookie(t.Context(), account.Attempt{Login: "canbo", Password: goodPassword, Address: "192.0.2.1"})
	if err != nil {
		t.Fatal(err)
	}
	s, err := w.CookieSession(t.Context(), in.Cookie)
	if err != nil {
		t.Fatal(err)
	}
	if err = w.Logout(t.Context(), s.Family); err != nil {
		t.Fatal(err)
	}
	if _, err = w.CookieSession(t.Context(), in.Cookie); models.CodeOf(err) != models.CodeUnauthorized {
		t.Errorf("after logging out: %v", err)
	}
}

func sessionOf(t *testing.T, w *accounttest.World, tokens account.Tokens) (*account.Session, error) {
	t.Helper()
	claims, err := w.Issuer.Verify(tokens.Access, "sync", "console")
	if err != nil {
		t.Fatal(err)
	}
	return w.Session(t.Context(), claims)
}
