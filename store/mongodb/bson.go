package mongodb

import (
	"encoding/binary"
	"math"
	"strconv"

	"github.com/beplua/beplua/models"
	"go.mongodb.org/mongo-driver/v2/bson"
)

// writer appends BSON. The driver's own encoder goes through reflection, which costs more than the rest of a commit.
type writer struct{ b []byte }

func (w *writer) name(kind bson.Type, name string) {
	w.b = append(w.b, byte(kind))
	w.b = append(w.b, name...)
	w.b = append(w.b, 0)
}

// start begins a document (name "" and no header: the outermost one) and gives what end needs.
func (w *writer) start() int {
	w.b = append(w.b, 0, 0, 0, 0)
	return len(w.b) - 4
}

func (w *writer) end(at int) {
	w.b = append(w.b, 0)
	binary.LittleEndian.PutUint32(w.b[at:], uint32(len(w.b)-at)) //nolint:gosec // bounded by the limit of a commit
}

func (w *writer) document(name string) int {
	w.name(bson.TypeEmbeddedDocument, name)
	return w.start()
}

func (w *writer) array(name string) int {
	w.name(bson.TypeArray, name)
	return w.start()
}

func (w *writer) text(name, text string) {
	w.name(bson.TypeString, name)
	w.b = binary.LittleEndian.AppendUint32(w.b, uint32(len(text)+1)) //nolint:gosec // bounded by the limit of a commit
	w.b = append(w.b, text...)
	w.b = append(w.b, 0)
}

func (w *writer) int(name string, n int64) {
	w.name(bson.TypeInt64, name)
	w.b = binary.LittleEndian.AppendUint64(w.b, uint64(n)) //nolint:gosec // two's complement is what BSON wants
}

func (w *writer) seq(name string, n uint64) { w.int(name, int64(n)) } //nolint:gosec // a number of operations

func (w *writer) bool(name string, yes bool) {
	w.name(bson.TypeBoolean, name)
	if yes {
		w.b = append(w.b, 1)
		return
	}
	w.b = append(w.b, 0)
}

func (w *writer) null(name string) { w.name(bson.TypeNull, name) }

func (w *writer) bytes(name string, subtype byte, b []byte) {
	w.name(bson.TypeBinary, name)
	w.b = binary.LittleEndian.AppendUint32(w.b, uint32(len(b))) //nolint:gosec // bounded by the limit of a commit
	w.b = append(w.b, subtype)
	w.b = append(w.b, b...)
}

// id writes a UUID, which mongosh shows as such.
func (w *writer) id(name string, id models.RecordID) { w.bytes(name, bson.TypeBinaryUUID, id[:]) }

// embed writes a document that is already encoded.
func (w *writer) embed(name string, doc []byte) {
	w.name(bson.TypeEmbeddedDocument, name)
	w.b = append(w.b, doc...)
}

func (w *writer) texts(name string, texts []string) {
	at := w.array(name)
	for i, t := range texts {
		w.text(strconv.Itoa(i), t)
	}
	w.end(at)
}

// element is one name and value of a document or array. Its text shares the memory of the document it was read from.
type element struct {
	kind bson.Type
	name string
	data string // as BSON has it, without the length in front of strings and binaries
}

// reader walks over the elements of a document or array. A broken one ends early with bad set.
type reader struct {
	rest string
	element
	bad bool
}

// read begins at the first element of a whole document.
func read(doc string) reader {
	if len(doc) < 5 || int(length(doc)) != len(doc) || doc[len(doc)-1] != 0 {
		return reader{bad: true}
	}
	return reader{rest: doc[4 : len(doc)-1]}
}

func length(s string) uint32 {
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func (r *reader) next() bool {
	if r.rest == "" {
		return false
	}
	r.kind = bson.Type(r.rest[0])
	end := 1
	for end < len(r.rest) && r.rest[end] != 0 {
		end++
	}
	if end == len(r.rest) {
		return r.fail()
	}
	r.name = r.rest[1:end]
	r.rest = r.rest[end+1:]
	return r.load()
}

func (r *reader) fail() bool {
	r.bad, r.rest = true, ""
	return false
}

func (r *reader) load() bool {
	skip, size := 0, 0
	switch r.kind {
	case bson.TypeInt64, bson.TypeDouble, bson.TypeDateTime:
		size = 8
	case bson.TypeInt32:
		size = 4
	case bson.TypeBoolean:
		size = 1
	case bson.TypeNull:
	case bson.TypeString, bson.TypeBinary, bson.TypeEmbeddedDocument, bson.TypeArray:
		if len(r.rest) < 5 || length(r.rest) > math.MaxInt32 {
			return r.fail()
		}
		size = int(length(r.rest))
		switch r.kind { //nolint:exhaustive // the four of the case around it
		case bson.TypeString:
			skip = 4
		case bson.TypeBinary:
			skip, size = 4, size+1 // the subtype's byte stays in front
		}
	default:
		return r.fail()
	}
	if size < 0 || len(r.rest) < skip+size || (r.kind == bson.TypeString && size == 0) {
		return r.fail()
	}
	r.data = r.rest[skip : skip+size]
	r.rest = r.rest[skip+size:]
	if r.kind == bson.TypeString {
		r.data = r.data[:size-1]
	}
	return true
}

// int gives an integer, 0 for anything else.
func (e *element) int() int64 {
	if e.kind == bson.TypeInt32 {
		return int64(int32(length(e.data))) //nolint:gosec // two's complement is what BSON has
	}
	if e.kind != bson.TypeInt64 {
		return 0
	}
	return int64(uint64(length(e.data)) | uint64(length(e.data[4:]))<<32) //nolint:gosec // likewise
}

func (e *element) seq() uint64 { return uint64(e.int()) } //nolint:gosec // written by writer.seq

func (e *element) text() string {
	if e.kind != bson.TypeString {
		return ""
	}
	return e.data
}

func (e *element) bool() bool { return e.kind == bson.TypeBoolean && e.data != "\x00" }

func (e *element) bytes() string {
	if e.kind != bson.TypeBinary {
		return ""
	}
	return e.data[1:]
}

func (e *element) id() (id models.RecordID) {
	copy(id[:], e.bytes())
	return id
}

func (e *element) hash() (h models.Hash) {
	copy(h[:], e.bytes())
	return h
}

func (e *element) digest() (d models.Digest) {
	copy(d[:], e.bytes())
	return d
}

func (e *element) texts() []string {
	var out []string
	for items := e.items(); items.next(); {
		out = append(out, items.text())
	}
	return out
}

// items walks over a document or array inside another one.
func (e *element) items() reader {
	if e.kind != bson.TypeEmbeddedDocument && e.kind != bson.TypeArray {
		return reader{bad: true}
	}
	return read(e.data)
}
