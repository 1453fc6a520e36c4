package fcmtest

import (
	"strconv"
	"testing"
)

// TestTriesFailByThemselves: a try fails as often after three failures as the first one does.
func TestTriesFailByThemselves(t *testing.T) {
	f := Passing(1, 50)
	left := make([]string, 10_000)
	for i := range left {
		left[i] = "key-" + strconv.Itoa(i)
	}
	for try := uint64(1); try <= 4; try++ {
		var failed []string
		for _, key := range left {
			if f.draw(key, try) != Taken {
				failed = append(failed, key)
			}
		}
		if share := 100 * len(failed) / len(left); share < 50 || share > 60 {
			t.Fatalf("of %d tries number %d, %d %% fail instead of 55 %%", len(left), try, share)
		}
		left = failed
	}
}
