package fcmtest

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// Faults are how often the carrier fails. The same seed fails the same try of the same delivery key, however the requests
// are mixed.
type Faults struct {
	Seed   uint64
	Shares map[Answer]int // of a thousand requests; the rest is taken
}

// Passing are the faults after which another try may succeed.
func Passing(seed uint64, share int) Faults {
	f := Faults{Seed: seed, Shares: map[Answer]int{}}
	for _, answer := range []Answer{
		Quota, TooMany, Internal, BadGateway, Unavailable, PageUnavailable, Page, NotFound, CutBefore, CutAfter, CutWithin,
	} {
		f.Shares[answer] = share
	}
	return f
}

func (f Faults) check() error {
	sum := 0
	for answer, share := range f.Shares {
		if share < 0 {
			return fmt.Errorf("fcmtest: the share of %s is %d", answer, share)
		}
		sum += share
	}
	if sum > 1000 {
		return fmt.Errorf("fcmtest: the shares are %d of a thousand", sum)
	}
	return nil
}

// draw takes a hash that mixes well: by FNV no delivery ever failed four times running.
func (f Faults) draw(key string, try uint64) Answer {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s %d", f.Seed, key, try))
	at := int(binary.BigEndian.Uint32(sum[:]) % 1000)
	for _, answer := range slices.Sorted(maps.Keys(f.Shares)) {
		if at -= f.Shares[answer]; at < 0 {
			return answer
		}
	}
	return Taken
}
