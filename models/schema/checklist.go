package schema

import (
	"strings"

	"github.com/beplua/beplua/models"
)

// sizes gives the bounds of a set or table.
func (f *Field) sizes() (low, high int64) {
	if f.Max == 0 {
		return f.Min, models.ListItemsMax
	}
	return f.Min, f.Max
}

// checkSet looks at a list of texts: sorted, each once, each as the field wants it.
func (f *Field) checkSet(faults []models.Fault, v models.Value) []models.Fault {
	rest := string(v)
	if rest == "" || rest[0] != '[' {
		return append(faults, f.wrongType())
	}
	low, high := f.sizes()
	size, last, ordered, known := int64(0), "", true, true
	for rest != "[]" && rest != "" && (rest[0] == '[' || rest[0] == ',') {
		end := closing(rest[1:])
		if end == 0 {
			return append(faults, f.wrongType())
		}
		inner := rest[2:end]
		ordered = ordered && (size == 0 || last < inner)
		known = known && f.accepts(inner)
		size, last, rest = size+1, inner, rest[1+end:]
	}
	switch {
	case rest != "]" && rest != "[]":
		return append(faults, f.wrongType())
	case size < low || size > high || !ordered && !f.sorted(v):
		return append(faults, f.wrongItems(low, high))
	case known:
		return faults
	case len(f.Options) > 0:
		return append(faults, f.notAnOption())
	case len(f.Target) > 0:
		return append(faults, f.fault(FaultRef, "chưa chỉ đúng bản ghi nào."))
	}
	return append(faults, f.fault(FaultItems, "có mục trống hoặc quá dài."))
}

// itemRunesMax bounds one text of a set: code points. It is a name or a tag, not a story.
const itemRunesMax = 120

// accepts says whether one item suits.
func (f *Field) accepts(inner string) bool {
	switch {
	case len(f.Options) > 0:
		return f.offers(inner)
	case len(f.Target) > 0:
		return isID(inner)
	}
	size, lines, control := measure(inner)
	return size > 0 && size <= itemRunesMax && !lines && !control
}

// sorted compares the items themselves where their escaped forms are in another order.
func (f *Field) sorted(v models.Value) bool {
	if strings.IndexByte(string(v), '\\') < 0 {
		return false
	}
	items, ok := v.List()
	for i := 1; i < len(items); i++ {
		ok = ok && items[i-1] < items[i]
	}
	return ok
}

// closing gives the length of the quoted string at the start of text, 0 if there is none.
func closing(text string) int {
	if text == "" || text[0] != '"' {
		return 0
	}
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return 0
}

// checkTable looks at every cell. One fault tells of the first bad row: the app shows tables row by row.
func (f *Field) checkTable(faults []models.Fault, v models.Value, today string) []models.Fault {
	rows, ok := v.Table()
	if !ok {
		return append(faults, f.wrongType())
	}
	if low, high := f.sizes(); int64(len(rows)) < low || int64(len(rows)) > high {
		return append(faults, f.wrongItems(low, high))
	}
	row := Type{Fields: f.Columns}
	for i := range rows {
		wrong := row.CheckSet(&models.Operation{Set: rows[i]}, true, today)
		if len(wrong) > 0 {
			return append(faults, f.fault(FaultColumns, "có dòng chưa đúng: "+wrong[0].Message))
		}
	}
	return faults
}
