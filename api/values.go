package api

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/text/unicode/norm"

	"github.com/beplua/beplua/models"
)

// valuesOf turns an object of values as a client wrote it into canonical values: names sorted, text in NFC, whole numbers.
// Whether the values fit the record's type is the engine's to say.
func valuesOf(raw jsontext.Value) (models.Values, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	text := raw.Clone()
	if err := text.Canonicalize(); err != nil {
		return nil, malformed(err)
	}
	if text.Kind() != '{' {
		return nil, notValues("an object of values")
	}
	if !norm.NFC.IsNormal(text) {
		text = norm.NFC.Bytes(text)
	}
	var out []models.Assignment
	dec := jsontext.NewDecoder(bytes.NewReader(text))
	if _, err := dec.ReadToken(); err != nil {
		return nil, malformed(err)
	}
	for dec.PeekKind() != '}' {
		name, err := dec.ReadToken()
		if err != nil {
			return nil, malformed(err)
		}
		field := name.String()
		value, err := dec.ReadValue()
		if err != nil {
			return nil, malformed(err)
		}
		if len(field) > models.FieldNameBytesMax || strings.HasPrefix(field, "_") {
			return nil, notValues("names of fields")
		}
		if !isValue(value) {
			return nil, notValues("texts, whole numbers, true, false, lists of texts or tables")
		}
		out = append(out, models.Assignment{Name: field, Value: models.Value(value)})
	}
	if len(out) > models.FieldsPerOperationMax {
		return nil, models.Errorf(models.CodeLimit, "at most %d fields", models.FieldsPerOperationMax)
	}
	return models.NewValues(out...), nil
}

func notValues(what string) error {
	return models.Errorf(models.CodeMalformed, "at \"/values\": expected %s", what)
}

// isValue says whether a canonical JSON value is one that a field may have.
func isValue(v jsontext.Value) bool {
	if len(v) > models.ValueBytesMax {
		return false
	}
	if v.Kind() != '[' {
		return isPlain(v)
	}
	dec := jsontext.NewDecoder(bytes.NewReader(v))
	if _, err := dec.ReadToken(); err != nil {
		return false
	}
	items := 0
	first := dec.PeekKind()
	for dec.PeekKind() != ']' {
		item, err := dec.ReadValue()
		if items++; err != nil || items > models.ListItemsMax || item.Kind() != first {
			return false
		}
		if first == '"' && !isPlain(item) || first == '{' && !isRow(item) || first != '"' && first != '{' {
			return false
		}
	}
	return true
}

func isRow(v jsontext.Value) bool {
	dec := jsontext.NewDecoder(bytes.NewReader(v))
	if _, err := dec.ReadToken(); err != nil {
		return false
	}
	for dec.PeekKind() != '}' {
		if _, err := dec.ReadToken(); err != nil {
			return false
		}
		if value, err := dec.ReadValue(); err != nil || !isPlain(value) {
			return false
		}
	}
	return true
}

// isPlain says whether a canonical value is a text without control characters, a whole number, true or false.
func isPlain(v jsontext.Value) bool {
	switch v.Kind() { //nolint:exhaustive // no other kind is plain
	case '"':
		text, err := jsontext.AppendUnquote(nil, v)
		return err == nil && !bytes.ContainsFunc(text, isControl)
	case '0':
		n, ok := models.Value(v).Int()
		return ok && n <= models.IntMax && n >= -models.IntMax
	case 't', 'f':
		return true
	}
	return false
}

func isControl(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }

// noteOf checks an officer's words to the volunteers.
func noteOf(text string) (string, error) {
	text = norm.NFC.String(strings.TrimSpace(text))
	if utf8.RuneCountInString(text) > models.TextRunesMax || strings.ContainsFunc(text, isControl) {
		return "", models.Errorf(models.CodeMalformed, "a note has at most %d characters and no control characters", models.TextRunesMax)
	}
	return text, nil
}
