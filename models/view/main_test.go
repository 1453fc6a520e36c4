package view_test

import (
	"os"
	"testing"

	"github.com/beplua/beplua/scripts/steady"
)

func TestMain(m *testing.M) {
	steady.Flags(nil)
	os.Exit(m.Run())
}
