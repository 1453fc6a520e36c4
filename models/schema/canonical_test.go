package schema_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

func TestCanonicalForms(t *testing.T) {
	for _, c := range []struct{ typ, field, given, want string }{
		{"member", "phone", `"0912345678"`, `"+84912345678"`},
		{"member", "phone", `"84912345678"`, `"+84912345678"`},
		{"member", "phone", `"0084 912.345.678"`, `"+84912345678"`},
		{"member", "phone", `" +84 (912) 345-678 "`, `"+84912345678"`},
		{"member", "phone", `"0213 3878 436"`, `"+842133878436"`},
		{"member", "phone", `"+84912345678"`, `"+84912345678"`},
		{"member", "phone", `"  0112"`, `"0112"`},
		{"member", "phone", `912345678`, `912345678`},
		{"member", "cccd", `"012 152 000 123"`, `"012152000123"`},
		{"member", "bhyt", `"ht2 12 011 234 5678"`, `"HT2120112345678"`},
		{"member", "fullName", `"  Lò  Thị\u00a0Pánh "`, `"Lò Thị Pánh"`},
		{"member", "fullName", "\" L\u00f2\u00a0\u2003Th\u1ecb \"", `"Lò Thị"`},
		{"member", "fullName", `"   "`, `""`},
		{"member", "fullName", `"Lò\nThị"`, `"Lò\nThị"`},
		{"member", "note", `"  dòng một\n  dòng hai \n"`, `"dòng một\n  dòng hai"`},
		{"member", "note", `"nói \"được\" – “tốt”"`, `"nói \"được\" – “tốt”"`},
		{"household", "hardships", `["sickness","alone","sickness"]`, `["alone","sickness"]`},
		{"household", "hardships", `["alone","sickness"]`, `["alone","sickness"]`},
		{"household", "hardships", `[1,2]`, `[1,2]`},
		{"household", "hardships", `[]`, `[]`},
		{"attendance", "proxies", `["b\"","a"]`, `["a","b\""]`},
		{"loan", "amount", "5000000", "5000000"},
		{"loan", "unheardOf", `"  x "`, `"  x "`},
	} {
		typ := typeOf(t, c.typ)
		given := models.Values{{Name: c.field, Value: models.Value(c.given)}}
		if strings.Contains(c.given, `\u00a0`) { // an escape that no canonical JSON has
			given[0].Value = models.Value(strings.ReplaceAll(c.given, `\u00a0`, "\u00a0"))
		}
		before := given[0].Value
		got, changed := typ.Canonical(given)
		if got.Get(c.field) != models.Value(c.want) || changed != (string(before) != c.want) {
			t.Errorf("%s.%s %s became %s (changed %t), want %s", c.typ, c.field, c.given, got.Get(c.field), changed, c.want)
		}
		if given[0].Value != before {
			t.Errorf("%s.%s: what was given was overwritten", c.typ, c.field)
		}
		if !changed && &got[0] != &given[0] {
			t.Errorf("%s.%s: nothing changed, yet it was copied", c.typ, c.field)
		}
	}
}

// TestBlanksAreNothing: lengths are judged on the canonical form, so that a name of blanks is no name.
func TestBlanksAreNothing(t *testing.T) {
	for _, blank := range []string{" ", "\u00a0", "\u2003 \u00a0", "\u200b"} {
		typ := typeOf(t, "asset")
		set, _ := typ.Canonical(models.Values{{Name: "name", Value: models.TextValue(blank)}})
		faults := typ.CheckSet(&models.Operation{Set: set}, false, today)
		if len(faults) != 1 || faults[0].Field != "name" || faults[0].Code != schema.FaultLength {
			t.Errorf("%q: %v", blank, faults)
		}
	}
}

// TestCanonicalIsReachedAtOnce: what Canonical gives, it leaves alone, and it turns no good value into a bad one, but for
// a text that is long enough by its blanks alone (TestBlanksAreNothing).
func TestCanonicalIsReachedAtOnce(t *testing.T) {
	text := rapid.StringOf(rapid.SampledFrom([]rune("0129+84 .-(aAđạ\n\"\\\u00a0\u2003,")))
	all := types(t)
	rapid.Check(t, func(t *rapid.T) {
		typ := rapid.SampledFrom(all).Draw(t, "type")
		f := &typ.Fields[rapid.IntRange(0, len(typ.Fields)-1).Draw(t, "field")]
		v := models.TextValue(text.Draw(t, "text"))
		if rapid.Bool().Draw(t, "list") {
			v = models.ListValue(rapid.SliceOf(text).Draw(t, "items"))
		}
		given := models.Values{{Name: f.Name, Value: v}}
		once, _ := typ.Canonical(given)
		if twice, changed := typ.Canonical(once); changed {
			t.Fatalf("%s.%s: %s, then %s", typ.Name, f.Name, once[0].Value, twice[0].Value)
		}
		good := typ.CheckSet(&models.Operation{Set: given}, false, today)
		if better := typ.CheckSet(&models.Operation{Set: once}, false, today); len(good) == 0 && len(better) > 0 && better[0].Code != schema.FaultLength {
			t.Fatalf("%s.%s: %s was good, %s is not: %v", typ.Name, f.Name, v, once[0].Value, better)
		}
	})
}
