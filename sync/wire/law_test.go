package wire_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

var (
	aName  = rapid.StringMatching(`[a-z][A-Za-z0-9]{0,11}`)
	anID   = rapid.Custom(func(t *rapid.T) models.RecordID { return id(rapid.IntRange(1, 1<<30).Draw(t, "id")) })
	aText  = rapid.Custom(func(t *rapid.T) string { return clean(rapid.String().Draw(t, "text")) })
	aScope = rapid.Custom(func(t *rapid.T) models.Scope {
		owner := anID.Draw(t, "owner")
		return rapid.SampledFrom([]models.Scope{models.ProvinceScope, models.ClubScope(owner), models.HealthScope(owner), models.UserScope(owner)}).Draw(t, "scope")
	})
	aVector = rapid.Custom(func(t *rapid.T) models.Vector {
		var dots []models.Dot
		for range rapid.IntRange(0, 5).Draw(t, "entries") {
			dots = append(dots, models.Dot{
				Actor: models.MustActorID(rapid.StringMatching(`[a-z0-9]{1,8}`).Draw(t, "actor")),
				N:     rapid.Uint64Range(1, models.IntMax).Draw(t, "n"),
			})
		}
		return models.NewVector(dots...)
	})
)

func clean(text string) string {
	return norm.NFC.String(strings.Map(func(c rune) rune {
		if unicode.IsControl(c) && c != '\n' && c != '\t' {
			return -1
		}
		return c
	}, strings.ToValidUTF8(text, "")))
}

func aValue(t *rapid.T) models.Value {
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0:
		return models.IntValue(rapid.Int64Range(-models.IntMax, models.IntMax).Draw(t, "int"))
	case 1:
		return models.BoolValue(rapid.Bool().Draw(t, "bool"))
	case 2:
		return models.ListValue(rapid.SliceOfN(aText, 0, 4).Draw(t, "list"))
	case 3:
		rows := make([]models.Values, rapid.IntRange(0, 3).Draw(t, "rows"))
		for i := range rows {
			rows[i] = models.NewValues(
				models.Assignment{Name: aName.Draw(t, "column"), Value: models.TextValue(aText.Draw(t, "cell"))},
				models.Assignment{Name: aName.Draw(t, "column"), Value: models.IntValue(7)},
			)
		}
		return models.TableValue(rows)
	}
	return models.TextValue(aText.Draw(t, "text"))
}

func someValues(t *rapid.T) models.Values {
	var out []models.Assignment
	for range rapid.IntRange(0, 6).Draw(t, "fields") {
		out = append(out, models.Assignment{Name: aName.Draw(t, "name"), Value: aValue(t)})
	}
	if len(out) == 0 {
		return nil
	}
	return models.NewValues(out...)
}

func anOperation(t *rapid.T) models.Operation {
	o := models.Operation{
		Record: anID.Draw(t, "record"), Type: aName.Draw(t, "type"), Seen: aVector.Draw(t, "seen"), At: rapid.Int64Range(-6e10, 4e12).Draw(t, "at"),
		By: anID.Draw(t, "by"), Schema: rapid.IntRange(1, 9).Draw(t, "schema"),
	}
	if rapid.Bool().Draw(t, "grouped") {
		o.Group = models.Group{ID: rapid.StringMatching(`[a-z0-9-]{1,36}`).Draw(t, "group"), Of: rapid.IntRange(2, 500).Draw(t, "of")}
	}
	if o.Delete = rapid.Bool().Draw(t, "delete"); o.Delete {
		return o
	}
	o.Set = someValues(t)
	for _, name := range rapid.SliceOfNDistinct(aName, 0, 3, rapid.ID[string]).Draw(t, "unset") {
		if !o.Set.Get(name).IsSet() {
			o.Unset = append(o.Unset, name)
		}
	}
	slices.Sort(o.Unset)
	return o
}

func TestLawSubmitRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := wire.Submit{Batch: models.Batch{Actor: phone, Epoch: rapid.StringMatching(`[a-z0-9]{0,16}`).Draw(t, "epoch"), Now: nowMS}}
		for _, scope := range rapid.SliceOfNDistinct(aScope, 0, 3, rapid.ID[models.Scope]).Draw(t, "scopes") {
			from := rapid.Uint64Range(1, 1<<40).Draw(t, "from")
			for i := range rapid.Uint64Range(1, 4).Draw(t, "operations") {
				o := anOperation(t)
				o.Scope, o.Dot = scope, models.Dot{Actor: phone, N: from + i}
				want.Batch.Operations = append(want.Batch.Operations, o)
			}
		}
		got, err := wire.DecodeSubmit(wire.AppendSubmit(nil, &want))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, comparers); diff != "" {
			t.Fatal(diff)
		}
	})
}

// The canonical form is NFC, and whatever the form it arrives in, the stored text is the same.
func TestLawTextForms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := clean(rapid.StringOf(rapid.RuneFrom(nil, &unicode.RangeTable{R16: []unicode.Range16{
			{Lo: 0x20, Hi: 0x7e, Stride: 1}, {Lo: 0xa0, Hi: 0x36f, Stride: 1}, {Lo: 0x1e00, Hi: 0x1eff, Stride: 1}, {Lo: 0x2000, Hi: 0x2130, Stride: 1},
		}})).Draw(t, "text"))
		for _, form := range []string{text, norm.NFD.String(text)} {
			members := `"set":{"a":` + string(models.TextValue(form)) + `}`
			s, err := wire.DecodeSubmit([]byte(op(members)))
			if err != nil {
				t.Fatal(err)
			}
			o := s.Batch.Operations[0]
			if got := o.Set.Get("a").Str(); got != norm.NFC.String(text) {
				t.Fatalf("got %q of %q", got, form)
			}
			if o.Normalised != (norm.NFC.String(form) != form) {
				t.Fatalf("%q normalised %v", form, o.Normalised)
			}
		}
	})
}

func TestLawAnswerRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := wire.Answer{Epoch: "e", Now: nowMS, Page: &models.Page{Epoch: "e", Cursor: "c"}}
		for range rapid.IntRange(0, 5).Draw(t, "records") {
			r := models.Record{Scope: aScope.Draw(t, "scope"), ID: anID.Draw(t, "id"), Type: aName.Draw(t, "type"), Schema: 2, Vector: aVector.Draw(t, "vector")}
			for _, a := range someValues(t) {
				r.Fields = append(r.Fields, models.Field{Name: a.Name, Value: a.Value})
			}
			want.Page.Records = append(want.Page.Records, r)
		}
		got, err := wire.DecodeAnswer(wire.AppendAnswer(nil, &want))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, comparers); diff != "" {
			t.Fatal(diff)
		}
	})
}
