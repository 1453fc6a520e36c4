package models

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
)

// Ordering says how two version vectors stand to each other.
type Ordering int

// The four orderings are exhaustive.
const (
	Equal Ordering = iota
	Before
	After
	Concurrent
)

// String names the ordering.
func (o Ordering) String() string {
	return [...]string{"equal", "before", "after", "concurrent"}[o]
}

// Vector is a version vector: for each actor the highest n of its operations that are in a record. It is an immutable
// value: methods that "change" it return another one and share no memory with it. The zero Vector is empty and usable.
type Vector struct {
	dots []Dot // sorted by actor, each actor once, N > 0
}

// NewVector makes a vector of dots in any order; of several dots of one actor the highest counts.
func NewVector(dots ...Dot) Vector {
	own := make([]Dot, 0, len(dots))
	for _, d := range dots {
		if d.N > 0 {
			own = append(own, d)
		}
	}
	slices.SortFunc(own, compareDots)
	kept := own[:0]
	for i, d := range own {
		if i+1 < len(own) && own[i+1].Actor == d.Actor {
			continue // a higher one of the same actor follows
		}
		kept = append(kept, d)
	}
	return Vector{kept}
}

func compareDots(a, b Dot) int {
	if c := bytes.Compare(a.Actor[:], b.Actor[:]); c != 0 {
		return c
	}
	switch {
	case a.N < b.N:
		return -1
	case a.N > b.N:
		return 1
	}
	return 0
}

// Len is the number of actors in the vector.
func (v Vector) Len() int { return len(v.dots) }

// At gives the i-th entry in the order of actors.
func (v Vector) At(i int) Dot { return v.dots[i] }

// Get gives the highest n of an actor, 0 if the actor is not in the vector.
func (v Vector) Get(actor ActorID) uint64 {
	for _, d := range v.dots {
		if d.Actor == actor {
			return d.N
		}
	}
	return 0
}

// Covers says whether the operation d is among those the vector stands for. The zero dot is always covered.
func (v Vector) Covers(d Dot) bool { return d.N == 0 || v.Get(d.Actor) >= d.N }

// Compare says how v stands to w: Before means that w has everything of v and more.
func (v Vector) Compare(w Vector) Ordering {
	less, more := false, false
	i, j := 0, 0
	for i < len(v.dots) && j < len(w.dots) {
		a, b := v.dots[i], w.dots[j]
		switch c := bytes.Compare(a.Actor[:], b.Actor[:]); {
		case c < 0:
			more = true
			i++
		case c > 0:
			less = true
			j++
		default:
			less = less || a.N < b.N
			more = more || a.N > b.N
			i++
			j++
		}
	}
	less = less || j < len(w.dots)
	more = more || i < len(v.dots)
	switch {
	case less && more:
		return Concurrent
	case less:
		return Before
	case more:
		return After
	}
	return Equal
}

// Merge gives the least vector that covers both.
func (v Vector) Merge(w Vector) Vector {
	out := make([]Dot, 0, len(v.dots)+len(w.dots))
	i, j := 0, 0
	for i < len(v.dots) && j < len(w.dots) {
		a, b := v.dots[i], w.dots[j]
		switch c := bytes.Compare(a.Actor[:], b.Actor[:]); {
		case c < 0:
			out = append(out, a)
			i++
		case c > 0:
			out = append(out, b)
			j++
		default:
			out = append(out, Dot{a.Actor, max(a.N, b.N)})
			i++
			j++
		}
	}
	out = append(out, v.dots[i:]...)
	return Vector{append(out, w.dots[j:]...)}
}

// With gives the vector that also covers the dots given.
func (v Vector) With(dots ...Dot) Vector {
	out := make([]Dot, len(v.dots), len(v.dots)+len(dots))
	copy(out, v.dots)
	for _, d := range dots {
		out = put(out, d)
	}
	return Vector{out}
}

// put sets d in its place of a sorted slice that the caller owns.
func put(out []Dot, d Dot) []Dot {
	if d.N == 0 {
		return out
	}
	for i := range out {
		switch c := bytes.Compare(out[i].Actor[:], d.Actor[:]); {
		case c == 0:
			out[i].N = max(out[i].N, d.N)
			return out
		case c > 0:
			return slices.Insert(out, i, d)
		}
	}
	return append(out, d)
}

// String is the canonical form "a:1,b:2", actors in byte order; the empty vector is "". Digests and hashes are taken of it.
func (v Vector) String() string { return string(v.AppendText(nil)) }

// AppendText appends the canonical form.
func (v Vector) AppendText(to []byte) []byte {
	for i, d := range v.dots {
		if i > 0 {
			to = append(to, ',')
		}
		n := bytes.IndexByte(d.Actor[:], 0)
		if n < 0 {
			n = len(d.Actor)
		}
		to = append(to, d.Actor[:n]...)
		to = append(to, ':')
		to = strconv.AppendUint(to, d.N, 10)
	}
	return to
}

// ParseVector reads the canonical form, and only that: sorted, each actor once. It fails with CodeMalformed, or with
// CodeLimit above VectorEntriesMax.
func ParseVector(text string) (Vector, error) {
	if text == "" {
		return Vector{}, nil
	}
	count := strings.Count(text, ",") + 1
	if count > VectorEntriesMax {
		return Vector{}, Errorf(CodeLimit, "a version vector has at most %d entries", VectorEntriesMax)
	}
	dots := make([]Dot, 0, count)
	for part := range strings.SplitSeq(text, ",") {
		d, err := ParseDot(part)
		if err != nil {
			return Vector{}, err
		}
		if len(dots) > 0 && bytes.Compare(dots[len(dots)-1].Actor[:], d.Actor[:]) >= 0 {
			return Vector{}, Errorf(CodeMalformed, "a version vector is sorted by actor, each once")
		}
		dots = append(dots, d)
	}
	return Vector{dots}, nil
}

// AppendBinary appends the stored form: a count, then per entry the eight bytes of the actor and n as a varint.
func (v Vector) AppendBinary(to []byte) []byte {
	to = binary.AppendUvarint(to, uint64(len(v.dots)))
	for _, d := range v.dots {
		to = append(to, d.Actor[:]...)
		to = binary.AppendUvarint(to, d.N)
	}
	return to
}

// DecodeVector reads what AppendBinary wrote and gives the bytes behind it. It fails with CodeInternal on bytes that
// AppendBinary cannot have written.
func DecodeVector(from []byte) (Vector, []byte, error) {
	count, n := binary.Uvarint(from)
	if n <= 0 || count > uint64(len(from)) {
		return Vector{}, nil, brokenVector()
	}
	from = from[n:]
	dots := make([]Dot, count)
	for i := range dots {
		if len(from) < len(dots[i].Actor) {
			return Vector{}, nil, brokenVector()
		}
		copy(dots[i].Actor[:], from)
		from = from[len(dots[i].Actor):]
		if dots[i].N, n = binary.Uvarint(from); n <= 0 || dots[i].N == 0 {
			return Vector{}, nil, brokenVector()
		}
		from = from[n:]
	}
	return Vector{dots}, from, nil
}

func brokenVector() error { return Errorf(CodeInternal, "broken binary version vector") }
