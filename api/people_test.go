package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
)

func TestListOfPhones(t *testing.T) {
	w := newWorld(t)
	for _, who := range []string{"phone", "phone of B", "phone of C", "revoked"} {
		w.as(who)
	}
	w.Clock.Pass(time.Minute)
	s := w.empty("phone")
	s.Heartbeat = &models.Heartbeat{App: "1", Schema: 2, Notifications: models.PermissionDenied}
	w.submitted("phone", s)
	for _, c := range []struct {
		who, query    string
		total, behind int
		names         string
	}{
		{"commune", "", 3, 2, "phone of B,revoked,phone"},
		{"province", "", 4, 3, "phone of B,phone of C,revoked,phone"},
		{"operator", "", 4, 3, "phone of B,phone of C,revoked,phone"},
		{"province", "?unit=" + communeUnit, 3, 2, "phone of B,revoked,phone"},
		{"province", "?club=" + clubC.String(), 1, 1, "phone of C"},
		{"commune", "?reason=draining", 3, 2, "revoked"},
		{"commune", "?reason=any&q=thu+phone", 2, 1, "phone of B"},
		{"commune", "?user=" + w.as("phone").user.String(), 1, 0, "phone"},
		{"commune", "?reason=clock", 3, 2, ""},
	} {
		var got struct {
			Total, Behind int
			Reasons       []struct {
				Code  string
				Count int
			}
			Items []struct {
				User          struct{ Name string }
				Notifications string
			}
		}
		w.told(t, c.who, http.MethodGet, "/api/v1/devices"+c.query, "", &got)
		var names []string
		for _, d := range got.Items {
			names = append(names, strings.TrimPrefix(d.User.Name, "Người Thử "))
			if d.Notifications != "" && d.User.Name != "Người Thử phone" {
				t.Errorf("%s says %q", d.User.Name, d.Notifications)
			}
		}
		if list := strings.Join(names, ","); got.Total != c.total || got.Behind != c.behind || list != c.names {
			t.Errorf("%s%s: of %d phones %d: %s; want of %d phones %d: %s", c.who, c.query, got.Total, got.Behind, list, c.total, c.behind, c.names)
		}
	}
	for _, query := range []string{"reason=nothing", "unit=nowhere", "after=x", "limit=0", "q=" + strings.Repeat("x", 500)} {
		w.want(400, models.CodeMalformed, "commune", http.MethodGet, "/api/v1/devices?"+query, "")
	}
}

func TestListOfPeople(t *testing.T) {
	w := newWorld(t)
	for _, who := range []string{"phone", "phone of B", "phone of C", "province"} {
		w.as(who)
	}
	for _, c := range []struct {
		who, query string
		total      int
	}{
		{"commune", "", 2},
		{"province", "", 5},
		{"province", "?role=commune", 1},
		{"province", "?q=canbo", 2},
		{"province", "?q=NGUOI%20thu", 5},
		{"province", "?club=" + clubC.String(), 1},
		{"commune", "?unit=" + communeUnit + "&role=leader", 0},
	} {
		var got struct {
			Total int
			Items []struct{ ID string }
		}
		w.told(t, c.who, http.MethodGet, "/api/v1/users"+c.query, "", &got)
		if got.Total != c.total || len(got.Items) != c.total {
			t.Errorf("%s%s: %d of %d, want %d", c.who, c.query, len(got.Items), got.Total, c.total)
		}
	}
	for _, query := range []string{"role=king", "unit=nowhere", "after=x"} {
		w.want(400, models.CodeMalformed, "commune", http.MethodGet, "/api/v1/users?"+query, "")
	}
}

// A person's page says how he may come in and whether the asker may change him; logging out everywhere ends the one who asks, too.
func TestCredentialsAndLogout(t *testing.T) {
	w := newWorld(t)
	var u struct {
		Password, Factor, Manageable bool
		Logins                       int
		Grants                       []struct{ Role, Unit, Name string }
	}
	commune := "/api/v1/users/" + w.as("commune").user.String()
	w.told(t, "province", http.MethodGet, commune, "", &u)
	if !u.Password || u.Factor || !u.Manageable || u.Logins != 1 || u.Grants[0].Name == "" {
		t.Errorf("got %+v", u)
	}
	w.told(t, "commune", http.MethodGet, commune, "", &u)
	if u.Manageable {
		t.Error("a commune's officer may not change himself")
	}
	w.want(204, "", "province", http.MethodPost, commune+"/logout", "")
	w.want(401, models.CodeUnauthorized, "commune", http.MethodGet, commune, "")
	province := "/api/v1/users/" + w.as("province").user.String()
	w.want(204, "", "province", http.MethodPost, province+"/logout", "")
	w.want(401, models.CodeUnauthorized, "province", http.MethodGet, province, "")
}

func TestCodesThatWait(t *testing.T) {
	w := newWorld(t)
	newCode := func(who, user string) (made struct {
		ID, Code, QR, Name string
		QRCode             struct {
			Size int
			Path string
		}
	},
	) {
		a := w.want(201, "", who, http.MethodPost, "/api/v1/enrolments", `{"user":"`+user+`"}`)
		a.read(t, &made)
		return made
	}
	waiting := func(who, query string) int {
		var got struct{ Items []struct{ ID, Name string } }
		w.told(t, who, http.MethodGet, "/api/v1/enrolments"+query, "", &got)
		return len(got.Items)
	}
	mine, far := w.as("phone").user.String(), w.as("phone of C").user.String()
	made := newCode("commune", mine)
	newCode("province", far)
	if made.Name != "Người Thử phone" || made.QRCode.Size < 29 || !strings.HasPrefix(made.QRCode.Path, "M4 4h7v1h-7z") {
		t.Errorf("got %+v", made)
	}
	equal(t, "codes the commune sees", waiting("commune", ""), 1)
	equal(t, "codes the province sees", waiting("province", ""), 2)
	equal(t, "codes of one user", waiting("province", "?user="+far), 1)
	w.want(204, "", "commune", http.MethodDelete, "/api/v1/enrolments/"+made.ID, "")
	equal(t, "after taking it back", waiting("commune", ""), 0)
}

func TestUnits(t *testing.T) {
	w := newWorld(t)
	var got struct{ Items []struct{ ID, Name string } }
	w.told(t, "commune", http.MethodGet, "/api/v1/units", "", &got)
	equal(t, "communes since the reform", len(got.Items), 38)
}

// The operator reads no records, but sees the phones of a commune when he asks for them.
func TestOperatorSeesACommunesPhones(t *testing.T) {
	w := newWorld(t)
	w.as("phone")
	w.as("phone of C")
	var out struct{ Total int }
	a := w.want(200, "", "operator", http.MethodGet, "/api/v1/devices?unit="+communeUnit, "")
	if a.read(t, &out); out.Total != 1 {
		t.Errorf("the operator sees %d phones", out.Total)
	}
}
