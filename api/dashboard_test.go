package api_test

import (
	"net/http"
	"testing"

	"github.com/beplua/beplua/models"
)

type clubDay struct{ Club, Name, Date string }

type dashboardJSON struct {
	AsOf, Latest string
	Clubs        struct{ Total, Active, Heard, Untold int }
	People       struct{ Members, Women, Over60, Over55, Unknown int }
	Cases        struct {
		Open, Urgent, Clubs int
		Kinds               map[string]int
		Ages                struct{ ThisWeek, LastWeek, WithinMonth, Older int }
	}
	Silent   struct{ Months, Count int }
	Meetings struct {
		Days, Count int
		Items       []clubDay
	}
	Loans struct {
		Counted, Clubs int
		Total, AtRisk  struct{ Loans, Outstanding int64 }
		PAR30          struct{ Numerator, Denominator int64 }
		Overdue        sumsJSON
	}
	Weeks []struct {
		Monday                                                           string
		Held, Met, Present, Called, Repayments, Paid, Operations, Visits int64
	}
	Communes []struct {
		Unit, Name           string
		Clubs, Silent, Cases int
		AtRisk               int64
	}
}

// TestDashboard: the figures of one club, each as its own page tells it.
func TestDashboard(t *testing.T) {
	v := newVillage(t)
	none := models.RecordID{}
	look := func() (d dashboardJSON) {
		t.Helper()
		v.officer.ask(t, http.MethodGet, "/api/v1/dashboard", "", "", 200).read(t, &d)
		return d
	}
	before := look()
	equal(t, "clubs silent since they were founded", before.Silent.Count, 1)
	met := v.note("meeting", none, text("date", "2026-11-17"), text("kind", "regular"), text("status", "held"))
	v.note("meeting", none, text("date", "2026-12-07"), text("kind", "regular"), text("status", "planned"))
	v.note("attendance", none, refer("meeting", met), refer("member", v.an), text("status", "present"))
	v.note("attendance", none, refer("meeting", met), refer("member", v.bich), text("status", "absent"))
	v.mustSync()
	d := look()
	equal(t, "day", d.AsOf, "2026-11-24")
	equal(t, "clubs", d.Clubs, struct{ Total, Active, Heard, Untold int }{1, 1, 1, 0})
	equal(t, "people", d.People, struct{ Members, Women, Over60, Over55, Unknown int }{2, 1, 0, 0, 2})
	equal(t, "silent", d.Silent, struct{ Months, Count int }{2, 0})
	if len(d.Meetings.Items) != 1 || d.Meetings.Count != 1 || d.Meetings.Items[0] != (clubDay{clubA.String(), "Câu lạc bộ Bản Thẳm", "2026-12-07"}) {
		t.Errorf("next meetings are %+v", d.Meetings)
	}
	equal(t, "counted", d.Loans.Counted, 1)
	equal(t, "PAR30", d.Loans.PAR30, struct{ Numerator, Denominator int64 }{5_000_000, 7_000_000})
	equal(t, "overdue", d.Loans.Overdue, sumsJSON{3_000_000, 180_000})
	if len(d.Weeks) != 13 || d.Weeks[12].Monday != "2026-11-23" || d.Weeks[11].Monday != "2026-11-16" {
		t.Fatalf("weeks are %+v", d.Weeks)
	}
	equal(t, "meetings of last week", d.Weeks[11].Held*100+d.Weeks[11].Present*10+d.Weeks[11].Called, 112)
	equal(t, "operations of this week", d.Weeks[12].Operations > 20, true)
	var cases struct{ Items []struct{ ID string } }
	v.officer.ask(t, http.MethodGet, "/api/v1/cases?status=open", "", "", 200).read(t, &cases)
	equal(t, "cases", d.Cases.Open, len(cases.Items))
	equal(t, "cases of this week", d.Cases.Ages.ThisWeek, d.Cases.Open)
	if len(d.Communes) != 1 || d.Communes[0].Clubs != 1 || d.Communes[0].AtRisk != 5_000_000 || d.Communes[0].Name == "" {
		t.Errorf("communes are %+v", d.Communes)
	}
}
