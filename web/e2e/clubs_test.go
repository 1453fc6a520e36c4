package e2e_test

import (
	"fmt"
	"strings"

	"github.com/beplua/beplua/models"
)

// corrected: an officer finds a club and a member without diacritics and corrects the member; a phone gets it, and who did it is
// in the history. A form that somebody overtook keeps what was typed, and says what changed meanwhile.
func corrected(s *story) {
	b := s.browser
	phone := s.phone("Máy học tên")
	id, err := phone.Write("member", models.RecordID{}, map[string]any{"fullName": "Giàng Thị Mỷ", "sex": "female", "joinedOn": "2024-01-05", "phone": "+84912345001"})
	s.must(err)
	s.contact(phone)
	s.officer()
	s.must(b.Go("/console/clubs?q=cau+lac+bo+khong+co"), b.See("Không tìm thấy câu lạc bộ nào"), b.Press("Bỏ lọc"), b.See("câu lạc bộ bạn phụ trách"))
	s.must(b.Go("/console/clubs/"+s.club.String()+"?tab=members"), b.Fill("Tìm theo tên", "giang thi my"), b.Press("Giàng Thị Mỷ"), b.See("Lịch sử sửa hồ sơ"))

	s.must(b.Press("Sửa hồ sơ"), b.Fill("Họ và tên", "Giàng Thị Mỵ"), b.Fill("Điện thoại", "12"), b.Press("Lưu"), b.See("Điện thoại"))
	s.must(b.Wait(`document.querySelector('dialog [aria-invalid=true]') !== null`))
	s.must(b.Fill("Điện thoại", "0912 345 002"), b.Press("Lưu"), b.See("Đã lưu."), b.See("0912 345 002"))
	s.contact(phone)
	if got := phone.Text(id, "fullName"); got != "Giàng Thị Mỵ" {
		s.Errorf("the phone shows %q", got)
	}
	s.must(b.See("Giàng Thị Mỷ"), b.See("Cán bộ xã (mẫu)"))

	s.must(b.Press("Sửa hồ sơ"), b.Fill("Ghi chú", "Nhà gần suối"))
	_, err = phone.Write("member", id, map[string]any{"phone": "+84912345003"})
	s.must(err)
	s.contact(phone)
	s.must(b.Press("Lưu"), b.See("người khác vừa thay đổi bản ghi này"), b.See("0912 345 003"), b.Press("Lưu"), b.Wait(`document.querySelector('dialog') === null`))
	s.contact(phone)
	if note, number := phone.Text(id, "note"), phone.Text(id, "phone"); note != "Nhà gần suối" || number != "+84912345003" {
		s.Errorf("the phone shows %q and %q", note, number)
	}
}

// rolled: an officer writes a meeting down from paper and calls the roll; a phone gets both. A meeting that never was is deleted.
func rolled(s *story) {
	b := s.browser
	phone := s.phone("Máy xem điểm danh")
	member := phone.List(phone.Club, "member")[0].Record
	name := member.Value("fullName").Str()
	s.officer()
	s.must(b.Go("/console/clubs/"+s.club.String()+"?tab=meetings"), b.Press("Ghi buổi sinh hoạt"), b.See("Ngày họp"),
		b.Fill("Ngày họp", "03032026"), b.Pick("Loại buổi họp", "Họp ban chủ nhiệm"), b.Fill("Nơi họp", "Nhà văn hoá bản"), b.Press("Ghi vào sổ"), b.See("Buổi sinh hoạt 03/03/2026"))
	s.must(b.Pick("Điểm danh "+name, "Vắng có lý do"), b.See("Đã ghi điểm danh cho "+name))
	s.contact(phone)
	found := ""
	for _, a := range phone.List(phone.Club, "attendance") {
		if who, _ := a.Record.Value("member").Ref(); who == member.ID && a.Record.Value("source").Str() == "console" {
			found += a.Record.Value("status").Str()
		}
	}
	if found != "excused" {
		s.Errorf("the phone has %q of %s", found, name)
	}
	before := len(phone.List(phone.Club, "meeting"))
	s.must(b.Press("Sửa buổi này"), b.Press("Xoá bản ghi này"), b.See("Lịch sử vẫn được giữ"), b.Press("Xoá"), b.See("Đã xoá."))
	s.contact(phone)
	if after := len(phone.List(phone.Club, "meeting")); after != before-1 {
		s.Errorf("the phone shows %d meetings, before %d", after, before)
	}
}

// tookBack: an officer takes a slip back. The line stays, the opposite one stands beside it, and what the fund holds is as before.
func tookBack(s *story) {
	b := s.browser
	phone := s.phone("Máy thủ quỹ")
	fund := models.RecordID{}
	for _, f := range phone.List(phone.Club, "fundAccount") {
		if f.Record.Value("kind").Str() == "activity" {
			fund = f.Record.ID
		}
	}
	_, err := phone.Write("fundTransaction", models.RecordID{}, map[string]any{
		"account": fund, "date": "2026-03-04", "direction": "in", "category": "dues", "amount": 77_000, "slipNo": "PT-E2E",
	})
	s.must(err)
	page := fmt.Sprintf("/console/clubs/%s?tab=funds&fund=activity&month=2026-03", s.club)
	closing := func() string {
		text, err := b.Read()
		s.must(err)
		_, rest, _ := strings.Cut(text, "Cuối kỳ ")
		sum, _, _ := strings.Cut(rest, " tính đến")
		return sum
	}
	s.officer()
	s.must(b.Go(page), b.See("Cuối kỳ"))
	before := closing()
	s.contact(phone)
	s.must(b.Go(page), b.See("PT-E2E"))
	if closing() == before {
		s.Errorf("the slip changed nothing: %q", before)
	}
	s.must(b.Press("Đảo phiếu PT-E2E"), b.See("Không sửa, không xoá"), b.Fill("Lý do", "ghi nhầm quỹ"), b.Press("Đảo bút toán"), b.See("Đã đảo."), b.See("đã đảo"))
	s.contact(phone)
	reversed := 0
	for _, e := range phone.List(phone.Club, "fundTransaction") {
		if e.Record.Value("reverses").IsSet() && e.Record.Value("note").Str() == "ghi nhầm quỹ" {
			reversed++
		}
	}
	if reversed != 1 {
		s.Errorf("the phone has %d reversals", reversed)
	}
}

// founded: an officer writes a new club down; it is empty, says what to do, and its first member can be added.
func founded(s *story) {
	b := s.browser
	s.officer()
	s.must(b.Go("/console/clubs"), b.Press("Thêm câu lạc bộ"), b.Fill("Tên câu lạc bộ", "Liên thế hệ Nậm Sỏ"), b.Fill("Bản, thôn", "Bản Nậm Sỏ"),
		b.Pick("Xã, phường khi thành lập", "Xã Tân Uyên"), b.Fill("Ngày thành lập", "02022026"), b.Fill("Số quyết định", "9/QĐ-UBND"),
		b.Pick("Nguồn vốn ban đầu", "Tự huy động"), b.Press("Ghi vào sổ"), b.See("Chưa ghi ban chủ nhiệm"), b.See("Liên thế hệ Nậm Sỏ"))
	for tab, says := range map[string]string{
		"Thành viên": "Câu lạc bộ chưa có thành viên nào", "Sinh hoạt": "Chưa có buổi sinh hoạt nào", "Quỹ và sổ quỹ": "chưa mở quỹ nào", "Vay vốn": "Không có khoản vay nào",
	} {
		s.must(b.Press(tab), b.See(says))
	}
	s.must(b.Press("Thành viên"), b.Press("Thêm thành viên"), b.Fill("Họ và tên", "Lò Thị Đầu"), b.Pick("Giới tính", "Nữ"), b.Fill("Ngày vào", "03032026"),
		b.Press("Ghi vào sổ"), b.See("Lịch sử sửa hồ sơ"), b.See("Lò Thị Đầu"))
}
