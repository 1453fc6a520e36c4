package wire

import (
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/text/unicode/norm"
)

// text gives the content of a well-formed JSON string in NFC. It is valid until the next read.
//
// Control characters other than line break and tab are refused: no keyboard makes them, and they break exports and
// the canonical text that hashes are taken of.
func (r *reader) text(raw []byte) []byte {
	inner := raw[1 : len(raw)-1]
	switch look(inner) {
	case lookPlain:
		return inner
	case lookControl:
		r.malformed("control character")
		return nil
	case lookOther:
	}
	plain, err := jsontext.AppendUnquote(r.plain[:0], raw)
	r.plain = plain
	if err != nil {
		r.malformed("not a valid string")
		return nil
	}
	for _, c := range string(plain) {
		if isControl(c) {
			r.malformed("control character")
			return nil
		}
	}
	if norm.NFC.IsNormal(plain) {
		return plain
	}
	r.normalised = true
	r.plain = norm.NFC.Append(nil, plain...)
	return r.plain
}

type appearance int

const (
	lookPlain   appearance = iota // without escapes, surely in NFC
	lookControl                   // holds a control character
	lookOther                     // needs a closer look
)

// look decides nearly all texts in one pass: Vietnamese as keyboards write it is Latin letters below U+0300 and those
// from U+1E00 to U+1EFF, all of them in NFC whatever stands beside them.
func look(inner []byte) appearance {
	for i := 0; i < len(inner); {
		c := inner[i]
		if c < utf8.RuneSelf {
			if c == '\\' {
				return lookOther
			}
			if c == 0x7f {
				return lookControl
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(inner[i:])
		switch {
		case r < 0xa0:
			return lookControl
		case r < 0x300, r >= 0x1e00 && r < 0x1f00, r >= 0x2010 && r < 0x2028:
			i += size
		default:
			return lookOther
		}
	}
	return lookPlain
}

func isControl(c rune) bool {
	return c < 0x20 && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0
}
