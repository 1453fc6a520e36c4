package sheet

import (
	"strings"
	"unicode"

	"github.com/beplua/beplua/models/schema"
)

// column says what stands in a column of a list of members: a field of the type member, or one of these.
type column string

// What lists of members say that is no field of a member's record. Vietnamese forms like to have two narrow columns "Nam" and
// "Nữ" (with a cross, or with the year of birth) instead of one.
const (
	columnFamily  column = "+family" // family and middle name
	columnGiven   column = "+given"
	columnMale    column = "+male"
	columnFemale  column = "+female"
	columnHead    column = "+head"    // of the household
	columnVillage column = "+village" // of the household
	columnPoor    column = "+poor"
	columnNear    column = "+near"
	columnIgnored column = "+ignored" // known, and of no use: the number in the list
)

// synonyms are how lists call a column, folded, beside the labels and names of the schema.
var synonyms = map[column][]string{
	"fullName":       {"ten", "ho ten", "ho va ten thanh vien", "ho ten thanh vien", "ten thanh vien", "hoi vien", "ho ten hoi vien", "ho va ten hoi vien", "ho va ten khai sinh", "name"},
	columnFamily:     {"ho", "ho dem", "ho va dem", "ho ten dem", "ho va ten dem", "ho lot", "ho va chu dem"},
	columnGiven:      {"ten goi", "given name"},
	"sex":            {"gioi", "gt", "nam nu", "phai", "gender"},
	columnMale:       {"nam", "gioi tinh nam", "nam sinh nam"},
	columnFemale:     {"nu", "gioi tinh nu", "nam sinh nu"},
	"birthOn":        {"nam sinh", "ngay thang nam sinh", "ngay thang sinh", "sinh nam", "sinh ngay", "ns", "ntns", "birthday", "date of birth", "dob", "year of birth", "birth year"},
	"ethnicity":      {"dt", "thanh phan dan toc", "toc nguoi", "ethnic", "ethnic group"},
	"cccd":           {"can cuoc", "can cuoc cong dan", "so can cuoc cong dan", "so cccd", "so dinh danh", "so dinh danh ca nhan", "ma dinh danh", "ma so dinh danh", "cmnd", "so cmnd", "cmnd cccd", "cccd cmnd", "so cmnd cccd", "so cccd cmnd", "giay to tuy than"},
	"bhyt":           {"the bhyt", "ma the bhyt", "ma the", "so the", "ma so bhyt", "so bhyt", "bao hiem y te", "so the bao hiem y te"},
	"bhytValidTo":    {"han the bhyt", "han the", "gia tri the", "gia tri den"},
	"phone":          {"đt", "sđt", "dt di dong", "sdt", "so dt", "dien thoai di dong", "so dien thoai", "so dien thoai lien he", "so dien thoai di dong", "di dong", "lien he", "so may", "mobile", "phone number", "tel"},
	"joinedOn":       {"ngay vao clb", "ngay tham gia", "ngay gia nhap", "ngay vao", "nam vao", "nam vao clb", "nam tham gia", "thoi gian tham gia", "ngay vao hoi"},
	"leftOn":         {"ngay ra clb", "ngay nghi", "ngay ra khoi clb"},
	"note":           {"ghi chu khac", "luu y", "remark", "remarks", "notes"},
	"group":          {"nhom", "to nhom", "thuoc to", "ten to"},
	columnHead:       {"chu ho", "ten chu ho", "ho ten chu ho", "ho va ten chu ho", "ho gia dinh", "head of household"},
	columnVillage:    {"ban", "thon", "thon ban", "ban thon", "dia chi", "cho o", "noi o", "noi o hien nay", "cho o hien nay", "thon to dan pho", "village", "address"},
	columnPoor:       {"ngheo", "ho ngheo", "dien ho", "dien ho ngheo", "phan loai ho", "loai ho", "hoan canh kinh te", "hoan canh gia dinh", "ho ngheo can ngheo", "ngheo can ngheo", "ho ngheo ho can ngheo", "poor"},
	columnNear:       {"can ngheo", "ho can ngheo", "near poor"},
	"disability":     {"tinh trang khuyet tat", "muc do khuyet tat", "nguoi khuyet tat"},
	"literacy":       {"biet chu khong", "biet doc biet viet"},
	columnIgnored:    {"stt", "tt", "so tt", "so thu tu", "no", "ky ten", "chu ky", "ky nhan", "tuoi", "cau lac bo", "ten clb", "ma", "ma ban ghi", "nguon ghi"},
	"birthPrecision": {"do chinh xac ngay sinh"},
}

// heading says which column holds what.
type heading struct {
	line    int // index of the last line of the heading in the table
	columns map[int]column
	named   map[int]string // as the sheet calls it
	unknown []string       // headings that nobody knows
}

// Only so many lines are looked at for the heading: above it are the names of the commune and the club.
const headingLinesMax = 15

// headingOf finds the heading of a list of members: the first line that names a person's name and something else. Under it
// may be a second one, which says more of columns joined above. ok is false when there is none.
func headingOf(t *Table, member *schema.Type) (h heading, ok bool) {
	known := meanings(member)
	for i := range t.Lines[:min(headingLinesMax, len(t.Lines))] {
		h = heading{line: i, columns: map[int]column{}, named: map[int]string{}}
		h.read(&t.Lines[i], known)
		if !h.has("fullName") && !h.has(columnFamily) || len(h.columns) < 2 {
			continue
		}
		if i+1 < len(t.Lines) && isHeading(&t.Lines[i+1], known) {
			h.read(&t.Lines[i+1], known)
			h.line = i + 1
		}
		h.settle()
		return h, true
	}
	return heading{}, false
}

// meanings gives what each folded heading means.
func meanings(member *schema.Type) map[string]column {
	out := map[string]column{}
	for i := range member.Fields {
		f := &member.Fields[i]
		if f.Kind == schema.Ref && f.Name != "group" {
			continue
		}
		for _, name := range []string{f.Label.VI, f.Label.EN, f.Name} {
			out[headingKey(name)] = column(f.Name)
		}
	}
	for c, all := range synonyms {
		for _, name := range all {
			out[name] = c
		}
	}
	return out
}

// headingKey folds a heading to letters, digits and single spaces.
func headingKey(text string) string {
	return strings.Join(strings.FieldsFunc(schema.Fold(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

// meaning looks a heading up as it stands ("ĐT" and "DT" differ), folded, then without what stands in brackets behind it.
func meaning(text string, known map[string]column) (column, bool) {
	for _, key := range []string{strings.ToLower(text), headingKey(text)} {
		if c, ok := known[key]; ok {
			return c, true
		}
	}
	before, _, _ := strings.Cut(text, "(")
	c, ok := known[headingKey(before)]
	return c, ok
}

// isHeading says whether all that is written in a line are headings.
func isHeading(l *Line, known map[string]column) bool {
	filled := false
	for _, text := range l.Cells {
		if text == "" {
			continue
		}
		if _, ok := meaning(text, known); !ok {
			return false
		}
		filled = true
	}
	return filled
}

// read takes a line's headings; of two columns that say the same, the first counts.
func (h *heading) read(l *Line, known map[string]column) {
	for i, text := range l.Cells {
		if text == "" {
			continue
		}
		c, ok := meaning(text, known)
		switch {
		case !ok:
			h.unknown = append(h.unknown, text)
		case c == columnIgnored:
		case !h.has(c):
			h.columns[i], h.named[i] = c, text
		}
	}
}

// settle reads "Tên" beside "Họ đệm" as the given name.
func (h *heading) settle() {
	if !h.has(columnFamily) {
		return
	}
	for i, c := range h.columns {
		if c == "fullName" {
			h.columns[i] = columnGiven
		}
	}
}

// has says whether there is a column of a kind.
func (h *heading) has(c column) bool {
	_, ok := h.at(c)
	return ok
}

// at gives the place of a column.
func (h *heading) at(c column) (int, bool) {
	for i, other := range h.columns {
		if other == c {
			return i, true
		}
	}
	return 0, false
}
