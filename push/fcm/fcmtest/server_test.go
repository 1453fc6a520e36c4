package fcmtest_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/beplua/beplua/push/fcm/fcmtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const good = `{"message":{"fid":"a","data":{"key":"k"},"android":{"ttl":"60s","priority":"high","collapse_key":"c",` +
	`"notification":{"visibility":"PRIVATE"}},"webpush":{"headers":{"TTL":"60","Urgency":"high","Topic":"t"}}}}`

// TestStrict: what the real carrier refuses is refused, and reaches no phone.
func TestStrict(t *testing.T) {
	server, ask := start(t, fcmtest.Faults{})
	if status, text := ask(good); status != http.StatusOK {
		t.Fatalf("the good message: %d %s", status, text)
	}
	for name, change := range map[string][2]string{
		"two targets":        {`"fid":"a"`, `"fid":"a","token":"b"`},
		"no target":          {`"fid":"a",`, ``},
		"reserved":           {`"key":"k"`, `"google.key":"k"`},
		"from":               {`"key":"k"`, `"from":"k"`},
		"ttl without s":      {`"60s"`, `"60"`},
		"negative ttl":       {`"60s"`, `"-60s"`},
		"too long ttl":       {`"60s"`, `"2419201s"`},
		"priority":           {`"priority":"high"`, `"priority":"urgent"`},
		"visibility":         {`PRIVATE`, `HIDDEN`},
		"web ttl":            {`"TTL":"60"`, `"TTL":"1m"`},
		"urgency":            {`"Urgency":"high"`, `"Urgency":"now"`},
		"topic":              {`"Topic":"t"`, `"Topic":"a topic"`},
		"too many bytes":     {`"key":"k"`, `"key":"` + strings.Repeat("k", 4096) + `"`},
		"an unknown field":   {`"fid":"a"`, `"fid":"a","body":"text"`},
		"data not of texts":  {`"key":"k"`, `"key":7`},
		"not even an object": {good, `[]`},
	} {
		if status, text := ask(strings.Replace(good, change[0], change[1], 1)); status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", name, status, text)
		}
	}
	if n := server.Phone("a").Arrived["k"]; n != 1 {
		t.Errorf("%d copies arrived", n)
	}
}

// TestUnregister: a phone that is gone stays gone.
func TestUnregister(t *testing.T) {
	server, ask := start(t, fcmtest.Faults{})
	server.Unregister("a")
	server.Script("a", fcmtest.Taken)
	if status, text := ask(good); status != http.StatusNotFound || !strings.Contains(text, "UNREGISTERED") {
		t.Errorf("%d %s", status, text)
	}
}

// TestSeed: the same seed fails the same tries, and another seed fails others.
func TestSeed(t *testing.T) {
	run := func(seed uint64) string {
		_, ask := start(t, fcmtest.Faults{Seed: seed, Shares: map[fcmtest.Answer]int{fcmtest.Internal: 300, fcmtest.Quota: 200}})
		var met strings.Builder
		for range 40 {
			status, _ := ask(good)
			met.WriteString(http.StatusText(status)[:1])
		}
		return met.String()
	}
	first, again, other := run(1), run(1), run(2)
	if first != again || first == other {
		t.Errorf("first %s\nagain %s\nother %s", first, again, other)
	}
	for _, of := range []string{"O", "I", "T"} {
		if !strings.Contains(first, of) {
			t.Errorf("%s was never met in %s", of, first)
		}
	}
}

// TestShares: shares that make no sense are refused.
func TestShares(t *testing.T) {
	for name, shares := range map[string]map[fcmtest.Answer]int{
		"more than all": {fcmtest.Internal: 600, fcmtest.Quota: 401},
		"negative":      {fcmtest.Internal: -1},
	} {
		if server, err := fcmtest.Start(t.Context(), fcmtest.Faults{Shares: shares}); err == nil {
			server.Close()
			t.Errorf("%s: taken", name)
		}
	}
}

// start gives a server and a way to ask it, with an access token but without an account.
func start(t *testing.T, faults fcmtest.Faults) (*fcmtest.Server, func(body string) (int, string)) {
	t.Helper()
	server, err := fcmtest.Start(t.Context(), faults)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	t.Cleanup(http.DefaultClient.CloseIdleConnections)
	token := server.Token()
	return server, func(body string) (int, string) {
		t.Helper()
		request, err := http.NewRequest(http.MethodPost, server.Endpoint()+"/projects/"+fcmtest.Project+"/messages:send", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", "Bearer "+token)
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, string(text)
	}
}
