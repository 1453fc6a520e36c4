package e2e_test

import (
	"fmt"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/web/e2e/browser"
	"github.com/beplua/beplua/web/e2e/handset"
	"github.com/beplua/beplua/web/e2e/server"
)

// conflict: two phones give one person two birthdays without knowing of each other. An officer finds the case, takes the one
// that was sent, and both phones get it; he takes the decision back, and both phones get what stood before.
func conflict(s *story) {
	b := s.browser
	mai, sung := s.phone("Lò Thị Mai"), s.phone("Vàng A Súng")
	member, name := s.disputed(mai, sung, 20)

	s.officer()
	s.must(
		b.Press("Việc cần quyết"), b.See("việc đang chờ"), b.Fill("Tìm theo tên người, hộ hoặc câu lạc bộ", name), b.Press(name),
		b.See("04/05/1952"), b.See("05/04/1952"), b.See("Máy của Vàng A Súng"), b.See("Bạn quyết thế nào?"),
		b.Press("Lấy «05/04/1952»"), b.See("Đã quyết: Lấy «05/04/1952»."),
	)
	s.contact(mai, sung)
	s.bothShow(member, "birthOn", "1952-04-05", mai, sung)

	s.must(b.Press("Hoàn tác"), b.See("Đã hoàn tác. Việc này lại chờ quyết."))
	s.contact(mai, sung)
	s.bothShow(member, "birthOn", "1952-05-04", mai, sung)
}

// disputed lets two phones give the birthday of one of the club's members in two ways; it gives the member and its name. The demo
// has open cases about the first members.
func (s *story) disputed(one, other *handset.Handset, which int) (models.RecordID, string) {
	s.Helper()
	record := one.List(one.Club, "member")[which].Record
	for _, said := range []struct {
		by  *handset.Handset
		day string
	}{{one, "1952-05-04"}, {other, "1952-04-05"}} {
		_, err := said.by.Write("member", record.ID, map[string]any{"birthOn": said.day, "birthPrecision": "day"})
		s.must(err)
	}
	s.contact(one, other)
	return record.ID, record.Value("fullName").Str()
}

func (s *story) bothShow(id models.RecordID, field, want string, phones ...*handset.Handset) {
	s.Helper()
	for i, h := range phones {
		if got := h.Text(id, field); got != want {
			s.Errorf("phone %d shows %s %q, want %q", i+1, field, got, want)
		}
	}
}

// joined: two phones write down the same person. While an officer joins the two, a phone still holds a note for the one that
// goes; the note arrives at the one that stays, and every phone shows one person.
func joined(s *story) {
	b, name := s.browser, "Tẩn Lở Mẩy"
	sung, do := s.phone("Vàng A Súng"), s.phone("Giàng Thị Dở")
	person := map[string]any{"fullName": name, "sex": "female", "birthOn": "1958-01-01", "birthPrecision": "year", "joinedOn": "2026-01-05", "phone": "0987654321"}
	first, err := sung.Write("member", models.RecordID{}, person)
	s.must(err)
	second, err := do.Write("member", models.RecordID{}, person)
	s.must(err)
	s.contact(sung, do, sung)
	for _, id := range []models.RecordID{first, second} { // whichever goes, something is held for it
		_, err := do.Write("member", id, map[string]any{"note": "đang ở nhà con gái"})
		s.must(err)
	}

	s.officer()
	s.must(
		b.Go("/console/cases?kind=duplicate-person"), b.Fill("Tìm theo tên người, hộ hoặc câu lạc bộ", name), b.Press(name),
		b.See("Giữ bản này"), b.Press("Giữ bản này"), b.Press("Là một người: gộp lại"), b.See("Đã quyết: Là một người: gộp lại."),
	)
	s.contact(do, sung)
	for _, h := range []*handset.Handset{sung, do} {
		count, note := 0, ""
		for _, m := range h.List(h.Club, "member") {
			if m.Record.Value("fullName").Str() == name {
				count++
				note = m.Record.Value("note").Str()
			}
		}
		if count != 1 || note != "đang ở nhà con gái" {
			s.Errorf("a phone shows the person %d times, with the note %q", count, note)
		}
	}
}

// keyboardOnly: an officer whose mouse is broken logs in, opens the first case, decides it and takes the decision back.
func keyboardOnly(s *story) {
	b := s.browser
	mai, sung := s.phone("Lò Thị Mai"), s.phone("Vàng A Súng")
	member, name := s.disputed(mai, sung, 21)
	s.must(b.Go("/console/"))
	s.tabTo("Tên đăng nhập")
	s.must(b.Keys(server.Commune+"\t"+server.Password+"\r"), b.See("Đăng xuất"), b.Settle())
	s.tabTo("Việc cần quyết")
	s.must(b.Keys("\r"), b.See("việc đang chờ"))
	s.tabTo("Tìm theo tên người")
	s.must(b.Keys(name), b.Wait(`document.querySelectorAll('.case-link').length === 1`))
	s.tabTo(name)
	s.must(b.Keys("\r"), b.See("Bạn quyết thế nào?"))
	s.tabTo("Lấy «05/04/1952»")
	s.must(b.Keys("\r"), b.See("Đã quyết: Lấy «05/04/1952»."))
	s.contact(mai, sung)
	s.bothShow(member, "birthOn", "1952-04-05", mai, sung)
	s.tabTo("Hoàn tác")
	s.must(b.Keys("\r"), b.See("Đã hoàn tác."))
	s.contact(mai, sung)
	s.bothShow(member, "birthOn", "1952-05-04", mai, sung)
}

// tabsMax is how many stops a person may have to pass: more is a page that cannot be worked by keyboard.
const tabsMax = 80

// tabTo strikes Tab until a control has the focus, and sees that the focus shows.
func (s *story) tabTo(words string) {
	s.Helper()
	for range tabsMax {
		s.must(s.browser.Keys("\t"))
		at, err := browser.Ask[struct {
			Here, Shows bool
		}](s.browser, fmt.Sprintf(`(() => {
			const e = document.activeElement, style = getComputedStyle(e);
			const name = [e.getAttribute('aria-label'), e.innerText, ...[...(e.labels ?? [])].map((l) => l.innerText)].filter(Boolean).join(' ');
			return { Here: e.matches('a, button, input, select, textarea, summary') && name.includes(%q), Shows: style.outlineStyle !== 'none' || style.boxShadow !== 'none' };
		})()`, words))
		s.must(err)
		if at.Here {
			if !at.Shows {
				s.Errorf("nothing shows that %q has the focus", words)
			}
			return
		}
	}
	s.must(fmt.Errorf("no way to %q by Tab", words))
}
