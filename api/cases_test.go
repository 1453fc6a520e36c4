package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

func TestCasesAreFiltered(t *testing.T) {
	w := newWorld(t)
	var got models.CaseFilter
	w.engine.cases = func(f models.CaseFilter) (view.Queue, error) {
		got = f
		line := view.Case{
			Record: sampleCase(), About: view.Subject{Club: clubA, Name: "Bản Thẳm", Title: "Lò Thị A"},
			Suggestion: &models.Suggestion{Choice: models.ChooseJoin, Keep: clubB, Why: "same-person", Identical: true},
		}
		return view.Queue{
			Cases: []view.Case{line}, Next: "go on", Total: 7, Capped: true,
			Kinds: map[models.CaseKind]int{models.CaseDuplicatePerson: 7}, Severities: map[string]int{"urgent": 7},
		}, nil
	}
	a := w.want(200, "", "commune", http.MethodGet,
		"/api/v1/cases?kind=duplicate-person&club="+clubA.String()+"&status=undone&severity=urgent&q=L%C3%B2&before=2026-01-02T10:04:05%2B07:00&after=x&limit=5", "")
	want := models.CaseFilter{
		Scopes: []models.Scope{models.ClubScope(clubA)}, Kind: models.CaseDuplicatePerson, Status: models.CaseUndone,
		Severity: "urgent", Text: "Lò", Before: "2026-01-02T03:04:05Z", After: "x", Limit: 5,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("the engine was asked (-want +got):\n%s", d)
	}
	var page struct {
		Items []struct {
			Scope, ID, Vector string
			Fields            map[string]any
			About             struct{ Club, ClubName, Title string }
			Suggestion        struct {
				Choice, Keep, Why string
				Identical         bool
			}
		}
		Next       string
		Total      int
		Capped     bool
		Kinds      map[string]int
		Severities map[string]int
	}
	a.read(t, &page)
	if page.Next != "go on" || len(page.Items) != 1 || page.Items[0].Fields["kind"] != "field-conflict" || page.Items[0].Vector != "s1234567:7" {
		t.Errorf("got %s", a.text)
	}
	line := page.Items[0]
	if line.About.ClubName != "Bản Thẳm" || line.About.Title != "Lò Thị A" || line.Suggestion.Keep != clubB.String() || !line.Suggestion.Identical {
		t.Errorf("the line is %+v", line)
	}
	if page.Total != 7 || !page.Capped || page.Kinds["duplicate-person"] != 7 || page.Severities["urgent"] != 7 {
		t.Errorf("counted %+v", page)
	}
	if !w.engine.last().Officer {
		t.Error("the engine was not told that an officer asks")
	}
}

func TestCaseIsDecidedUnderWhatWasSeen(t *testing.T) {
	w := newWorld(t)
	path := "/api/v1/cases/" + string(models.ClubScope(clubA)) + "/" + aCase.String()
	tag := w.want(200, "", "commune", http.MethodGet, path, "").header.Get("ETag")
	if tag != `"s1234567:7"` {
		t.Fatalf("ETag is %q", tag)
	}
	var got models.Resolution
	w.engine.resolve = func(r models.Resolution) (models.Record, error) {
		got = r
		return sampleCase(), nil
	}
	body := `{"choice":"join","keep":"` + clubB.String() + `","note":" Đã hỏi chủ nhiệm ",
		"values":{"name":"Lo\u0300 A","born":1950,"tags":["x"],"alive":true,"rows":[{"b":1,"a":"x"}]}}`
	w.want(200, "", "commune", http.MethodPost, path+"/resolve", body, header{"If-Match": tag})
	want := models.Resolution{
		Scope: models.ClubScope(clubA), Case: aCase, Seen: sampleCase().Vector, Choice: models.ChooseJoin, Keep: clubB, Note: "Đã hỏi chủ nhiệm",
		Values: models.Values{
			{Name: "alive", Value: "true"},
			{Name: "born", Value: "1950"},
			{Name: "name", Value: `"Lò A"`},
			{Name: "rows", Value: `[{"a":"x","b":1}]`},
			{Name: "tags", Value: `["x"]`},
		},
	}
	if d := cmp.Diff(want, got, cmp.Comparer(func(a, b models.Vector) bool { return a.Compare(b) == models.Equal })); d != "" {
		t.Errorf("the engine was asked (-want +got):\n%s", d)
	}
	w.want(200, "", "commune", http.MethodPost, path+"/undo", `{"note":"nhầm"}`, header{"If-Match": tag})
	if got.Note != "nhầm" {
		t.Errorf("undone with %+v", got)
	}
	w.engine.resolve = func(models.Resolution) (models.Record, error) {
		return models.Record{}, models.Errorf(models.CodeConflict, "the case is decided")
	}
	w.want(409, models.CodeConflict, "commune", http.MethodPost, path+"/resolve", `{"choice":"known"}`, header{"If-Match": tag})
	w.want(404, models.CodeNotFound, "commune", http.MethodGet, "/api/v1/cases/"+string(models.ClubScope(clubA))+"/"+clubA.String(), "")
}

// Of many cases each is decided or not by itself, and one that fails stops no other.
func TestManyCasesAreAccepted(t *testing.T) {
	w := newWorld(t)
	w.engine.accept = func(id models.RecordID) error {
		switch id {
		case aCase:
			return nil
		case clubA:
			return models.Errorf(models.CodeStale, "the case has changed since it was read")
		}
		return &models.Error{Code: models.CodeConflict, Message: "x", Details: map[string]string{"reason": "differs"}}
	}
	one := func(id models.RecordID) string {
		return `{"scope":"` + string(models.ClubScope(clubA)) + `","id":"` + id.String() + `","vector":"s1234567:7"}`
	}
	var out struct {
		Items []struct{ ID, Vector, Code, Reason string }
	}
	a := w.want(200, "", "commune", http.MethodPost, "/api/v1/cases/accept", `{"items":[`+one(aCase)+`,`+one(clubA)+`,`+one(clubB)+`]}`)
	a.read(t, &out)
	if len(out.Items) != 3 || out.Items[0].Vector != "s1234567:7" || out.Items[1].Code != "stale" || out.Items[2].Reason != "differs" {
		t.Errorf("got %+v", out)
	}
	w.want(422, models.CodeLimit, "commune", http.MethodPost, "/api/v1/cases/accept", `{"items":[`+strings.Repeat(one(aCase)+",", 50)+one(aCase)+`]}`)
	decided := 0
	w.engine.accept = func(models.RecordID) error { decided++; return nil }
	w.want(400, models.CodeMalformed, "commune", http.MethodPost, "/api/v1/cases/accept", `{"items":[`+one(aCase)+`,{"scope":"club:x","id":"","vector":""}]}`)
	if decided != 0 {
		t.Errorf("%d cases were decided of a request that was refused", decided)
	}
	w.engine.accept = func(models.RecordID) error { return models.ErrStale }
	a = w.want(200, "", "commune", http.MethodPost, "/api/v1/cases/accept", `{"items":[`+one(aCase)+`]}`)
	out.Items = nil
	if a.read(t, &out); out.Items[0].Code != "unavailable" || out.Items[0].Vector != "" {
		t.Errorf("a failure of the server is told as %+v", out)
	}
}
