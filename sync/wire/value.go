package wire

import (
	"bytes"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
)

// span is one assignment within the arena: the name ends where the value begins.
type span struct{ name, value, end int }

// values reads an object of values into the arena as canonical JSON, and appends their places to spans, sorted by name.
// Names nobody knows are data: an older server keeps what a newer app records.
func (r *reader) values() {
	from := len(r.spans)
	r.object(func(name []byte) {
		if !isName(name) {
			r.malformed("expected a name of 1 to 40 printable ASCII characters")
			return
		}
		if len(r.spans)-from >= models.FieldsPerOperationMax {
			r.fail(models.CodeLimit, "too many fields")
			return
		}
		s := span{name: len(r.arena)}
		r.arena = append(r.arena, name...)
		s.value = len(r.arena)
		r.value()
		s.end = len(r.arena)
		r.spans = append(r.spans, s)
	})
	added := r.spans[from:]
	if !slices.IsSortedFunc(added, r.compareSpans) {
		slices.SortFunc(added, r.compareSpans)
	}
}

func (r *reader) compareSpans(a, b span) int {
	return bytes.Compare(r.arena[a.name:a.value], r.arena[b.name:b.value])
}

// value reads one value into the arena as canonical JSON. Any nesting is taken: whether it suits the field is for the
// schema to say, per operation, not for the batch as a whole.
func (r *reader) value() {
	if r.err != nil {
		return
	}
	from := len(r.arena)
	switch kind := r.dec.PeekKind(); kind {
	case '"':
		r.valueText()
	case '0':
		raw := r.scalar(kind)
		if raw == nil {
			return
		}
		if _, ok := parseInteger(raw); !ok {
			r.malformed("expected an integer of at most 53 bits, without fraction and exponent")
			return
		}
		r.arena = append(r.arena, raw...)
	case 't':
		r.boolean()
		r.arena = append(r.arena, "true"...)
	case 'f':
		r.boolean()
		r.arena = append(r.arena, "false"...)
	case '[':
		r.valueList()
	case '{':
		r.valueRow()
	case 'n':
		r.skip()
		r.malformed("null is not a value; take a field away with unset")
	default:
		r.skip()
		r.malformed("expected a value")
	}
	if len(r.arena)-from > models.ValueBytesMax {
		r.fail(models.CodeLimit, "the value is too large")
	}
}

func (r *reader) valueText() {
	raw := r.scalar('"')
	if raw == nil {
		return
	}
	text := r.text(raw)
	if len(text) == len(raw)-2 && bytes.IndexByte(raw[1:len(raw)-1], '\\') < 0 && !r.normalised {
		r.arena = append(r.arena, raw...) // it is canonical already
		return
	}
	r.arena = models.AppendQuoted(r.arena, string(text))
}

func (r *reader) valueList() {
	r.arena = append(r.arena, '[')
	items := 0
	r.array(func() {
		if items > 0 {
			r.arena = append(r.arena, ',')
		}
		items++
		r.value()
	})
	r.arena = append(r.arena, ']')
}

// valueRow reads an object behind the arena's end, then writes it sorted in its place.
func (r *reader) valueRow() {
	start, outer := len(r.arena), len(r.spans)
	r.values()
	row := bytes.Clone(r.arena[start:])
	r.arena = append(r.arena[:start], '{')
	for i, s := range r.spans[outer:] {
		if i > 0 {
			r.arena = append(r.arena, ',')
		}
		r.arena = append(r.arena, '"')
		r.arena = append(r.arena, row[s.name-start:s.value-start]...)
		r.arena = append(append(r.arena, '"', ':'), row[s.value-start:s.end-start]...)
	}
	r.arena = append(r.arena, '}')
	r.spans = r.spans[:outer]
}

// takeValues makes values of the spans: one string holds them all. The arena is free afterwards.
func (r *reader) takeValues() models.Values {
	if len(r.spans) == 0 || r.err != nil {
		r.arena, r.spans = r.arena[:0], r.spans[:0]
		return nil
	}
	text := string(r.arena)
	out := make(models.Values, len(r.spans))
	for i, s := range r.spans {
		out[i] = models.Assignment{Name: text[s.name:s.value], Value: models.Value(text[s.value:s.end])}
	}
	r.arena, r.spans = r.arena[:0], r.spans[:0]
	return out
}

// compareNames orders the names of fields.
func compareNames(a, b string) int { return strings.Compare(a, b) }
