package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
)

type previewJSON struct {
	ByLaw string
	Terms struct {
		RatePpm int64
		Method  string
	}
	Faults []struct{ Field, Code, Message string }
	// Why it would be flagged.
	Cautions []struct{ Field, Code, Message string }
	Schedule []struct {
		Due                 string
		Principal, Interest int64
	}
	Interest           int64
	EffectiveYearlyPpm int64
	Costly             bool
}

func (v *village) preview(t *testing.T, body string) (p previewJSON) {
	t.Helper()
	v.officer.ask(t, http.MethodPost, "/api/v1/clubs/"+clubA.String()+"/loans/preview", body, "", 200).read(t, &p)
	return p
}

func TestPreviewIsUnderTheByLaw(t *testing.T) {
	v := newVillage(t)
	p := v.preview(t, `{"amount":6000000,"termMonths":6,"disbursedOn":"2026-11-24"}`)
	if p.ByLaw == "" || p.Terms.RatePpm != 10_000 || p.Terms.Method != "FLAT" || len(p.Faults)+len(p.Cautions) != 0 {
		t.Errorf("got %+v", p)
	}
	equal(t, "instalments", len(p.Schedule), 6)
	equal(t, "on the meeting day nearest to a month later", p.Schedule[0].Due, "2027-01-05")
	equal(t, "principal", p.Schedule[5].Principal, 1_000_000)
	equal(t, "all interest", p.Interest, 360_000)
	equal(t, "costly", p.Costly, true)

	for body, want := range map[string]string{
		`{"amount":6000001,"termMonths":6}`:                                 "amount",
		`{"amount":6000000,"termMonths":13}`:                                "termMonths",
		`{"amount":6000000,"termMonths":6,"ratePpm":10001}`:                 "ratePpm",
		`{"amount":6000000,"termMonths":6,"method":"FREE"}`:                 "method",
		`{"amount":6000000,"termMonths":6,"disbursedOn":"2026-01-09"}`:      "",
		`{"amount":6000000,"termMonths":6,"penaltyPpm":0,"rounding":10000}`: "none",
	} {
		p := v.preview(t, body)
		switch {
		case want == "none":
			equal(t, body, len(p.Cautions), 0)
		case want == "":
			if len(p.Cautions) != 1 || p.Cautions[0].Code != "rule:"+models.ReasonNoByLaw || p.ByLaw != "" {
				t.Errorf("%s: %+v", body, p)
			}
		case len(p.Cautions) != 1 || p.Cautions[0].Field != want || p.Cautions[0].Code != "rule:"+models.ReasonAboveByLaw:
			t.Errorf("%s: %+v", body, p.Cautions)
		}
	}
}

// What a preview warns of is what a loan of these terms is flagged for.
func TestPreviewSaysWhatWillBeFlagged(t *testing.T) {
	v := newVillage(t)
	warned := v.preview(t, `{"amount":7000000,"termMonths":13,"ratePpm":11000,"method":"FREE","disbursedOn":"2026-11-20"}`)
	lent := v.note("loan", models.RecordID{}, refer("member", v.bich), number("amount", 7_000_000), number("ratePpm", 11_000), text("method", "FREE"),
		number("termMonths", 13), text("disbursedOn", "2026-11-20"))
	v.mustSync()
	var file struct {
		Cases []struct{ Fields map[string]any }
	}
	v.get(t, "/loans/"+lent.String(), &file)
	var flagged, said []string
	for _, c := range file.Cases {
		if c.Fields["reason"] == models.ReasonAboveByLaw {
			flagged = append(flagged, c.Fields["field"].(string))
		}
	}
	for _, c := range warned.Cautions {
		said = append(said, c.Field)
	}
	slices.Sort(flagged)
	slices.Sort(said)
	if len(said) != 4 || !slices.Equal(said, flagged) {
		t.Errorf("warned of %v, flagged for %v", said, flagged)
	}
}

func TestPreviewOfBadTerms(t *testing.T) {
	v := newVillage(t)
	for body, want := range map[string]string{
		`{"amount":-1,"termMonths":6}`:                          "amount range",
		`{"amount":0,"termMonths":6}`:                           "amount range",
		`{"amount":500000001,"termMonths":6}`:                   "amount range",
		`{"amount":9223372036854775807,"termMonths":6}`:         "amount range",
		`{"amount":6000000,"termMonths":0}`:                     "termMonths range",
		`{"amount":6000000,"termMonths":61}`:                    "termMonths range",
		`{"amount":6000000,"termMonths":6,"ratePpm":16667}`:     "ratePpm rule:legal-rate",
		`{"amount":6000000,"termMonths":6,"ratePpm":-1}`:        "ratePpm range",
		`{"amount":6000000,"termMonths":6,"method":"COMPOUND"}`: "method enum",
		`{"amount":6000000,"termMonths":6,"rounding":10001}`:    "rounding range",
	} {
		p := v.preview(t, body)
		if len(p.Faults) != 1 || p.Faults[0].Field+" "+p.Faults[0].Code != want || !strings.HasSuffix(p.Faults[0].Message, ".") || len(p.Schedule) != 0 {
			t.Errorf("%s: %+v", body, p)
		}
	}
	for _, body := range []string{
		`{"amount":1.5,"termMonths":6}`, `{"amount":"6000000","termMonths":6}`, `{"amount":1e30,"termMonths":6}`, `{"amount":9223372036854775808,"termMonths":6}`,
		`{"amount":6000000,"termMonths":6,"disbursedOn":"24/11/2026"}`, `{"amount":6000000,"termMonths":6,"disbursedOn":"2101-01-01"}`,
		`{"amount":6000000,"termMonths":6,"byLaw":"x"}`, `{"amount":6000000,"amount":1,"termMonths":6}`, `[]`, `{`,
	} {
		v.officer.ask(t, http.MethodPost, "/api/v1/clubs/"+clubA.String()+"/loans/preview", body, "", 400)
	}
}

func TestBadQueries(t *testing.T) {
	v := newVillage(t)
	club := "/api/v1/clubs/" + clubA.String()
	for path, status := range map[string]int{
		club + "/loans?status=late":                   400,
		club + "/loans?asOf=2026-13-01":               400,
		club + "/loans?asOf=2026-11-25":               422,
		club + "/loans?limit=0":                       400,
		club + "/loans?limit=201":                     400,
		club + "/loans?after=x":                       400,
		club + "/loans?after=" + clubB.String():       400,
		club + "/arrears?asOf=tomorrow":               400,
		club + "/funds/savings/book":                  404,
		club + "/funds/income/book?month=2026-1":      400,
		club + "/funds/income/book?month=2026-13":     400,
		club + "/dues?year=26":                        400,
		club + "/dues?year=2101":                      400,
		club + "/dues?year=-001":                      400,
		"/api/v1/clubs?after=zz":                      400,
		"/api/v1/clubs?q=" + strings.Repeat("a", 481): 400,
		"/api/v1/clubs?limit=51":                      200,
		"/api/v1/arrears?asOf=1899-12-31":             400,
		"/api/v1/reminders/outbox?state=lost":         400,
		club + "/reminders?after=%00":                 400,
	} {
		v.officer.ask(t, http.MethodGet, path, "", "", status)
	}
}
