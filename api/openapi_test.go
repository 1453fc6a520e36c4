package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/google/go-cmp/cmp"
	"github.com/labstack/echo/v4"
)

var update = flag.Bool("update", false, "write openapi.json anew from openapi.yaml")

// document is openapi.yaml, read once.
var document = sync.OnceValues(func() (*openapi3.T, error) {
	doc, err := openapi3.NewLoader().LoadFromFile("openapi.yaml")
	if err != nil {
		return nil, err
	}
	return doc, doc.Validate(context.Background())
})

// registered says that files are held to the document as files, whatever is in them.
var registered = sync.OnceFunc(func() {
	for _, kind := range []string{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv"} {
		openapi3filter.RegisterBodyDecoder(kind, openapi3filter.FileBodyDecoder)
	}
})

var router = sync.OnceValues(func() (routers.Router, error) {
	doc, err := document()
	if err != nil {
		return nil, err
	}
	return gorillamux.NewRouter(doc)
})

// checkDocumented holds an answer to the document. Requests are not: many tests send what must be refused.
func checkDocumented(tb testing.TB, r *http.Request, a *answer) {
	tb.Helper()
	registered()
	find, err := router()
	if err != nil {
		tb.Fatal(err)
	}
	asked := httptest.NewRequest(r.Method, r.URL.RequestURI(), nil)
	found, parameters, err := find.FindRoute(asked)
	if err != nil {
		if a.status != http.StatusNotFound && a.status != http.StatusMethodNotAllowed {
			tb.Errorf("%s %s answered %d and is not in openapi.yaml: %v", r.Method, r.URL.Path, a.status, err)
		}
		return
	}
	plain := a.header.Clone()
	plain.Del("Content-Encoding")
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: asked, PathParams: parameters, Route: found},
		Status:                 a.status, Header: plain, Body: io.NopCloser(bytes.NewReader(a.text)),
		Options: &openapi3filter.Options{IncludeResponseStatus: true},
	}
	if err := openapi3filter.ValidateResponse(context.Background(), input); err != nil {
		tb.Errorf("%s %s answered %d, not as openapi.yaml says: %v", r.Method, r.URL.Path, a.status, err)
	}
}

func TestEveryRouteIsDocumentedAndBack(t *testing.T) {
	doc, err := document()
	if err != nil {
		t.Fatal(err)
	}
	if !doc.IsOpenAPI31OrLater() {
		t.Error("not an OpenAPI 3.1 document")
	}
	var documented, served []string
	for path, item := range doc.Paths.Map() {
		for method := range item.Operations() {
			documented = append(documented, method+" "+path)
		}
	}
	for _, r := range newWorld(t).api.Echo().Routes() {
		if r.Method == echo.RouteNotFound {
			continue
		}
		parts := strings.Split(r.Path, "/")
		for i, part := range parts {
			if name, ok := strings.CutPrefix(part, ":"); ok {
				parts[i] = "{" + name + "}"
			}
		}
		served = append(served, r.Method+" "+strings.Join(parts, "/"))
	}
	slices.Sort(documented)
	slices.Sort(served)
	if d := cmp.Diff(documented, served); d != "" {
		t.Errorf("documented (-) and served (+) differ:\n%s", d)
	}
}

// openapi.json is made from openapi.yaml, so that the program needs no YAML.
func TestOpenAPIJSONIsTheYAML(t *testing.T) {
	doc, err := document()
	if err != nil {
		t.Fatal(err)
	}
	want, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("openapi.json", append(want, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.TrimSpace(got), want) {
		t.Error("openapi.json is not openapi.yaml any more: go test ./api -run TestOpenAPIJSON -update")
	}
}
