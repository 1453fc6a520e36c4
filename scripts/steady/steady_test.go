package steady_test

import (
	"flag"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/beplua/beplua/scripts/steady"
)

// TestSameEveryTime: two checks draw the same, and a flag that no library has registered is not minded.
func TestSameEveryTime(t *testing.T) {
	steady.Flags(map[string]string{"rapid.checks": "20", "unheard-of": "1"})
	if f := flag.Lookup("rapid.seed"); f.Value.String() == f.DefValue {
		t.Fatal("the seed is still a random one")
	}
	draw := func() (all []int) {
		rapid.Check(t, func(t *rapid.T) { all = append(all, rapid.Int().Draw(t, "n")) })
		return all
	}
	if first, second := draw(), draw(); len(first) == 0 || !slices.Equal(first, second) {
		t.Errorf("first %v, then %v", first, second)
	}
}
