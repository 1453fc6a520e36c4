package models

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// RecordID is a UUID: version 7 when a phone or officer made the record, version 8 (derived) when the server did.
type RecordID [16]byte

// ParseRecordID reads the 36-character lower-case form. It fails with CodeMalformed.
func ParseRecordID(text string) (RecordID, error) {
	var id RecordID
	if len(text) != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
		return id, badRecordID()
	}
	for at, i := range [len(id)]int{0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34} {
		high, low := nibble(text[i]), nibble(text[i+1])
		if high > 15 || low > 15 {
			return RecordID{}, badRecordID()
		}
		id[at] = high<<4 | low
	}
	if id.IsZero() {
		return id, badRecordID()
	}
	return id, nil
}

func badRecordID() error { return Errorf(CodeMalformed, "a record id is a lower-case UUID") }

func nibble(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	}
	return 0xff
}

// MustRecordID is ParseRecordID for constants; it panics on a malformed text.
func MustRecordID(text string) RecordID {
	id, err := ParseRecordID(text)
	if err != nil {
		panic(err)
	}
	return id
}

// DerivedID makes the id of a record that the server writes: the same parts give the same id, on every server and replay.
func DerivedID(parts ...string) RecordID {
	h := sha256.New()
	var length [4]byte
	for _, p := range parts {
		binary.BigEndian.PutUint32(length[:], uint32(len(p))) //nolint:gosec // parts are short
		h.Write(length[:])
		h.Write([]byte(p))
	}
	var id RecordID
	copy(id[:], h.Sum(nil))
	id[6] = id[6]&0x0f | 0x80
	id[8] = id[8]&0x3f | 0x80
	return id
}

// String gives the 36-character form.
func (id RecordID) String() string {
	var b [36]byte
	hex.Encode(b[:8], id[:4])
	b[8] = '-'
	hex.Encode(b[9:13], id[4:6])
	b[13] = '-'
	hex.Encode(b[14:18], id[6:8])
	b[18] = '-'
	hex.Encode(b[19:23], id[8:10])
	b[23] = '-'
	hex.Encode(b[24:], id[10:])
	return string(b[:])
}

// IsZero says whether no record is named.
func (id RecordID) IsZero() bool { return id == RecordID{} }
