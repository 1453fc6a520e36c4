package api_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
)

type editedJSON struct {
	Record struct {
		ID, Type, Vector string
		Fields           map[string]any
	}
	Case string
}

// record is where a record of the club is asked for.
func recordPath(id models.RecordID) string {
	return "/api/v1/records/" + string(models.ClubScope(clubA)) + "/" + id.String()
}

// An officer corrects what he saw, is told when it has moved on, and the phone gets what he wrote.
func TestOfficerCorrectsOverHTTP(t *testing.T) {
	v := newVillage(t)
	an := recordPath(v.an)
	tag := v.officer.ask(t, http.MethodGet, an, "", "", 200).header.Get("ETag")
	var edited editedJSON
	a := v.officer.ask(t, http.MethodPatch, an, `{"set":{"fullName":"Tao Thị Bản Mới","phone":"0912345678"},"unset":["note"]}`, tag, 200)
	a.read(t, &edited)
	if edited.Record.Fields["phone"] != "+84912345678" || a.header.Get("ETag") != `"`+edited.Record.Vector+`"` {
		t.Errorf("got %s", a.text)
	}
	v.mustSync()
	if r, _ := v.Show(models.ClubScope(clubA), v.an); r.Record.Value("fullName").Str() != "Tao Thị Bản Mới" {
		t.Errorf("the phone has %s", r.Record.Value("fullName"))
	}
	var stale struct {
		Code   string
		Record struct{ Vector string }
	}
	a = v.officer.ask(t, http.MethodPatch, an, `{"set":{"phone":"0912345679"}}`, tag, 412)
	a.read(t, &stale)
	if stale.Record.Vector != edited.Record.Vector || a.header.Get("ETag") != `"`+edited.Record.Vector+`"` {
		t.Errorf("the officer is told %s", a.text)
	}
	v.officer.ask(t, http.MethodPatch, an, `{"set":{"phone":"0912345679"}}`, "", 428)
	v.officer.ask(t, http.MethodPatch, an, `{"set":{"phone":"0912345679"}}`, `"no vector"`, 412)
}

// Bad edits get a clear answer.
func TestBadEdits(t *testing.T) {
	v := newVillage(t)
	scope, an := "/api/v1/records/"+string(models.ClubScope(clubA)), recordPath(v.an)
	tag := v.officer.ask(t, http.MethodGet, an, "", "", 200).header.Get("ETag")
	for _, bad := range []struct {
		method, path, body, tag string
		status                  int
	}{
		{http.MethodPatch, an, `{}`, tag, 400},
		{http.MethodPatch, an, `{"set":{"a":null}}`, tag, 400},
		{http.MethodPatch, an, `{"set":{"_deleted":true}}`, tag, 400},
		{http.MethodPatch, an, `{"set":{"phone":"1"},"unset":["phone"]}`, tag, 400},
		{http.MethodPatch, an, `{"set":{"phone":"1"},"more":1}`, tag, 400},
		{http.MethodPatch, an, `{"set":{"sex":"cat"}}`, tag, 422},
		{http.MethodPatch, an, `{"unset":["fullName"]}`, tag, 422},
		{http.MethodPatch, an, `{"unset":["_alias"]}`, tag, 422},
		{http.MethodPatch, recordPath(clubB), `{"set":{"sex":"male"}}`, tag, 404},
		{http.MethodDelete, an, "", tag, 422},
		{http.MethodDelete, an, "", "", 428},
		{http.MethodPost, scope, `{"type":"member"}`, "", 400},
		{http.MethodPost, scope, `{"type":"nothing","set":{}}`, "", 400},
		{http.MethodPost, scope, `{"type":"member","set":{}}`, "", 422},
		{http.MethodPost, scope, `{"type":"fundAccount","set":{"kind":"income"}}`, "", 409},
		{http.MethodPost, scope, `{"id":"x","type":"member","set":{}}`, "", 400},
		{http.MethodPost, an + "/takeback", `{}`, tag, 422},
		{http.MethodGet, scope, "", "", 400},
		{http.MethodGet, scope + "?type=member&field=fullName&value=x", "", "", 400},
		{http.MethodGet, scope + "?type=member&field=household", "", "", 400},
		{http.MethodGet, scope + "?type=member&after=x", "", "", 400},
	} {
		v.officer.ask(t, bad.method, bad.path, bad.body, bad.tag, bad.status)
	}
}

// Records are listed by type and by what they refer to.
func TestRecordsAreListedOverHTTP(t *testing.T) {
	v := newVillage(t)
	scope := "/api/v1/records/" + string(models.ClubScope(clubA))
	var list struct {
		Items []struct{ ID, Type string }
		Next  string
	}
	escaped := "/api/v1/records/" + url.PathEscape(string(models.ClubScope(clubA)))
	v.officer.ask(t, http.MethodGet, strings.ReplaceAll(escaped, ":", "%3A")+"/"+v.an.String()+"/history", "", "", 200)
	v.officer.ask(t, http.MethodGet, scope+"?type=member&limit=2", "", "", 200).read(t, &list)
	if len(list.Items) != 2 || list.Next != list.Items[1].ID {
		t.Errorf("got %+v", list)
	}
	v.officer.ask(t, http.MethodGet, scope+"?type=member&after="+list.Next, "", "", 200).read(t, &list)
	equal(t, "the rest", len(list.Items), 1)
	v.officer.ask(t, http.MethodGet, scope+"?type=loan&field=member&value="+v.an.String(), "", "", 200).read(t, &list)
	if len(list.Items) != 1 || list.Items[0].ID != v.late.String() {
		t.Errorf("loans of one member: %+v", list)
	}
}

// A payment is taken back with its receipts; a meeting that never was is deleted.
func TestTakeBackAndDelete(t *testing.T) {
	v := newVillage(t)
	scope := "/api/v1/records/" + string(models.ClubScope(clubA))
	var payments struct{ Items []struct{ ID, Vector string } }
	v.officer.ask(t, http.MethodGet, scope+"?type=repayment&field=loan&value="+v.late.String(), "", "", 200).read(t, &payments)
	path, tag := scope+"/"+payments.Items[0].ID+"/takeback", `"`+payments.Items[0].Vector+`"`
	var edited editedJSON
	v.officer.ask(t, http.MethodPost, path, `{"note":"thu nhầm"}`, tag, 201).read(t, &edited)
	if edited.Record.Fields["reverses"] != payments.Items[0].ID || edited.Record.Fields["note"] != "thu nhầm" {
		t.Errorf("got %+v", edited)
	}
	v.officer.ask(t, http.MethodPost, path, `{}`, tag, 409)
	var loans struct{ Items []loanJSON }
	v.get(t, "/loans", &loans)
	equal(t, "outstanding again", loans.Items[0].Outstanding, 6_000_000)
	var book struct{ Lines []struct{ Reversal string } }
	v.get(t, "/funds/income/book?month=2026-08", &book)
	if len(book.Lines) != 2 || book.Lines[0].Reversal == "" || book.Lines[1].Reversal == "" {
		t.Errorf("its receipts of August: %+v", book)
	}

	body := `{"type":"meeting","set":{"date":"2026-11-05","kind":"regular"}}`
	made := v.officer.ask(t, http.MethodPost, scope, body, "", 201)
	made.read(t, &edited)
	v.officer.ask(t, http.MethodDelete, scope+"/"+edited.Record.ID, "", made.header.Get("ETag"), 200).read(t, &edited)
	equal(t, "deleted", edited.Record.Fields["_deleted"], any(true))
}
