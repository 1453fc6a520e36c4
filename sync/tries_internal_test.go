package sync

import (
	"testing"

	"github.com/beplua/beplua/models"
)

func TestTried(t *testing.T) {
	broken := models.Errorf(models.CodeInternal, "broken")
	for _, c := range []struct {
		name         string
		stale, tries int // how often others get in between; how often it is done
		then         error
		code         models.Code
	}{
		{"at once", 0, 1, nil, ""},
		{"others got in between", 2, 3, nil, ""},
		{"it fails by itself", 1, 2, broken, models.CodeInternal},
		{"others always get in between", models.CommitTriesMax, models.CommitTriesMax, nil, models.CodeUnavailable},
	} {
		tries := 0
		err := tried(func() error {
			if tries++; tries <= c.stale {
				return models.ErrStale
			}
			return c.then
		})
		if tries != c.tries || models.CodeOf(err) != c.code {
			t.Errorf("%s: %d tries, %v; want %d, %q", c.name, tries, err, c.tries, c.code)
		}
	}
}
