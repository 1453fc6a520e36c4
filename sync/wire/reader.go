package wire

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/beplua/beplua/models"
)

// reader walks one JSON text member by member. The first failure sticks: after it every method gives zero values, so
// that decoders read like the shapes they decode. Duplicate names, invalid UTF-8 and lone surrogates are refused by
// jsontext.
type reader struct {
	dec   *jsontext.Decoder
	arena []byte // canonical text of the operation at hand
	spans []span
	plain []byte // scratch for texts with escapes
	// normalised says that a text since it was last cleared arrived in another form than NFC.
	normalised bool
	err        error
}

func newReader(body []byte) *reader {
	return &reader{dec: jsontext.NewDecoder(bytes.NewBuffer(body))}
}

// object visits each member; visit must read its value, or refuse or skip it.
func (r *reader) object(visit func(name []byte)) {
	if !r.open('{') {
		return
	}
	for r.err == nil && r.dec.PeekKind() != '}' {
		raw, err := r.dec.ReadValue()
		if err != nil {
			r.syntax(err)
			return
		}
		if name := unquoted(raw); name != nil {
			visit(name)
			continue
		}
		r.malformed("member names are written without escapes")
	}
	r.close()
}

// array visits each item; visit must read it.
func (r *reader) array(visit func()) {
	if !r.open('[') {
		return
	}
	for r.err == nil && r.dec.PeekKind() != ']' {
		visit()
	}
	r.close()
}

func (r *reader) open(kind jsontext.Kind) bool {
	if r.err != nil {
		return false
	}
	token, err := r.dec.ReadToken()
	if err != nil {
		r.syntax(err)
		return false
	}
	if token.Kind() != kind {
		r.malformed("expected " + kindNames[kind])
		return false
	}
	if r.dec.StackDepth() > models.JSONDepthMax {
		r.malformed("nested too deeply")
		return false
	}
	return true
}

var kindNames = map[jsontext.Kind]string{'{': "an object", '[': "an array", '"': "a string", '0': "an integer"}

func (r *reader) close() {
	if r.err != nil {
		return
	}
	if _, err := r.dec.ReadToken(); err != nil {
		r.syntax(err)
	}
}

// scalar reads the raw text of a string or number.
func (r *reader) scalar(kind jsontext.Kind) []byte {
	if r.err != nil {
		return nil
	}
	if got := r.dec.PeekKind(); got != kind {
		if _, err := r.dec.ReadToken(); err != nil {
			r.syntax(err)
			return nil
		}
		r.malformed("expected " + kindNames[kind])
		return nil
	}
	raw, err := r.dec.ReadValue()
	if err != nil {
		r.syntax(err)
		return nil
	}
	return raw
}

// skip passes over a value that a newer server sent.
func (r *reader) skip() {
	if r.err != nil {
		return
	}
	if err := r.dec.SkipValue(); err != nil {
		r.syntax(err)
	}
}

func (r *reader) unknown() { r.malformed("unknown member") }

func (r *reader) malformed(message string) { r.fail(models.CodeMalformed, message) }

func (r *reader) fail(code models.Code, message string) {
	if r.err == nil {
		r.err = models.Errorf(code, "at %s: %s", place(r.dec.StackPointer()), message)
	}
}

// adopt takes over the error of a parser in models and adds the place.
func (r *reader) adopt(err error) {
	var known *models.Error
	if err != nil && errors.As(err, &known) {
		r.fail(known.Code, known.Message)
	}
}

func (r *reader) syntax(err error) {
	if r.err != nil {
		return
	}
	var broken *jsontext.SyntacticError
	if !errors.As(err, &broken) {
		r.malformed("the text ends too early")
		return
	}
	what := "not well-formed JSON"
	switch {
	case errors.Is(err, jsontext.ErrDuplicateName):
		what = "the name occurs twice"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		what = "the text ends too early"
	case strings.Contains(broken.Err.Error(), "UTF-8"):
		what = "not valid UTF-8"
	}
	r.err = models.Errorf(models.CodeMalformed, "at %s, byte %d: %s", place(broken.JSONPointer), broken.ByteOffset, what)
}

func place(pointer jsontext.Pointer) string {
	const most = 200
	if pointer == "" {
		return "/"
	}
	if len(pointer) > most {
		pointer = pointer[:most]
	}
	return strings.ToValidUTF8(string(pointer), "")
}

// end makes sure that nothing follows, and gives the failure if there was one.
func (r *reader) end() error {
	if r.err == nil {
		if _, err := r.dec.ReadToken(); !errors.Is(err, io.EOF) {
			r.malformed("something follows the end")
		}
	}
	return r.err
}

// unquoted gives the inside of a JSON string that has no escapes, nil for one that has.
func unquoted(raw []byte) []byte {
	inner := raw[1 : len(raw)-1]
	if bytes.IndexByte(inner, '\\') >= 0 {
		return nil
	}
	return inner
}
