package mongodb

import "github.com/beplua/beplua/models"

// verify refuses what no engine makes, before it would spoil a log that nobody can mend: operations that do not continue
// the scope, numbers that were taken, records that belong to none of the operations. It fails with CodeInternal.
func (v *view) verify(c models.Commit) error {
	scope := c.Base.Scope
	last := c.Base.Seq + uint64(len(c.Operations))
	if c.ID.IsZero() || c.Next.Scope != scope || len(c.Operations) == 0 || c.Next.Seq != last {
		return unsound(c, "it does not lead from its base to its next head")
	}
	numbers := make(map[models.ActorID]uint64, 2)
	for i := range c.Operations {
		o := &c.Operations[i]
		before, met := numbers[o.Dot.Actor]
		if !met && !o.Dot.Actor.IsServer() {
			before = v.numbers[o.Dot.Actor]
		}
		switch {
		case o.Scope != scope || o.Seq != c.Base.Seq+uint64(i)+1:
			return unsound(c, "an operation does not continue the log")
		case o.Dot.N <= before, o.Dot.Actor.IsServer() && o.Dot.N != o.Seq:
			return unsound(c, "the number of an operation was taken")
		}
		numbers[o.Dot.Actor] = o.Dot.N
	}
	if c.Operations[len(c.Operations)-1].Chain != c.Next.Chain {
		return unsound(c, "its head's chain is not its last operation's")
	}
	for i := range c.Records {
		r := &c.Records[i].Record
		if r.Scope != scope || r.ID.IsZero() || r.Seq <= c.Base.Seq || r.Seq > last {
			return unsound(c, "a record is of none of its operations")
		}
	}
	return c.CheckProjections()
}

func unsound(c models.Commit, why string) error {
	return models.Errorf(models.CodeInternal, "commit on seq %d of %s refused: %s", c.Base.Seq, c.Base.Scope, why)
}
