// Package merge decides what becomes of one operation on one record. It is pure: no clock, no input or output.
package merge

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// Input is all that a decision depends on.
type Input struct {
	Type *schema.Type
	// Standing is the record as it is, nil if the operation creates it.
	Standing *models.Record
	// Operation names this record (or one joined to it) and has passed the checks of its type.
	Operation *models.Operation
	// At is when the edit was made by the server's clock: milliseconds since 1970 UTC, never later than receipt.
	At int64
	// Elsewhere says that the author looked at another record, one joined to this since: he knew nothing of this one, not
	// even what he himself had written to it.
	Elsewhere bool
	// Server is the dot that the server's own entry gets if it must say something: its actor and the operation's seq.
	Server models.Dot
}

// late says that the operation was held while later ones of its author went into the record. The record's vector has
// covered it since, without its effect.
func (in *Input) late() bool {
	return in.Standing != nil && in.Standing.Vector.Covers(in.Operation.Dot)
}

// mark is what the fields that the operation writes carry. A late operation's are the server's: people were shown a vector
// that covers its dot, and would otherwise count as having seen what they could not see.
func (in *Input) mark() models.Mark {
	if in.late() {
		return models.Mark{Dot: in.Server, At: in.At}
	}
	return models.Mark{Dot: in.Operation.Dot, At: in.At}
}

// Decision is what becomes of the operation.
type Decision struct {
	Kind   models.OutcomeKind // Applied, Merged, Held (see Conflicts) or Refused (see Faults and Problem)
	Record models.Record      // the next state; Seq is left to the caller. Unset when refused
	// Conflicts are the fields that a person must decide; the standing value stays meanwhile.
	Conflicts []Conflict
	Faults    []models.Fault
	Problem   string // a Reason
}

// Conflict is one field, or the whole record, that was edited twice without knowledge of each other.
type Conflict struct {
	Kind     models.CaseKind // CaseFieldConflict or CaseDeleteEdit
	Field    string          // "" for the whole record
	Standing models.Field    // what stands and who wrote it
	Incoming models.Value    // "" when the operation takes the value away or deletes
}

// Decide takes an operation to its outcome. The order of the cases is the protocol (docs/protocol.md §2).
func Decide(in Input) Decision {
	switch {
	case in.Standing == nil:
		return create(in)
	case in.Operation.Delete:
		return remove(in)
	case in.Type.Mode == schema.AppendOnly:
		return again(in)
	}
	return edit(in)
}

// create makes the record of its first operation.
func create(in Input) Decision {
	op := in.Operation
	fields := make([]models.Field, len(op.Set))
	mark := models.Mark{Dot: op.Dot, At: in.At}
	for i, a := range op.Set {
		fields[i] = models.Field{Name: a.Name, Value: a.Value, Mark: mark}
	}
	d := Decision{Kind: models.Applied, Record: models.Record{
		Scope: op.Scope, ID: op.Record, Type: op.Type, Schema: op.Schema, Fields: fields,
	}}
	if op.Normalised {
		d.Kind = models.Merged
	}
	d.sign(in, models.Vector{})
	return d
}

// again meets an operation on a record that only ever gets added to: the same content once more is harmless (a phone
// that was stamped anew), anything else must be a record of its own.
func again(in Input) Decision {
	for _, a := range in.Operation.Set {
		if in.Standing.Value(a.Name) != a.Value {
			return Decision{Kind: models.Refused, Problem: models.ReasonImmutable}
		}
	}
	if len(in.Operation.Unset) > 0 {
		return Decision{Kind: models.Refused, Problem: models.ReasonImmutable}
	}
	d := Decision{Kind: models.Merged, Record: *in.Standing}
	d.sign(in, in.Standing.Vector)
	return d
}

// remove marks the record as deleted, unless somebody wrote to it meanwhile: then it stays visible until a person decides.
func remove(in Input) Decision {
	d := Decision{Kind: models.Applied, Record: *in.Standing}
	if !in.Type.Deletable {
		return Decision{Kind: models.Refused, Problem: models.ReasonNotDeletable}
	}
	if in.Standing.Deleted() {
		d.Kind = models.Merged
		d.sign(in, in.Standing.Vector)
		return d
	}
	if f, unseen := firstUnseen(in); unseen {
		d.Kind, d.Problem = models.Held, models.ReasonDeleteEdit
		d.Conflicts = []Conflict{{Kind: models.CaseDeleteEdit, Standing: f}}
		d.sign(in, in.Standing.Vector)
		return d
	}
	if in.Operation.Normalised || !in.knowsAll(in.Standing.Vector) {
		d.Kind = models.Merged
	}
	d.Record.Fields = withField(in.Standing.Fields, models.Field{Name: models.FieldDeleted, Value: "true", Mark: in.mark()})
	d.sign(in, in.Standing.Vector)
	return d
}

// firstUnseen gives something in the record that the author had not seen: a field, or an edit of another phone that left no
// mark because it said what stood already. It was an edit all the same, so it speaks against deleting.
func firstUnseen(in Input) (models.Field, bool) {
	for _, f := range in.Standing.Fields {
		if !in.knows(f.Mark.Dot) {
			return f, true
		}
	}
	for i := range in.Standing.Vector.Len() {
		if d := in.Standing.Vector.At(i); !d.Actor.IsServer() && !in.knows(d) {
			return models.Field{Mark: models.Mark{Dot: d}}, true
		}
	}
	return models.Field{}, false
}

// edit lays an operation over a record that may have moved on.
func edit(in Input) Decision {
	d := Decision{Kind: models.Applied, Record: *in.Standing}
	if in.Operation.Normalised || !in.knowsAll(in.Standing.Vector) {
		d.Kind = models.Merged
	}
	d.Record.Fields = d.lay(&in)
	if len(d.Faults) > 0 {
		return Decision{Kind: models.Refused, Problem: models.ReasonInvalid, Faults: d.Faults}
	}
	d.revive(in)
	if len(d.Conflicts) > 0 {
		d.Kind = models.Held
		d.Problem = models.ReasonConflict
		if d.Conflicts[len(d.Conflicts)-1].Kind == models.CaseDeleteEdit {
			d.Problem = models.ReasonDeleteEdit
		}
	}
	d.Record.Schema = max(d.Record.Schema, in.Operation.Schema)
	d.sign(in, in.Standing.Vector)
	return d
}

// lay gives the fields after the operation. All names are sorted; fields that the operation does not write are copied.
func (d *Decision) lay(in *Input) []models.Field {
	standing, set, unset := in.Standing.Fields, in.Operation.Set, in.Operation.Unset
	out := make([]models.Field, 0, len(standing)+len(set)+len(unset))
	mark := in.mark()
	for len(set) > 0 || len(unset) > 0 {
		incoming := models.Field{Mark: mark}
		if len(unset) == 0 || len(set) > 0 && set[0].Name < unset[0] {
			incoming.Name, incoming.Value, set = set[0].Name, set[0].Value, set[1:]
		} else {
			incoming.Name, unset = unset[0], unset[1:]
		}
		n := 0
		for n < len(standing) && standing[n].Name < incoming.Name {
			n++
		}
		out, standing = append(out, standing[:n]...), standing[n:]
		if len(standing) == 0 || standing[0].Name != incoming.Name {
			out = append(out, incoming)
			continue
		}
		out, standing = append(out, d.meet(in, standing[0], incoming)), standing[1:]
	}
	return append(out, standing...)
}

// meet decides one field that has a standing value.
func (d *Decision) meet(in *Input, standing, incoming models.Field) models.Field {
	policy := schema.Latest // of a field that this server does not know
	if f, ok := in.Type.Field(standing.Name); ok {
		policy = f.Policy
	}
	seen := in.knows(standing.Mark.Dot)
	switch {
	case standing.Value == incoming.Value && !seen:
		return agree(policy, standing, incoming, in.Server)
	case policy == schema.Once && standing.Value.IsSet() && standing.Value != incoming.Value:
		if seen {
			d.Faults = append(d.Faults, models.Fault{Field: standing.Name, Code: "once", Message: "Trường này không được sửa sau khi đã ghi."})
			return standing
		}
		policy = schema.Ask
	case seen:
		return incoming
	}
	return d.contend(policy, standing, incoming, in.Server)
}

// agree settles a field that two people gave the same value: no conflict, and the first stays its author, unless the
// policy needs to remember the second too.
func agree(policy schema.Policy, standing, incoming models.Field, server models.Dot) models.Field {
	switch {
	case policy == schema.Latest && later(incoming.Mark, standing.Mark):
		return incoming
	case policy == schema.Union:
		return unite(standing, incoming, server)
	}
	return standing
}

// contend settles a field that two people wrote without knowing of each other.
func (d *Decision) contend(policy schema.Policy, standing, incoming models.Field, server models.Dot) models.Field {
	switch policy {
	case schema.Latest:
		if later(incoming.Mark, standing.Mark) {
			return incoming
		}
		return standing
	case schema.Union:
		return unite(standing, incoming, server)
	case schema.Max, schema.Min:
		if beats(policy, incoming.Value, standing.Value) {
			return incoming
		}
		return standing
	case schema.Ask, schema.Once:
	}
	d.Conflicts = append(d.Conflicts, Conflict{
		Kind: models.CaseFieldConflict, Field: standing.Name, Standing: standing, Incoming: incoming.Value,
	})
	return standing
}

// revive makes a deleted record visible again when it is edited: knowingly, it is a restoration; unknowingly, a case.
func (d *Decision) revive(in Input) {
	i, ok := in.Standing.Find(models.FieldDeleted)
	if !ok || in.Standing.Fields[i].Value != "true" {
		return
	}
	mark := in.Standing.Fields[i].Mark
	if !in.knows(mark.Dot) {
		d.Conflicts = append(d.Conflicts, Conflict{Kind: models.CaseDeleteEdit, Standing: in.Standing.Fields[i]})
	}
	back := models.Field{Name: models.FieldDeleted, Mark: in.mark()}
	d.Record.Fields = withField(d.Record.Fields, back)
}

// sign enters the operation in the vector, and the server too unless the record is now what the phone shows.
func (d *Decision) sign(in Input, vector models.Vector) {
	if d.Kind == models.Applied {
		d.Record.Vector = vector.With(in.Operation.Dot)
		d.Record.Last = in.Operation.Dot
		return
	}
	d.Record.Vector = vector.With(in.Operation.Dot, in.Server)
	d.Record.Last = in.Server
}

// knows says whether the author of the operation had seen what a dot names: it was in the vector the server had given, or
// the same life of the same phone did it before.
func (in *Input) knows(dot models.Dot) bool {
	op := in.Operation
	return !in.Elsewhere && (dot.Actor == op.Dot.Actor && dot.N < op.Dot.N || op.Seen.Covers(dot))
}

func (in *Input) knowsAll(vector models.Vector) bool {
	for i := range vector.Len() {
		if !in.knows(vector.At(i)) {
			return false
		}
	}
	return true
}

// later says whether mark a is of a later edit than b. Equal times go by the greater actor: it does not matter whose, but it
// must not depend on which came first.
func later(a, b models.Mark) bool {
	if a.At != b.At {
		return a.At > b.At
	}
	return bytes.Compare(a.Dot.Actor[:], b.Dot.Actor[:]) > 0
}

// beats compares two integers, or two dates. Any value beats none, so that nothing written is lost.
func beats(policy schema.Policy, a, b models.Value) bool {
	if !a.IsSet() || !b.IsSet() {
		return a.IsSet()
	}
	x, okX := a.Int()
	y, okY := b.Int()
	order := strings.Compare(string(a), string(b))
	if okX && okY {
		order = cmp.Compare(x, y)
	}
	return order > 0 && policy == schema.Max || order < 0 && policy == schema.Min
}

// unite joins two sets. The result is the server's own, even when one of the two had all of it: were it marked as one
// phone's, that phone's next edit, made without having seen the other's items, would take them away.
func unite(standing, incoming models.Field, server models.Dot) models.Field {
	value := standing.Value
	if incoming.Value != value {
		value = union(standing.Value, incoming.Value)
	}
	mark := models.Mark{Dot: server, At: max(standing.Mark.At, incoming.Mark.At)}
	return models.Field{Name: standing.Name, Value: value, Mark: mark}
}

// union gives the sorted items of both sets. A set that is not set counts as empty.
func union(a, b models.Value) models.Value {
	x, _ := a.List()
	y, _ := b.List()
	out := make([]string, 0, len(x)+len(y))
	for len(x) > 0 && len(y) > 0 {
		switch c := strings.Compare(x[0], y[0]); {
		case c < 0:
			out, x = append(out, x[0]), x[1:]
		case c > 0:
			out, y = append(out, y[0]), y[1:]
		default:
			out, x, y = append(out, x[0]), x[1:], y[1:]
		}
	}
	out = append(append(out, x...), y...)
	return models.ListValue(out)
}

// withField puts a field in its place of a copy.
func withField(fields []models.Field, f models.Field) []models.Field {
	r := models.Record{Fields: fields}
	i, ok := r.Find(f.Name)
	out := make([]models.Field, 0, len(fields)+1)
	out = append(append(out, fields[:i]...), f)
	if ok {
		i++
	}
	return append(out, fields[i:]...)
}
