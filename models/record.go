package models

import (
	"crypto/sha256"
	"slices"
	"strings"
)

// Record is one document: its fields, and for each the operation that last wrote it. It is an immutable value.
type Record struct {
	Scope  Scope
	ID     RecordID
	Type   string
	Schema int
	Seq    uint64  // seq of the last operation that touched it
	Fields []Field // sorted by name, each once
	Vector Vector
	Last   Dot // the last operation that touched it; the server's own if the server had to say something
}

// Field is one field of a record and who wrote it.
type Field struct {
	Name  string
	Value Value // "" when it was taken away: the mark stays, so that a later edit still meets it
	Mark  Mark
}

// Mark names the operation that last wrote a field, and when that was by the server's clock (corrected, milliseconds).
type Mark struct {
	Dot Dot
	At  int64
}

// Fields that only the server writes. They begin with '_', which no phone may set.
const (
	FieldDeleted = "_deleted" // boolean: the record was deleted
	FieldAlias   = "_alias"   // reference: the record that this one was joined to
)

// Find gives the place of a field and whether it is there.
func (r *Record) Find(name string) (int, bool) {
	if len(r.Fields) <= 8 {
		for i := range r.Fields {
			if c := strings.Compare(r.Fields[i].Name, name); c >= 0 {
				return i, c == 0
			}
		}
		return len(r.Fields), false
	}
	return slices.BinarySearchFunc(r.Fields, name, func(f Field, name string) int { return strings.Compare(f.Name, name) })
}

// Value gives a field's value, "" if it is not set.
func (r *Record) Value(name string) Value {
	if i, ok := r.Find(name); ok {
		return r.Fields[i].Value
	}
	return ""
}

// Deleted says whether the record was deleted.
func (r *Record) Deleted() bool { return r.Value(FieldDeleted) == "true" }

// Alias gives the record that this one was joined to, zero if none.
func (r *Record) Alias() RecordID {
	id, _ := r.Value(FieldAlias).Ref()
	return id
}

// Values gives the fields that are set, without their marks.
func (r *Record) Values() Values {
	out := make(Values, 0, len(r.Fields))
	for _, f := range r.Fields {
		if f.Value.IsSet() {
			out = append(out, Assignment{f.Name, f.Value})
		}
	}
	return out
}

// Digest is a fingerprint of records: the XOR over them of the first 16 bytes of SHA-256(id, line break, canonical vector).
type Digest [16]byte

// XOR adds or takes away a fingerprint.
func (d Digest) XOR(e Digest) Digest {
	for i := range d {
		d[i] ^= e[i]
	}
	return d
}

// RecordDigest is the fingerprint of one record.
func RecordDigest(id RecordID, vector Vector) Digest {
	b := make([]byte, 0, 160)
	b = append(append(b, id.String()...), '\n')
	sum := sha256.Sum256(vector.AppendText(b))
	return Digest(sum[:16])
}
