package places_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"github.com/beplua/beplua/models/places"
)

func TestSearch(t *testing.T) {
	cases := []struct {
		text, date string
		want       []string
	}{
		{"doan ket", now, []string{"Đoàn Kết"}},
		{"  ĐOÀN   kết ", now, []string{"Đoàn Kết"}},
		{norm.NFD.String("Đoàn Kết"), now, []string{"Đoàn Kết"}},
		{"phuong", now, []string{"Đoàn Kết", "Tân Phong"}},
		{"muong te", then, []string{"Mường Tè", "Mường Tè"}},
		{"muong t", then, []string{"Mường Tè", "Mường Tè", "Mường Than"}},
		{"thi tran muong te", then, []string{"Mường Tè"}},
		{"nam m", now, []string{"Nậm Mạ"}},
		{"than uyen", then, []string{"Than Uyên"}},
		{"kan ho", then, []string{"Can Hồ"}},
		{"kan ho", now, nil},
		{"pa u", now, []string{"Pa Ủ"}},
		{"tan", now, []string{"Tân Phong", "Tân Uyên", "Pa Tần"}},
		{"hà nội", now, nil},
		{" ", now, nil},
	}
	for _, c := range cases {
		if diff := cmp.Diff(c.want, names(places.Search(c.text, c.date))); diff != "" {
			t.Errorf("%q on %s: %s", c.text, c.date, diff)
		}
	}
}

// Nậm Cha and Nậm Chà are one text without tones, so a name may bring more than its own unit.
func TestEveryUnitIsFoundByItsName(t *testing.T) {
	for _, date := range []string{then, now} {
		for _, u := range places.At(date) {
			found := places.Search(norm.NFD.String(u.FullName()), date)
			if !slices.Contains(found, u) {
				t.Errorf("%s is not found by %q", u.ID, u.FullName())
			}
		}
	}
}
