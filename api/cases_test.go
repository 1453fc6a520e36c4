package api_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models"
)

func TestCasesAreFiltered(t *testing.T) {
	w := newWorld(t)
	var got models.CaseFilter
	w.engine.cases = func(f models.CaseFilter) ([]models.Record, string, error) {
		got = f
		return []models.Record{sampleCase()}, "go on", nil
	}
	a := w.want(200, "", "commune", http.MethodGet,
		"/api/v1/cases?kind=duplicate-person&club="+clubA.String()+"&status=undone&severity=urgent&after=x&limit=5", "")
	want := models.CaseFilter{
		Scopes: []models.Scope{models.ClubScope(clubA)}, Kind: models.CaseDuplicatePerson, Status: models.CaseUndone,
		Severity: "urgent", After: "x", Limit: 5,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("the engine was asked (-want +got):\n%s", d)
	}
	var page struct {
		Items []struct {
			Scope, ID, Vector string
			Fields            map[string]any
		}
		Next string
	}
	a.read(t, &page)
	if page.Next != "go on" || len(page.Items) != 1 || page.Items[0].Fields["kind"] != "field-conflict" || page.Items[0].Vector != "s1234567:7" {
		t.Errorf("got %s", a.text)
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
