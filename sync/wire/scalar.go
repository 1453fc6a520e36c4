package wire

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/beplua/beplua/models"
)

// ident reads a technical text: printable ASCII without escapes, most bytes at most. It is valid until the next read.
func (r *reader) ident(most int) []byte {
	raw := r.scalar('"')
	if raw == nil {
		return nil
	}
	inner := raw[1 : len(raw)-1]
	if len(inner) > most {
		r.fail(models.CodeLimit, "at most "+strconv.Itoa(most)+" bytes")
		return nil
	}
	for _, c := range inner {
		if c < ' ' || c >= 0x7f || c == '\\' {
			r.malformed("expected printable ASCII")
			return nil
		}
	}
	return inner
}

const (
	epochBytesMax  = 64
	cursorBytesMax = 16 << 10
	buildBytesMax  = 64
	vectorBytesMax = models.VectorEntriesMax * (8 + 1 + 20)
	nameBytesMax   = models.FieldNameBytesMax
	nonceBytesMin  = 16
	nonceBytesMax  = 256
)

func (r *reader) word(most int) string { return string(r.ident(most)) }

// name reads the name of a type or field: it must not break the canonical text that hashes are taken of.
func (r *reader) name() []byte {
	name := r.ident(nameBytesMax)
	if r.err == nil && !isName(name) {
		r.malformed("expected a name")
	}
	return name
}

func isName(name []byte) bool {
	if len(name) == 0 || len(name) > nameBytesMax {
		return false
	}
	for _, c := range name {
		if c <= ' ' || c >= 0x7f || c == '=' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// integer reads an integer without fraction or exponent from least to most.
func (r *reader) integer(least, most int64) int64 {
	raw := r.scalar('0')
	if raw == nil {
		return 0
	}
	n, ok := parseInteger(raw)
	if !ok {
		r.malformed("expected an integer of at most 53 bits, without fraction and exponent")
		return 0
	}
	if n < least || n > most {
		r.malformed("expected an integer from " + strconv.FormatInt(least, 10) + " to " + strconv.FormatInt(most, 10))
		return 0
	}
	return n
}

func (r *reader) count() int      { return int(r.integer(0, 1<<31-1)) }
func (r *reader) number() uint64  { return uint64(r.integer(1, models.IntMax)) } //nolint:gosec // not negative
func (r *reader) ordinal() uint64 { return uint64(r.integer(0, models.IntMax)) } //nolint:gosec // not negative

// parseInteger reads the raw text of a well-formed JSON number.
func parseInteger(raw []byte) (int64, bool) {
	digits, negative := raw, false
	if raw[0] == '-' {
		digits, negative = raw[1:], true
		if digits[0] == '0' {
			return 0, false
		}
	}
	if len(digits) > 16 {
		return 0, false
	}
	var n int64
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	if n > models.IntMax {
		return 0, false
	}
	if negative {
		n = -n
	}
	return n, true
}

func (r *reader) boolean() bool {
	if r.err != nil {
		return false
	}
	token, err := r.dec.ReadToken()
	if err != nil {
		r.syntax(err)
		return false
	}
	if kind := token.Kind(); kind != 't' && kind != 'f' {
		r.malformed("expected true or false")
		return false
	}
	return token.Bool()
}

func (r *reader) recordID() models.RecordID {
	text := r.ident(36)
	if r.err != nil {
		return models.RecordID{}
	}
	id, err := models.ParseRecordID(string(text))
	r.adopt(err)
	return id
}

func (r *reader) actor() models.ActorID {
	text := r.ident(8)
	if r.err != nil {
		return models.ActorID{}
	}
	id, err := models.ParseActorID(string(text))
	r.adopt(err)
	return id
}

func (r *reader) scope() models.Scope {
	text := r.ident(len("club:") + 36 + len(":health"))
	if r.err != nil {
		return ""
	}
	scope, err := models.ParseScope(string(text))
	r.adopt(err)
	return scope
}

func (r *reader) vector() models.Vector {
	text := r.ident(vectorBytesMax)
	if r.err != nil {
		return models.Vector{}
	}
	v, err := models.ParseVector(string(text))
	r.adopt(err)
	return v
}

func (r *reader) digest() models.Digest {
	var d models.Digest
	text := r.ident(2 * len(d))
	if r.err != nil {
		return d
	}
	if n, err := hex.Decode(d[:], text); err != nil || n != len(d) || !bytes.Equal(text, bytes.ToLower(text)) {
		r.malformed("expected 32 lower-case hexadecimal digits")
	}
	return d
}

// sentence reads a text for people.
func (r *reader) sentence() string {
	raw := r.scalar('"')
	if raw == nil {
		return ""
	}
	return strings.Clone(string(r.text(raw)))
}
