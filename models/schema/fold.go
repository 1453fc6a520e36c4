package schema

import (
	"unicode"
	"unicode/utf8"
)

// Fold makes a text that two people writing the same name agree on: lower case, no diacritics, single spaces. Composed
// (NFC) and decomposed (NFD) texts fold to the same.
func Fold(text string) string {
	out := make([]byte, 0, len(text))
	space := false
	for _, r := range text {
		switch {
		case r >= 0x300 && r <= 0x36f: // combining marks fall away
			continue
		case unicode.IsSpace(r):
			space = len(out) > 0
			continue
		}
		if space {
			out, space = append(out, ' '), false
		}
		out = utf8.AppendRune(out, bare(unicode.ToLower(r)))
	}
	return string(out)
}

// bases lists the letters of Vietnamese that are written on a bare letter.
var bases = map[rune]string{
	'a': "àáảãạăằắẳẵặâầấẩẫậ",
	'd': "đ",
	'e': "èéẻẽẹêềếểễệ",
	'i': "ìíỉĩị",
	'o': "òóỏõọôồốổỗộơờớởỡợ",
	'u': "ùúủũụưừứửữự",
	'y': "ỳýỷỹỵ",
}

// bare gives the letter without its diacritics.
func bare(r rune) rune {
	if r < utf8.RuneSelf {
		return r
	}
	for letter, dressed := range bases {
		for _, d := range dressed {
			if d == r {
				return letter
			}
		}
	}
	return r
}
