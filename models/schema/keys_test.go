package schema_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

const (
	idA = "0198c0de-5a00-7000-8000-0000000000a1"
	idB = "0198c0de-5a00-7000-8000-0000000000b2"
)

func typeOf(tb testing.TB, name string) *schema.Type {
	tb.Helper()
	typ, ok := schema.Default().Type(name)
	if !ok {
		tb.Fatalf("no type %s", name)
	}
	return typ
}

func recordWith(typ string, pairs ...string) models.Record {
	op := models.Operation{Type: typ}
	for i := 0; i < len(pairs); i += 2 {
		op.Set = append(op.Set, models.Assignment{Name: pairs[i], Value: models.Value(pairs[i+1])})
	}
	op.Set = models.NewValues(op.Set...)
	return recordOf(op)
}

func TestKeysOfWaitingCases(t *testing.T) {
	typ := typeOf(t, "case")
	fields := []string{"kind", `"orphan"`, "status", `"open"`, "subject", `"` + idA + `"`, "other", `"` + idB + `"`}
	r := recordWith("case", fields...)
	want := []string{
		"await:" + idB,
		"case:open",
		"case:open:orphan",
		"case:open:orphan:" + idA + ":" + idB + ":",
		"f:case.kind=orphan",
		"f:case.status=open",
		"f:case.subject=" + idA,
	}
	if got := typ.Keys(&r); !slices.Equal(got, want) {
		t.Errorf("keys %q, want %q", got, want)
	}
	if got := schema.CaseKey(models.CaseOrphan, idA, idB, ""); got != want[3] {
		t.Errorf("CaseKey %q", got)
	}
	if schema.OpenKey != want[1] || schema.OpenKindKey(models.CaseOrphan) != want[2] || schema.AwaitKey(idB) != want[0] {
		t.Error("the helpers give other keys than the record has")
	}
	if got := schema.ListKey("case", "subject", models.TextValue(idA)); got != want[6] {
		t.Errorf("ListKey %q", got)
	}
	fields[3] = `"undone"`
	if r = recordWith("case", fields...); !slices.Contains(typ.Keys(&r), schema.OpenKey) {
		t.Error("a case whose decision was undone waits again")
	}
	fields[3] = `"resolved"`
	if r = recordWith("case", fields...); len(typ.Keys(&r)) != 3 {
		t.Errorf("a decided case has keys %q", typ.Keys(&r))
	}
}

func TestKeysAreSortedUniqueAndHoldTheHints(t *testing.T) {
	records, _ := examples(t)
	for _, e := range records {
		typ := typeOf(t, e.Type)
		r := e.record(t)
		keys, hints := typ.Keys(&r), typ.HintKeys(&r)
		if !slices.IsSorted(keys) || len(slices.Compact(slices.Clone(keys))) != len(keys) {
			t.Errorf("%s: keys %q", e.Type, keys)
		}
		if silent := r.Value("restores").IsSet(); (len(hints) > 0) != (len(typ.Hints) > 0 && !silent) {
			t.Errorf("%s: hint keys %q", e.Type, hints)
		}
		for _, k := range hints {
			if !slices.Contains(keys, k) || !strings.HasPrefix(k, schema.HintPrefix(typ.Hints[0].Kind)) {
				t.Errorf("%s: hint key %q", e.Type, k)
			}
		}
		for i := range typ.Fields {
			f := &typ.Fields[i]
			if v := r.Value(f.Name); f.Listed && v.IsSet() && !slices.Contains(keys, schema.ListKey(e.Type, f.Name, v)) {
				t.Errorf("%s cannot be listed by %s", e.Type, f.Name)
			}
		}
	}
}

func TestKeysTellNothingThatIsGuarded(t *testing.T) {
	records, _ := examples(t)
	for _, e := range records {
		typ := typeOf(t, e.Type)
		op := e.operation(t)
		all := recordOf(op)
		for _, f := range typ.Fields {
			if f.Class == schema.Sensitive {
				op.Set = with(op.Set, f.Name, "")
			}
		}
		bare := recordOf(op)
		if got, want := typ.Keys(&bare), typ.Keys(&all); !slices.Equal(got, want) {
			t.Errorf("%s: keys depend on sensitive fields: %q and %q", e.Type, got, want)
		}
		for _, name := range []string{"fullName", "phone", "headName"} {
			for _, k := range typ.Keys(&all) {
				if v := all.Value(name).Str(); v != "" && strings.Contains(k, v) {
					t.Errorf("%s: key %q spells out %s", e.Type, k, name)
				}
			}
		}
	}
}

func TestDeletedAndJoinedRecordsHintAtNothing(t *testing.T) {
	e := exampleOf(t, "member")
	typ := typeOf(t, "member")
	op := e.operation(t)
	for name, v := range map[string]models.Value{models.FieldDeleted: "true", models.FieldAlias: `"` + idA + `"`} {
		r := recordOf(models.Operation{Type: "member", Set: with(op.Set, name, v)})
		if keys := typ.HintKeys(&r); len(keys) > 0 {
			t.Errorf("%s: %q", name, keys)
		}
		if keys := typ.Keys(&r); len(keys) != 2 {
			t.Errorf("%s: it is still listed under household and group, got %q", name, keys)
		}
	}
}

// hint says whether two records would make a case of the kind: they share a key, and Same does not object.
func hint(t *testing.T, typ string, a, b models.Record) bool {
	t.Helper()
	s := typeOf(t, typ)
	for _, k := range s.HintKeys(&a) {
		for i := range s.Hints {
			h := &s.Hints[i]
			if slices.Contains(s.HintKeys(&b), k) && strings.HasPrefix(k, schema.HintPrefix(h.Kind)) && (h.Same == nil || h.Same(a.Values(), b.Values())) {
				return true
			}
		}
	}
	return false
}

func TestWhoIsProbablyTheSamePerson(t *testing.T) {
	base := []string{"fullName", `"Lò Thị Pánh"`, "sex", `"female"`, "birthOn", `"1952-01-01"`, "phone", `"+84912345678"`}
	for _, c := range []struct {
		why   string
		other []string
		want  bool
	}{
		{"written without diacritics", []string{"fullName", `"LO THI  PANH"`, "birthOn", `"1952-07-09"`}, true},
		{"same name and phone, year unknown", []string{"fullName", `"Lò Thị Pánh"`, "phone", `"+84912345678"`}, true},
		{"same name and phone, year a little off", []string{"fullName", `"Lò Thị Pánh"`, "phone", `"+84912345678"`, "birthOn", `"1954-01-01"`}, true},
		{"granddaughter with grandmother's name and phone", []string{"fullName", `"Lò Thị Pánh"`, "phone", `"+84912345678"`, "birthOn", `"2004-01-01"`}, false},
		{"another year", []string{"fullName", `"Lò Thị Pánh"`, "birthOn", `"1953-01-01"`}, false},
		{"another sex", []string{"fullName", `"Lò Thị Pánh"`, "sex", `"male"`, "birthOn", `"1952-01-01"`}, false},
		{"sex not known", []string{"fullName", `"Lò Thị Pánh"`, "sex", `"unknown"`, "birthOn", `"1952-01-01"`}, true},
		{"another name", []string{"fullName", `"Lò Thị Pâng"`, "birthOn", `"1952-01-01"`, "phone", `"+84912345678"`}, false},
		{"a name alone", []string{"fullName", `"Lò Thị Pánh"`}, false},
	} {
		for _, typ := range []string{"member", "careRecipient"} {
			a, b := recordWith(typ, base...), recordWith(typ, c.other...)
			if hint(t, typ, a, b) != c.want || hint(t, typ, b, a) != c.want {
				t.Errorf("%s, %s: hint is not %t", typ, c.why, c.want)
			}
		}
	}
	a, b := recordWith("careRecipient", "member", `"`+idA+`"`), recordWith("careRecipient", "member", `"`+idA+`"`, "fullName", `"X"`)
	if !hint(t, "careRecipient", a, b) {
		t.Error("one member receives care twice")
	}
}

func TestWhichEventsAreProbablyTheSame(t *testing.T) {
	meeting := func(date, kind, status string) models.Record {
		return recordWith("meeting", "date", `"`+date+`"`, "kind", `"`+kind+`"`, "status", `"`+status+`"`)
	}
	a := meeting("2026-02-17", "regular", "held")
	for _, c := range []struct {
		other models.Record
		want  bool
	}{
		{meeting("2026-02-17", "regular", "planned"), true},
		{meeting("2026-02-18", "regular", "held"), false},
		{meeting("2026-02-17", "extra", "held"), false},
		{meeting("2026-02-17", "regular", "cancelled"), false},
	} {
		if hint(t, "meeting", a, c.other) != c.want {
			t.Errorf("meeting %v: hint is not %t", c.other.Fields, c.want)
		}
	}
	present := recordWith("attendance", "meeting", `"`+idA+`"`, "member", `"`+idB+`"`, "status", `"present"`)
	absent := recordWith("attendance", "meeting", `"`+idA+`"`, "member", `"`+idB+`"`, "status", `"absent"`)
	other := recordWith("attendance", "meeting", `"`+idB+`"`, "member", `"`+idA+`"`, "status", `"absent"`)
	if !hint(t, "attendance", present, absent) || hint(t, "attendance", present, other) {
		t.Error("attendance is one per meeting and member")
	}
}

func TestWhichPaymentsAreProbablyTheSame(t *testing.T) {
	pay := func(loan, date, principal, interest string) models.Record {
		return recordWith("repayment", "loan", `"`+loan+`"`, "date", `"`+date+`"`, "principal", principal, "interest", interest)
	}
	if h := typeOf(t, "repayment").Hints[0]; !h.OtherActor || h.Kind != models.CaseDuplicatePayment {
		t.Errorf("hint %v", h.Kind)
	}
	// Any two days within two share a key, wherever in the week or year they fall.
	days := []string{
		"2026-02-25", "2026-02-26", "2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05",
	}
	for i := range days {
		for j := range days {
			want := max(i-j, j-i) <= 2
			if got := hint(t, "repayment", pay(idA, days[i], "416000", "40000"), pay(idA, days[j], "400000", "56000")); got != want {
				t.Errorf("%s and %s: hint is %t", days[i], days[j], got)
			}
		}
	}
	a := pay(idA, "2026-02-17", "416000", "40000")
	if hint(t, "repayment", a, pay(idB, "2026-02-17", "416000", "40000")) {
		t.Error("payments on two loans are two")
	}
	if hint(t, "repayment", a, pay(idA, "2026-02-17", "416000", "41000")) {
		t.Error("payments of two sums are two")
	}
	back := recordWith("repayment", "loan", `"`+idA+`"`, "date", `"2026-02-17"`, "principal", "416000", "interest", "40000", "reverses", `"`+idB+`"`)
	if hint(t, "repayment", a, back) {
		t.Error("taking a payment back is no payment")
	}
}

func TestNaturalIDs(t *testing.T) {
	e := exampleOf(t, "attendance")
	typ := typeOf(t, "attendance")
	op := e.operation(t)
	id, ok := typ.NaturalID(op.Scope, op.Set)
	again, _ := typ.NaturalID(op.Scope, with(op.Set, "status", `"absent"`))
	if !ok || id != again {
		t.Error("what was observed of the same person at the same meeting has another id")
	}
	elsewhere, _ := typ.NaturalID(models.ClubScope(op.Record), op.Set)
	other, _ := typ.NaturalID(op.Scope, with(op.Set, "member", `"`+idA+`"`))
	if id == elsewhere || id == other {
		t.Error("two things have one id")
	}
	if _, ok := typ.NaturalID(op.Scope, with(op.Set, "member", "")); ok {
		t.Error("an id of half a thing")
	}
	if _, ok := typeOf(t, "member").NaturalID(op.Scope, op.Set); ok {
		t.Error("a member has a natural id")
	}
	// Phones in another language make the same id (worked out in Python): SHA-256 of type, scope and the values as JSON,
	// each behind its length in four bytes, big endian; version and variant bits of a UUID 8.
	if want := "2abef9a8-98b3-8361-b391-d8f754f45d1e"; id.String() != want {
		t.Errorf("id %s, want %s", id, want)
	}
}
