package account

import (
	"context"
	"testing"

	"github.com/beplua/beplua/models"
)

// Each hash takes 19 MiB: so many at once, so many who wait, and nobody beyond.
func TestHashersAreBounded(t *testing.T) {
	h := newHasher(1, nil)
	h.turns <- struct{}{} // one is being made
	h.waiting.Add(1)
	gone, giveUp := context.WithCancel(t.Context())
	waits := make(chan error)
	for range hashersWaiting {
		go func() {
			_, err := h.derive(gone, "x", phc{}, argonKey)
			waits <- err
		}()
	}
	for h.waiting.Load() < 1+hashersWaiting {
		select {
		case err := <-waits:
			t.Fatalf("one did not wait: %v", err)
		default:
		}
	}
	if _, err := h.derive(t.Context(), "x", phc{}, argonKey); models.CodeOf(err) != models.CodeThrottled {
		t.Errorf("one too many: %v", err)
	}
	giveUp()
	for range hashersWaiting {
		if err := <-waits; err == nil {
			t.Error("a password was hashed out of turn")
		}
	}
	if n := h.waiting.Load(); n != 1 {
		t.Errorf("%d are counted as waiting", n)
	}
}
