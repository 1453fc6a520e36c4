package api_test

import (
	"net/http"
	"testing"

	"github.com/beplua/beplua/models"
)

// editJSON is an edit as the console reads it.
type editJSON struct {
	Seq                   uint64
	By, Author, Device    struct{ ID, Name string }
	At, Received, Outcome string
	OffsetMs              int64
	Concurrent, Elsewhere bool
	Changes               []struct {
		Field                string
		Before, Value, After any
	}
}

// What was done to a member is told with the names of people and phones, page by page.
func TestHistoryOfAMember(t *testing.T) {
	v := newVillage(t)
	v.note("member", v.an, text("note", "dưỡng bệnh"))
	v.mustSync()
	path := "/api/v1/records/" + string(models.ClubScope(clubA)) + "/" + v.an.String() + "/history"
	var page struct {
		Items []editJSON
		Next  string
	}
	v.officer.ask(t, http.MethodGet, path+"?limit=1", "", "", 200).read(t, &page)
	if len(page.Items) != 1 || page.Next == "" || page.Items[0].By.Name != "Lò Thị An" || page.Items[0].Device.ID != v.phone.Device.ID.String() {
		t.Fatalf("the newest edit is %+v", page)
	}
	if c := page.Items[0].Changes; len(c) != 1 || c[0].Field != "note" || c[0].Before != nil || c[0].After != "dưỡng bệnh" {
		t.Errorf("it changed %+v", c)
	}
	next := page.Next
	page.Items, page.Next = nil, ""
	v.officer.ask(t, http.MethodGet, path+"?limit=1&after="+next, "", "", 200).read(t, &page)
	if len(page.Items) != 1 || page.Next != "" || page.Items[0].Seq == 0 || len(page.Items[0].Changes) != 3 {
		t.Errorf("the first edit is %+v", page)
	}
	v.officer.ask(t, http.MethodGet, path+"?after=x", "", "", 400)
	v.officer.ask(t, http.MethodGet, "/api/v1/records/"+string(models.HealthScope(clubA))+"/"+v.an.String()+"/history", "", "", 404)
}
