package account_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/account/accounttest"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

func accountDevice(user models.RecordID, now time.Time) account.Device {
	return account.Device{Device: models.Device{
		ID: models.MustRecordID("01900000-0000-7000-8000-00000000dddd"), User: user, State: models.DeviceActive,
		Contact: models.Heartbeat{At: now.UnixMilli(), App: "1.0", Schema: 2},
	}}
}

func TestAccess(t *testing.T) {
	a, b, c := models.ClubScope(clubA), models.ClubScope(clubB), models.ClubScope(clubC)
	ha, hb := models.HealthScope(clubA), models.HealthScope(clubB)
	type scopes = []models.Scope
	for _, story := range []struct {
		name          string
		grants        []models.Grant
		reads, writes scopes
	}{
		{"nothing", nil, scopes{"own"}, scopes{"own"}},
		{"volunteer", []models.Grant{{Role: models.RoleVolunteer, Club: clubB}}, scopes{b, "own", "province"}, scopes{b, "own"}},
		{
			"leader of two",
			[]models.Grant{{Role: models.RoleLeader, Club: clubC}, {Role: models.RoleLeader, Club: clubA}},
			scopes{c, a, "own", "province"},
			scopes{c, a, "own"},
		},
		{
			"volunteer with health",
			[]models.Grant{{Role: models.RoleVolunteer, Club: clubA}, {Role: models.RoleHealth, Club: clubA}},
			scopes{a, ha, "own", "province"},
			scopes{a, ha, "own"},
		},
		{"health alone", []models.Grant{{Role: models.RoleHealth, Club: clubA}}, scopes{a, ha, "own", "province"}, scopes{ha, "own"}},
		{"commune", []models.Grant{{Role: models.RoleCommune, Unit: communeUnit}}, scopes{a, b, "own", "province"}, scopes{a, b, "own"}},
		{
			"commune with health",
			[]models.Grant{{Role: models.RoleCommune, Unit: communeUnit}, {Role: models.RoleHealth, Unit: communeUnit}},
			scopes{a, b, ha, hb, "own", "province"},
			scopes{a, b, ha, hb, "own"},
		},
		{"province", []models.Grant{{Role: models.RoleProvince}}, scopes{a, b, c, "own", "province"}, scopes{a, b, c, "own", "province"}},
		{"operator", []models.Grant{{Role: models.RoleOperator}}, scopes{"own"}, scopes{"own"}},
	} {
		w := newWorld(t)
		u := officer("canbo", models.RoleProvince)
		u.Grants = story.grants
		made := w.Must(t, u, goodPassword)
		in, err := w.Login(t.Context(), account.Attempt{Login: "canbo", Password: goodPassword, Address: "192.0.2.1"})
		if err != nil {
			t.Fatal(err)
		}
		s, err := sessionOf(t, w, in.Tokens)
		if err != nil {
			t.Fatal(err)
		}
		for _, list := range [][]models.Scope{story.reads, story.writes} {
			for i := range list {
				if list[i] == "own" {
					list[i] = models.UserScope(made.ID)
				}
			}
		}
		if d := cmp.Diff([2]scopes{story.reads, story.writes}, [2]scopes{s.Access.Reads, s.Access.Writes}); d != "" {
			t.Errorf("%s (want, got):\n%s", story.name, d)
		}
	}
}

// A change counts at once at this server, and after CacheLife at the others.
func TestGrantsCountAtOnce(t *testing.T) {
	w := newWorld(t)
	p := newPhone(t, w, clubA)
	if _, err := sessionOf(t, w, p.Tokens); err != nil {
		t.Fatal(err)
	}
	u, err := w.User(t.Context(), p.User.ID)
	if err != nil {
		t.Fatal(err)
	}
	u.Grants = volunteer(clubB).Grants
	if _, err = w.UpdateUser(t.Context(), u.User, u.Rev); err != nil {
		t.Fatal(err)
	}
	s, err := sessionOf(t, w, p.Tokens)
	if err != nil || s.Access.MayRead(models.ClubScope(clubA)) || !s.Access.MayWrite(models.ClubScope(clubB)) {
		t.Errorf("got %+v, %v", s.Access, err)
	}
}

func TestRevokedElsewhereCountsAfterCacheLife(t *testing.T) {
	w := newWorld(t)
	p := newPhone(t, w, clubA)
	if _, err := sessionOf(t, w, p.Tokens); err != nil {
		t.Fatal(err)
	}
	other := account.New(w.Config)
	if _, err := other.Revoke(t.Context(), p.Device.ID, models.RecordID{}); err != nil {
		t.Fatal(err)
	}
	w.Clock.Pass(account.CacheLife)
	if s, err := sessionOf(t, w, p.Tokens); err != nil || !s.Access.Revoked {
		t.Errorf("got %+v, %v", s, err)
	}
}

// hook is documents that let a test act in the middle of a read.
type hook struct {
	*accounttest.Memory
	during func(kind string)
}

func (h *hook) Get(ctx context.Context, kind, id string) (models.Document, error) {
	d, err := h.Memory.Get(ctx, kind, id)
	h.during(kind)
	return d, err
}

// A session that was read while the phone was being revoked must not be remembered as it was before.
func TestRevokedWhileBeingReadIsNotRemembered(t *testing.T) {
	w := newWorld(t)
	p := newPhone(t, w, clubA)
	documents := &hook{Memory: w.Memory, during: func(string) {}}
	config := w.Config
	config.Documents = documents
	accounts := account.New(config)
	claims, err := w.Issuer.Verify(p.Tokens.Access, token.Sync)
	if err != nil {
		t.Fatal(err)
	}
	documents.during = func(kind string) {
		if kind == "device" {
			documents.during = func(string) {}
			if _, err := accounts.Revoke(t.Context(), p.Device.ID, models.RecordID{}); err != nil {
				t.Error(err)
			}
		}
	}
	if _, err = accounts.Session(t.Context(), claims); err != nil {
		t.Fatal(err)
	}
	if s, err := accounts.Session(t.Context(), claims); err != nil || !s.Access.Revoked {
		t.Errorf("the next request still has the old rights (%v)", err)
	}
}

func TestPhoneOfAnOfficerTakesItsOwnClubsOnly(t *testing.T) {
	many := accounttest.Clubs{}
	id := accounttest.NewIDs()
	for range 100 {
		many[""] = append(many[""], id())
	}
	w := accounttest.New(t, many)
	u := officer("canbo", models.RoleProvince)
	u.Grants = append(u.Grants, models.Grant{Role: models.RoleLeader, Club: clubA})
	p := w.Enrolled(t, w.Must(t, u, "").ID)
	s, err := sessionOf(t, w, p.Tokens)
	if err != nil || len(s.Access.Reads) != 3 || s.Access.Reads[0] != models.ClubScope(clubA) {
		t.Errorf("got %v, %v", s.Access.Reads, err)
	}
}

func TestUsers(t *testing.T) {
	w := newWorld(t)
	a, b := w.Must(t, volunteer(clubA), ""), w.Must(t, volunteer(clubA, clubB), "")
	w.Must(t, volunteer(clubC), "")
	for _, bad := range []models.User{
		{},
		{Name: "x", Login: "Ab"},
		{Name: "x", Grants: []models.Grant{{Role: models.RoleVolunteer}}},
		{Name: "x", Grants: []models.Grant{{Role: "king"}}},
		{Name: "x", Grants: []models.Grant{{Role: models.RoleProvince, Club: clubA}}},
		{Name: "a\nb"},
	} {
		if _, err := w.CreateUser(t.Context(), bad, ""); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	w.Must(t, officer("canbo", models.RoleProvince), goodPassword)
	if _, err := w.CreateUser(t.Context(), officer("canbo", models.RoleCommune), goodPassword); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("a login that is taken: %v", err)
	}
	mine, err := w.Users(t.Context(), []models.RecordID{clubA, clubB}, "", 10)
	if err != nil || len(mine) != 2 || mine[0].ID != a.ID || mine[1].ID != b.ID {
		t.Errorf("users of two clubs: %+v, %v", mine, err)
	}
	after, err := w.Users(t.Context(), nil, a.ID.String(), 1)
	if err != nil || len(after) != 1 || after[0].ID != b.ID {
		t.Errorf("the next user: %+v, %v", after, err)
	}
	if _, err = w.UpdateUser(t.Context(), a.User, a.Rev+1); models.CodeOf(err) != models.CodeStale {
		t.Errorf("an update of another revision: %v", err)
	}
	if _, err = w.User(t.Context(), clubA); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("an unknown user: %v", err)
	}
}
