package storetest

import (
	"slices"

	"github.com/beplua/beplua/models"
)

// verify refuses what a correct engine never commits. The rules, for a commit whose base is the scope's head:
//   - operations continue the log: same scope, seq from Base.Seq+1 without gaps, up to Next.Seq, at least one;
//   - each continues the audit chain by NextChain, and Next.Chain is the last one's;
//   - each number is new and above the actor's last one in the scope; a server's number is its operation's seq;
//   - a record is of the scope, once in the commit; its Seq is of one of the operations, and no other record's;
//   - a record's fields and vector are in order, its keys sorted, and Before is what is stored;
//   - projections are in order, of the commit's end and within bounds;
//   - Next.Digest is Base.Digest with the old states of the records taken out and the new ones put in.
func (s *modelScope) verify(c models.Commit) error {
	if c.ID.IsZero() || c.Next.Scope != c.Base.Scope || c.Base != s.head {
		return broken("commit id, scope or base head: %+v, head %+v", c.Base, s.head)
	}
	if err := s.verifyOperations(c); err != nil {
		return err
	}
	if err := c.CheckProjections(); err != nil {
		return err
	}
	digest := c.Base.Digest
	seen, seqs := map[models.RecordID]bool{}, map[uint64]bool{}
	for i := range c.Records {
		state := &c.Records[i]
		if seen[state.Record.ID] || seqs[state.Record.Seq] {
			return broken("record %s or its seq %d is twice in the commit", state.Record.ID, state.Record.Seq)
		}
		seen[state.Record.ID], seqs[state.Record.Seq] = true, true
		before, existed := s.records[state.Record.ID]
		if existed {
			digest = digest.XOR(models.RecordDigest(state.Record.ID, before.Record.Vector))
		}
		digest = digest.XOR(models.RecordDigest(state.Record.ID, state.Record.Vector))
		if !slices.Equal(before.Keys, state.Before) {
			return broken("record %s had keys %q, not %q", state.Record.ID, before.Keys, state.Before)
		}
		if existed && state.Created {
			return broken("record %s is said to be created but exists", state.Record.ID)
		}
		if err := s.verifyRecord(c, state); err != nil {
			return err
		}
	}
	if digest != c.Next.Digest {
		return broken("the digest after seq %d is %x, not %x", c.Next.Seq, digest, c.Next.Digest)
	}
	return nil
}

func (s *modelScope) verifyOperations(c models.Commit) error {
	if len(c.Operations) == 0 || c.Next.Seq != c.Base.Seq+uint64(len(c.Operations)) {
		return broken("%d operations lead from seq %d to %d", len(c.Operations), c.Base.Seq, c.Next.Seq)
	}
	chain := c.Base.Chain
	last := map[models.ActorID]uint64{}
	for i := range c.Operations {
		o := &c.Operations[i]
		if o.Scope != c.Base.Scope || o.Seq != c.Base.Seq+uint64(i)+1 {
			return broken("operation %s has scope %s and seq %d", o.Dot, o.Scope, o.Seq)
		}
		if chain = o.NextChain(chain); chain != o.Chain {
			return broken("operation %s breaks the audit chain", o.Dot)
		}
		if o.Dot.N <= max(last[o.Dot.Actor], s.logged[o.Dot.Actor]) {
			return broken("operation %s: the number was taken", o.Dot)
		}
		if o.Dot.Actor.IsServer() && o.Dot.N != o.Seq {
			return broken("operation %s of the server has seq %d", o.Dot, o.Seq)
		}
		last[o.Dot.Actor] = o.Dot.N
	}
	if chain != c.Next.Chain {
		return broken("the head's chain is not the last operation's")
	}
	return nil
}

func (s *modelScope) verifyRecord(c models.Commit, state *models.RecordState) error {
	r := &state.Record
	if r.Scope != c.Base.Scope || r.ID.IsZero() || r.Type == "" {
		return broken("record %s of type %q has scope %s", r.ID, r.Type, r.Scope)
	}
	if r.Seq <= c.Base.Seq || r.Seq > c.Next.Seq {
		return broken("record %s has seq %d, which is none of the commit's", r.ID, r.Seq)
	}
	if !r.Vector.Covers(r.Last) || r.Vector.Len() == 0 || r.Last.IsZero() {
		return broken("record %s: its vector %q does not cover its last operation %s", r.ID, r.Vector, r.Last)
	}
	for i := range r.Fields {
		if r.Fields[i].Name == "" || i > 0 && r.Fields[i-1].Name >= r.Fields[i].Name {
			return broken("record %s: its fields are not sorted", r.ID)
		}
	}
	for i, key := range state.Keys {
		if key == "" || i > 0 && state.Keys[i-1] >= key {
			return broken("record %s: its keys are not sorted: %q", r.ID, state.Keys)
		}
	}
	return nil
}

func broken(format string, args ...any) error {
	return models.Errorf(models.CodeInternal, "commit refused: "+format, args...)
}
