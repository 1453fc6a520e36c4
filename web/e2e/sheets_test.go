package e2e_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/beplua/beplua/web/e2e/browser"
)

// heading is how a club writes its list, with and without diacritics.
func heading() []any {
	return []any{"STT", "Họ và tên", "nam sinh", "Giới tính", "Số điện thoại", "Sở thích"}
}

// imported: a commune brings in a list with mistakes. The dry run names each cell and writes nothing; mended, the list goes in;
// a phone gets the people; the same file once more brings nobody.
func imported(s *story) {
	b := s.browser
	faulty := s.sheet("danh sach.xlsx", heading(),
		[]any{1, "Sùng Thị Chía", 1955, "Nữ", "0912000001", "thêu"}, []any{2, "Mùa A Sà", "một chín năm mươi", "Nam", "", ""},
		[]any{3, "", 1960, "Nữ", "", ""}, []any{4, "Ly Thị Sua", 1961, "Nữ", "12", ""})
	mended := s.sheet("danh sach da sua.xlsx", heading(),
		[]any{1, "Sùng Thị Chía", 1955, "Nữ", "0912000001", "thêu"}, []any{2, "Mùa A Sà", 1950, "Nam", "", ""},
		[]any{4, "Ly Thị Sua", 1961, "Nữ", "0912000002", ""})
	phone := s.phone("Máy nhận danh sách")
	before := len(phone.List(phone.Club, "member"))

	s.officer()
	s.must(b.Go("/console/import?club="+s.club.String()), b.Press("Xem thử"), b.See("Hãy chọn tệp danh sách trước."),
		b.Upload(faulty), b.Press("Xem thử"), b.See("Kết quả xem thử"), b.See("C3"), b.See("một chín năm mươi"), b.See("Sở thích"))
	s.contact(phone)
	if after := len(phone.List(phone.Club, "member")); after != before {
		s.Errorf("the dry run made %d members", after-before)
	}
	s.must(b.Press("Chọn tệp khác"), b.Upload(mended), b.Press("Xem thử"), b.Press("Nhập 3 người mới vào sổ"), b.See("Đã ghi 3 người mới vào sổ"))
	s.contact(phone)
	names := ""
	for _, m := range phone.List(phone.Club, "member") {
		names += m.Record.Value("fullName").Str() + ";"
	}
	for _, name := range []string{"Sùng Thị Chía", "Mùa A Sà", "Ly Thị Sua"} {
		if strings.Count(names, name) != 1 {
			s.Errorf("the phone has %s %d times", name, strings.Count(names, name))
		}
	}
	s.must(b.Press("Nhập tệp khác"), b.Upload(mended), b.Press("Xem thử"), b.See("Không có người mới nào để nhập."))
}

// brokenSheets: what is no list is answered with what is wrong with it, under the field.
func brokenSheets(s *story) {
	b := s.browser
	s.officer()
	for name, content := range map[string]string{
		"khong phai excel.xlsx": "PK\x03\x04 nửa chừng", "anh.xlsx": "\xff\xd8\xff\xe0 ảnh", "trong.csv": "", "nhi phan.csv": "\x00\x01\x02\x03",
	} {
		s.must(b.Go("/console/import?club="+s.club.String()), b.Upload(s.file(name, content)), b.Press("Xem thử"))
		s.must(b.Wait(`document.querySelector('.field-fault')?.innerText.length > 10 || document.querySelector('[role=alert]') !== null`))
		if said, err := b.Read(); err != nil || strings.Contains(said, "Máy chủ gặp lỗi") {
			s.Errorf("%s: the server failed (%v)", name, err)
		}
	}
}

// exported: an officer downloads the members of a club; the file opens, has as many rows as a phone has members, and what looks
// like a formula is a text.
func exported(s *story) {
	b := s.browser
	phone := s.phone("Máy có công thức")
	member := phone.List(phone.Club, "member")[0].Record.ID
	_, err := phone.Write("member", member, map[string]any{"note": "=HYPERLINK(\"http://evil.example\",\"bấm\")"})
	s.must(err)
	s.contact(phone)
	s.officer()
	s.must(b.Go("/console/export?club=" + s.club.String()))
	path, name, err := b.Download(s.TempDir(), func() error { return b.Press("Tải tệp") })
	s.must(err)
	if !strings.HasSuffix(name, ".xlsx") {
		s.Errorf("the file is called %s", name)
	}
	book, err := excelize.OpenFile(path)
	s.must(err)
	rows, err := book.GetRows(book.GetSheetName(0))
	s.must(err)
	if want := len(phone.List(phone.Club, "member")); len(rows) < want+1 {
		s.Errorf("the file has %d rows for %d members", len(rows), want)
	}
	s.formulaIsText(book)
	csv, err := browser.Ask[[]int](b, fmt.Sprintf(`fetch('/api/v1/exports/file?table=member&format=csv&club=%s').then((r) => r.arrayBuffer()).then((a) => [...new Uint8Array(a)].slice(0, 200000))`, s.club))
	s.must(err)
	text := make([]byte, len(csv))
	for i, c := range csv {
		text[i] = byte(c)
	}
	if !bytes.HasPrefix(text, []byte("\xef\xbb\xbf")) || bytes.Contains(text, []byte(";=HYPERLINK")) || bytes.Contains(text, []byte(`;"=HYPERLINK`)) {
		s.Errorf("the CSV lacks its mark, or a formula would run: %q", text[:min(len(text), 200)])
	}
}

// formulaIsText fails if a cell that a phone wrote would be reckoned by Excel, or is lost.
func (s *story) formulaIsText(book *excelize.File) {
	sheet := book.GetSheetName(0)
	rows, err := book.GetRows(sheet)
	s.must(err)
	found := false
	for r, row := range rows {
		for c, cell := range row {
			at, err := excelize.CoordinatesToCellName(c+1, r+1)
			s.must(err)
			if formula, err := book.GetCellFormula(sheet, at); err != nil || formula != "" {
				s.Errorf("%s holds the formula %q (%v)", at, formula, err)
			}
			found = found || strings.Contains(cell, "HYPERLINK")
		}
	}
	if !found {
		s.Error("what the phone wrote is not in the file")
	}
}

// sheet writes a workbook of one sheet.
func (s *story) sheet(name string, rows ...[]any) string {
	book := excelize.NewFile()
	for i, row := range rows {
		s.must(book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
	}
	path := filepath.Join(s.TempDir(), name)
	s.must(book.SaveAs(path), book.Close())
	return path
}
