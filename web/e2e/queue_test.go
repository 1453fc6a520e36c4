package e2e_test

import (
	"fmt"
	"time"

	"github.com/beplua/beplua/web/e2e/browser"
)

const (
	// crowd is how many cases wait at once.
	crowd = 1000
	// promptly is how long a person waits without noticing much, on a machine that is busy with all of this.
	promptly = 3 * time.Second
	// linesMax is how many lines a list may draw before it asks whether more are wanted.
	linesMax = 200
)

// crowded: a thousand cases wait. The list stands at once and draws few lines, narrows, goes on, and opens a case.
func crowded(s *story) {
	b := s.browser
	phone := s.phone("Điện thoại lỗi")
	members := phone.List(phone.Club, "member")
	for i := range crowd {
		_, err := phone.Write("member", members[i%len(members)].Record.ID, map[string]any{"birthOn": fmt.Sprintf("2999-01-%02d", i%30+1)})
		s.must(err)
	}
	s.contact(phone)
	s.officer()
	s.since = time.Now()
	s.promptly("the list", b.Go("/console/cases"), b.See("việc đang chờ"), b.Wait(`document.querySelectorAll('.case-link').length > 0`))
	drawn, err := browser.Ask[int](b, `document.querySelectorAll('.case-link').length`)
	s.must(err)
	if drawn > linesMax {
		s.Errorf("%d lines are drawn at once", drawn)
	}
	s.promptly("more of it", b.Press("Xem thêm"), b.Wait(fmt.Sprintf(`document.querySelectorAll('.case-link').length > %d`, drawn)))
	name := members[7].Record.Value("fullName").Str()
	s.promptly("one person's found among them", b.Fill("Tìm theo tên người, hộ hoặc câu lạc bộ", name),
		b.Wait(fmt.Sprintf(`[...document.querySelectorAll('.case-link')].every((a) => a.innerText.includes(%q))`, name)))
	s.promptly("its page", b.Press(name), b.See("Chỗ chưa đúng"))
	s.promptly("its decision", b.Press("Đã xem, để người ghi sửa"), b.See("Đã quyết"))
}

// promptly fails if steps took longer than a person likes to wait.
func (s *story) promptly(what string, steps ...error) {
	s.Helper()
	s.must(steps...)
	took := time.Since(s.since)
	s.since = time.Now()
	s.Logf("%s took %d ms", what, took.Milliseconds())
	if took > promptly {
		s.Errorf("%s took %v", what, took)
	}
}
