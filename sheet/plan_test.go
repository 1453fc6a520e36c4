package sheet_test

import (
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

// A list as a club keeps it: titles above, two lines of heading, numbers under it, a total and a signature below.
func TestPlansAListAsClubsKeepIt(t *testing.T) {
	file := workbook(
		t, []any{"UBND XÃ MƯỜNG SO"}, []any{"DANH SÁCH THÀNH VIÊN CÂU LẠC BỘ"}, []any{},
		[]any{"STT", "Họ và tên", "Năm sinh", nil, "Dân tộc", "Số CCCD", "SĐT", "Hộ nghèo", "Chủ hộ", "Chữ ký"},
		[]any{nil, nil, "Nam", "Nữ"},
		[]any{1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
		[]any{1, "LÒ THỊ HOA", nil, 1958, "Thái", 12058001234, 912345678, "x", "Lò Văn Pòm"},
		[]any{2, "Giàng A Chứ", "12/03/1949", nil, "H'Mông", nil, "0912.345.679", "Cận nghèo", "Giàng A Chứ"},
		[]any{3, "Vàng Thị Dợ", nil, 21551, "dân tộc Mảng"},
		[]any{nil, "Tổng cộng: 3 người"}, []any{nil, nil, nil, nil, "Người lập biểu"},
	)
	p := plan(t, file, view.Shelf{})
	equal(t, "new", p.Count(view.FateNew), 3)
	equal(t, "skipped", p.Count(view.FateSkipped), 3)
	if p.Count(view.FateFaulty) != 0 {
		t.Errorf("faulty: %+v", p.Lines)
	}
	hoa := member(p, 7)
	for field, want := range map[string]string{
		"fullName": "Lò Thị Hoa", "sex": "female", "birthOn": "1958-01-01", "birthPrecision": "year", "ethnicity": "thai",
		"cccd": "012058001234", "phone": "+84912345678", "joinedOn": "2020-05-01", "source": "import",
	} {
		equal(t, field, hoa.Get(field).Str(), want)
	}
	chu := member(p, 8)
	equal(t, "born", chu.Get("birthOn").Str(), "1949-03-12")
	equal(t, "sex", chu.Get("sex").Str(), "male")
	equal(t, "people", chu.Get("ethnicity").Str(), "hmong")
	equal(t, "phone", chu.Get("phone").Str(), "+84912345679")
	equal(t, "born on a number", member(p, 9).Get("birthOn").Str(), "1959-01-01")
	types := ""
	for _, w := range p.Writes() {
		types += w.Type + " "
	}
	equal(t, "writes", types, "household povertyReview member household povertyReview member member ")
	equal(t, "class", p.Lines[2].Writes[1].Set.Get("class").Str(), "nearPoor")
	if _, ok := hoa.Get("household").Ref(); !ok {
		t.Error("no household")
	}
}

// The second import of a list writes nothing, whatever order its lines have.
func TestImportedOnceIsThereAlready(t *testing.T) {
	rows := [][]any{{"Họ tên", "Giới tính", "Năm sinh", "Tổ", "Chủ hộ", "Hộ nghèo"}, {"Lò Thị Hoa", "Nữ", 1958, "Tổ 1", "Lò Văn Pòm", "x"}, {"Giàng A Chứ", "Nam", 1949, "Tổ 1", nil, "x"}}
	first := plan(t, workbook(t, rows...), view.Shelf{})
	shelf := carried(first)
	again := plan(t, workbook(t, rows[0], rows[2], rows[1]), shelf)
	equal(t, "there", again.Count(view.FateExists), 2)
	equal(t, "writes", len(again.Writes()), 0)
	if first.Token == again.Token {
		t.Error("two plans have one token")
	}
	rows[1] = append(rows[1], "") // the phone was learnt since, and the household is called otherwise
	rows[0] = append(rows[0], "Điện thoại")
	rows[1][6], rows[1][4] = "0912345678", "Lò Văn Pỏm"
	later := plan(t, workbook(t, rows...), shelf)
	equal(t, "there with a phone", later.Count(view.FateExists), 2)
	if notes := strings.Join(later.Lines[0].Notes, " "); !strings.Contains(notes, "Điện thoại") {
		t.Errorf("what differs is not told: %s", notes)
	}
}

// Each wrong cell is named, in Vietnamese, and nothing of its line is written.
func TestFaultsNameTheirCells(t *testing.T) {
	file := []byte("Họ và tên;Năm sinh;Giới tính;CCCD;Điện thoại;Ngày vào\n" +
		"Lò Thị Hoa;58;Nữ;;;\nGiàng A Chứ;1949;hai;;;\nVàng Thị Dợ;1950;Nữ;12345;;\nSùng A Pó;1951;Nam;;0912;\n" +
		"Tẩn Mý Pham;2015;Nữ;;;\nLý Láo San;1952;Nam;;;31/02/2020\n;1953;Nữ;;;\n" + strings.Repeat("Dài ", 60) + ";1954;Nam;;;\nÁ;1955;Nam;;;\n")
	p := plan(t, file, view.Shelf{})
	want := []string{"B2", "C3", "D4", "E5", "B6", "F7", "", "A9", "A10"}
	for i, cell := range want {
		l := p.Lines[i]
		if l.Fate != view.FateFaulty || len(l.Faults) != 1 || l.Faults[0].Cell != cell || l.Faults[0].Message == "" {
			t.Errorf("line %d: want a fault at %q: %s %+v", l.Number, cell, l.Fate, l.Faults)
		}
	}
	equal(t, "writes", len(p.Writes()), 0)
}

func TestSamePersonTwice(t *testing.T) {
	file := []byte("Họ và tên,Năm sinh,Điện thoại\nLò Thị Hoa,1958,0912345678\nLÒ THỊ HOA,1958,0912345678\nLò Thị Hoa,1958,0912345679\n")
	p := plan(t, file, view.Shelf{})
	equal(t, "first", p.Lines[0].Fate, view.FateNew)
	equal(t, "again", p.Lines[1].Fate, view.FateRepeated)
	equal(t, "with another phone", p.Lines[2].Fate, view.FateNew) // the engine asks an officer whether the two are one
}

// A name alone tells too little: nobody is created twice, nobody is taken for another.
func TestNameAloneIsAskedAbout(t *testing.T) {
	there := carried(plan(t, []byte("Họ và tên,Năm sinh\nLò Thị Hoa,1958\n"), view.Shelf{}))
	p := plan(t, []byte("Họ và tên,Giới tính\nLò Thị Hoa,Nữ\nLò Thị Hoà,\n"), there)
	for _, l := range p.Lines {
		equal(t, "fate of "+l.Name, l.Fate, view.FateFaulty)
	}
	p = plan(t, []byte("Họ và tên,Năm sinh\nLò Thị Hoa,1963\n"), there)
	equal(t, "another Hoa", p.Lines[0].Fate, view.FateNew)
}

// Somebody who was joined to another stays imported.
func TestJoinedStaysImported(t *testing.T) {
	file := []byte("Họ và tên,Năm sinh\nLò Thị Hoa,1958\n")
	shelf := carried(plan(t, file, view.Shelf{}))
	m := &shelf[view.TypeMember][0]
	m.Fields = append([]models.Field{{Name: models.FieldAlias, Value: models.RefValue(club)}}, m.Fields...)
	equal(t, "fate", plan(t, file, shelf).Lines[0].Fate, view.FateExists)
}
