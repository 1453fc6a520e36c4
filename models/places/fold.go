package places

import (
	"strings"
	"unicode"
)

// bases lists for each bare letter the lower-case letters of Vietnamese that are written on it.
var bases = [...]struct{ bare, letters string }{
	{"a", "àáảãạăằắẳẵặâầấẩẫậ"},
	{"d", "đ"},
	{"e", "èéẻẽẹêềếểễệ"},
	{"i", "ìíỉĩị"},
	{"o", "òóỏõọôồốổỗộơờớởỡợ"},
	{"u", "ùúủũụưừứửữự"},
	{"y", "ỳýỷỹỵ"},
}

// fold makes a text that two people typing the same name agree on: lower case, no diacritics, single spaces. It takes
// composed and decomposed text.
func fold(text string) string {
	var out strings.Builder
	for _, word := range strings.Fields(text) {
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		for _, r := range word {
			if r < 0x300 || r > 0x36f { // the combining marks fall away
				out.WriteString(bare(unicode.ToLower(r)))
			}
		}
	}
	return out.String()
}

func bare(r rune) string {
	if r >= 0x80 {
		for _, b := range bases {
			if strings.ContainsRune(b.letters, r) {
				return b.bare
			}
		}
	}
	return string(r)
}
