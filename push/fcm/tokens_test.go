package fcm_test

import (
	"bytes"
	"context"
	"encoding/json"
	"runtime"
	"strings"
	"testing"
	"time"

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
	carrier.ScriptTokens(fcmtest.Unavailable)
	got := sender.Send(t.Context(), reminder("a"))
	if got.Outcome != push.OutcomeRetry || got.Code != "credentials" || carrier.Requests() != 0 {
		t.Errorf("got %s %q: %v, %d requests", got.Outcome, got.Code, got.Err, carrier.Requests())
	}
	warm(t, sender)
}

// TestForeignAccount: an account that Google does not know, or that asks elsewhere, gets no token; the error says why,
// without the key.
func TestForeignAccount(t *testing.T) {
	carrier, _ := dial(t, fcmtest.Faults{})
	other, _ := dial(t, fcmtest.Faults{})
	own, err := carrier.Account()
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := other.Account()
	if err != nil {
		t.Fatal(err)
	}
	here, there := []byte(tokenURL(t, own)), []byte(tokenURL(t, foreign))
	for name, c := range map[string]struct {
		account []byte
		why     string
	}{
		"a key of another": {bytes.Replace(foreign, there, here, 1), "verification error"},
		"another audience": {bytes.Replace(own, here, append(here, "?elsewhere"...), 1), "audience"},
	} {
		sender, err := fcm.New(t.Context(), fcm.Settings{Account: c.account, Endpoint: carrier.Endpoint(), Now: now})
		if err != nil {
			t.Fatal(err)
		}
		defer sender.Close()
		got := sender.Send(t.Context(), reminder("a"))
		if got.Outcome != push.OutcomeRetry || got.Code != "credentials" || carrier.Requests() != 0 {
			t.Errorf("%s: %s %q, %d requests", name, got.Outcome, got.Code, carrier.Requests())
		}
		text := got.Err.Error()
		if !strings.Contains(text, "invalid_grant") || !strings.Contains(text, c.why) || strings.Contains(text, "PRIVATE KEY") {
			t.Errorf("%s: the error is %q", name, text)
		}
	}
}

func tokenURL(t *testing.T, account []byte) string {
	t.Helper()
	var fields struct {
		TokenURI string `json:"token_uri"`
	}
	if err := json.Unmarshal(account, &fields); err != nil {
		t.Fatal(err)
	}
	return fields.TokenURI
}

// TestTokenIsSlow: who waits for a token that another fetches keeps to its own deadline.
func TestTokenIsSlow(t *testing.T) {
	carrier, sender := dial(t, fcmtest.Faults{})
	carrier.ScriptTokens(fcmtest.Slow, fcmtest.Slow, fcmtest.Slow)
	patient, stop := context.WithCancel(t.Context())
	ended := make(chan push.Result, 1)
	go func() { ended <- sender.Send(patient, reminder("patient")) }()
	for carrier.TokensAsked() == 0 {
		runtime.Gosched()
	}
	hasty, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if got := sender.Send(hasty, reminder("hasty")); got.Outcome != push.OutcomeRetry || got.Code != "credentials" {
		t.Errorf("got %s %q: %v", got.Outcome, got.Code, got.Err)
	}
	select {
	case got := <-ended:
		t.Errorf("the hasty one waited until the patient one had ended: %s %q", got.Outcome, got.Code)
	default:
	}
	stop()
	<-ended
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
