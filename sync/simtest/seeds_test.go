package simtest_test

import (
	_ "embed"
	"strconv"
	"strings"
	"testing"

	"github.com/beplua/beplua/sync/simtest"
)

//go:embed testdata/seeds.txt
var knownSeeds string

// TestKnownSeeds replays the seeds that once found a mistake.
func TestKnownSeeds(t *testing.T) {
	known := 0
	for line := range strings.SplitSeq(strings.TrimSpace(knownSeeds), "\n") {
		number, why, _ := strings.Cut(line, " ")
		if number == "#" {
			continue
		}
		if known++; testing.Short() && known > 3 {
			return // the race detector makes each ten times as long
		}
		seed, err := strconv.ParseUint(number, 10, 64)
		if err != nil || why == "" {
			t.Fatalf("testdata/seeds.txt: %q is not a seed and what it finds", line)
		}
		report := simulate(t, simtest.Config{Seeds: 1, First: seed, Phones: 20, Operations: 300})
		for _, failure := range report.Failures {
			t.Errorf("%s (%s)", failure, why)
		}
	}
}

// TestSameSeedSameHistory runs the same seeds twice, at once and one after the other: what happens depends on the seed alone.
func TestSameSeedSameHistory(t *testing.T) {
	c := simtest.Config{Seeds: 4, First: 71, Phones: 8, Operations: 100, Workers: 2}
	first := simulate(t, c)
	c.Workers = 1
	again := simulate(t, c)
	if first.String() != again.String() {
		t.Errorf("first:\n%s\nagain:\n%s", &first, &again)
	}
	c.First++
	if other := simulate(t, c); other.Digest == first.Digest {
		t.Error("other seeds have the same digest")
	}
}

// simulate runs a configuration on towns of the test.
func simulate(t *testing.T, c simtest.Config) simtest.Report {
	t.Helper()
	c.Open, c.Folder = opener(t, nil, nil), t.TempDir()
	report, err := simtest.Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return report
}
