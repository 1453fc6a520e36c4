package storetest

import (
	"testing"

	"github.com/beplua/beplua/models"
)

func testNumbers(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	restored := models.MustActorID("s0000002")
	id := chain.NewID()
	f.commit(t, chain, func(d *Draft) {
		d.Apply(Edit{Actor: phone(1), Record: id, Set: text("1")})
		d.Apply(Edit{Actor: phone(2), Record: id, Set: text("2")})
		d.Apply(Edit{Actor: phone(2), Record: chain.NewID(), Outcome: models.Outcome{Kind: models.Held, Problem: models.ReasonOrphan}})
		d.Apply(Edit{Actor: chain.Server, Record: chain.NewID(), Type: models.TypeCase, Set: text("4")})
	})
	actors := []models.ActorID{phone(2), chain.Server, phone(1), phone(9), restored, phone(2)}
	same(t, "numbers", []uint64{2, 4, 1, 0, 0, 2})(f.LastNumbers(t.Context(), Club(0), actors))
	same(t, "numbers of a scope nobody wrote to", make([]uint64, 6))(f.LastNumbers(t.Context(), Club(1), actors))
	f.commit(t, chain, func(d *Draft) {
		d.Apply(Edit{Actor: phone(2), Record: id, Set: text("5"), Outcome: models.Outcome{Kind: models.Merged}})
		d.Apply(Edit{Actor: phone(1), Record: id, Set: text("6")})
	})
	// What the server said with a phone's operation, in the record's vector, counts as issued.
	same(t, "numbers after a merge", []uint64{3, 5, 2, 0, 0, 3})(f.LastNumbers(t.Context(), Club(0), actors))
	chain.Server = restored
	f.commit(t, chain, func(d *Draft) { d.Apply(Edit{Actor: restored, Record: id, Set: text("7")}) })
	same(t, "numbers of two lives", []uint64{3, 5, 2, 0, 7, 3})(f.LastNumbers(t.Context(), Club(0), actors))
	same(t, "Audit", []string(nil))(f.Audit(t.Context(), 10, "audit"))
}

func testOperations(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	var log []models.LoggedOperation
	for batch := range 6 {
		f.commit(t, chain, func(d *Draft) {
			for i := range 5 {
				actor := []models.ActorID{phone(1), phone(1), phone(2), chain.Server}[(batch+i)%4]
				log = append(log, d.Apply(Edit{Actor: actor, Record: chain.NewID(), Set: Sample(uint64(i))}))
			}
		})
	}
	same(t, "Log", log)(f.Log(t.Context(), Club(0), 0, 100))
	same(t, "a page of the log", log[7:12])(f.Log(t.Context(), Club(0), 7, 5))
	same(t, "the log's end", []models.LoggedOperation(nil))(f.Log(t.Context(), Club(0), 30, 5))
	same(t, "another log", []models.LoggedOperation(nil))(f.Log(t.Context(), Club(1), 0, 5))
	of := func(actor models.ActorID, from, to uint64) (out []models.LoggedOperation) {
		for _, o := range log {
			if o.Dot.Actor == actor && from <= o.Dot.N && o.Dot.N <= to {
				out = append(out, o)
			}
		}
		return out
	}
	for _, actor := range []models.ActorID{phone(1), phone(2), chain.Server, phone(3)} {
		for _, span := range [][2]uint64{{1, 100}, {1, 1}, {2, 6}, {7, 4}, {5, 5}, {1 << 62, 1 << 63}} {
			same(t, "operations of "+actor.String(), of(actor, span[0], span[1]))(f.Operations(t.Context(), Club(0), actor, span[0], span[1]))
		}
	}
}

func testRecordLog(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	kept, alias, absent, other := chain.NewID(), chain.NewID(), chain.NewID(), chain.NewID()
	logs := map[models.RecordID][]models.LoggedOperation{}
	apply := func(d *Draft, e Edit) {
		o := d.Apply(e)
		logs[e.Record] = append(logs[e.Record], o)
		if landed := e.Outcome.Landed; !landed.IsZero() && landed != e.Record {
			logs[landed] = append(logs[landed], o)
		}
	}
	f.commit(t, chain, func(d *Draft) {
		apply(d, Edit{Actor: phone(1), Record: kept, Set: text("1")})
		apply(d, Edit{Actor: phone(1), Record: alias, Set: text("2")})
		apply(d, Edit{Actor: phone(1), Record: alias, Set: text("3")})
		apply(d, Edit{Actor: phone(2), Record: absent, Set: text("4"), Outcome: models.Outcome{Kind: models.Held, Problem: models.ReasonOrphan}})
		apply(d, Edit{Actor: phone(2), Record: other, Set: text("5")})
	})
	f.commit(t, chain, func(d *Draft) {
		apply(d, Edit{Actor: phone(2), Record: alias, Set: text("6"), Outcome: models.Outcome{Kind: models.Merged, Landed: kept}})
		apply(d, Edit{Actor: phone(2), Record: kept, Set: text("7"), Outcome: models.Outcome{Kind: models.Refused, Problem: models.ReasonInvalid}})
		apply(d, Edit{Actor: chain.Server, Record: kept, Set: text("8")})
	})
	for id, log := range logs {
		same(t, "log of "+id.String(), log)(f.RecordLog(t.Context(), Club(0), id, 0, 100))
	}
	same(t, "a page", logs[kept][1:3])(f.RecordLog(t.Context(), Club(0), kept, logs[kept][0].Seq, 2))
	same(t, "the first", logs[kept][:1])(f.RecordLog(t.Context(), Club(0), kept, 0, 1))
	same(t, "no such record", []models.LoggedOperation(nil))(f.RecordLog(t.Context(), Club(0), chain.NewID(), 0, 10))
	same(t, "another scope", []models.LoggedOperation(nil))(f.RecordLog(t.Context(), Club(1), kept, 0, 10))
}
