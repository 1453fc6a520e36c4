package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
)

// founded makes a club, as an officer may who has it already.
func founded(t *testing.T, a *app, club models.RecordID) {
	t.Helper()
	scope := models.ClubScope(club)
	var set []models.Assignment
	for name, value := range map[string]string{
		"name": "Câu lạc bộ bản Vàng Pheo", "unit": "03388@2025-07-01", "village": "Bản Vàng Pheo", "foundedOn": "2020-05-01", "decisionNo": "12/QĐ", "funding": "budget",
	} {
		set = append(set, models.Assignment{Name: name, Value: models.TextValue(value)})
	}
	access := models.Access{Reads: []models.Scope{scope}, Writes: []models.Scope{scope}, Officer: true}
	if err := a.engine.EditAll(t.Context(), access, scope, []models.Correction{{Scope: scope, Type: "club", Record: club, Set: models.NewValues(set...)}}); err != nil {
		t.Fatal(err)
	}
}

// TestListsAtTheServersConsole: a list is tried, brought in, and exported again by commands, with what the officer may see.
func TestListsAtTheServersConsole(t *testing.T) {
	e := newEdge(t)
	e.officer("can.bo", edgePassword)
	club := models.DerivedID("club", "Vàng Pheo")
	founded(t, e.app, club)
	e.hangUp()
	if err := e.app.close(); err != nil {
		t.Fatal(err)
	}
	command := func(args ...string) (int, string) {
		var out bytes.Buffer
		w := &world{Environment: map[string]string{"BEPLUA_DATA": e.data}, Out: &out, Err: &out, Now: time.Now}
		return run(t.Context(), w, args), out.String()
	}
	folder := t.TempDir()
	list, table := filepath.Join(folder, "list.csv"), filepath.Join(folder, "member.csv")
	if err := os.WriteFile(list, []byte("Họ và tên;Năm sinh\nLò Thị Hoa;1958\nGiàng A Chứ;49\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	to := []string{"--club", club.String(), "--as", "can.bo"}
	for _, c := range []struct {
		args   []string
		status int
		want   string
	}{
		{append([]string{"import", list}, to...), 0, "1 người mới, 0 đã có, 0 trùng, 1 cần sửa, 0 bỏ qua\nMới xem thử"},
		{append([]string{"import", list, "--write"}, to...), 0, "dòng 3\tCẦN SỬA\tGiàng A Chứ\tB3 Không đọc được ngày sinh"},
		{append([]string{"import", list, "--write"}, to...), 0, "0 người mới, 1 đã có"},
		{append([]string{"import", filepath.Join(folder, "none.csv")}, to...), 1, "no such file"},
		{append([]string{"import", list, "--joined", "25/03/2024"}, to...), 2, "--joined"},
		{[]string{"import", list, "--club", club.String(), "--as", "ai.do"}, 1, "no such login"},
		{[]string{"export", "--as", "can.bo"}, 0, "member\tThành viên"},
		{[]string{"export", "member", "--as", "can.bo", "--format", "csv"}, 2, "--out is needed"},
		{[]string{"export", "member", "--as", "can.bo", "--format", "csv", "-o", table}, 0, "1 dòng"},
		{[]string{"export", "member", "--as", "can.bo", "--format", "csv", "-o", table}, 1, "file exists"},
		{[]string{"export", "people", "--as", "can.bo", "--format", "csv", "-o", filepath.Join(folder, "people.csv")}, 0, "1 dòng"},
		{[]string{"export", "phones", "member", "--as", "can.bo", "--club", club.String(), "-o", filepath.Join(folder, "phones.xlsx")}, 0, "1 dòng"},
		{[]string{"export", "healthCheck", "--as", "can.bo", "-o", filepath.Join(folder, "health.xlsx")}, 1, "no such table"},
	} {
		if status, out := command(c.args...); status != c.status || !strings.Contains(out, c.want) {
			t.Errorf("%v: status %d, want %d and %q in\n%s", c.args, status, c.status, c.want, out)
		}
	}
	if text, err := os.ReadFile(filepath.Join(folder, "people.csv")); err != nil || !strings.Contains(string(text), "Cán bộ can.bo;can.bo;Cán bộ tỉnh;Đang dùng;") {
		t.Errorf("people: %s, %v", text, err)
	}
	if text, err := os.ReadFile(table); err != nil || !strings.Contains(string(text), "Lò Thị Hoa") {
		t.Errorf("exported %s, %v", text, err)
	}
	if _, err := os.Stat(filepath.Join(folder, "health.xlsx")); !os.IsNotExist(err) {
		t.Error("a file that was not written is there")
	}
}
