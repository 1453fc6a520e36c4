package sqlite

import (
	"encoding/binary"

	"zombiezen.com/go/sqlite"

	"github.com/beplua/beplua/models"
)

// recordColumns are what decodeRecord reads, from column 0, of records r and, for those that are simply what an operation
// created, of that operation o.
const (
	recordColumns = "r.place, r.id, r.type, r.fields, r.meta, o.actor, o.n, o.body, o.meta"
	recordJoin    = " LEFT JOIN operations o ON o.entry = r.entry "
)

// recordForm is the first byte of a record's meta; another layout gets another number.
const recordForm = 1

// isWhatItCreated says whether a new record is simply what an operation created, so that it need not be stored again.
func isWhatItCreated(r *models.Record, o *models.LoggedOperation) bool {
	mark := models.Mark{Dot: o.Dot, At: o.Corrected()}
	if o.Record != r.ID || o.Type != r.Type || o.Schema != r.Schema || o.Delete || len(o.Unset) > 0 || o.Outcome.Kind != models.Applied ||
		!o.Outcome.Landed.IsZero() || r.Last != o.Dot || r.Vector.Len() != 1 || r.Vector.At(0) != o.Dot || len(r.Fields) != len(o.Set) {
		return false
	}
	for i := range r.Fields {
		if r.Fields[i] != (models.Field{Name: o.Set[i].Name, Value: o.Set[i].Value, Mark: mark}) {
			return false
		}
	}
	return true
}

// encodeFields gives the JSON object of a record's fields, null for one that was taken away.
func encodeFields(to []byte, r *models.Record) []byte {
	to = append(to, '{')
	for i := range r.Fields {
		to = appendMember(to, r.Fields[i].Name, r.Fields[i].Value)
	}
	return append(to, '}')
}

// encodeRecord gives the rest: schema, last, vector, the different marks, and which of them each field has. A record is
// written by few operations, so that marks are few.
func encodeRecord(to []byte, r *models.Record) []byte {
	to = append(to, recordForm)
	to = binary.AppendVarint(to, int64(r.Schema))
	to = appendDot(to, r.Last)
	to = r.Vector.AppendBinary(to)
	marks := make([]models.Mark, 0, 8)
	which := make([]uint64, 0, 32)
	for i := range r.Fields {
		at := len(marks) - 1
		for at >= 0 && marks[at] != r.Fields[i].Mark {
			at--
		}
		if at < 0 {
			at = len(marks)
			marks = append(marks, r.Fields[i].Mark)
		}
		which = append(which, uint64(at)) //nolint:gosec // not negative
	}
	to = binary.AppendUvarint(to, uint64(len(marks)))
	for _, m := range marks {
		to = binary.AppendVarint(appendDot(to, m.Dot), m.At)
	}
	for _, at := range which {
		to = binary.AppendUvarint(to, at)
	}
	return to
}

func (c *conn) decodeRecord(scope models.Scope, st *sqlite.Stmt) (models.Record, error) {
	r := models.Record{Scope: scope, Seq: seqOf(st.ColumnInt64(0)), ID: columnID(st, 1), Type: st.ColumnText(2)}
	m := cell{rest: c.bytes(st, 4)}
	if len(m.rest) == 0 {
		return r, c.decodeCreated(st, &r)
	}
	values, err := models.ParseValues(st.ColumnText(3))
	if err != nil {
		return r, err
	}
	if form := m.take(1); form[0] != recordForm {
		return r, brokenRow("form of record")
	}
	r.Schema, r.Last, r.Vector = int(m.int()), m.dot(), m.vector()
	count := m.uint()
	if count > uint64(len(m.rest)) {
		return r, brokenRow("record")
	}
	marks := make([]models.Mark, count)
	for i := range marks {
		marks[i] = models.Mark{Dot: m.dot(), At: m.int()}
	}
	r.Fields = make([]models.Field, len(values))
	for i, a := range values {
		at := m.uint()
		if m.bad || at >= count {
			return r, brokenRow("record")
		}
		if a.Value == null {
			a.Value = ""
		}
		r.Fields[i] = models.Field{Name: a.Name, Value: a.Value, Mark: marks[at]}
	}
	if m.bad || len(m.rest) > 0 {
		return r, brokenRow("record")
	}
	return r, nil
}

// decodeCreated makes the record of the operation that created it.
func (c *conn) decodeCreated(st *sqlite.Stmt, r *models.Record) (err error) {
	o := models.LoggedOperation{}
	if o.Dot.Actor, err = models.ParseActorID(st.ColumnText(5)); err != nil {
		return brokenRow("record: its operation is gone")
	}
	o.Dot.N = uint64(st.ColumnInt64(6)) //nolint:gosec // never negative
	values, err := models.ParseValues(st.ColumnText(7))
	if err != nil {
		return err
	}
	m := cell{rest: c.bytes(st, 8)}
	m.take(1)
	decodeMeta(&m, &o)
	if m.bad {
		return brokenRow("operation")
	}
	r.Schema, r.Last, r.Vector = o.Schema, o.Dot, models.NewVector(o.Dot)
	mark := models.Mark{Dot: o.Dot, At: o.Corrected()}
	r.Fields = make([]models.Field, len(values))
	for i, a := range values {
		r.Fields[i] = models.Field{Name: a.Name, Value: a.Value, Mark: mark}
	}
	return nil
}
