package api_test

import (
	"net/http"
	"strings"
	"testing"
)

// What a person mistypes is told in a sentence for him, beside the field that he must look at.
func TestPeopleAreToldWhatIsWrong(t *testing.T) {
	w := newWorld(t)
	w.as("province")
	key := b64.EncodeToString(make([]byte, 32))
	for _, story := range []struct {
		who, path, body string
		status          int
		told            string
	}{
		{"", "/api/v1/login", `{"login":"canbo.tinh","password":"nhầm"}`, 401, "Sai tên đăng nhập hoặc mật khẩu."},
		{"", "/api/v1/enrol", `{"code":"12345","deviceKey":"` + key + `","signature":"` + key + `"}`, 401, "Hãy xin cán bộ mã mới."},
		{"province", "/api/v1/users", `{"name":"A","login":"canbo.tinh","password":"` + password + `"}`, 409, "đã có người dùng"},
		{"province", "/api/v1/users", `{"name":"A","grants":[{"role":"commune","unit":"99999@2025-07-01"}]}`, 422, "Không có đơn vị hành chính này."},
		{"province", "/api/v1/users", `{"name":"A","grants":[{"role":"commune"}]}`, 422, "thiếu nơi áp dụng"},
		{"province", "/api/v1/users", `{"name":"  "}`, 422, "Họ tên phải có"},
		{"province", "/api/v1/users", `{"name":"A","login":"moi.moi","password":"12345678"}`, 422, "quá dễ đoán"},
	} {
		a := w.ask(story.who, http.MethodPost, story.path, story.body)
		var p struct {
			Errors []struct{ Field, Message string }
		}
		a.read(t, &p)
		if a.status != story.status || len(p.Errors) != 1 || p.Errors[0].Field == "" || !strings.Contains(p.Errors[0].Message, story.told) {
			t.Errorf("%s %s: %d %s", story.path, story.body, a.status, a.text)
		}
	}
}

// A filter that no case can match is a mistake: an empty list would say that nothing waits.
func TestFiltersOfCasesAreChecked(t *testing.T) {
	w := newWorld(t)
	for query, status := range map[string]int{
		"kind=duplicate-person&status=open&severity=urgent": 200, "kind=duplicates": 400, "status=closed": 400, "severity=high": 400, "kind=open": 400,
	} {
		if a := w.ask("province", http.MethodGet, "/api/v1/cases?"+query, ""); a.status != status {
			t.Errorf("%s: got %d, want %d", query, a.status, status)
		}
	}
}
