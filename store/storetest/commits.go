package storetest

import (
	"context"
	"errors"
	"testing"

	"github.com/beplua/beplua/models"
)

func testReadsAfterWrites(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	var first models.RecordID
	f.commit(t, chain, func(d *Draft) {
		first = chain.NewID()
		d.Apply(Edit{Actor: phone(1), Record: first, Set: text("một"), Keys: []string{"k"}})
		d.Apply(Edit{Actor: phone(1), Record: chain.NewID(), Set: Sample(7)})
	})
	check := func() {
		t.Helper()
		same(t, "Heads", []models.Head{chain.Head(), {Scope: Club(9)}})(f.Heads(t.Context(), []models.Scope{Club(0), Club(9)}))
		got, err := f.Records(t.Context(), Club(0), append(idsOf(recordsOf(chain)), chain.NewID()))
		if err != nil {
			t.Fatal(err)
		}
		sortRecords(got)
		same(t, "Records", recordsOf(chain))(got, nil)
	}
	check()
	f.commit(t, chain, func(d *Draft) {
		d.Apply(Edit{Actor: phone(2), Record: first, Set: text("hai"), Unset: []string{"gone"}, Outcome: models.Outcome{Kind: models.Merged}})
		d.Apply(Edit{Actor: phone(1), Record: first, Set: field("amount", models.IntValue(-7))})
		d.Apply(Edit{Actor: phone(2), Record: first, Outcome: models.Outcome{
			Kind: models.Refused, Problem: models.ReasonInvalid, Case: chain.NewID(),
			Faults: []models.Fault{{Field: "amount", Code: "range", Message: "Số tiền phải lớn hơn 0."}},
		}})
	})
	check()
	same(t, "no Records", []models.Record(nil))(f.Records(t.Context(), Club(1), []models.RecordID{first}))
	same(t, "no ids", []models.Record(nil))(f.Records(t.Context(), Club(0), nil))
}

func testStale(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	old := chain.Create(phone(2), 3)
	f.fill(t, chain, 2)
	want(t, "a commit on a seq that passed", f.Commit(t.Context(), old), models.ErrStale)

	ahead := NewChain(Club(0))
	ahead.Took(chain.Create(phone(1), 5))
	want(t, "a commit on a seq not reached", f.Commit(t.Context(), ahead.Create(phone(3), 1)), models.ErrStale)
	same(t, "Changes", recordsOf(chain))(f.Changes(t.Context(), Club(0), 0, 100))
	same(t, "numbers", []uint64{2, 0, 0})(f.LastNumbers(t.Context(), Club(0), []models.ActorID{phone(1), phone(2), phone(3)}))
}

func testCommitAgain(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	c := chain.Create(phone(1), 3)
	for range 3 {
		want(t, "a commit whose answer was lost", f.Commit(t.Context(), c), nil)
	}
	chain.Took(c)
	f.fill(t, chain, 1)
	want(t, "an old commit whose answer was lost", f.Commit(t.Context(), c), nil)
	same(t, "Heads", []models.Head{chain.Head()})(f.Heads(t.Context(), []models.Scope{Club(0)}))
	same(t, "Changes", recordsOf(chain))(f.Changes(t.Context(), Club(0), 0, 100))
	same(t, "Audit", []string(nil))(f.Audit(t.Context(), 10, "audit"))
}

// testRefusals gives commits that no engine makes. A store may take them for what they say, but never half.
func testRefusals(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	f.fill(t, chain, 2)
	d := chain.Draft()
	d.Apply(Edit{Actor: phone(2), Record: chain.NewID(), Set: text("a"), Keys: []string{"k"}})
	d.Apply(Edit{Actor: phone(2), Record: chain.NewID(), Set: text("b"), Keys: []string{"k"}})
	for name, spoil := range map[string]func(c *models.Commit){
		"a gap in seq":           func(c *models.Commit) { c.Operations[1].Seq++ },
		"a number twice":         func(c *models.Commit) { c.Operations[1].Dot.N-- },
		"a number taken":         func(c *models.Commit) { c.Operations[1].Dot = models.Dot{Actor: phone(1), N: 2} },
		"no operations":          func(c *models.Commit) { c.Operations, c.Records, c.Next = nil, nil, c.Base },
		"another scope":          func(c *models.Commit) { c.Next.Scope = Club(5) },
		"a record without a seq": func(c *models.Commit) { c.Records[1].Record.Seq = 0 },
	} {
		c := d.Commit()
		c.Operations = append([]models.LoggedOperation(nil), c.Operations...)
		spoil(&c)
		if err := f.Commit(t.Context(), c); models.CodeOf(err) != models.CodeInternal {
			t.Errorf("%s: got %v, want an internal error", name, err)
		}
	}
	same(t, "Heads", []models.Head{chain.Head()})(f.Heads(t.Context(), []models.Scope{Club(0)}))
	same(t, "Changes", recordsOf(chain))(f.Changes(t.Context(), Club(0), 0, 100))
	same(t, "KeyHits", [][]models.RecordID{nil})(f.KeyHits(t.Context(), Club(0), []string{"k"}, 10))
	want(t, "the sound commit", f.Commit(t.Context(), d.Commit()), nil)
}

func testCancelled(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	want(t, "a commit nobody waits for", f.Commit(ctx, chain.Create(phone(1), 1)), context.Canceled)
	_, err := f.Heads(ctx, []models.Scope{Club(0)})
	want(t, "a read nobody waits for", err, context.Canceled)
	same(t, "Heads", []models.Head{{Scope: Club(0)}})(f.Heads(t.Context(), []models.Scope{Club(0)}))
}

// want fails the test if an error is not the one wanted.
func want(t *testing.T, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Fatalf("%s: got %v, want %v", what, got, want)
	}
}
