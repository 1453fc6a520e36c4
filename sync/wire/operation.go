package wire

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/beplua/beplua/models"
)

const operationsHint = 16 // room made at once for the operations of a batch

// nextOperation reads one operation to the batch's end. Dot, scope and the run's author are filled in by the run.
func (r *reader) nextOperation(b *models.Batch) {
	if len(b.Operations) == models.BatchOperationsMax {
		r.fail(models.CodeLimit, "too many operations")
		return
	}
	switch {
	case b.Operations == nil:
		b.Operations = make([]models.Operation, 0, operationsHint)
	case len(b.Operations) == cap(b.Operations):
		b.Operations = slices.Grow(b.Operations, min(3*len(b.Operations), models.BatchOperationsMax-len(b.Operations)))
	}
	b.Operations = append(b.Operations, models.Operation{})
	o := &b.Operations[len(b.Operations)-1]
	r.normalised = false
	timed := false
	r.object(func(name []byte) {
		switch string(name) {
		case "record":
			o.Record = r.recordID()
		case "type":
			o.Type = r.typeName(b.Operations)
		case "seen":
			o.Seen = r.vector()
		case "seenEpoch":
			o.SeenEpoch = r.word(epochBytesMax)
		case "set":
			r.values()
			o.Set = r.takeValues()
		case "unset":
			o.Unset = r.names()
		case "delete":
			o.Delete = r.boolean()
		case "at":
			o.At, timed = r.instant(), true
		case "by":
			o.By = r.recordID()
		case "schema":
			o.Schema = r.schema()
		case "group":
			o.Group = r.group()
		default:
			r.unknown()
		}
	})
	o.Normalised = r.normalised
	if r.err == nil {
		r.checkOperation(o, timed)
	}
}

func (r *reader) checkOperation(o *models.Operation, timed bool) {
	if o.Record.IsZero() || o.Type == "" || !timed {
		r.malformed("record, type and at are needed")
	}
	if o.Delete && len(o.Set)+len(o.Unset) > 0 {
		r.malformed("a deletion sets and unsets nothing")
	}
	for _, name := range o.Unset {
		if o.Set.Get(name).IsSet() {
			r.malformed("a field is both set and unset")
		}
	}
}

// typeName reads a record type; neighbours in a batch mostly share theirs.
func (r *reader) typeName(before []models.Operation) string {
	name := r.name()
	if len(before) > 1 && before[len(before)-2].Type == string(name) {
		return before[len(before)-2].Type
	}
	return string(name)
}

// names reads the fields to unset and sorts them.
func (r *reader) names() []string {
	var out []string
	r.array(func() {
		if len(out) == models.FieldsPerOperationMax {
			r.fail(models.CodeLimit, "too many fields")
			return
		}
		out = append(out, string(r.name()))
	})
	slices.SortFunc(out, compareNames)
	if r.err == nil && len(slices.Compact(slices.Clone(out))) != len(out) {
		r.malformed("a field is unset twice")
	}
	return out
}

func (r *reader) group() models.Group {
	var g models.Group
	r.object(func(name []byte) {
		switch string(name) {
		case "id":
			g.ID = r.word(36)
		case "of":
			g.Of = int(r.integer(2, models.BatchOperationsMax))
		default:
			r.unknown()
		}
	})
	if r.err == nil && (g.ID == "" || g.Of == 0 || bytes.ContainsFunc([]byte(g.ID), notGroupID)) {
		r.malformed("a group has an id of [a-z0-9-] and a size")
	}
	return g
}

func notGroupID(c rune) bool {
	return c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9')
}

// appendOperation appends an operation of the run that first begins.
func appendOperation(to []byte, o, first *models.Operation) []byte {
	to = appendID(append(to, `{"record":`...), o.Record)
	to = models.AppendQuoted(append(to, `,"type":`...), o.Type)
	if o.Seen.Len() > 0 {
		to = append(o.Seen.AppendText(append(to, `,"seen":"`...)), '"')
	}
	if o.SeenEpoch != "" {
		to = models.AppendQuoted(append(to, `,"seenEpoch":`...), o.SeenEpoch)
	}
	if len(o.Set) > 0 {
		to = o.Set.AppendJSON(append(to, `,"set":`...))
	}
	for i, name := range o.Unset {
		if i == 0 {
			to = append(to, `,"unset":[`...)
		} else {
			to = append(to, ',')
		}
		to = models.AppendQuoted(to, name)
	}
	if len(o.Unset) > 0 {
		to = append(to, ']')
	}
	if o.Delete {
		to = append(to, `,"delete":true`...)
	}
	to = appendInstant(append(to, `,"at":`...), o.At)
	if o.By != first.By {
		to = appendID(append(to, `,"by":`...), o.By)
	}
	if o.Schema != first.Schema {
		to = strconv.AppendInt(append(to, `,"schema":`...), int64(o.Schema), 10)
	}
	if !o.Group.IsZero() {
		to = models.AppendQuoted(append(to, `,"group":{"id":`...), o.Group.ID)
		to = append(strconv.AppendInt(append(to, `,"of":`...), int64(o.Group.Of), 10), '}')
	}
	return append(to, '}')
}
