package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// The story of `beplua demo` ends with every phone equal to the server, and tells of every kind of case that phones can
// bring about.
func TestStory(t *testing.T) {
	t.Parallel()
	var out, errs bytes.Buffer
	w := &world{Environment: map[string]string{}, Out: &out, Err: &errs, Now: time.Now}
	if status := run(t.Context(), w, []string{"demo"}); status != 0 {
		t.Fatalf("status %d: %s\n%s", status, errs.String(), out.String())
	}
	for _, want := range []string{
		"Không mất bản ghi nào", "mất câu trả lời", "trang đăng nhập Wi-Fi", "máy chủ đang tắt", "đời máy mới", "nhận lệnh xóa",
		"field-conflict", "delete-edit", "duplicate-person", "duplicate-payment", "refused", "out-of-scope", "forked-phone", "clock",
		"hoàn tác", "giải ngân", "huỷ một bên", "already-reversed", "cho vay 1.000.000 đ, đã trả 100.000 đ gốc, còn 900.000 đ; sổ quỹ cũng nói còn 900.000 đ",
		"pending 1", "cancelled", "sent 1", "đã xem 1", "sổ quỹ: 0 khác biệt",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the story does not tell of %q", want)
		}
	}
	if strings.Contains(out.String(), "≠") {
		t.Error("a phone differs from the server")
	}
}
