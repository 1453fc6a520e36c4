package schema_test

import (
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/beplua/beplua/models/schema"
)

const vietnamese = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ" +
	"AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆGHIÌÍỈĨỊKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVXYỲÝỶỸỴ '-.0123456789" +
	"äåçëïñöüÿÄÅÇËÏÑÖÜŸ"

func TestFold(t *testing.T) {
	for given, want := range map[string]string{
		"Đặng Văn Đức":               "dang van duc",
		"  LÒ\tTHỊ \u00a0Pánh\n":     "lo thi panh",
		"Giàng A Sử":                 "giang a su",
		"":                           "",
		"   ":                        "",
		norm.NFD.String("Tẩn Mẩy"):   "tan may",
		"Nguyễn Trường Ươm, Huỳnh Ý": "nguyen truong uom, huynh y",
	} {
		if got := schema.Fold(given); got != want {
			t.Errorf("Fold(%q) = %q, want %q", given, got, want)
		}
	}
}

func TestFoldKnowsNoForms(t *testing.T) {
	text := rapid.StringOf(rapid.SampledFrom([]rune(vietnamese)))
	rapid.Check(t, func(t *rapid.T) {
		s := text.Draw(t, "text")
		composed, decomposed := schema.Fold(norm.NFC.String(s)), schema.Fold(norm.NFD.String(s))
		if composed != decomposed {
			t.Fatalf("%q folds to %q composed and to %q decomposed", s, composed, decomposed)
		}
		if again := schema.Fold(composed); again != composed {
			t.Fatalf("%q folds to %q", composed, again)
		}
		for _, r := range composed {
			if r >= 0x80 {
				t.Fatalf("%q folds to %q", s, composed)
			}
		}
	})
}
