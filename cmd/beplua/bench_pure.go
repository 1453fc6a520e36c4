package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sync/merge"
	"github.com/beplua/beplua/sync/wire"
)

// pure measures the two functions that every operation goes through, on vectors of four entries.
func (b *bench) pure(context.Context) error {
	vector := models.NewVector(
		models.Dot{Actor: models.MustActorID("k3f9x2ab"), N: 17}, models.Dot{Actor: models.MustActorID("p0000001"), N: 4},
		models.Dot{Actor: models.MustActorID("q7x"), N: 230}, models.Dot{Actor: models.MustActorID("s0000001"), N: 221},
	)
	behind := vector.With(models.Dot{Actor: models.MustActorID("q7x"), N: 231})
	compare := testing.Benchmark(func(t *testing.B) {
		t.ReportAllocs()
		for t.Loop() {
			vector.Compare(behind)
		}
	})
	b.add("Compare of 4-entry vectors", "–", "%d ns, %d allocations", compare.NsPerOp(), compare.AllocsPerOp())

	in, err := decideInput(vector)
	if err != nil {
		return err
	}
	decide := testing.Benchmark(func(t *testing.B) {
		t.ReportAllocs()
		for t.Loop() {
			merge.Decide(in)
		}
	})
	b.add("Decide an edit, 4-entry vectors", "≤ 1 µs, ≤ 2 allocations", "%d ns, %d allocations", decide.NsPerOp(), decide.AllocsPerOp())
	return nil
}

// decideInput is an edit of one field of a member that four actors have written to, made by one who had seen everything.
func decideInput(vector models.Vector) (merge.Input, error) {
	member, ok := schema.Default().Type("member")
	if !ok {
		return merge.Input{}, errors.New("the schema has no members")
	}
	scope, actor := models.ClubScope(models.DerivedID("bench club", "0")), models.MustActorID("k3f9x2ab")
	record := models.Record{Scope: scope, ID: models.DerivedID("bench member"), Type: "member", Schema: schema.Current, Vector: vector, Last: vector.At(0)}
	for _, v := range inventMember(1, scope) {
		record.Fields = append(record.Fields, models.Field{Name: v.Name, Value: v.Value, Mark: models.Mark{Dot: vector.At(0)}})
	}
	operation := models.Operation{
		Dot: models.Dot{Actor: actor, N: 18}, Scope: scope, Record: record.ID, Type: "member", Seen: vector, Schema: schema.Current,
		Set: models.NewValues(models.Assignment{Name: mergedField, Value: models.TextValue("+84912345678")}),
	}
	return merge.Input{
		Type: member, Standing: &record, Operation: &operation, At: 1, Server: models.Dot{Actor: models.MustActorID("s0000001"), N: 222},
	}, nil
}

// bytes measures what edits cost on the way up: with the preset dictionary, as phones send them.
func (b *bench) bytes(context.Context) error {
	scope := models.ClubScope(models.DerivedID("bench club", "0"))
	loans := []models.RecordID{models.DerivedID("bench loan", "0"), models.DerivedID("bench loan", "1")}
	var codec wire.Codec
	p := newLoadPhone("")
	p.actor, p.user, p.epoch = models.MustActorID("k3f9x2ab"), models.DerivedID("bench user"), "9f8e7d6c5b4a3928"
	for _, size := range []struct {
		operations int
		goal       string
	}{{1, "≤ 240 B"}, {10, "≤ 135 B"}, {100, "≤ 110 B"}} {
		for _, note := range []struct {
			words, goal string
			word        func(*rand.Rand) string
		}{{"everyday words", size.goal, everydayWord}, {"words nobody foresaw", "–", syllable}} {
			operations := make([]models.Operation, size.operations)
			for n := range operations {
				operations[n] = inventRepayment(n, loans[n%len(loans)], b.world.Now(), note.word)
			}
			body := p.body(scope, operations, b.world.Now())
			packed, err := codec.Compress(nil, body)
			if err != nil {
				return fmt.Errorf("compress: %w", err)
			}
			b.add(fmt.Sprintf("bytes an operation up, %d in a batch (JSON %d), notes of %s", size.operations, len(body)/size.operations, note.words),
				note.goal, "%d B", len(packed)/size.operations)
		}
	}
	return nil
}
