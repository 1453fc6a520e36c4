package api_test

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

const (
	list  = "Họ và tên;Năm sinh;Giới tính\nLò Thị Hoa;1958;Nữ\nGiàng A Chứ;49;Nam\n"
	lists = "/api/v1/clubs/0190aaaa-0000-7000-8000-00000000000a/imports"
)

var asCSV = header{"Content-Type": "text/csv"}

// A list is tried, mended, tried again and brought in; the second time nothing is new; it comes out again as it went in.
func TestListComesInAndGoesOut(t *testing.T) {
	w := newWorld(t)
	var plan struct {
		Counts struct{ New, Exists, Faulty int }
		Lines  []struct {
			Fate   string
			Faults []struct{ Cell, Message string }
		}
	}
	tried := w.want(http.StatusOK, "", "commune", http.MethodPost, lists+"/plan", list, asCSV)
	tried.read(t, &plan)
	if plan.Counts.New != 1 || plan.Counts.Faulty != 1 || plan.Lines[1].Faults[0].Cell != "B3" {
		t.Fatalf("the dry run says %s", tried.text)
	}
	mended := strings.Replace(list, ";49;", ";1949;", 1)
	tag := header{"If-Match": tried.header.Get("ETag")}
	w.want(http.StatusPreconditionRequired, "precondition-required", "commune", http.MethodPost, lists, mended, asCSV)
	w.want(http.StatusPreconditionFailed, models.CodeStale, "commune", http.MethodPost, lists, mended, asCSV, tag)
	tried = w.want(http.StatusOK, "", "commune", http.MethodPost, lists+"/plan", mended, asCSV)
	tag = header{"If-Match": tried.header.Get("ETag")}
	w.want(http.StatusPreconditionFailed, models.CodeStale, "commune", http.MethodPost, lists+"?year=2020", mended, asCSV, tag)
	w.want(http.StatusPreconditionFailed, models.CodeStale, "commune", http.MethodPost, lists, mended+"\n", asCSV, tag) // to the byte
	w.want(http.StatusOK, "", "commune", http.MethodPost, lists, mended, asCSV, tag)
	w.want(http.StatusPreconditionFailed, models.CodeStale, "commune", http.MethodPost, lists, mended, asCSV, tag)
	tried = w.want(http.StatusOK, "", "commune", http.MethodPost, lists+"/plan", mended, asCSV)
	tried.read(t, &plan)
	if plan.Counts.New != 0 || plan.Counts.Exists != 2 {
		t.Errorf("again: %s", tried.text)
	}
	out := w.want(http.StatusOK, "", "commune", http.MethodGet, "/api/v1/exports/file?table=member&format=csv-comma&club="+clubA.String(), "")
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(out.text), "\xef\xbb\xbf"))).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	var journal struct {
		Items []struct {
			By, At, Club, ClubName string
			Tables                 []string
			Rows                   int
			Whole                  bool
		}
	}
	month := w.Clock.Now().UTC().Format("2006-01")
	w.name(clubA, "Bản Thẳm")
	w.told(t, "commune", http.MethodGet, "/api/v1/exports/taken?month="+month, "", &journal)
	if len(journal.Items) != 1 || journal.Items[0].Rows != 2 || !journal.Items[0].Whole || journal.Items[0].Club != clubA.String() || journal.Items[0].By != "Người Thử commune" || journal.Items[0].ClubName != "Bản Thẳm" {
		t.Errorf("the journal says %+v", journal.Items)
	}
	w.want(http.StatusBadRequest, models.CodeMalformed, "commune", http.MethodGet, "/api/v1/exports/taken?month=2026-13", "")
	if !strings.Contains(w.log.String(), `"msg":"exported"`) || strings.Contains(w.log.String(), "Lò Thị") {
		t.Error("the log does not say who exported, or says whom")
	}
}

func TestBadSheetsOverHTTP(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		status      int
		code        models.Code
		path, body  string
		kind, coded string
	}{
		{422, models.CodeInvalid, "/plan", "PK\x03\x04 and no more", "application/octet-stream", ""},
		{422, models.CodeInvalid, "/plan", "a;b\nc;d\n", "text/csv; charset=utf-8", ""},
		{415, models.CodeUnsupported, "/plan", list, "application/json", ""},
		{415, models.CodeUnsupported, "/plan", list, "text/csv", "gzip"},
		{413, models.CodeTooLarge, "/plan", strings.Repeat("a", models.ImportBytesMax+1), "text/csv", ""},
		{400, models.CodeMalformed, "/plan?joinedOn=2020-02-30", list, "text/csv", ""},
		{400, models.CodeMalformed, "/plan?joinedOn=2099-01-01", list, "text/csv", ""},
		{400, models.CodeMalformed, "/plan?year=1", list, "text/csv", ""},
	} {
		a := w.want(c.status, c.code, "commune", http.MethodPost, lists+c.path, c.body, header{"Content-Type": c.kind}, header{"Content-Encoding": c.coded})
		if c.status == 422 && !strings.Contains(string(a.text), `"problem"`) {
			t.Errorf("not told what is wrong: %s", a.text)
		}
	}
	for _, query := range []string{"", "?table=member", "?table=member&format=pdf", "?format=csv"} {
		w.want(http.StatusBadRequest, models.CodeMalformed, "commune", http.MethodGet, "/api/v1/exports/file"+query, "")
	}
	w.want(http.StatusUnprocessableEntity, models.CodeInvalid, "commune", http.MethodGet, "/api/v1/exports/file?table=member&table=loan&format=csv", "")
}

// brokenExports fails in the middle of a file.
type brokenExports struct{}

func (brokenExports) Tables(models.Access) []view.ExportTable { return nil }

func (brokenExports) Taken(context.Context, models.Access, string) ([]view.Exported, error) {
	return nil, nil
}

func (brokenExports) Export(_ context.Context, _ models.Access, _ view.Export, out io.Writer) (int, error) {
	_, _ = io.WriteString(out, "half a file")
	return 1, errors.New("the disk is gone")
}

// Half a file must not look like a whole one: the connection is broken off.
func TestHalfAFileIsNone(t *testing.T) {
	w := newWorld(t, func(d *api.Deps) { d.Exports = brokenExports{} })
	r := httptest.NewRequest(http.MethodGet, "/api/v1/exports/file?table=member&format=csv", nil)
	r.Header.Set("Authorization", "Bearer "+w.as("commune").token)
	defer func() {
		if recovered := recover(); recovered != any(http.ErrAbortHandler) {
			t.Errorf("the answer ended with %v", recovered)
		}
	}()
	w.api.ServeHTTP(httptest.NewRecorder(), r)
}
