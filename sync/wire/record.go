package wire

import (
	"strconv"

	"github.com/beplua/beplua/models"
)

// appendRecord appends a record as phones see it: marks and seq stay on the server.
func appendRecord(to []byte, record *models.Record) []byte {
	to = appendID(append(to, `{"id":`...), record.ID)
	to = models.AppendQuoted(append(to, `,"type":`...), record.Type)
	to = strconv.AppendInt(append(to, `,"schema":`...), int64(record.Schema), 10)
	to = append(record.Vector.AppendText(append(to, `,"vector":"`...)), `","fields":{`...)
	separate := false
	for i := range record.Fields {
		f := &record.Fields[i]
		if !f.Value.IsSet() {
			continue
		}
		if separate {
			to = append(to, ',')
		}
		separate = true
		to = append(models.AppendQuoted(to, f.Name), ':')
		to = append(to, f.Value...)
	}
	return append(to, "}}"...)
}

func appendRecords(to []byte, records []models.Record) []byte {
	to = append(to, '[')
	for i := range records {
		if i > 0 {
			to = append(to, ',')
		}
		to = appendRecord(to, &records[i])
	}
	return append(to, ']')
}

// record reads what appendRecord wrote. Fields come without marks.
func (r *reader) record(scope models.Scope) models.Record {
	record := models.Record{Scope: scope}
	r.object(func(name []byte) {
		switch string(name) {
		case "id":
			record.ID = r.recordID()
		case "type":
			record.Type = string(r.name())
		case "schema":
			record.Schema = r.count()
		case "vector":
			record.Vector = r.vector()
		case "fields":
			record.Fields = r.fields()
		default:
			r.skip()
		}
	})
	if r.err == nil && (record.ID.IsZero() || record.Type == "") {
		r.malformed("id and type are needed")
	}
	return record
}

func (r *reader) fields() []models.Field {
	r.values()
	values := r.takeValues()
	if len(values) == 0 {
		return nil
	}
	out := make([]models.Field, len(values))
	for i, a := range values {
		out[i] = models.Field{Name: a.Name, Value: a.Value}
	}
	return out
}
