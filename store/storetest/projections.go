package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
)

// project commits one operation that changes projections: key, body, key, body…
func (f fixture) project(t *testing.T, chain *Chain, pairs ...string) {
	t.Helper()
	f.commit(t, chain, func(d *Draft) {
		d.Apply(Edit{Actor: phone(1), Record: chain.NewID(), Set: text("x")})
		for i := 0; i < len(pairs); i += 2 {
			d.Project(pairs[i], pairs[i+1])
		}
	})
}

func testProjections(t *testing.T, f fixture) {
	chain, other := NewChain(Club(0)), NewChain(Club(1))
	f.project(t, chain, "fund:1", `{"in":5,"out":0}`, "fund:2", `{"note":"Quỹ \"tăng thu nhập\""}`, "loan:1", `{"paid":1}`)
	f.project(t, other, "fund:1", `{"in":9}`)
	first := chain.Projections()
	absent := models.Projection{Key: "fund:9"}
	ask := []string{"loan:1", "fund:9", "fund:1", "loan:1"}
	same(t, "Projections", []models.Projection{first[2], absent, first[0], first[2]})(f.Projections(t.Context(), Club(0), ask))
	same(t, "another scope's", other.Projections())(f.Projections(t.Context(), Club(1), []string{"fund:1"}))
	same(t, "a new scope's", []models.Projection{absent})(f.Projections(t.Context(), Club(7), []string{"fund:9"}))
	same(t, "none asked for", []models.Projection(nil))(f.Projections(t.Context(), Club(0), nil))

	f.project(t, chain, "fund:1", `{"in":6,"out":1}`, "loan:1", "", "never", "")
	f.fill(t, chain, 1) // leaves them alone
	now := chain.Projections()
	if len(now) != 2 || now[0].Seq != 2 || now[1].Seq != 1 {
		t.Fatalf("the chain has %+v", now)
	}
	gone := models.Projection{Key: "loan:1"}
	same(t, "Projections later", []models.Projection{now[0], now[1], gone})(f.Projections(t.Context(), Club(0), []string{"fund:1", "fund:2", "loan:1"}))
	f.project(t, chain, "loan:1", `{"paid":2}`) // one that was taken away comes again
	same(t, "all", chain.Projections())(f.ProjectionsAfter(t.Context(), Club(0), "", "", 9))
	same(t, "Audit", []string(nil))(f.Audit(t.Context(), 10, store.AuditOnly))
}

// testProjectionsOf asks for one key of few scopes and of very many.
func testProjectionsOf(t *testing.T, f fixture) {
	chain, other := NewChain(Club(0)), NewChain(Club(1))
	f.project(t, chain, "fund:1", `{"in":5}`, "glance", `{"members":40}`)
	f.project(t, other, "glance", `{"members":7}`)
	mine, theirs, absent := chain.Projections()[1], other.Projections()[0], models.Projection{Key: "glance"}
	few := []models.Scope{Club(1), Club(7), Club(0), Club(1)}
	same(t, "few", []models.Projection{theirs, absent, mine, theirs})(f.ProjectionsOf(t.Context(), "glance", few))
	same(t, "another key's", []models.Projection{{Key: "fund:1"}})(f.ProjectionsOf(t.Context(), "fund:1", few[:1]))
	many, want := slices.Clone(few), []models.Projection{theirs, absent, mine, theirs}
	for n := range 2000 {
		many, want = append(many, Club(100+n)), append(want, absent)
	}
	same(t, "many", want)(f.ProjectionsOf(t.Context(), "glance", many))
	f.project(t, chain, "glance", "")
	want[2] = absent
	same(t, "one taken away", want)(f.ProjectionsOf(t.Context(), "glance", many))
}

// testMoved: every scope that was committed to since a mark is named, unless the store says that it cannot tell.
func testMoved(t *testing.T, f fixture) {
	moved := func(since uint64) models.Moved {
		t.Helper()
		m, err := f.Moved(t.Context(), since)
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(m.Scopes)
		return m
	}
	chains := []*Chain{NewChain(Club(0)), NewChain(Club(1)), NewChain(Club(2))}
	if m := moved(0); !m.Unknown {
		t.Errorf("before anything was read: %+v", m)
	}
	f.fill(t, chains[0], 2)
	first := moved(0).Mark
	if m := moved(first); !m.Unknown && len(m.Scopes) > 0 {
		t.Errorf("nothing was committed: %+v", m)
	}
	f.fill(t, chains[2], 2)
	f.fill(t, chains[1], 1)
	f.fill(t, chains[2], 1)
	m := moved(first)
	if want := []models.Scope{Club(1), Club(2)}; !m.Unknown && !slices.Equal(m.Scopes, want) {
		t.Errorf("two were committed to: %+v", m)
	}
	if later := moved(m.Mark); !later.Unknown && (len(later.Scopes) > 0 || later.Mark != m.Mark) {
		t.Errorf("nothing since: %+v", later)
	}
	if m := moved(m.Mark + 1); !m.Unknown {
		t.Errorf("a mark of another store: %+v", m)
	}
}

func testProjectionPages(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	for _, key := range []string{"fund:3", "loan:1", "fund:1", "fund", "fund:gone", "fune:1", "fund:2"} {
		f.project(t, chain, key, `{"key":"`+key+`"}`)
	}
	f.project(t, chain, "fund:gone", "")
	f.project(t, NewChain(models.HealthScope(Club(0).Owner())), "fund:1", `{}`)
	all := chain.Projections() // fund, fund:1, fund:2, fund:3, fune:1, loan:1
	for _, c := range []struct {
		prefix, after string
		limit         int
		want          []models.Projection
	}{
		{"", "", 100, all},
		{"fund:", "", 100, all[1:4]},
		{"fund:", "fund:1", 100, all[2:4]},
		{"fund:", "fund:1", 1, all[2:3]},
		{"fund:", "fund:3", 100, nil},
		{"fund:", "a", 2, all[1:3]},
		{"fund:", "z", 2, nil},
		{"loan:", "fund:1", 2, all[5:]},
		{"loan:2", "", 2, nil},
		{"", "fund:3", 100, all[4:]},
		{"", "", 0, nil},
	} {
		what := fmt.Sprintf("%d with %q after %q", c.limit, c.prefix, c.after)
		same(t, what, c.want)(f.ProjectionsAfter(t.Context(), Club(0), c.prefix, c.after, c.limit))
	}
	same(t, "a new scope's", []models.Projection(nil))(f.ProjectionsAfter(t.Context(), Club(3), "", "", 10))
}

// testProjectionRefusals gives projections that no engine makes: nothing of such a commit is taken.
func testProjectionRefusals(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	f.project(t, chain, "k", "{}")
	d := chain.Draft()
	d.Apply(Edit{Actor: phone(2), Record: chain.NewID(), Set: text("a")})
	d.Project("k", strings.Repeat("1", models.ProjectionBytesMax))
	d.Project("l", "2")
	for name, spoil := range map[string]func(p []models.Projection) []models.Projection{
		"twice":         func(p []models.Projection) []models.Projection { p[1].Key = p[0].Key; return p },
		"out of order":  func(p []models.Projection) []models.Projection { p[0].Key = "m"; return p },
		"an old seq":    func(p []models.Projection) []models.Projection { p[0].Seq--; return p },
		"a later seq":   func(p []models.Projection) []models.Projection { p[1].Seq++; return p },
		"no key":        func(p []models.Projection) []models.Projection { p[0].Key = ""; return p },
		"a blank":       func(p []models.Projection) []models.Projection { p[0].Key = "a b"; return p },
		"not ASCII":     func(p []models.Projection) []models.Projection { p[0].Key = "đ"; return p[:1] },
		"a long key":    func(p []models.Projection) []models.Projection { p[0].Key = strings.Repeat("a", 81); return p },
		"a long body":   func(p []models.Projection) []models.Projection { p[0].Body = append(p[0].Body, '1'); return p },
		"no text":       func(p []models.Projection) []models.Projection { p[0].Body = []byte{0xff}; return p },
		"far too many":  func([]models.Projection) []models.Projection { return many(1501, 2) },
		"one seq short": func([]models.Projection) []models.Projection { return many(1500, 1) },
	} {
		c := d.Commit()
		c.Projections = spoil(c.Projections)
		if err := f.Commit(t.Context(), c); models.CodeOf(err) != models.CodeInternal {
			t.Errorf("%s: got %v, want an internal error", name, err)
		}
	}
	same(t, "Heads", []models.Head{chain.Head()})(f.Heads(t.Context(), []models.Scope{Club(0)}))
	same(t, "all", chain.Projections())(f.ProjectionsAfter(t.Context(), Club(0), "", "", 10))
	want(t, "the sound commit", f.Commit(t.Context(), d.Commit()), nil)
}

func many(n int, seq uint64) []models.Projection {
	out := make([]models.Projection, n)
	for i := range out {
		out[i] = models.Projection{Key: fmt.Sprintf("fund:%06d", i), Seq: seq, Body: []byte("1")}
	}
	return out
}

// testProjectionRaces adds up the numbers of all winners in one projection: each says what its commit decided on, so
// that none is lost and none is counted twice, whoever reads in between.
func testProjectionRaces(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	sum := 0
	for base := range 20 {
		commits := make([]models.Commit, racers)
		for i := range commits {
			d := chain.Draft()
			d.Apply(Edit{Actor: phone(i), Record: chain.NewID(), Set: text("x")})
			d.Project("fund:1", fmt.Sprintf(`{"sum":%d}`, sum+i))
			d.Project(fmt.Sprintf("of:%d", i), "{}")
			commits[i] = d.Commit()
		}
		for i, err := range race(racers, func(i int) error { return f.Commit(t.Context(), commits[i]) }) {
			if err == nil {
				chain.Took(commits[i])
				sum += i
			} else if !errors.Is(err, models.ErrStale) {
				t.Fatalf("base %d: commit %d: %v", base, i, err)
			}
		}
		same(t, "after a race", chain.Projections())(f.ProjectionsAfter(t.Context(), Club(0), "", "", 100))
	}
	same(t, "Audit", []string(nil))(f.Audit(t.Context(), 10, store.AuditOnly))
}
