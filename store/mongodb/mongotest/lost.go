package mongotest

import (
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/store/mongodb"
)

// testLostAnswers cuts the answer to each single command of a commit. The commit must succeed all the same (its key says
// whose it is), once, and its state must be whole to this process and to another one.
func testLostAnswers(t *testing.T, server *Server) {
	for n := 1; ; n++ {
		p := newProxy(t, server)
		database := server.database()
		s := server.open(t, mongodb.Options{URI: p.uri(), Database: database, MarkEvery: time.Hour})
		told := newStory()
		before := told.Create(phone(1), 2)
		if err := s.Commit(t.Context(), before); err != nil {
			t.Fatalf("the commit before: %v", err)
		}
		told.took(before)
		c := told.mixed()
		p.arm(n)
		err := s.Commit(t.Context(), c)
		_, cut := p.seen()
		p.arm(0)
		if err != nil {
			t.Errorf("answer %d lost: %v", n, err)
			continue
		}
		told.took(c)
		other := server.open(t, mongodb.Options{Database: database})
		for name, ask := range questions {
			if got := ask(t.Context(), s, told); got != "" {
				t.Errorf("answer %d lost, %s here: %s", n, name, got)
			}
			if got := ask(t.Context(), other, told); got != "" {
				t.Errorf("answer %d lost, %s elsewhere: %s", n, name, got)
			}
		}
		if found, err := other.Audit(t.Context(), 10, store.AuditOnly); err != nil || len(found) > 0 {
			t.Errorf("answer %d lost: audit: %q, %v", n, found, err)
		}
		if cut == 0 {
			if n < 4 {
				t.Errorf("a commit had only %d answers to lose", n-1)
			}
			return
		}
	}
}

// testUnreachable asks a server that is not there: that is to be tried again, not our fault.
func testUnreachable(t *testing.T, server *Server) {
	p := newProxy(t, server)
	s := server.open(t, mongodb.Options{URI: p.uri(), Database: server.database(), Timeout: 2 * time.Second})
	if err := p.listener.Close(); err != nil {
		t.Fatal(err)
	}
	p.sever()
	told := newStory()
	if err := s.Commit(t.Context(), told.Create(phone(1), 1)); models.CodeOf(err) != models.CodeUnavailable {
		t.Errorf("commit: %v, want unavailable", err)
	}
	if _, err := s.Heads(t.Context(), []models.Scope{told.scope()}); models.CodeOf(err) != models.CodeUnavailable {
		t.Errorf("heads: %v, want unavailable", err)
	}
	if err := s.Ready(t.Context()); models.CodeOf(err) != models.CodeUnavailable {
		t.Errorf("ready: %v, want unavailable", err)
	}
}

// testTwoServers lets two processes race for one scope: on every base exactly one wins, and both see the same.
func testTwoServers(t *testing.T, server *Server) {
	database := server.database()
	servers := []*mongodb.Store{server.open(t, mongodb.Options{Database: database}), server.open(t, mongodb.Options{Database: database})}
	told := newStory()
	for base := range 20 {
		commits := []models.Commit{told.Create(phone(1), 2), told.Create(phone(2), 3)}
		errs := make(chan error, 1)
		go func() { errs <- servers[1].Commit(t.Context(), commits[1]) }()
		first, second := servers[0].Commit(t.Context(), commits[0]), <-errs
		switch {
		case first == nil && second == models.ErrStale: //nolint:errorlint // the contract's own value
			told.took(commits[0])
		case second == nil && first == models.ErrStale: //nolint:errorlint // likewise
			told.took(commits[1])
		default:
			t.Fatalf("base %d: %v and %v, want one winner", base, first, second)
		}
		for i, s := range servers {
			if got := questions["changes"](t.Context(), s, told); got != "" {
				t.Fatalf("base %d, server %d: %s", base, i, got)
			}
		}
	}
	for i, s := range servers {
		if found, err := s.Audit(t.Context(), 10, store.AuditOnly); err != nil || len(found) > 0 {
			t.Errorf("server %d: audit: %q, %v", i, found, err)
		}
	}
}
