package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/view"
)

// planner makes one plan.
type planner struct {
	registry *schema.Registry
	member   *schema.Type
	table    *Table
	heading  heading
	in       view.Import
	today    string
	known    known
	seen     map[models.RecordID]int // the line that a new member was on
}

// PlanMembers plans the import of a list of members. Of the sheets the first with a heading is taken. The same file against
// the same club gives the same plan; once it is carried out, nothing of it is new any more. The shelf holds the club's
// members (also joined ones), households, groups and poverty reviews.
// It fails with CodeInvalid (ProblemHeading).
func PlanMembers(r *schema.Registry, tables []Table, shelf view.Shelf, in view.Import, today models.Day) (view.ImportPlan, error) {
	member, _ := r.Type(view.TypeMember)
	for i := range tables {
		h, ok := headingOf(&tables[i], member)
		if !ok {
			continue
		}
		p := planner{
			registry: r, member: member, table: &tables[i], heading: h, in: in, today: today.String(),
			known: newKnown(shelf), seen: map[models.RecordID]int{},
		}
		return p.plan(), nil
	}
	return view.ImportPlan{}, problem(ProblemHeading, "Không tìm thấy dòng tiêu đề. Cần có cột “Họ và tên” và ít nhất một cột nữa, ví dụ “Năm sinh”.")
}

func (p *planner) plan() view.ImportPlan {
	out := view.ImportPlan{For: p.in, Sheet: p.table.Name, Unknown: p.heading.unknown, Notes: p.notes()}
	columns := p.columns()
	for _, at := range columns {
		out.Columns = append(out.Columns, view.ColumnUse{Column: letters(at), Heading: p.heading.named[at], Label: p.label(p.heading.columns[at])})
	}
	for i := p.heading.line + 1; i < len(p.table.Lines); i++ {
		out.Lines = append(out.Lines, p.line(&p.table.Lines[i], columns))
	}
	out.Token = token(p.in, out.Lines)
	return out
}

// columns gives the places of the columns that are read, from the left.
func (p *planner) columns() []int {
	out := make([]int, 0, len(p.heading.columns))
	for at := range p.heading.columns {
		out = append(out, at)
	}
	slices.Sort(out)
	return out
}

// notes says what was understood of the file as a whole.
func (p *planner) notes() []string {
	var out []string
	if !p.heading.has("joinedOn") {
		out = append(out, "Không có cột Ngày vào: lấy ngày "+forPeople(p.in.Joined)+" cho mọi người.")
	}
	if p.onlyWomenTicked() {
		out = append(out, "Chỉ có cột “Nữ”: ô trống được hiểu là nam.")
	}
	if (p.heading.has(columnPoor) || p.heading.has(columnNear)) && !p.heading.has(columnHead) {
		out = append(out, "Không có cột Chủ hộ: ai có diện nghèo, cận nghèo được ghi thành một hộ mang tên mình.")
	}
	return out
}

// onlyWomenTicked says whether the list tells men from women by one column of crosses.
func (p *planner) onlyWomenTicked() bool {
	return p.heading.has(columnFemale) && !p.heading.has(columnMale) && !p.heading.has("sex")
}

// label says as what a column is read.
func (p *planner) label(c column) string {
	if f, ok := p.member.Field(string(c)); ok {
		return f.Label.VI
	}
	return columnLabels[c]
}

var columnLabels = map[column]string{
	columnFamily: "Họ và tên đệm", columnGiven: "Tên", columnMale: "Giới tính: nam", columnFemale: "Giới tính: nữ",
	columnHead: "Tên chủ hộ", columnVillage: "Bản, thôn của hộ", columnPoor: "Hộ nghèo, cận nghèo", columnNear: "Hộ cận nghèo",
}

// token is a fingerprint of what would be written and of who is there already.
func token(in view.Import, lines []view.ImportLine) string {
	b := []byte(in.Club.String() + in.Joined.String() + strconv.Itoa(in.Year))
	for i := range lines {
		l := &lines[i]
		b = append(strconv.AppendInt(append(b, '\n'), int64(l.Number), 10), l.Fate...)
		b = append(b, l.Record.String()...)
		for _, w := range l.Writes {
			b = w.Set.AppendJSON(append(append(b, w.Type...), w.Record.String()...))
		}
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}

// letters names a column as spreadsheets do: A, B, … Z, AA.
func letters(at int) string {
	if at < 26 {
		return string(rune('A' + at))
	}
	return letters(at/26-1) + letters(at%26)
}

// forPeople writes a day as it is read here.
func forPeople(d models.Day) string {
	if d == 0 {
		return ""
	}
	return d.Time().Format("02/01/2006")
}
