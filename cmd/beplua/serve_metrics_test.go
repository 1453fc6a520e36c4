package main

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
)

// TestOpenCasesAreCounted opens a page and one of cases, more than one read gives, decides one, and reads the figure each time.
// Nobody reads it at the API's own address.
func TestOpenCasesAreCounted(t *testing.T) {
	e := newEdge(t)
	officer := e.officer("dem.viec", edgePassword)
	club := newID()
	p := e.phone(officer, "Người Đếm", club)
	e.wantOpenCases(0)
	const most = models.ListMax + 1
	for i := range most {
		p.submit(models.ClubScope(club), "member", textField("fullName", strconv.Itoa(i))) // too short, and half is missing
	}
	e.wantOpenCases(most)

	var anew struct{ Access string } // who logged in before the club existed sees it in half a minute
	e.want(http.StatusOK, &anew, "", http.MethodPost, "/api/v1/login", map[string]string{"login": "dem.viec", "password": edgePassword})
	var page struct{ Items []storyCase }
	e.want(http.StatusOK, &page, anew.Access, http.MethodGet, "/api/v1/cases?limit=1", nil)
	one := page.Items[0]
	e.want(http.StatusOK, nil, anew.Access, http.MethodPost, "/api/v1/cases/"+one.Scope+"/"+one.ID+"/resolve",
		map[string]string{"choice": string(models.ChooseKnown)}, [2]string{"If-Match", `"` + one.Vector + `"`})
	e.wantOpenCases(most - 1)
	e.want(http.StatusNotFound, nil, officer, http.MethodGet, "/metrics", nil)
}

func (e *edge) wantOpenCases(n int) {
	e.Helper()
	if want := "\nbeplua_cases_open " + strconv.Itoa(n) + "\n"; !strings.Contains(e.metrics(), want) {
		_, after, _ := strings.Cut(e.metrics(), "\nbeplua_cases_open ")
		e.Errorf("want %d open cases, got %.10s", n, after)
	}
}
