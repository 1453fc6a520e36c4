package e2e_test

import (
	"strings"
)

// prepared: the next by-law is written after the model of the present one; it counts from its day, reaches the phones, and a
// second one of the same day is not taken.
func prepared(s *story) {
	b := s.browser
	phone := s.phone("Máy nhận quy chế")
	before := len(phone.List(phone.Club, "byLaw"))
	s.officer()
	s.must(b.Go("/console/bylaws?club="+s.club.String()), b.See("Đang có hiệu lực"), b.Press("Chuẩn bị quy chế mới"),
		b.Fill("Mức vay cao nhất (đ)", "7000000"), b.Fill("Lãi suất mỗi tháng (%)", "0,65"), b.Press("Lưu quy chế mới"),
		b.See("Đã chuẩn bị, chưa đến ngày"), b.See("7.000.000"), b.See("0,65"))
	s.contact(phone)
	laws := phone.List(phone.Club, "byLaw")
	found := 0
	for _, law := range laws {
		if law.Record.Value("maxLoan") == "7000000" && law.Record.Value("ratePpm") == "6500" {
			found++
		}
	}
	if len(laws) != before+1 || found != 1 {
		s.Errorf("the phone has %d by-laws, %d before, %d as written", len(laws), before, found)
	}
	s.must(b.Press("Chuẩn bị quy chế mới"), b.Press("Lưu quy chế mới"), b.See("Đã có một quy chế bắt đầu đúng ngày này"))
}

// printed: every paper of a club stands, with its people and the places to sign.
func printed(s *story) {
	b := s.browser
	s.officer()
	for what, words := range map[string][]string{
		"members":    {"Danh sách thành viên", "Tổng cộng", "Chủ nhiệm"},
		"attendance": {"Phiếu điểm danh", "Ký tên", "Thư ký"},
		"book":       {"Sổ quỹ", "Đầu kỳ", "Thủ quỹ"},
		"loan":       {"Chọn khoản vay cần in"},
		"slip":       {"Phiếu"},
	} {
		s.must(b.Go("/console/print/" + what + "/" + s.club.String()))
		said, err := b.Read()
		s.must(err)
		for _, word := range words {
			if !strings.Contains(strings.ToLower(said), strings.ToLower(word)) {
				s.Errorf("the paper %s does not say %q", what, word)
			}
		}
	}
}
