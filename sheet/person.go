package sheet

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/view"
)

// person is what one line says of somebody.
type person struct {
	set     []models.Assignment // of the member's record
	family  string
	given   string
	head    string // of the household
	village string
	class   string // of the poverty review, "" if the line does not say
	group   string
	faults  []view.CellFault
	notes   []string
	where   map[string]int // which column a field came from
	filled  int
}

func (p *person) put(field string, v models.Value) {
	p.set = append(p.set, models.Assignment{Name: field, Value: v})
}

func (p *person) values() models.Values { return models.NewValues(p.set...) }

// read takes a line's cells.
func (p *planner) read(l *Line, columns []int) *person {
	who := &person{where: map[string]int{}}
	for _, at := range columns {
		text := l.cell(at)
		if text == "" {
			continue
		}
		who.filled++
		if message := p.readCell(who, p.heading.columns[at], text, at); message != "" {
			who.faults = append(who.faults, p.fault(l, at, message))
		}
	}
	if who.family != "" || who.given != "" {
		who.put("fullName", models.TextValue(properName(who.family+" "+who.given)))
	}
	return who
}

// fault says what is wrong with a cell.
func (p *planner) fault(l *Line, at int, message string) view.CellFault {
	return view.CellFault{
		Cell: letters(at) + strconv.Itoa(l.Number), Heading: p.heading.named[at], Written: short(l.cell(at)), Message: message,
	}
}

// writtenMax bounds what is shown of a cell: characters.
const writtenMax = 60

func short(text string) string {
	letters := []rune(text)
	if len(letters) <= writtenMax {
		return text
	}
	return string(letters[:writtenMax]) + "…"
}

// readCell takes one cell, and says in Vietnamese what is wrong with it, "" for nothing.
func (p *planner) readCell(who *person, c column, text string, at int) string {
	who.where[string(c)] = at
	switch c {
	case columnFamily:
		who.family = text
	case columnGiven:
		who.given = text
	case "fullName":
		who.put("fullName", models.TextValue(properName(text)))
	case columnMale, columnFemale:
		return p.readSexColumn(who, c, text, at)
	case columnHead:
		who.head = properName(text)
	case columnVillage:
		who.village = strings.Join(strings.Fields(text), " ")
	case columnPoor, columnNear:
		return readPoverty(who, c, text)
	case "group":
		who.group = strings.Join(strings.Fields(text), " ")
	case "birthOn":
		return p.readBirth(who, text, at)
	case "phone":
		who.put("phone", models.TextValue(digits(strings.ReplaceAll(text, "/", " "), 9, 10)))
	case "cccd":
		who.put("cccd", models.TextValue(digits(text, 11, 12)))
	case "bhyt":
		who.put("bhyt", models.TextValue(digits(text, 9, 10)))
	default:
		return p.readField(who, string(c), text)
	}
	return ""
}

// readField takes a cell of a field that has no ways of its own.
func (p *planner) readField(who *person, name, text string) string {
	f, ok := p.member.Field(name)
	if !ok {
		return ""
	}
	switch f.Kind {
	case schema.Enum:
		value, ok := readOption(f, text)
		if !ok {
			return f.Label.VI + " không có trong danh sách lựa chọn."
		}
		who.put(name, models.TextValue(value))
	case schema.Date:
		d, precision, ok := readDay(text, p.table.DayZero)
		if !ok {
			return f.Label.VI + " phải là ngày, ví dụ 25/03/2024."
		}
		if precision != toDay {
			who.notes = append(who.notes, f.Label.VI+": chỉ ghi “"+text+"”, lấy ngày "+forPeople(d)+".")
		}
		who.put(name, models.TextValue(d.String()))
	default:
		who.put(name, models.TextValue(text))
	}
	return ""
}

// readBirth takes when somebody was born, as exactly as the cell says it.
func (p *planner) readBirth(who *person, text string, at int) string {
	d, precision, ok := readDay(text, p.table.DayZero)
	if !ok {
		return "Không đọc được ngày sinh. Ghi năm đủ 4 số (1958), hoặc ngày/tháng/năm (25/03/1958)."
	}
	who.where["birthOn"] = at
	who.put("birthOn", models.TextValue(d.String()))
	who.put("birthPrecision", models.TextValue(string(precision)))
	return ""
}

// readSexColumn takes a cell of one of the columns "Nam" and "Nữ": a cross, or when the person was born.
func (p *planner) readSexColumn(who *person, c column, text string, at int) string {
	sex := "male"
	if c == columnFemale {
		sex = "female"
	}
	if !isCross(text) {
		if message := p.readBirth(who, text, at); message != "" {
			return "Cột này chỉ đánh dấu x, hoặc ghi năm sinh."
		}
	}
	who.where["sex"] = at
	for _, a := range who.set {
		if a.Name == "sex" {
			return "Cả hai cột Nam và Nữ đều được đánh dấu."
		}
	}
	who.put("sex", models.TextValue(sex))
	return ""
}

// readPoverty takes a cross, or the class of the household.
func readPoverty(who *person, c column, text string) string {
	if isCross(text) {
		who.class = map[column]string{columnPoor: "poor", columnNear: "nearPoor"}[c]
		return ""
	}
	class, ok := alsoKnownAs[columnPoor][headingKey(text)]
	if !ok {
		return "Ghi “nghèo”, “cận nghèo”, “không”, hoặc đánh dấu x."
	}
	if c == columnPoor || class == "other" && who.class == "" {
		who.class = class
	}
	return ""
}

// isNobody says whether a line names no person: a row of numbers under the heading, a total, a signature.
func isNobody(who *person, name string) bool {
	if name == "" {
		return who.filled < 2
	}
	if !strings.ContainsFunc(name, unicode.IsLetter) {
		return true
	}
	key := headingKey(name)
	for _, begins := range []string{"tong cong", "tong so", "nguoi lap", "xac nhan"} {
		if strings.HasPrefix(key, begins) {
			return true
		}
	}
	return key == "cong"
}
