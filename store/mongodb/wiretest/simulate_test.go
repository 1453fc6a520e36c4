package wiretest_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestSimulate lets a part of the simulator loose on the peer. A seed goes the same way on every store, so all that it says must
// be what it says of the embedded one: a digest of every entry of every log is in it.
func TestSimulate(t *testing.T) {
	program := filepath.Join(t.TempDir(), "beplua")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", program, "github.com/beplua/beplua/cmd/beplua")
	build.Dir = filepath.Join("..", "..", "..") // the main module has what the program needs
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	simulate := func(store string) string {
		t.Helper()
		c := exec.CommandContext(t.Context(), program, "simulate", "--seeds", "1", "--phones", "6", "--ops", "80", "--seed", "293", "--store", store)
		c.Env = append(os.Environ(), "MONGODB_URI="+serve(t, t.TempDir()))
		out, err := c.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", store, err, out)
		}
		return string(out)
	}
	if want, got := simulate("sqlite"), simulate("mongodb"); got != want {
		t.Errorf("on MongoDB's peer:\n%s\non SQLite:\n%s", got, want)
	}
}
