package schema_test

import (
	"testing"

	"github.com/beplua/beplua/models"
)

// usual is the operation that creates a member with twelve fields, as most are.
func usual(tb testing.TB) models.Operation {
	tb.Helper()
	e := exampleOf(tb, "member")
	op := e.operation(tb)
	op.Set = without(op.Set, "cccd", "bhytValidTo", "disability", "group", "leftOn", "leftReason", "phoneOwner")
	if len(op.Set) != 12 {
		tb.Fatalf("%d fields", len(op.Set))
	}
	return op
}

func TestAGoodMemberCostsNoAllocation(t *testing.T) {
	op, typ := usual(t), typeOf(t, "member")
	if n := testing.AllocsPerRun(100, func() { typ.CheckSet(&op, true, today) }); n > 0 {
		t.Errorf("CheckSet allocates %v times", n)
	}
	if n := testing.AllocsPerRun(100, func() { typ.Canonical(op.Set) }); n > 0 {
		t.Errorf("Canonical allocates %v times", n)
	}
}

func BenchmarkCheckSet(b *testing.B) {
	op, typ := usual(b), typeOf(b, "member")
	b.ReportAllocs()
	for b.Loop() {
		typ.CheckSet(&op, true, today)
	}
}

func BenchmarkCanonical(b *testing.B) {
	op, typ := usual(b), typeOf(b, "member")
	b.ReportAllocs()
	for b.Loop() {
		typ.Canonical(op.Set)
	}
}

func BenchmarkCheckRecord(b *testing.B) {
	r, typ := recordOf(usual(b)), typeOf(b, "member")
	b.ReportAllocs()
	for b.Loop() {
		typ.CheckRecord(&r, today)
	}
}

func BenchmarkKeys(b *testing.B) {
	for _, name := range []string{"member", "attendance", "repayment"} {
		e := exampleOf(b, name)
		r, typ := e.record(b), typeOf(b, name)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				typ.Keys(&r)
			}
		})
	}
}
