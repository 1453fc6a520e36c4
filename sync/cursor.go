package sync

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"

	"github.com/beplua/beplua/models"
)

// cursor is what a phone has fetched: for each scope how far. It travels as an opaque text, base64url of the entries and the
// first 16 bytes of HMAC-SHA-256 over the server's epoch and the entries: in another life it is no cursor.
type cursor struct{ scopes []cursorScope }

// cursorScope is how far one scope was fetched.
type cursorScope struct {
	scope models.Scope
	seq   uint64
	chain [8]byte // of the audit chain at seq, if that is not 0: a server restored without a new epoch is found out
	// full is the seq up to which the phone's own operations are given too, because it fills the scope from the start.
	full uint64
}

func (c *cursor) find(scope models.Scope) (cursorScope, bool) {
	for _, s := range c.scopes {
		if s.scope == scope {
			return s, true
		}
	}
	return cursorScope{scope: scope}, false
}

const macBytes = 16

// seal makes the text of a cursor.
func (e *Engine) seal(c cursor) string {
	var b []byte
	for _, s := range c.scopes {
		b = appendBytes(b, packScope(s.scope))
		b = binary.AppendUvarint(b, s.seq)
		if s.seq > 0 {
			b = append(b, s.chain[:]...)
		}
		b = binary.AppendUvarint(b, s.full)
	}
	return base64.RawURLEncoding.EncodeToString(append(b, e.mac(b)...))
}

func (e *Engine) mac(b []byte) []byte {
	h := hmac.New(sha256.New, e.CursorKey)
	h.Write(appendBytes(nil, []byte(e.epoch)))
	h.Write(b)
	return h.Sum(nil)[:macBytes]
}

// unseal reads a cursor. A text that this server did not make, or made in another life, is CodeResync: the phone begins
// anew without losing anything.
func (e *Engine) unseal(text string) (cursor, error) {
	resync := &models.Error{Code: models.CodeResync, Message: "the cursor is not of this life of the server", Details: map[string]string{"epoch": e.epoch}}
	if text == "" {
		return cursor{}, nil
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(b) < macBytes {
		return cursor{}, resync
	}
	body, mac := b[:len(b)-macBytes], b[len(b)-macBytes:]
	if !hmac.Equal(mac, e.mac(body)) {
		return cursor{}, resync
	}
	r := byteReader{rest: body}
	var c cursor
	for len(r.rest) > 0 && !r.broken {
		s := cursorScope{scope: unpackScope(r.bytes())}
		s.seq = r.number()
		if s.seq > 0 {
			copy(s.chain[:], r.take(len(s.chain)))
		}
		s.full = r.number()
		c.scopes = append(c.scopes, s)
	}
	if r.broken {
		return cursor{}, resync
	}
	return c, nil
}

// packScope writes the UUID of a scope in 16 bytes instead of 36: a volunteer's cursor travels with every session.
func packScope(s models.Scope) []byte {
	kinds := map[models.ScopeKind]byte{models.ScopeProvince: 'p', models.ScopeClub: 'c', models.ScopeHealth: 'h', models.ScopeUser: 'u'}
	owner := s.Owner()
	if s == models.ProvinceScope {
		return []byte{'p'}
	}
	return append([]byte{kinds[s.Kind()]}, owner[:]...)
}

func unpackScope(b []byte) models.Scope {
	var owner models.RecordID
	if len(b) == 0 {
		return ""
	}
	copy(owner[:], b[1:])
	switch b[0] {
	case 'c':
		return models.ClubScope(owner)
	case 'h':
		return models.HealthScope(owner)
	case 'u':
		return models.UserScope(owner)
	}
	return models.ProvinceScope
}

func appendBytes(to, b []byte) []byte {
	return append(binary.AppendUvarint(to, uint64(len(b))), b...)
}

// byteReader reads what appendBytes and AppendUvarint wrote; broken once something was not there.
type byteReader struct {
	rest   []byte
	broken bool
}

func (r *byteReader) number() uint64 {
	n, used := binary.Uvarint(r.rest)
	if used <= 0 {
		r.broken = true
		return 0
	}
	r.rest = r.rest[used:]
	return n
}

func (r *byteReader) bytes() []byte {
	n := r.number()
	if n > uint64(len(r.rest)) {
		r.broken = true
		return nil
	}
	return r.take(int(n)) //nolint:gosec // at most len(rest)
}

func (r *byteReader) take(n int) []byte {
	if n > len(r.rest) {
		r.broken = true
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}
