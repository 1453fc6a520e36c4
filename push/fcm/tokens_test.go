package fcm_test

import (
	"strings"
	"testing"

	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/push/fcm"
	"github.com/beplua/beplua/push/fcm/fcmtest"
)

// TestTokenIsShared: many sends need one access token.
func TestTokenIsShared(t *testing.T) {
	carrier, sender := dial(t, fcmtest.Faults{})
	for range 3 {
		warm(t, sender)
	}
	if n := carrier.TokensGiven(); n != 1 {
		t.Errorf("%d access tokens", n)
	}
}

// TestTokenExpires: a token that the carrier refuses costs one try, not all until its hour is over.
func TestTokenExpires(t *testing.T) {
	carrier, sender := dial(t, fcmtest.Faults{})
	warm(t, sender)
	carrier.ExpireTokens()
	if got := sender.Send(t.Context(), reminder("a")); got.Outcome != push.OutcomeRetry || got.Code != "401" {
		t.Errorf("got %s %q: %v", got.Outcome, got.Code, got.Err)
	}
	if got := sender.Send(t.Context(), reminder("a")); got.Outcome != push.OutcomeSent {
		t.Errorf("got %s %q: %v", got.Outcome, got.Code, got.Err)
	}
	if n := carrier.TokensGiven(); n != 2 {
		t.Errorf("%d access tokens", n)
	}
}

// TestNoToken: without an access token the carrier is not asked, and nothing was taken.
func TestNoToken(t *testing.T) {
	carrier, sender := dial(t, fcmtest.Faults{})
	carrier.RefuseTokens(1)
	got := sender.Send(t.Context(), reminder("a"))
	if got.Outcome != push.OutcomeRetry || got.Code != "credentials" || carrier.Requests() != 0 {
		t.Errorf("got %s %q: %v, %d requests", got.Outcome, got.Code, got.Err, carrier.Requests())
	}
	warm(t, sender)
}

// TestSettings: what cannot work is told at the start.
func TestSettings(t *testing.T) {
	// The SDK would take this project from the machine.
	t.Setenv("GOOGLE_CLOUD_PROJECT", "another")
	carrier, _ := dial(t, fcmtest.Faults{})
	account, err := carrier.Account()
	if err != nil {
		t.Fatal(err)
	}
	for name, wrong := range map[string]string{
		"nothing":        "",
		"not JSON":       "-----BEGIN",
		"another kind":   `{"type":"authorized_user","client_id":"a","client_secret":"b","refresh_token":"c"}`,
		"without a key":  `{"type":"service_account","project_id":"p","client_email":"a@b.invalid","private_key":""}`,
		"without a name": strings.Replace(string(account), `"project_id":"`+fcmtest.Project+`",`, "", 1),
	} {
		if _, err := fcm.New(t.Context(), fcm.Settings{Account: []byte(wrong), Now: now}); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
