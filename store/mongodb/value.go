package mongodb

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/beplua/beplua/models"
	"go.mongodb.org/mongo-driver/v2/bson"
)

// wordForWord names the one field of the document that stands for a value that has no native form of its own.
const wordForWord = "json"

// value writes a field's value natively: text, long, boolean, array of texts, array of documents. What would not come
// back letter for letter (nothing canonical; but a refused operation is kept word for word) is written as {json: text}.
func (w *writer) value(name string, v models.Value) {
	switch {
	case v == "":
		w.null(name)
	case v == "true" || v == "false":
		w.bool(name, v == "true")
	case v[0] == '"' && w.quoted(name, string(v)):
	case v[0] == '[' && (w.list(name, v) || w.table(name, v)):
	default:
		if n, ok := v.Int(); ok && strconv.FormatInt(n, 10) == string(v) {
			w.int(name, n)
			return
		}
		at := w.document(name)
		w.verbatim(wordForWord, string(v))
		w.end(at)
	}
}

// verbatim writes any bytes: as text where they are one.
func (w *writer) verbatim(name, text string) {
	if utf8.ValidString(text) {
		w.text(name, text)
		return
	}
	w.bytes(name, bson.TypeBinaryGeneric, []byte(text))
}

func (w *writer) quoted(name, quoted string) bool {
	text, ok := models.Value(quoted).Text()
	if !ok || !utf8.ValidString(text) || !canonical(text, quoted) {
		return false
	}
	w.text(name, text)
	return true
}

// canonical says whether a text is quoted the one way that reading gives back.
func canonical(text, quoted string) bool {
	if len(text)+2 == len(quoted) && quoted[len(quoted)-1] == '"' && plain(text) {
		return true
	}
	return string(models.AppendQuoted(nil, text)) == quoted
}

// plain says whether a text is quoted without any escape.
func plain(text string) bool {
	for i := range len(text) {
		if text[i] < 0x20 || text[i] == '"' || text[i] == '\\' {
			return false
		}
	}
	return true
}

func (w *writer) list(name string, v models.Value) bool {
	items, ok := v.List()
	if !ok || models.ListValue(items) != v || !utf8.ValidString(string(v)) {
		return false
	}
	w.texts(name, items)
	return true
}

func (w *writer) table(name string, v models.Value) bool {
	rows, ok := v.Table()
	if !ok || models.TableValue(rows) != v || !utf8.ValidString(string(v)) {
		return false
	}
	for _, row := range rows {
		if !native(row) || !flat(row) {
			return false
		}
	}
	at := w.array(name)
	for i, row := range rows {
		inner := w.document(strconv.Itoa(i))
		for _, cell := range row {
			w.value(cell.Name, cell.Value)
		}
		w.end(inner)
	}
	w.end(at)
	return true
}

func flat(row models.Values) bool {
	for _, cell := range row {
		if cell.Value == "" || cell.Value[0] == '[' || cell.Value[0] == '{' {
			return false
		}
	}
	return true
}

// native says whether names can be names of BSON elements everywhere: servers refuse or misread '$', '.', NUL, and a
// name twice.
func native(values models.Values) bool {
	for i, a := range values {
		if a.Name == "" || a.Name[0] == '$' || strings.ContainsAny(a.Name, ".\x00") || !utf8.ValidString(a.Name) {
			return false
		}
		if i > 0 && values[i-1].Name >= a.Name {
			return false
		}
	}
	return true
}

// values writes fields as a document, or where a name cannot be one, as an array of [name, value] pairs.
func (w *writer) values(name string, values models.Values) {
	if native(values) {
		at := w.document(name)
		for _, a := range values {
			w.value(a.Name, a.Value)
		}
		w.end(at)
		return
	}
	at := w.array(name)
	for i, a := range values {
		pair := w.array(strconv.Itoa(i))
		w.verbatim("0", a.Name)
		w.value("1", a.Value)
		w.end(pair)
	}
	w.end(at)
}

// value gives back what writer.value was given.
func (e *element) value() (models.Value, bool) {
	switch e.kind { //nolint:exhaustive // any other type is none of ours and fails
	case bson.TypeNull:
		return "", true
	case bson.TypeBoolean:
		return models.BoolValue(e.bool()), true
	case bson.TypeInt64, bson.TypeInt32:
		return models.IntValue(e.int()), true
	case bson.TypeString:
		if plain(e.data) {
			return models.Value(`"` + e.data + `"`), true
		}
		return models.TextValue(e.data), true
	case bson.TypeArray:
		return e.list()
	case bson.TypeEmbeddedDocument:
		inner := e.items()
		if !inner.next() || inner.name != wordForWord {
			return "", false
		}
		return models.Value(inner.verbatim()), true
	}
	return "", false
}

func (e *element) verbatim() string {
	if e.kind == bson.TypeBinary {
		return e.bytes()
	}
	return e.text()
}

// list gives a list or table; both are arrays.
func (e *element) list() (models.Value, bool) {
	out := make([]byte, 0, len(e.data))
	out = append(out, '[')
	items := e.items()
	for n := 0; items.next(); n++ {
		if n > 0 {
			out = append(out, ',')
		}
		if items.kind != bson.TypeEmbeddedDocument {
			v, ok := items.value()
			if !ok {
				return "", false
			}
			out = append(out, v...)
			continue
		}
		row, ok := items.values()
		if !ok {
			return "", false
		}
		out = row.AppendJSON(out)
	}
	return models.Value(append(out, ']')), !items.bad
}

// values gives back what writer.values was given; nil for no values.
func (e *element) values() (models.Values, bool) {
	items := e.items()
	pairs := e.kind == bson.TypeArray
	var out models.Values
	for items.next() {
		if out == nil {
			out = make(models.Values, 0, 12)
		}
		if !pairs {
			v, ok := items.value()
			if !ok {
				return nil, false
			}
			out = append(out, models.Assignment{Name: items.name, Value: v})
			continue
		}
		pair := items.items()
		if !pair.next() {
			return nil, false
		}
		name := pair.verbatim()
		if !pair.next() {
			return nil, false
		}
		v, ok := pair.value()
		if !ok {
			return nil, false
		}
		out = append(out, models.Assignment{Name: name, Value: v})
	}
	return out, !items.bad
}
