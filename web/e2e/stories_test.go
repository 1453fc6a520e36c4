// Package e2e_test tells officers' stories in a real Chromium, against the built program, with phones over real HTTP.
package e2e_test

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/web/e2e/browser"
	"github.com/beplua/beplua/web/e2e/handset"
	"github.com/beplua/beplua/web/e2e/server"
)

// clubs is how many of the demo's clubs the stories have.
const clubs = 3

// TestStories tells all stories on one server, each in a browser of its own.
func TestStories(t *testing.T) {
	program := os.Getenv("E2E_PROGRAM")
	if program == "" {
		t.Skip("SKIPPED: E2E_PROGRAM names no built program: `make e2e` does")
	}
	if _, err := browser.Program(); err != nil {
		t.Skipf("SKIPPED: no story was told: %v (apt-get install chromium)", err)
	}
	s, err := server.Start(context.WithoutCancel(t.Context()), program, t.TempDir(), clubs)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Stop(); err != nil {
			t.Errorf("the server ended badly: %v", err)
		}
	})
	for _, told := range []struct {
		name string
		tell func(*story)
	}{
		{"an officer comes in, and out", doors},
		{"a link to a page survives the log-in", deepLink},
		{"what was typed survives the end of the log-in", typedStays},
		{"another site cannot act in an officer's name", otherSite},
		{"the first page says what its lists say", firstPage},
		{"a conflict of two phones is decided and taken back", conflict},
		{"two records of one person are joined while a phone holds a third", joined},
		{"an officer without a mouse decides and takes back", keyboardOnly},
		{"a colleague was faster", tooLate},
		{"every page can be read out and fits", readable},
		{"a revoked phone hands in what it has not sent", revoked},
		{"a forgotten PIN is chosen anew", forgotten},
		{"a list with mistakes is tried, mended and imported", imported},
		{"what is no list is refused kindly", brokenSheets},
		{"a table is exported and opens again", exported},
		{"the next by-law is prepared and reaches the phones", prepared},
		{"the papers of a club stand", printed},
		{"a member is corrected, and a form that was overtaken keeps what was typed", corrected},
		{"a meeting is copied from paper, its roll called, then deleted", rolled},
		{"a slip is taken back", tookBack},
		{"a new club is written down", founded},
		{"texts of phones stay texts", hostileTexts},
		{"the longest texts fit every screen", longTexts},
		{"a thousand cases wait", crowded},
	} {
		t.Run(told.name, func(t *testing.T) { tellOne(t, s, told.tell) })
	}
}

// story is one test: the server, a browser, and the officer's name over the API for what the story begins with.
type story struct {
	*testing.T
	server   *server.Server
	browser  *browser.Browser
	province *server.Officer
	club     models.RecordID // of the commune's officer
	since    time.Time       // when the last step that is timed ended
}

func tellOne(t *testing.T, s *server.Server, tell func(*story)) {
	t.Helper()
	b, end, err := browser.Open(context.WithoutCancel(t.Context()), s.Base)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(end)
	told := &story{T: t, server: s, browser: b}
	told.province, err = s.LogIn(t.Context(), server.Province)
	told.must(err)
	commune, err := s.LogIn(t.Context(), server.Commune)
	told.must(err)
	own, err := commune.Clubs(t.Context())
	told.must(err)
	told.club = slices.MaxFunc(own, func(a, b server.Club) int { return cmp.Compare(a.Members, b.Members) }).ID // stories make small ones
	told.must(b.Screen(browser.Desk))
	tell(told)
	for _, complaint := range b.Complaints() {
		t.Errorf("a page failed: %s", complaint)
	}
}

// must ends the story at the first step that fails, with a picture and the words on the screen.
func (s *story) must(steps ...error) {
	s.Helper()
	err := errors.Join(steps...)
	if err == nil {
		return
	}
	s.browser.Forgive()
	if png, bad := s.browser.Shot(); bad == nil {
		file := filepath.Join(os.TempDir(), "beplua-e2e.png")
		if os.WriteFile(file, png, 0o600) == nil {
			s.Logf("the screen is in %s", file)
		}
	}
	words, _ := s.browser.Read()
	s.Fatalf("%v\nthe screen says: %s\nthe pages complained: %v", err, cut(words, 2500), s.browser.Complaints())
}

// officer logs the commune's officer in, in the browser.
func (s *story) officer() {
	s.Helper()
	s.must(s.browser.LogIn(server.Commune, server.Password))
}

// phone gives a new volunteer of the club a phone.
func (s *story) phone(name string) *handset.Handset {
	s.Helper()
	h, err := handset.New(s.Context(), s.server.Base, s.province, name, s.club)
	s.must(err)
	return h
}

// file writes a file.
func (s *story) file(name, content string) string {
	s.Helper()
	path := filepath.Join(s.TempDir(), name)
	s.must(os.WriteFile(path, []byte(content), 0o600))
	return path
}

// contact lets phones sync, one after the other.
func (s *story) contact(phones ...*handset.Handset) {
	s.Helper()
	for _, h := range phones {
		s.must(h.Contact(s.Context()))
	}
}
