package schema

import (
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
)

// Canonical brings values into the form they are kept in: spaces trimmed, sets sorted, phone numbers as +84…, identity
// numbers without spaces. changed says that the phone must learn the form; otherwise v itself is given back.
// Values of the wrong kind stay as they are, for CheckSet to name.
func (t *Type) Canonical(v models.Values) (canonical models.Values, changed bool) {
	canonical = v
	at := 0
	for i := range v {
		for at < len(t.Fields) && t.Fields[at].Name < v[i].Name {
			at++
		}
		if at == len(t.Fields) {
			break
		}
		if t.Fields[at].Name != v[i].Name {
			continue
		}
		better := t.Fields[at].canonical(v[i].Value)
		if better == v[i].Value {
			continue
		}
		if !changed {
			canonical, changed = slices.Clone(v), true
		}
		canonical[i].Value = better
	}
	return canonical, changed
}

func (f *Field) canonical(v models.Value) models.Value {
	switch f.Kind {
	case Text:
		return f.canonicalText(v)
	case Set:
		return f.canonicalSet(v)
	case Int, Decimal, Money, Bool, Date, Time, Enum, Ref, Table:
	}
	return v
}

func (f *Field) canonicalText(v models.Value) models.Value {
	inner, ok := quoted(string(v))
	if !ok {
		return v
	}
	switch f.Pattern {
	case Phone, CitizenID, Insurance:
		if f.Pattern.matches(inner) {
			return v
		}
		text, _ := v.Text()
		if text = f.Pattern.canonical(text); f.Pattern.matches(text) {
			return models.TextValue(text)
		}
	case UnitID, Month, Period, Code:
	}
	if tidy(inner) {
		return v
	}
	text, ok := v.Text()
	if !ok {
		return v
	}
	if f.Lines {
		return models.TextValue(strings.TrimSpace(text))
	}
	return models.TextValue(strings.Join(strings.FieldsFunc(text, isBlank), " "))
}

// tidy says whether a text has no blank at either end and no two in a row. It may err on the side of no.
func tidy(inner string) bool {
	blank := true // as before the text
	for i := range len(inner) {
		c := inner[i]
		if c == '\\' || c == 0xc2 || c == 0xe2 || c == 0xe3 { // an escape, or the first byte of a blank beyond ASCII
			return false
		}
		if c == ' ' && blank {
			return false
		}
		blank = c == ' '
	}
	return !blank || inner == ""
}

// isBlank is what a volunteer's keyboard writes between words; line breaks stay, for CheckSet to name.
func isBlank(r rune) bool {
	return r == ' ' || r == 0xa0 || r >= 0x2000 && r <= 0x200b || r == 0x202f || r == 0x3000
}

// canonical drops what people write between digits and brings phone numbers into E.164.
func (p Pattern) canonical(text string) string {
	text = strings.ToUpper(strings.Map(func(r rune) rune {
		if isBlank(r) || r == '.' || r == '-' || r == '(' || r == ')' {
			return -1
		}
		return r
	}, text))
	if p != Phone {
		return text
	}
	switch {
	case strings.HasPrefix(text, "0084"):
		return "+" + text[2:]
	case strings.HasPrefix(text, "84"):
		return "+" + text
	case strings.HasPrefix(text, "0"):
		return "+84" + text[1:]
	}
	return text
}

// canonicalSet sorts the items and drops repetitions.
func (f *Field) canonicalSet(v models.Value) models.Value {
	if inOrder(string(v)) {
		return v
	}
	items, ok := v.List()
	if !ok {
		return v
	}
	slices.Sort(items)
	return models.ListValue(slices.Compact(items))
}

// inOrder says whether a list is sorted without repetitions. It may err on the side of no.
func inOrder(rest string) bool {
	if rest == "[]" {
		return true
	}
	if strings.IndexByte(rest, '\\') >= 0 {
		return false
	}
	last := ""
	for first := true; rest != "" && (rest[0] == '[' || rest[0] == ','); first = false {
		end := closing(rest[1:])
		if end == 0 {
			return false
		}
		inner := rest[2:end]
		if !first && inner <= last {
			return false
		}
		last, rest = inner, rest[1+end:]
	}
	return rest == "]"
}
