package models

import (
	"bytes"
	"strconv"
	"strings"
)

// ActorID names one life of one installation: one to eight of [a-z0-9], padded with zero bytes. A restored or cloned
// phone gets a new one. Those that begin with 's' are lives of the server (one per epoch); no phone is ever given one.
// It is an array, not a string, so that vectors hold no pointers.
type ActorID [8]byte

// ParseActorID reads the wire form. It fails with CodeMalformed.
func ParseActorID(text string) (ActorID, error) {
	var a ActorID
	if len(text) == 0 || len(text) > len(a) {
		return a, Errorf(CodeMalformed, "actor id must have 1 to 8 characters")
	}
	for i := range len(text) {
		c := text[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return ActorID{}, Errorf(CodeMalformed, "actor id must be of a-z and 0-9")
		}
		a[i] = c
	}
	return a, nil
}

// MustActorID is ParseActorID for constants; it panics on a malformed text.
func MustActorID(text string) ActorID {
	a, err := ParseActorID(text)
	if err != nil {
		panic(err)
	}
	return a
}

// String gives the wire form.
func (a ActorID) String() string {
	n := bytes.IndexByte(a[:], 0)
	if n < 0 {
		n = len(a)
	}
	return string(a[:n])
}

// IsServer says whether the actor is a life of the server.
func (a ActorID) IsServer() bool { return a[0] == 's' }

// IsZero says whether no actor is named.
func (a ActorID) IsZero() bool { return a == ActorID{} }

// Dot names one operation within a scope for ever; it is the idempotency key. N counts from 1 without gaps per actor
// and scope; a server's N is the seq of the operation it wrote. See docs/adr/0001.
type Dot struct {
	Actor ActorID
	N     uint64
}

// String gives "actor:n".
func (d Dot) String() string { return d.Actor.String() + ":" + strconv.FormatUint(d.N, 10) }

// IsZero says whether no operation is named.
func (d Dot) IsZero() bool { return d.N == 0 }

// ParseDot reads "actor:n". It fails with CodeMalformed.
func ParseDot(text string) (Dot, error) {
	name, count, ok := strings.Cut(text, ":")
	if !ok {
		return Dot{}, Errorf(CodeMalformed, "a dot is written actor:n")
	}
	actor, err := ParseActorID(name)
	if err != nil {
		return Dot{}, err
	}
	n, err := strconv.ParseUint(count, 10, 63)
	if err != nil || n == 0 || count[0] == '0' || count[0] == '+' {
		return Dot{}, Errorf(CodeMalformed, "a dot's number is a positive integer")
	}
	return Dot{actor, n}, nil
}
