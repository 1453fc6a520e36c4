package mongodb

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/beplua/beplua/models"
	"go.mongodb.org/mongo-driver/v2/bson"
)

// bytesMax is where a commit is refused: a document holds 16 MiB, and the command around it needs some too.
const bytesMax = 15 << 20

// A commit's document, as mongosh shows it:
//
//	{_id: "club:<uuid>/0000000000000040", scope, base: 40, last: 43, commit: UUID, at, before: {chain, digest}, chain, digest,
//	 runs: ["a1b2/0000000000000007"], touched: [UUID], operations: [...], created: [{op: 0, keys}], states: [<records' documents>],
//	 projections: [{key, body}]}
//
// before links it to the commit before; runs (see run) and touched are there to be indexed.

// commitDocument is a commit encoded, with the documents of all records it derives.
type commitDocument struct {
	header
	doc       []byte
	created   []state // records that are simply what an operation created
	rewritten []state // all others
	projected []state // projections
}

// header is what a view needs of a commit.
type header struct {
	id   models.RecordID
	base uint64
	next models.Head
	runs []run
}

// run is operations of one actor in a commit: none of them is numbered above to, or runMax or more below it. So the
// commits with an actor's operations from…to are those with a run that ends from…to+runMax: one range of the index.
type run struct {
	actor models.ActorID
	to    uint64
}

// runMax is about the most that one batch brings; longer runs are written as several.
const runMax = 512

// String sorts as (actor, to) does, since '/' sorts before what actors are made of.
func (r run) String() string { return fmt.Sprintf("%s%s%016d", r.actor, keyEnd, r.to) }

// headerFields is the projection that decodeHeader needs.
func headerFields() bson.D {
	return bson.D{
		{Key: "scope", Value: 1},
		{Key: "base", Value: 1},
		{Key: "last", Value: 1},
		{Key: "commit", Value: 1},
		{Key: "chain", Value: 1},
		{Key: "digest", Value: 1},
		{Key: "runs", Value: 1},
	}
}

// encodeCommit fails with CodeLimit if the commit does not fit into one document.
func encodeCommit(c models.Commit) (commitDocument, error) {
	scope := c.Base.Scope
	out := commitDocument{header: header{id: c.ID, base: c.Base.Seq, next: c.Next, runs: runsOf(c)}}
	w := writer{make([]byte, 0, 4096+700*len(c.Operations))}
	at := w.start()
	w.text("_id", commitKey(scope, c.Base.Seq))
	w.text("scope", string(scope))
	w.seq("base", c.Base.Seq)
	w.seq("last", c.Next.Seq)
	w.id("commit", c.ID)
	w.int("at", c.At)
	before := w.document("before")
	w.bytes("chain", bson.TypeBinaryGeneric, c.Base.Chain[:])
	w.bytes("digest", bson.TypeBinaryGeneric, c.Base.Digest[:])
	w.end(before)
	w.bytes("chain", bson.TypeBinaryGeneric, c.Next.Chain[:])
	w.bytes("digest", bson.TypeBinaryGeneric, c.Next.Digest[:])
	w.runs(out.runs)
	w.touched(c.Operations)
	inner := w.array("operations")
	for i := range c.Operations {
		w.operation(strconv.Itoa(i), &c.Operations[i], scope)
	}
	w.end(inner)
	out.states(&w, c)
	out.projections(&w, c)
	w.end(at)
	out.doc = w.b
	if len(out.doc) > bytesMax {
		return commitDocument{}, models.Errorf(models.CodeLimit, "a commit has at most %d bytes", bytesMax)
	}
	return out, nil
}

func runsOf(c models.Commit) []run {
	var out []run
	first := map[int]uint64{} // of each run
	add := func(d models.Dot) {
		for i := range out {
			if out[i].actor == d.Actor && first[i] <= d.N && d.N < first[i]+runMax {
				out[i].to = max(out[i].to, d.N)
				return
			}
		}
		first[len(out)] = d.N
		out = append(out, run{d.Actor, d.N})
	}
	for i := range c.Operations {
		add(c.Operations[i].Dot)
	}
	// A life of the server may have written into a record without an operation of its own in the log.
	for i := range c.Records {
		v := c.Records[i].Record.Vector
		for j := range v.Len() {
			if d := v.At(j); d.Actor.IsServer() && d.N > c.Base.Seq {
				add(d)
			}
		}
	}
	return out
}

func (w *writer) runs(runs []run) {
	at := w.array("runs")
	for i, r := range runs {
		w.text(strconv.Itoa(i), r.String())
	}
	w.end(at)
}

func (w *writer) touched(operations []models.LoggedOperation) {
	at := w.array("touched")
	seen := make(map[models.RecordID]bool, len(operations))
	for i := range operations {
		o := &operations[i]
		for _, id := range [2]models.RecordID{o.Record, o.Outcome.Landed} {
			if id.IsZero() || seen[id] {
				continue
			}
			w.id(strconv.Itoa(len(seen)), id)
			seen[id] = true
		}
	}
	w.end(at)
}

// states writes what the operations alone do not say: keys of created records, and all other records whole.
func (d *commitDocument) states(w *writer, c models.Commit) {
	simple := make([]int, len(c.Records))
	at := w.array("created")
	for i := range c.Records {
		r := &c.Records[i]
		simple[i] = creator(c, r)
		if simple[i] < 0 {
			continue
		}
		inner := w.document(strconv.Itoa(len(d.created)))
		w.int("op", int64(simple[i]))
		w.texts("keys", r.Keys)
		w.end(inner)
		d.created = append(d.created, stateOf(&r.Record, r.Keys))
	}
	w.end(at)
	at = w.array("states")
	for i := range c.Records {
		if simple[i] >= 0 {
			continue
		}
		made := stateOf(&c.Records[i].Record, c.Records[i].Keys)
		w.embed(strconv.Itoa(len(d.rewritten)), made.doc)
		d.rewritten = append(d.rewritten, made)
	}
	w.end(at)
}

func stateOf(r *models.Record, keys []string) state {
	return state{recordKey(r.Scope, r.ID), r.Scope, r.Seq, encodeRecord(r, keys)}
}

// creator gives the place of the operation that a record is simply what it created, -1 if there is none. It believes
// nobody: the record that the operation gives is compared with the one that is wanted.
func creator(c models.Commit, r *models.RecordState) int {
	i := int(r.Record.Seq - c.Base.Seq - 1) //nolint:gosec // an unlikely one is caught by the next line
	if !r.Created || r.Record.Seq <= c.Base.Seq || i >= len(c.Operations) {
		return -1
	}
	made := recordOf(&c.Operations[i])
	if !sameRecord(&made, &r.Record) {
		return -1
	}
	return i
}

// recordOf is the record that an operation created.
func recordOf(o *models.LoggedOperation) models.Record {
	mark := models.Mark{Dot: o.Dot, At: o.Corrected()}
	fields := make([]models.Field, len(o.Set))
	for i, a := range o.Set {
		fields[i] = models.Field{Name: a.Name, Value: a.Value, Mark: mark}
	}
	return models.Record{
		Scope: o.Scope, ID: o.Record, Type: o.Type, Schema: o.Schema, Seq: o.Seq,
		Fields: fields, Vector: models.NewVector(o.Dot), Last: o.Dot,
	}
}

func sameRecord(a, b *models.Record) bool {
	return a.Scope == b.Scope && a.ID == b.ID && a.Type == b.Type && a.Schema == b.Schema && a.Seq == b.Seq && a.Last == b.Last &&
		a.Vector.Compare(b.Vector) == models.Equal && slices.Equal(a.Fields, b.Fields)
}
