package mongodb

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/beplua/beplua/models"
)

// A record's document, as mongosh shows it:
//
//	{_id: "club:<uuid>/<uuid>", scope, type, schema, seq, last: "a1b2:7", vector: "a1b2:7,s3d4:19",
//	 values: {name: "Lò Thị Pành", shares: 3}, marks: [{dot: "a1b2:7", at: <ms>, fields: ["name", "shares"]}], keys: [...]}
//
// marks has one entry per operation that still has a hand in the record; without fields it is about all of them.

// encodeRecord gives the document of a record and its index keys.
func encodeRecord(r *models.Record, keys []string) []byte {
	w := writer{make([]byte, 0, 1024)}
	at := w.start()
	w.text("_id", recordKey(r.Scope, r.ID))
	w.text("scope", string(r.Scope))
	w.text("type", r.Type)
	w.int("schema", int64(r.Schema))
	w.seq("seq", r.Seq)
	w.text("last", r.Last.String())
	w.text("vector", r.Vector.String())
	w.values("values", r.Values())
	w.marks(r.Fields)
	w.texts("keys", keys)
	w.end(at)
	return w.b
}

func (w *writer) marks(fields []models.Field) {
	at := w.array("marks")
	if one, ok := onlyMark(fields); ok {
		w.mark("0", one, nil)
		w.end(at)
		return
	}
	var groups []models.Mark
	names := map[models.Mark][]string{}
	for _, f := range fields {
		if _, known := names[f.Mark]; !known {
			groups = append(groups, f.Mark)
		}
		names[f.Mark] = append(names[f.Mark], f.Name)
	}
	for i, m := range groups {
		w.mark(strconv.Itoa(i), m, names[m])
	}
	w.end(at)
}

// onlyMark gives the mark that all fields have, if all are set and have the same one: so is every record just created.
func onlyMark(fields []models.Field) (models.Mark, bool) {
	for i := range fields {
		if fields[i].Mark != fields[0].Mark || !fields[i].Value.IsSet() {
			return models.Mark{}, false
		}
	}
	if len(fields) == 0 {
		return models.Mark{}, false
	}
	return fields[0].Mark, true
}

func (w *writer) mark(name string, m models.Mark, fields []string) {
	at := w.document(name)
	w.text("dot", m.Dot.String())
	w.int("at", m.At)
	if fields != nil {
		inner := w.array("fields")
		for i, f := range fields {
			w.verbatim(strconv.Itoa(i), f)
		}
		w.end(inner)
	}
	w.end(at)
}

// decodeRecord reads a record's document and its keys.
func decodeRecord(doc string) (models.Record, []string, error) {
	var r models.Record
	var keys []string
	var values models.Values
	var marks element
	good := true
	fields := read(doc)
	for good && fields.next() {
		switch fields.name {
		case "_id":
			r.ID, good = idOfKey(fields.text())
		case "scope":
			r.Scope = models.Scope(fields.text())
		case "type":
			r.Type = fields.text()
		case "schema":
			r.Schema = int(fields.int())
		case "seq":
			r.Seq = fields.seq()
		case "last":
			r.Last, good = parseDot(fields.text())
		case "vector":
			r.Vector, good = parseVector(fields.text())
		case "values":
			values, good = fields.values()
		case "marks":
			marks = fields.element
		case "keys":
			keys = fields.texts()
		}
	}
	if good && !fields.bad {
		r.Fields, good = joinMarks(values, marks)
	}
	if !good || fields.bad {
		return models.Record{}, nil, models.Errorf(models.CodeInternal, "broken stored record")
	}
	return r, keys, nil
}

// joinMarks puts values and the marks of their fields together again. Fields that have a mark but no value were taken away.
func joinMarks(values models.Values, marks element) ([]models.Field, bool) {
	if len(values) == 0 && marks.data == "" {
		return nil, true
	}
	fields := make([]models.Field, len(values), len(values)+2)
	for i, v := range values {
		fields[i] = models.Field{Name: v.Name, Value: v.Value}
	}
	for groups := marks.items(); groups.next(); {
		mark, names, ok := groups.mark()
		if !ok {
			return nil, false
		}
		if names.kind == 0 {
			for i := range fields {
				fields[i].Mark = mark
			}
			continue
		}
		for each := names.items(); each.next(); {
			fields = setMark(fields, each.verbatim(), mark)
		}
	}
	if len(fields) == 0 {
		return nil, true
	}
	return fields, true
}

func (e *element) mark() (m models.Mark, names element, ok bool) {
	ok = true
	inner := e.items()
	for ok && inner.next() {
		switch inner.name {
		case "dot":
			m.Dot, ok = parseDot(inner.text())
		case "at":
			m.At = inner.int()
		case "fields":
			names = inner.element
		}
	}
	return m, names, ok && !inner.bad
}

func setMark(fields []models.Field, name string, mark models.Mark) []models.Field {
	i, found := slices.BinarySearchFunc(fields, name, func(f models.Field, name string) int { return cmp.Compare(f.Name, name) })
	if !found {
		return slices.Insert(fields, i, models.Field{Name: name, Mark: mark})
	}
	fields[i].Mark = mark
	return fields
}

// parseDot reads a dot, or the zero one, which no operation has.
func parseDot(text string) (models.Dot, bool) {
	if strings.HasSuffix(text, ":0") {
		return models.Dot{}, true
	}
	d, err := models.ParseDot(text)
	return d, err == nil
}

// parseVector is models.ParseVector without its limit: what was stored once can be read for ever.
func parseVector(text string) (models.Vector, bool) {
	if text == "" {
		return models.Vector{}, true
	}
	dots := make([]models.Dot, 0, strings.Count(text, ",")+1)
	for part := range strings.SplitSeq(text, ",") {
		d, err := models.ParseDot(part)
		if err != nil {
			return models.Vector{}, false
		}
		dots = append(dots, d)
	}
	return models.NewVector(dots...), true
}
