package api_test

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/beplua/beplua/models"
)

// listen opens a stream of events as the officer and gives its lines.
func (c *console) listen(t *testing.T, server string) (*bufio.Scanner, *http.Response) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server+"/api/v1/events", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+c.token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = answer.Body.Close() })
	return bufio.NewScanner(answer.Body), answer
}

// heard gives the lines up to the next that begins so.
func heard(t *testing.T, lines *bufio.Scanner, begins string) string {
	t.Helper()
	for lines.Scan() {
		if text, ok := strings.CutPrefix(lines.Text(), begins); ok {
			return text
		}
	}
	t.Fatalf("the stream ended before %q: %v", begins, lines.Err())
	return ""
}

// An officer hears of what phones write in his clubs until he logs out.
func TestEventsUntilLogOut(t *testing.T) {
	v := newVillage(t)
	server := httptest.NewServer(v.api)
	t.Cleanup(server.Close)
	lines, answer := v.officer.listen(t, server.URL)
	if kind := answer.Header.Get("Content-Type"); answer.StatusCode != http.StatusOK || kind != "text/event-stream" {
		t.Fatalf("got %d %s", answer.StatusCode, kind)
	}
	heard(t, lines, "retry:")
	v.note("member", v.an, text("note", "dưỡng bệnh"))
	v.mustSync()
	if got := heard(t, lines, "event: "); got != "written" {
		t.Errorf("heard %q", got)
	}
	if got := heard(t, lines, "data: "); !strings.Contains(got, string(models.ClubScope(clubA))) || !strings.Contains(got, `"cases":false`) {
		t.Errorf("heard %s", got)
	}
	v.officer.ask(t, http.MethodPost, "/api/v1/logout", "", "", 204)
	for lines.Scan() {
	}
	if err := lines.Err(); err != nil {
		t.Errorf("the stream broke at log-out: %v", err)
	}
}

// A server that stops ends all streams and begins no other; nobody but officers listens.
func TestEventsEndWhenTheServerStops(t *testing.T) {
	v := newVillage(t)
	server := httptest.NewServer(v.api)
	t.Cleanup(server.Close)
	lines, _ := v.officer.listen(t, server.URL)
	heard(t, lines, "retry:")
	for range 15 {
		_, answer := v.officer.listen(t, server.URL)
		if answer.StatusCode != http.StatusOK {
			t.Fatalf("got %d", answer.StatusCode)
		}
	}
	if _, answer := v.officer.listen(t, server.URL); answer.StatusCode != http.StatusTooManyRequests {
		t.Errorf("the seventeenth page got %d", answer.StatusCode)
	}
	v.api.Drain()
	for lines.Scan() {
	}
	if _, answer := v.officer.listen(t, server.URL); answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("while stopping: %d", answer.StatusCode)
	}
	w := newWorld(t)
	w.want(401, models.CodeUnauthorized, "", http.MethodGet, "/api/v1/events", "")
	for _, who := range []string{"phone", "revoked", "operator"} {
		w.want(403, models.CodeForbidden, who, http.MethodGet, "/api/v1/events", "")
	}
}

// Whoever loses his clubs hears no more of them than until the next beat.
func TestEventsEndWithTheGrant(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		officer := w.as("commune")
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/api/v1/events", http.NoBody)
		r.Header.Set("Authorization", "Bearer "+officer.token)
		start, ended := time.Now(), make(chan struct{})
		go func() {
			defer close(ended)
			w.api.ServeHTTP(httptest.NewRecorder(), r)
		}()
		synctest.Wait()
		u, err := w.User(t.Context(), officer.user)
		if err != nil {
			t.Fatal(err)
		}
		u.Grants = []models.Grant{{Role: models.RoleCommune, Unit: "03433@2025-07-01"}}
		if _, err = w.UpdateUser(t.Context(), u.User, u.Rev); err != nil {
			t.Fatal(err)
		}
		if <-ended; time.Since(start) > 20*time.Second {
			t.Errorf("heard for %s of clubs that are not his", time.Since(start))
		}
	})
}
