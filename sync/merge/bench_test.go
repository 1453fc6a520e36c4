package merge_test

import (
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/merge"
)

// The figure to reach is 1 µs and 2 allocations with vectors of four entries.

func BenchmarkDecideCreate(b *testing.B) {
	in := benchInput()
	in.Standing = nil
	decideMany(b, in, models.Applied)
}

func BenchmarkDecideEdit(b *testing.B) { decideMany(b, benchInput(), models.Applied) }

func BenchmarkDecideMerge(b *testing.B) {
	in := benchInput()
	in.Operation.Seen = models.NewVector(models.Dot{Actor: models.MustActorID("an"), N: 3})
	in.Operation.Set = models.Values{{Name: "note", Value: `"mới"`}}
	decideMany(b, in, models.Merged)
}

func BenchmarkDecideConflict(b *testing.B) {
	in := benchInput()
	in.Operation.Seen = models.Vector{}
	in.Operation.Set = models.Values{{Name: "name", Value: `"Lò Thị Ón"`}}
	decideMany(b, in, models.Held)
}

func decideMany(b *testing.B, in merge.Input, want models.OutcomeKind) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		if d := merge.Decide(in); d.Kind != want {
			b.Fatalf("%s, not %s", d.Kind, want)
		}
	}
}

// TestDecideAllocations: creating and editing take two allocations, the fields and the vector.
func TestDecideAllocations(t *testing.T) {
	edit, creation := benchInput(), benchInput()
	creation.Standing = nil
	for name, in := range map[string]merge.Input{"edit": edit, "create": creation} {
		if n := testing.AllocsPerRun(100, func() { merge.Decide(in) }); n > 2 {
			t.Errorf("%s: %v allocations, not 2", name, n)
		}
	}
}

// benchInput is an edit of one field of a member with twelve, whose vector has four entries.
func benchInput() merge.Input {
	dots := []models.Dot{
		{Actor: models.MustActorID("an"), N: 3},
		{Actor: models.MustActorID("binh"), N: 17},
		{Actor: models.MustActorID("chi"), N: 120},
		{Actor: serverActor(), N: 900},
	}
	standing := models.Record{
		Scope: models.ClubScope(theRecord()), ID: theRecord(), Type: "person", Schema: 2, Vector: models.NewVector(dots...), Last: dots[3],
	}
	for i, name := range []string{"address", "birth", "ethnicity", "gender", "groups", "household", "joined", "name", "note", "phone", "since", "visits"} {
		standing.Fields = append(standing.Fields, models.Field{Name: name, Value: `"một giá trị"`, Mark: models.Mark{Dot: dots[i%4], At: 1}})
	}
	op := models.Operation{
		Dot: models.Dot{Actor: dots[1].Actor, N: 18}, Record: theRecord(), Type: "person", Scope: standing.Scope, Schema: 2, At: 2,
		Seen: standing.Vector, Set: models.Values{{Name: "note", Value: `"mới"`}, {Name: "phone", Value: `"0912"`}},
	}
	return merge.Input{Type: types()["person"], Standing: &standing, Operation: &op, At: 2, Server: models.Dot{Actor: serverActor(), N: 901}}
}
