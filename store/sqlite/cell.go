package sqlite

import (
	"encoding/binary"

	"github.com/beplua/beplua/models"
)

// cell reads what the append functions of encoding/binary wrote into a blob. After a read past the end it is bad and
// gives zeros; whoever decodes asks once, at the end.
type cell struct {
	rest []byte
	bad  bool
}

func (c *cell) uint() uint64 {
	v, n := binary.Uvarint(c.rest)
	return advance(c, v, n)
}

func (c *cell) int() int64 {
	v, n := binary.Varint(c.rest)
	return advance(c, v, n)
}

func advance[T any](c *cell, v T, n int) T {
	if n <= 0 {
		var zero T
		c.bad, c.rest = true, nil
		return zero
	}
	c.rest = c.rest[n:]
	return v
}

// take gives the next n bytes; they are the row's own.
func (c *cell) take(n uint64) []byte {
	if n > uint64(len(c.rest)) {
		c.bad, c.rest = true, nil
		return nil
	}
	out := c.rest[:n]
	c.rest = c.rest[n:]
	return out
}

func (c *cell) text() string { return string(c.take(c.uint())) }

func (c *cell) id() (id models.RecordID) {
	copy(id[:], c.take(uint64(len(id))))
	return id
}

func (c *cell) hash() (h models.Hash) {
	copy(h[:], c.take(uint64(len(h))))
	return h
}

func (c *cell) dot() (d models.Dot) {
	copy(d.Actor[:], c.take(uint64(len(d.Actor))))
	d.N = c.uint()
	return d
}

func (c *cell) vector() models.Vector {
	v, rest, err := models.DecodeVector(c.rest)
	if err != nil {
		c.bad, c.rest = true, nil
		return models.Vector{}
	}
	c.rest = rest
	return v
}

func appendText(to []byte, text string) []byte {
	return append(binary.AppendUvarint(to, uint64(len(text))), text...)
}

func appendDot(to []byte, d models.Dot) []byte {
	return binary.AppendUvarint(append(to, d.Actor[:]...), d.N)
}

// appendMember appends one member of a JSON object; the value "" (taken away) is null, which no field's value is.
func appendMember(to []byte, name string, value models.Value) []byte {
	if to[len(to)-1] != '{' {
		to = append(to, ',')
	}
	to = append(models.AppendQuoted(to, name), ':')
	if value == "" {
		value = null
	}
	return append(to, value...)
}

const null models.Value = "null"
