package sheet

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/view"
)

// line says what becomes of one line.
func (p *planner) line(l *Line, columns []int) view.ImportLine {
	who := p.read(l, columns)
	p.complete(who)
	set, _ := p.member.Canonical(who.values())
	out := view.ImportLine{Number: l.Number, Name: short(set.Get("fullName").Str()), Born: bornForPeople(set), Notes: who.notes}
	if isNobody(who, set.Get("fullName").Str()) {
		out.Fate, out.Name, out.Notes = view.FateSkipped, "", []string{"Không có họ tên: bỏ qua dòng này."}
		return out
	}
	out.Faults = slices.Concat(who.faults, p.check(l, who, set))
	if len(out.Faults) > 0 {
		out.Fate = view.FateFaulty
		return out
	}
	p.settle(&out, who, set)
	return out
}

// complete adds what a list leaves out and a member must have.
func (p *planner) complete(who *person) {
	v := who.values()
	if !v.Get("joinedOn").IsSet() && !who.has("joinedOn") {
		who.put("joinedOn", models.TextValue(p.in.Joined.String()))
	}
	if !v.Get("sex").IsSet() && !who.has("sex") {
		sex := "unknown"
		if p.onlyWomenTicked() {
			sex = "male"
		} else {
			who.notes = append(who.notes, "Chưa ghi giới tính: ghi là “Chưa rõ”.")
		}
		who.put("sex", models.TextValue(sex))
	}
	who.put("source", models.TextValue(schema.SourceImport))
}

// has says whether a line has a cell for a field, be it wrong.
func (p *person) has(field string) bool {
	_, ok := p.where[field]
	return ok
}

// check holds what a line says to the rules of a member's record, and names the cells that break them.
func (p *planner) check(l *Line, who *person, set models.Values) []view.CellFault {
	op := models.Operation{Scope: models.ClubScope(p.in.Club), Type: p.member.Name, Set: set}
	var out []view.CellFault
	for _, f := range p.member.CheckSet(&op, true, p.today) {
		at, ok := who.where[f.Field]
		cell := view.CellFault{Message: f.Message}
		if ok {
			cell = p.fault(l, at, f.Message)
		}
		unread := slices.ContainsFunc(who.faults, func(other view.CellFault) bool { return other.Cell == cell.Cell })
		if !unread { // a cell that could not be read is named already
			out = append(out, cell)
		}
	}
	for _, named := range []struct {
		text  string
		field column
		min   int
	}{{who.head, columnHead, 2}, {who.village, columnVillage, 1}, {who.group, "group", 1}} {
		if n := utf8.RuneCountInString(named.text); named.text != "" && (n < named.min || n > nameRunesMax) {
			out = append(out, p.fault(l, who.where[string(named.field)], "Phải có từ "+strconv.Itoa(named.min)+" đến "+strconv.Itoa(nameRunesMax)+" ký tự."))
		}
	}
	return out
}

// nameRunesMax bounds the names of households, villages and groups, as the schema does.
const nameRunesMax = 80

// settle says whether a sound line is about somebody new, and what is to be created then.
func (p *planner) settle(out *view.ImportLine, who *person, set models.Values) {
	scope := models.ClubScope(p.in.Club)
	id := identity(scope, set, who)
	if first, again := p.seen[id]; again {
		out.Fate, out.Notes = view.FateRepeated, []string{"Trùng với dòng " + strconv.Itoa(first) + "."}
		return
	}
	p.seen[id] = out.Number
	if p.known.ids[id] {
		out.Fate, out.Record, out.Notes = view.FateExists, id, []string{"Đã nhập trước đây."}
		return
	}
	r, like := p.known.find(set)
	switch like {
	case alike:
		out.Fate, out.Record, out.Notes = view.FateExists, r.ID, alsoSaid(p.member, r, set)
	case uncertain:
		out.Fate = view.FateFaulty
		out.Faults = []view.CellFault{{Message: "Câu lạc bộ đã có một người cùng tên. Ghi thêm năm sinh, số điện thoại hoặc số căn cước để biết có phải một người không."}}
	case other:
		out.Fate, out.Record = view.FateNew, id
		out.Writes = p.writes(id, who, set)
	}
}

// alsoSaid says in what a list differs from the book about somebody who is there.
func alsoSaid(t *schema.Type, r *models.Record, set models.Values) []string {
	notes := []string{"Câu lạc bộ đã có người này."}
	if r.Value("leftOn").IsSet() {
		notes = append(notes, "Trong sổ, người này đã ra khỏi câu lạc bộ.")
	}
	differs := ""
	for _, a := range set {
		f, ok := t.Field(a.Name)
		if !ok || a.Name == "joinedOn" || a.Name == "source" || a.Name == "birthPrecision" || a.Value == r.Value(a.Name) {
			continue
		}
		if a.Name == "sex" && a.Value.Str() == "unknown" || a.Name == "fullName" && schema.Fold(a.Value.Str()) == schema.Fold(r.Value(a.Name).Str()) {
			continue
		}
		if differs != "" {
			differs += ", "
		}
		differs += f.Label.VI
	}
	if differs != "" {
		notes = append(notes, "Tệp ghi khác sổ ở: "+differs+". Nhập danh sách không sửa người đã có.")
	}
	return notes
}

func bornForPeople(set models.Values) string {
	d, ok := models.ParseDay(set.Get("birthOn").Str())
	if !ok {
		return ""
	}
	switch precision(set.Get("birthPrecision").Str()) {
	case toYear:
		return d.Time().Format("2006")
	case toMonth:
		return d.Time().Format("01/2006")
	case toDay:
	}
	return forPeople(d)
}
