package places_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models/places"
)

func names(units []places.Unit) []string {
	var out []string
	for _, u := range units {
		out = append(out, u.Name)
	}
	return out
}

func TestEveryFormerUnitHasOneSuccessor(t *testing.T) {
	followed := map[string]int{}
	unchanged := []string{}
	for _, s := range places.Successions() {
		followed[s.Old]++
		if s.Kind == places.Unchanged {
			unchanged = append(unchanged, s.New)
		}
	}
	if len(followed) != 106 {
		t.Errorf("%d units have a successor, want 106", len(followed))
	}
	for _, u := range places.At(then) {
		if followed[u.ID] != 1 {
			t.Errorf("%s has %d successors", u.ID, followed[u.ID])
		}
		if next, ok := places.Successor(u.ID, now); !ok || !next.Stands(now) {
			t.Errorf("%s goes into nothing that stands", u.ID)
		}
		if next, ok := places.Successor(u.ID, then); ok {
			t.Errorf("%s already went into %s the day before", u.ID, next.ID)
		}
	}
	if diff := cmp.Diff([]string{"03451@2025-07-01", "03463@2025-07-01"}, unchanged); diff != "" {
		t.Errorf("unchanged units: %s", diff)
	}
}

func TestPredecessors(t *testing.T) {
	whole := 0
	for _, u := range places.At(now) {
		whole += len(places.Predecessors(u.ID))
	}
	if whole != 106 {
		t.Errorf("the 38 were made of %d, want 106", whole)
	}
	got := names(places.Predecessors("03390@2025-07-01"))
	if diff := cmp.Diff([]string{"Tam Đường", "Bình Lư", "Sơn Bình"}, got); diff != "" {
		t.Error(diff)
	}
}

// The name Mường Than moved: the old one went into Than Uyên, the new one was made of others.
func TestMuongThanMoved(t *testing.T) {
	old := places.AsOf("03619@2013-01-01", now)
	if diff := cmp.Diff([]string{"Than Uyên"}, names(old)); diff != "" {
		t.Errorf("old Mường Than: %s", diff)
	}
	parts := places.AsOf("03618@2025-07-01", then)
	if diff := cmp.Diff([]string{"Phúc Than", "Mường Mít"}, names(parts)); diff != "" {
		t.Errorf("new Mường Than: %s", diff)
	}
}

func TestAsOfThereAndBack(t *testing.T) {
	for _, u := range places.At(then) {
		if self := places.AsOf(u.ID, "2017-05-01"); len(self) != 1 || self[0] != u {
			t.Errorf("%s in its own time is %v", u.ID, self)
		}
		later := places.AsOf(u.ID, "2026-01-01")
		if len(later) != 1 {
			t.Fatalf("%s is %d units now", u.ID, len(later))
		}
		found := false
		for _, back := range places.AsOf(later[0].ID, then) {
			found = found || back == u
		}
		if !found {
			t.Errorf("%s is not among what %s was made of", u.ID, later[0].ID)
		}
	}
	if got := places.AsOf("105@2013-01-01", now); got != nil {
		t.Errorf("a district goes on as %v", got)
	}
	if got := places.AsOf("03619@2013-01-01", "1990-01-01"); got != nil {
		t.Errorf("before the tables begin there is %v", got)
	}
	if got := places.AsOf("nowhere", now); got != nil {
		t.Errorf("an unknown id is %v", got)
	}
}

func TestSixNewUnitsStraddleTwoDistricts(t *testing.T) {
	var got []string
	for _, u := range places.At(now) {
		parents := map[string]bool{}
		for _, old := range places.Predecessors(u.ID) {
			parents[old.Parent] = true
		}
		if len(parents) > 1 {
			got = append(got, u.Name)
		}
	}
	want := []string{"Đoàn Kết", "Sin Suối Hồ", "Tân Phong", "Hua Bum", "Lê Lợi", "Pa Tần"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
