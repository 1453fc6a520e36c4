package sync

import (
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/summary"
)

// TestGlancesAreFresh: what is remembered is given only while nothing is known to have moved on since it was read, and what was
// read before a move was heard of is never taken for what stands after it.
func TestGlancesAreFresh(t *testing.T) {
	here, there := models.ClubScope(models.DerivedID("a")), models.ClubScope(models.DerivedID("b"))
	var g glances
	fresh := func(scope models.Scope) bool {
		out := make([]*summary.Summary, 1)
		g.fill([]models.Scope{scope}, out, func(int) {})
		return out[0] != nil
	}
	read := func(scope models.Scope, seq, turn uint64) { g.put(scope, glanced{seq, &summary.Summary{}, turn}) }
	want := func(what string, a, b bool) {
		t.Helper()
		if fresh(here) != a || fresh(there) != b {
			t.Errorf("%s: fresh are %v, %v; want %v, %v", what, fresh(here), fresh(there), a, b)
		}
	}
	turn := g.move(models.Moved{Mark: 5, Unknown: true})
	read(here, 1, turn)
	read(there, 1, turn)
	want("just read", true, true)
	turn = g.move(models.Moved{Mark: 6, Scopes: []models.Scope{there}})
	want("one moved on", true, false)
	read(there, 2, turn)
	slow := g.move(models.Moved{Mark: 6})
	want("nothing moved", true, true)
	if g.since() != 6 {
		t.Errorf("the mark is %d", g.since())
	}
	g.move(models.Moved{Mark: 8, Scopes: []models.Scope{here, there}})
	read(here, 2, slow) // what was committed with mark 8 may not be in it
	want("read before the move was heard of", false, false)
	if g.get(here, 2) == nil || g.get(here, 3) != nil {
		t.Error("what was parsed is known by its seq")
	}
	turn = g.move(models.Moved{Mark: 8})
	read(here, 3, turn)
	g.move(models.Moved{Mark: 9, Unknown: true})
	want("nobody knows what moved", false, false)
}
