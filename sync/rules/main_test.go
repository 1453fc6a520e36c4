package rules_test

import (
	"os"
	"testing"

	"github.com/beplua/beplua/scripts/steady"
)

// TestMain asks for so many cases that even a short run meets what it looks for.
func TestMain(m *testing.M) {
	steady.Flags(map[string]string{"rapid.checks": "500"})
	os.Exit(m.Run())
}
