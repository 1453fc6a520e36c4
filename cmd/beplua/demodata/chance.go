package demodata

import (
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
	"strconv"

	"github.com/beplua/beplua/models"
)

// chance is a stream of choices that depends on nothing but the seed and the name of what is made, so that one club's
// data stay the same whatever happens in another.
type chance struct{ *rand.Rand }

func newChance(seed uint64, parts ...string) chance {
	h := sha256.New()
	h.Write(strconv.AppendUint(nil, seed, 10))
	for _, p := range parts {
		h.Write([]byte{'\n'})
		h.Write([]byte(p))
	}
	sum := h.Sum(nil)
	//nolint:gosec // invented data need no secret randomness
	return chance{rand.New(rand.NewPCG(binary.BigEndian.Uint64(sum), binary.BigEndian.Uint64(sum[8:])))}
}

// between gives a number from low to high, both possible.
func (c chance) between(low, high int) int { return low + c.IntN(high-low+1) }

// money gives an amount from low to high in whole steps.
func (c chance) money(low, high, step int64) int64 { return low + step*c.Int64N((high-low)/step+1) }

// percent is true p times out of a hundred.
func (c chance) percent(p int) bool { return c.IntN(100) < p }

// id makes a UUID of version 7: the time it was made at, then bits of the stream.
func (c chance) id(at int64) models.RecordID {
	var id models.RecordID
	binary.BigEndian.PutUint64(id[:8], uint64(at)<<16|c.Uint64()&0x0fff) //nolint:gosec // times after 1970
	binary.BigEndian.PutUint64(id[8:], c.Uint64())
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return id
}

func pick[T any](c chance, items []T) T { return items[c.IntN(len(items))] }

// share is one of several possibilities and its weight.
type share struct {
	name   string
	weight int
}

// weighted picks by weight.
func weighted(c chance, shares []share) string {
	total := 0
	for _, s := range shares {
		total += s.weight
	}
	at := c.IntN(total)
	for _, s := range shares {
		if at -= s.weight; at < 0 {
			return s.name
		}
	}
	return shares[len(shares)-1].name
}
