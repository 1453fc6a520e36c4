package models

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Value is a field's value as canonical JSON: a text, an integer, a boolean, a list of texts, or a table (a list of flat
// objects). Canonical means: no white space, the shortest escapes, names sorted, text in NFC. So equal values are equal strings.
// The empty Value means "not set".
type Value string

// TextValue makes the value of a text.
func TextValue(text string) Value { return Value(AppendQuoted(nil, text)) }

// IntValue makes the value of an integer.
func IntValue(n int64) Value { return Value(strconv.FormatInt(n, 10)) }

// BoolValue makes the value of a boolean.
func BoolValue(b bool) Value { return Value(strconv.FormatBool(b)) }

// RefValue makes the value of a reference.
func RefValue(id RecordID) Value { return Value(`"` + id.String() + `"`) }

// ListValue makes the value of a list of texts in the order given.
func ListValue(items []string) Value {
	out := []byte{'['}
	for i, item := range items {
		if i > 0 {
			out = append(out, ',')
		}
		out = AppendQuoted(out, item)
	}
	return Value(append(out, ']'))
}

// TableValue makes the value of a table of rows.
func TableValue(rows []Values) Value {
	out := []byte{'['}
	for i, row := range rows {
		if i > 0 {
			out = append(out, ',')
		}
		out = row.AppendJSON(out)
	}
	return Value(append(out, ']'))
}

// IsSet says whether there is a value.
func (v Value) IsSet() bool { return v != "" }

// Text gives the text of a text value.
func (v Value) Text() (string, bool) {
	if len(v) < 2 || v[0] != '"' {
		return "", false
	}
	inner := string(v[1 : len(v)-1])
	if strings.IndexByte(inner, '\\') < 0 {
		return inner, true
	}
	text, rest, ok := unquote(string(v))
	return text, ok && rest == ""
}

// Str is Text without the flag: "" for any other value.
func (v Value) Str() string {
	text, _ := v.Text()
	return text
}

// Int gives the integer of an integer value.
func (v Value) Int() (int64, bool) {
	n, err := strconv.ParseInt(string(v), 10, 64)
	return n, err == nil
}

// Bool gives the boolean of a boolean value.
func (v Value) Bool() (value, ok bool) {
	switch v {
	case "true":
		return true, true
	case "false":
		return false, true
	}
	return false, false
}

// Ref gives the record that a reference names.
func (v Value) Ref() (RecordID, bool) {
	if len(v) != 38 {
		return RecordID{}, false
	}
	id, err := ParseRecordID(string(v[1:37]))
	return id, err == nil
}

// List gives the texts of a list value.
func (v Value) List() ([]string, bool) {
	rest := string(v)
	if rest == "[]" {
		return nil, true
	}
	if len(rest) < 2 || rest[0] != '[' {
		return nil, false
	}
	var items []string
	for rest != "" && (rest[0] == '[' || rest[0] == ',') {
		text, after, ok := unquote(rest[1:])
		if !ok {
			return nil, false
		}
		items = append(items, text)
		rest = after
	}
	return items, rest == "]"
}

// Table gives the rows of a table value.
func (v Value) Table() ([]Values, bool) {
	rest := string(v)
	if rest == "[]" {
		return nil, true
	}
	if len(rest) < 2 || rest[0] != '[' {
		return nil, false
	}
	var rows []Values
	for rest != "" && (rest[0] == '[' || rest[0] == ',') {
		row, after, ok := scanValues(rest[1:])
		if !ok {
			return nil, false
		}
		rows = append(rows, row)
		rest = after
	}
	return rows, rest == "]"
}

// Assignment gives one field a value.
type Assignment struct {
	Name  string
	Value Value
}

// Values is what an operation sets, or one row of a table: sorted by name, each name once. It is an immutable value.
type Values []Assignment

// NewValues sorts assignments; of several for one name the last counts.
func NewValues(assignments ...Assignment) Values {
	out := slices.Clone(assignments)
	slices.SortStableFunc(out, func(a, b Assignment) int { return strings.Compare(a.Name, b.Name) })
	kept := out[:0]
	for i, a := range out {
		if i+1 < len(out) && out[i+1].Name == a.Name {
			continue
		}
		kept = append(kept, a)
	}
	return Values(kept)
}

// Get gives the value of a name, "" if it is not there.
func (v Values) Get(name string) Value {
	for i := range v {
		if v[i].Name == name {
			return v[i].Value
		}
	}
	return ""
}

// AppendJSON appends the canonical JSON object.
func (v Values) AppendJSON(to []byte) []byte {
	to = append(to, '{')
	for i, a := range v {
		if i > 0 {
			to = append(to, ',')
		}
		to = AppendQuoted(to, a.Name)
		to = append(to, ':')
		to = append(to, a.Value...)
	}
	return append(to, '}')
}

// ParseValues reads what AppendJSON wrote. It is for our own stored text, not for what comes from outside:
// it fails with CodeInternal.
func ParseValues(text string) (Values, error) {
	v, rest, ok := scanValues(text)
	if !ok || rest != "" {
		return nil, Errorf(CodeInternal, "broken stored values")
	}
	return v, nil
}

func scanValues(text string) (Values, string, bool) {
	if strings.HasPrefix(text, "{}") {
		return nil, text[2:], true
	}
	if text == "" || text[0] != '{' {
		return nil, "", false
	}
	out := make(Values, 0, 12)
	rest := text
	for rest != "" && (rest[0] == '{' || rest[0] == ',') {
		name, after, ok := unquote(rest[1:])
		if !ok || after == "" || after[0] != ':' {
			return nil, "", false
		}
		end := valueEnd(after[1:])
		if end <= 0 {
			return nil, "", false
		}
		out = append(out, Assignment{name, Value(after[1 : 1+end])})
		rest = after[1+end:]
	}
	if rest == "" || rest[0] != '}' {
		return nil, "", false
	}
	return out, rest[1:], true
}

// valueEnd gives the length of the canonical JSON value at the start of text, 0 if there is none.
func valueEnd(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			n := quotedEnd(text[i:])
			if n == 0 {
				return 0
			}
			i += n - 1
			if depth == 0 {
				return i + 1
			}
		case '[', '{':
			depth++
		case ']', '}':
			if depth == 0 {
				return i
			}
			depth--
			if depth == 0 {
				return i + 1
			}
		case ',':
			if depth == 0 {
				return i
			}
		}
	}
	return len(text)
}

// quotedEnd gives the length of the quoted string at the start of text, 0 if it does not end.
func quotedEnd(text string) int {
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

// unquote reads the quoted string at the start of text and gives what follows.
func unquote(text string) (value, rest string, ok bool) {
	if text == "" || text[0] != '"' {
		return "", "", false
	}
	end := quotedEnd(text)
	if end == 0 {
		return "", "", false
	}
	inner := text[1 : end-1]
	if strings.IndexByte(inner, '\\') < 0 {
		return inner, text[end:], true
	}
	value, ok = unescape(inner)
	return value, text[end:], ok
}

var escapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func unescape(inner string) (string, bool) {
	out := make([]byte, 0, len(inner))
	for i := 0; i < len(inner); i++ {
		if inner[i] != '\\' {
			out = append(out, inner[i])
			continue
		}
		i++
		if i >= len(inner) {
			return "", false
		}
		if c, ok := escapes[inner[i]]; ok {
			out = append(out, c)
			continue
		}
		// AppendQuoted writes \u only for control characters, so no surrogate pairs occur.
		if inner[i] != 'u' || i+4 >= len(inner) {
			return "", false
		}
		n, err := strconv.ParseUint(inner[i+1:i+5], 16, 16)
		if err != nil {
			return "", false
		}
		out = utf8.AppendRune(out, rune(n))
		i += 4
	}
	return string(out), true
}

const hexDigits = "0123456789abcdef"

// AppendQuoted appends text as a canonical JSON string (RFC 8785): only quote, backslash and control characters are escaped.
func AppendQuoted(to []byte, text string) []byte {
	to = append(to, '"')
	from := 0
	for i := range len(text) {
		c := text[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		to = append(to, text[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			to = append(to, '\\', c)
		case '\b':
			to = append(to, '\\', 'b')
		case '\f':
			to = append(to, '\\', 'f')
		case '\n':
			to = append(to, '\\', 'n')
		case '\r':
			to = append(to, '\\', 'r')
		case '\t':
			to = append(to, '\\', 't')
		default:
			to = append(to, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	to = append(to, text[from:]...)
	return append(to, '"')
}
