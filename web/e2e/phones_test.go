package e2e_test

import (
	"net/http"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/web/e2e/browser"
	"github.com/beplua/beplua/web/e2e/handset"
)

// revoked: an officer enrols a phone at the console; its volunteer writes without a signal; the phone is reported lost and
// revoked. When it is found again it hands in what it holds, which officers find among the cases, and deletes itself.
func revoked(s *story) {
	b, name := s.browser, "Pờ Gia Mé"
	user, _, err := s.province.NewVolunteer(s.Context(), name, s.club)
	s.must(err)
	s.officer()
	s.must(b.Go("/console/enrol?user="+user), b.Press("Tạo mã ghi danh"), b.See("Thẻ ghi danh máy"))
	code, err := browser.Ask[string](b, `document.querySelector('.code').innerText`)
	s.must(err)
	lost, err := handset.Enrolled(s.Context(), s.server.Base, strings.TrimSpace(code), name, s.club)
	s.must(err)
	member := lost.List(lost.Club, "member")[0].Record.ID
	_, err = lost.Write("member", member, map[string]any{"phone": "0977000123"})
	s.must(err)

	s.must(
		b.Go("/console/phones"), b.Fill("Tìm theo tên người hoặc tên máy", "po gia me"), b.Press(name), b.See("Máy của "+name),
		b.Press("Thu hồi máy này"), b.See("Không rút lại được"), b.Press("Thu hồi máy này"), b.See("Đã thu hồi."), b.See("Nộp hết bản ghi"),
	)
	s.contact(lost)
	if lost.Meta().Wiped == "" {
		s.Error("the phone was not told to delete itself")
	}
	if n := len(lost.List(lost.Club, "member")); n > 0 {
		s.Errorf("the phone still holds %d members", n)
	}
	s.must(b.Reload(), b.Wait(`document.querySelectorAll('ol.sheet .badge.good').length === 3`))
	if !s.waitsInCases(member, "0977000123") {
		s.Error("what the phone had not sent is in no case")
	}
}

// waitsInCases says whether an open case about a record holds a text.
func (s *story) waitsInCases(record models.RecordID, text string) bool {
	s.Helper()
	var page struct {
		Items []struct{ Fields map[string]any }
	}
	_, err := s.province.Ask(s.Context(), http.MethodGet, "/api/v1/cases?status=open&limit=200&club="+s.club.String(), nil, &page)
	s.must(err)
	for _, c := range page.Items {
		if c.Fields["subject"] == record.String() && strings.Contains(toText(c.Fields), text) {
			return true
		}
	}
	return false
}

// forgotten: a volunteer has forgotten his PIN. An officer lets another be chosen, the phone hears of it at its next contact, and
// the officer sees when it was done. A second leave is taken back before the phone hears of it.
func forgotten(s *story) {
	b, name := s.browser, "Chẻo Lở Mẩy"
	phone := s.phone(name)
	s.officer()
	s.must(
		b.Go("/console/phones/"+phone.Meta().Device.String()), b.Press("Cho đặt lại mã PIN"), b.See("đừng đặt lại mã PIN"),
		b.Press("Cho đặt lại mã PIN"), b.See("Máy chưa liên lạc từ đó"),
	)
	s.contact(phone)
	if !phone.MustChoosePIN() {
		s.Fatal("the phone was not told")
	}
	s.must(b.Reload(), b.See("đang chờ người dùng chọn mã mới"), phone.PINChosen())
	s.contact(phone)
	s.must(b.Reload(), b.See("Người dùng đã chọn mã PIN mới"), b.Press("Cho đặt lại mã PIN"), b.See("đừng đặt lại mã PIN"), b.Press("Cho đặt lại mã PIN"))
	s.must(b.Press("Thôi, giữ mã cũ"), b.See("Đã rút lại"))
	s.contact(phone)
	if phone.MustChoosePIN() {
		s.Error("the phone was told of what was taken back")
	}
}
