package models

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Projection is a sum over records of one scope that is kept, so that nobody must fold them all again: the books of a fund
// ("fund:<account>"), what was paid of a loan ("loan:<loan>"). It is derived: what is missing or doubted is folded anew.
type Projection struct {
	Key  string // printable ASCII, 1 to ProjectionKeyBytesMax bytes; sorts by bytes
	Seq  uint64 // of the commit that left it: all operations of the scope up to here are in it. 0: it is not there
	Body []byte // compact JSON, at most ProjectionBytesMax bytes; empty: it is not there (any more)
}

// CheckProjections refuses what no engine makes, with CodeInternal: projections that are not sorted by key and each once,
// have another seq than the commit's end, or are above a bound.
func (c *Commit) CheckProjections() error {
	if len(c.Projections) > ProjectionsPerCommitMax {
		return c.unfit("", "too many projections")
	}
	for i := range c.Projections {
		p := &c.Projections[i]
		switch {
		case !isProjectionKey(p.Key):
			return c.unfit(p.Key, "no key")
		case i > 0 && c.Projections[i-1].Key >= p.Key:
			return c.unfit(p.Key, "not in order")
		case p.Seq != c.Next.Seq:
			return c.unfit(p.Key, "of another seq than the commit's end")
		case len(p.Body) > ProjectionBytesMax || !utf8.Valid(p.Body):
			return c.unfit(p.Key, "too long or no text")
		}
	}
	return nil
}

func (c *Commit) unfit(key, why string) error {
	return Errorf(CodeInternal, "commit on seq %d of %s refused: projection %q: %s", c.Base.Seq, c.Base.Scope, key, why)
}

func isProjectionKey(key string) bool {
	return key != "" && len(key) <= ProjectionKeyBytesMax && !strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' })
}

// SortProjections puts the projections of a commit in order.
func SortProjections(all []Projection) {
	slices.SortFunc(all, func(a, b Projection) int { return strings.Compare(a.Key, b.Key) })
}
