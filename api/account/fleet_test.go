package account_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/account/accounttest"
	"github.com/beplua/beplua/models"
)

// parade makes phones that were last heard of so many days ago, -1 for never, one a user.
func parade(t *testing.T, w *accounttest.World, days ...int) []models.RecordID {
	t.Helper()
	var ids []models.RecordID
	for i, ago := range days {
		club := []models.RecordID{clubA, clubB}[i%2]
		u := w.Must(t, models.User{Name: "Lò Văn Đức " + string(rune('A'+i)), Grants: []models.Grant{{Role: models.RoleVolunteer, Club: club}}}, "")
		p := w.Enrolled(t, u.ID)
		ids = append(ids, p.Device.ID)
		if ago >= 0 {
			h := models.Heartbeat{At: w.Clock.Now().UnixMilli(), App: "1", Schema: 2}
			if err := w.Touch(t.Context(), p.Device.ID, h); err != nil {
				t.Fatal(err)
			}
		}
		w.Clock.Pass(24 * time.Hour)
	}
	w.Clock.Pass(20 * 24 * time.Hour)
	for i, ago := range days {
		if ago < 0 {
			continue
		}
		h := models.Heartbeat{At: w.Clock.Now().Add(-time.Duration(ago) * 24 * time.Hour).UnixMilli(), App: "1", Schema: 2}
		if err := w.Touch(t.Context(), ids[i], h); err != nil {
			t.Fatal(err)
		}
	}
	return ids
}

func seated(f account.Fleet) []models.RecordID {
	var ids []models.RecordID
	for i := range f.Seats {
		ids = append(ids, f.Seats[i].Device.ID)
	}
	return ids
}

func TestFleetSilentFirst(t *testing.T) {
	w := newWorld(t)
	ids := parade(t, w, 3, 18, -1, 0, 16)
	fleet := func(f account.FleetFilter) account.Fleet {
		t.Helper()
		f.SchemaNow, f.Limit = 2, 100
		got, err := w.Fleet(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	all := fleet(account.FleetFilter{})
	if want := []models.RecordID{ids[2], ids[1], ids[4], ids[0], ids[3]}; !slices.Equal(seated(all), want) {
		t.Errorf("got %v, want %v", seated(all), want)
	}
	if all.Total != 5 || all.Behind != 3 || !maps.Equal(all.Counts, map[string]int{"silent": 2, "never": 1}) {
		t.Errorf("of %d phones %d: %v", all.Total, all.Behind, all.Counts)
	}
	for name, c := range map[string]struct {
		filter account.FleetFilter
		want   []models.RecordID
	}{
		"reason":            {account.FleetFilter{Reason: "silent"}, []models.RecordID{ids[1], ids[4]}},
		"any reason":        {account.FleetFilter{Reason: account.AnyReason}, []models.RecordID{ids[2], ids[1], ids[4]}},
		"club":              {account.FleetFilter{Clubs: []models.RecordID{clubB}}, []models.RecordID{ids[1], ids[3]}},
		"no club":           {account.FleetFilter{Clubs: []models.RecordID{}}, nil},
		"user":              {account.FleetFilter{User: all.Seats[0].User.ID}, []models.RecordID{ids[2]}},
		"without diacritic": {account.FleetFilter{Text: "van duc e"}, []models.RecordID{ids[4]}},
		"name of the phone": {account.FleetFilter{Text: "MÁY THỬ", Reason: "never"}, []models.RecordID{ids[2]}},
	} {
		got := fleet(c.filter)
		if !slices.Equal(seated(got), c.want) {
			t.Errorf("%s: got %v, want %v", name, seated(got), c.want)
		}
	}
	if _, err := w.Revoke(t.Context(), ids[2], models.RecordID{}); err != nil {
		t.Fatal(err)
	}
	order, err := w.Drained(t.Context(), ids[2])
	if err != nil {
		t.Fatal(err)
	}
	if err = w.Wiped(t.Context(), ids[2], order.Nonce); err != nil {
		t.Fatal(err)
	}
	if got := seated(fleet(account.FleetFilter{})); got[4] != ids[2] {
		t.Errorf("what is wiped is over and comes last: %v", got)
	}
}

func TestFleetPaging(t *testing.T) {
	w := newWorld(t)
	parade(t, w, 1, 1, 1, 5, -1, -1, 2)
	var got []models.RecordID
	f := account.FleetFilter{SchemaNow: 2, Limit: 2}
	for {
		page, err := w.Fleet(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, seated(page)...)
		if f.After = page.Next; f.After == "" {
			break
		}
	}
	f.After, f.Limit = "", 100
	whole, err := w.Fleet(t.Context(), f)
	if err != nil || !slices.Equal(got, seated(whole)) || len(got) != 7 {
		t.Errorf("pages give %v, the whole %v, %v", got, seated(whole), err)
	}
	for _, bad := range []string{"x", "0.x.y", "0.1", "a.1.b"} {
		if _, err := w.Fleet(t.Context(), account.FleetFilter{After: bad, Limit: 2}); models.CodeOf(err) != models.CodeMalformed {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestPeopleByGivenName(t *testing.T) {
	w := newWorld(t)
	for _, name := range []string{"Đặng Văn Đức", "Lò Thị Ánh", "Vàng A Chớ", "Lò Văn Ánh"} {
		w.Must(t, models.User{Name: name, Grants: []models.Grant{{Role: models.RoleVolunteer, Club: clubA}}}, "")
	}
	w.Must(t, models.User{Name: "Bùi An", Login: "an.xa", Grants: []models.Grant{{Role: models.RoleProvince}}}, goodPassword)
	for _, c := range []struct {
		filter account.PeopleFilter
		want   []string
	}{
		{account.PeopleFilter{}, []string{"Bùi An", "Lò Thị Ánh", "Lò Văn Ánh", "Vàng A Chớ", "Đặng Văn Đức"}},
		{account.PeopleFilter{Text: "dang van duc"}, []string{"Đặng Văn Đức"}},
		{account.PeopleFilter{Text: "an.x"}, []string{"Bùi An"}},
		{account.PeopleFilter{Role: models.RoleVolunteer, Text: "Lò"}, []string{"Lò Thị Ánh", "Lò Văn Ánh"}},
		{account.PeopleFilter{Clubs: []models.RecordID{clubB}}, nil},
		{account.PeopleFilter{Clubs: []models.RecordID{clubA, clubB}, Text: "vang"}, []string{"Vàng A Chớ"}},
	} {
		for _, limit := range []int{1, 2, 100} {
			var got []string
			f := c.filter
			for f.Limit = limit; ; {
				page, err := w.People(t.Context(), f)
				if err != nil || page.Total != len(c.want) {
					t.Fatalf("%+v: %d in all, %v", f, page.Total, err)
				}
				for _, u := range page.Users {
					got = append(got, u.Name)
				}
				if f.After = page.Next; f.After.IsZero() {
					break
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%+v: got %v, want %v", c.filter, got, c.want)
			}
		}
	}
}
