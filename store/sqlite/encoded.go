package sqlite

import (
	"github.com/beplua/beplua/models"
)

// encoded is a commit and the bytes of its rows, all in two pieces of memory.
type encoded struct {
	*models.Commit
	texts      string
	blobs      []byte
	operations []row // one for each operation
	records    []row // one for each record
	keys       []keyList
	runs       []run
	numbers    []models.ActorSeen
}

// row is the encoded part of an operation's or a record's row.
type row struct {
	text, blob span
	// created says that operation and record are the same thing: one was created by the other. Then the record stores nothing.
	created bool
}

// keyList is the index keys of a record: all of them as a JSON list ("" for none), and the fingerprints of what changed.
type keyList struct {
	all          string
	gone, gained [][]byte
}

type span struct{ from, to int }

// run is an actor's operations without a gap in n and seq; index is the first one's in the commit.
type run struct {
	actor           models.ActorID
	n, index, count uint64
}

// typicalBytes is what an operation and its record usually take: where the pieces of memory begin.
const typicalBytes = 640

func encode(c *models.Commit) (*encoded, error) {
	if err := check(c); err != nil {
		return nil, err
	}
	e := &encoded{
		Commit:     c,
		blobs:      make([]byte, 0, len(c.Operations)*typicalBytes/3),
		operations: make([]row, len(c.Operations)),
		records:    make([]row, len(c.Records)),
		keys:       make([]keyList, len(c.Records)),
	}
	texts := make([]byte, 0, len(c.Operations)*typicalBytes)
	for i := range c.Operations {
		o, row := &c.Operations[i], &e.operations[i]
		row.text.from, row.blob.from = len(texts), len(e.blobs)
		texts = encodeBody(texts, &o.Operation)
		e.blobs = encodeOperation(e.blobs, o)
		row.text.to, row.blob.to = len(texts), len(e.blobs)
		e.count(o, uint64(i)) //nolint:gosec // not negative
	}
	for i := range c.Records {
		r, row := &c.Records[i].Record, &e.records[i]
		e.keys[i] = encodeKeys(&c.Records[i])
		by := r.Seq - c.Base.Seq - 1
		if c.Records[i].Created && isWhatItCreated(r, &c.Operations[by]) {
			row.created, e.operations[by].created = true, true
		} else {
			row.text.from, row.blob.from = len(texts), len(e.blobs)
			texts = encodeFields(texts, r)
			e.blobs = encodeRecord(e.blobs, r)
			row.text.to, row.blob.to = len(texts), len(e.blobs)
		}
		for v := range r.Vector.Len() {
			if d := r.Vector.At(v); d.Actor.IsServer() {
				e.number(d)
			}
		}
	}
	e.texts = string(texts)
	return e, nil
}

// check refuses what would make a hole in a log. The rest is the engine's to get right.
func check(c *models.Commit) error {
	broken := func(what string) error {
		return models.Errorf(models.CodeInternal, "commit on seq %d of %s: %s", c.Base.Seq, c.Base.Scope, what)
	}
	if c.Next.Scope != c.Base.Scope || len(c.Operations) == 0 || c.Next.Seq != c.Base.Seq+uint64(len(c.Operations)) || c.Next.Seq > seqMax {
		return broken("its operations do not lead from base to next")
	}
	for i := range c.Operations {
		if o := &c.Operations[i]; o.Scope != c.Base.Scope || o.Seq != c.Base.Seq+uint64(i)+1 || o.Dot.IsZero() {
			return broken("an operation does not continue the log")
		}
	}
	for i := range c.Records {
		if r := &c.Records[i].Record; r.Scope != c.Base.Scope || r.Seq <= c.Base.Seq || r.Seq > c.Next.Seq {
			return broken("a record has a seq of none of its operations")
		}
	}
	return c.CheckProjections()
}

// count adds an operation to the runs and numbers.
func (e *encoded) count(o *models.LoggedOperation, index uint64) {
	e.number(o.Dot)
	for i := len(e.runs) - 1; i >= 0; i-- {
		r := &e.runs[i]
		if r.actor != o.Dot.Actor {
			continue
		}
		if r.n+r.count == o.Dot.N && r.index+r.count == index {
			r.count++
			return
		}
		break
	}
	e.runs = append(e.runs, run{o.Dot.Actor, o.Dot.N, index, 1})
}

func (e *encoded) number(d models.Dot) {
	for i := range e.numbers {
		if e.numbers[i].Actor == d.Actor {
			e.numbers[i].N = max(e.numbers[i].N, d.N)
			return
		}
	}
	e.numbers = append(e.numbers, models.ActorSeen(d))
}
