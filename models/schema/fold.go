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

// bare gives a lower-case letter of the Latin blocks without its diacritics. Vietnamese letters lie in the third of them,
// in alphabetical order; the few others are named.
func bare(r rune) rune {
	switch {
	case r < 0xe0:
		return r
	case r <= 0xff:
		return bareLatin1(r)
	case r >= 0x1ea0 && r <= 0x1eb7, r == 'ă':
		return 'a'
	case r >= 0x1eb8 && r <= 0x1ec7:
		return 'e'
	case r >= 0x1ec8 && r <= 0x1ecb, r == 'ĩ':
		return 'i'
	case r >= 0x1ecc && r <= 0x1ee3, r == 'ơ':
		return 'o'
	case r >= 0x1ee4 && r <= 0x1ef1, r == 'ũ', r == 'ư':
		return 'u'
	case r >= 0x1ef2 && r <= 0x1ef9:
		return 'y'
	case r == 'đ':
		return 'd'
	}
	return r
}

func bareLatin1(r rune) rune {
	switch {
	case r <= 'å':
		return 'a'
	case r == 'ç':
		return 'c'
	case r >= 'è' && r <= 'ë':
		return 'e'
	case r >= 'ì' && r <= 'ï':
		return 'i'
	case r == 'ñ':
		return 'n'
	case r >= 'ò' && r <= 'ö':
		return 'o'
	case r >= 'ù' && r <= 'ü':
		return 'u'
	case r == 'ý', r == 'ÿ':
		return 'y'
	}
	return r
}
