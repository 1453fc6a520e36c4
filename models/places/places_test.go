package places_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models/places"
)

const (
	then = "2025-06-30"
	now  = "2025-07-01"
)

func TestCountsBeforeAndAfter(t *testing.T) {
	kinds := func(date string) map[string]int {
		out := map[string]int{}
		for _, u := range places.At(date) {
			out[u.Kind.Vietnamese()]++
		}
		return out
	}
	before := map[string]int{"Xã": 94, "Phường": 5, "Thị trấn": 7}
	if diff := cmp.Diff(before, kinds(then)); diff != "" {
		t.Errorf("before the reform: %s", diff)
	}
	if diff := cmp.Diff(map[string]int{"Xã": 36, "Phường": 2}, kinds(now)); diff != "" {
		t.Errorf("since the reform: %s", diff)
	}
	if got := len(places.Districts(now)); got != 0 {
		t.Errorf("%d districts since the reform, want none", got)
	}
}

func TestDistrictsHoldTheirUnits(t *testing.T) {
	held := map[string]int{}
	for _, u := range places.At(then) {
		held[u.Parent[:3]]++
	}
	want := map[string]int{"105": 7, "106": 13, "107": 14, "108": 22, "109": 17, "110": 12, "111": 10, "112": 11}
	if diff := cmp.Diff(want, held); diff != "" {
		t.Error(diff)
	}
}

func TestBorder(t *testing.T) {
	var got []string
	for _, u := range places.At(now) {
		if u.Border {
			got = append(got, u.Name)
		}
	}
	want := []string{
		"Sin Suối Hồ", "Thu Lũm", "Pa Ủ", "Mù Cả", "Hua Bum", "Bum Nưa", "Pa Tần", "Phong Thổ", "Sì Lở Lầu", "Dào San", "Khổng Lào",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A code that was used again must never lead from one unit to the other by itself.
func TestReusedCodes(t *testing.T) {
	reused, townships := 0, 0
	for _, u := range places.At(now) {
		old, ok := places.Resolve(u.Code, then)
		if !ok {
			t.Errorf("%s has a code that nobody had before", u.ID)
			continue
		}
		if old.ID == u.ID {
			t.Errorf("%s means the same unit before and after", u.Code)
		}
		if old.Name == u.Name {
			continue
		}
		reused++
		if old.Kind == places.Township {
			townships++
		}
	}
	// The 14 of the research page leave out the townships Tam Đường, Mường Tè and Nậm Nhùn, whose seats gave the code.
	if reused != 17 || townships != 3 {
		t.Errorf("reused codes: %d, of townships %d; want 17 and 3", reused, townships)
	}
	quyetTien, _ := places.Resolve("03388", then)
	doanKet, _ := places.Resolve("03388", now)
	if quyetTien.FullName() != "Phường Quyết Tiến" || doanKet.FullName() != "Phường Đoàn Kết" {
		t.Errorf("03388 was %s and is %s", quyetTien.FullName(), doanKet.FullName())
	}
	if _, ok := places.Resolve("03389", now); ok {
		t.Error("03389 is no longer a code")
	}
}

func TestRanges(t *testing.T) {
	for _, u := range places.All() {
		if u.ID != places.UnitID(u.Code, u.From) {
			t.Errorf("%s: id does not tell code and day", u.ID)
		}
		for _, o := range places.All() {
			if o.ID != u.ID && o.Code == u.Code && (o.Stands(u.From) || u.Stands(o.From)) {
				t.Errorf("%s and %s overlap", u.ID, o.ID)
			}
		}
		if u.Parent == "" {
			if u.Level != places.LevelProvince {
				t.Errorf("%s has no parent", u.ID)
			}
			continue
		}
		parent, ok := places.Find(u.Parent)
		if !ok || !parent.Stands(u.From) || parent.To != "" && (u.To == "" || u.To > parent.To) {
			t.Errorf("%s: parent %s is not valid for all of its time", u.ID, u.Parent)
		}
	}
}

func TestFindKnowsNoOther(t *testing.T) {
	for _, id := range []string{"", "03388", "03388@2024-01-01", "99999@2025-07-01", "~"} {
		if u, ok := places.Find(id); ok {
			t.Errorf("Find(%q) gives %s", id, u.ID)
		}
	}
}
