package sqlite_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLimitsAreNoBareParameters: for LIMIT ? SQLite plans a statement anew whenever another number is bound, which cost a
// sixth of a submit. LIMIT +? is the same to the reader and a plain number to the planner.
func TestLimitsAreNoBareParameters(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			if !strings.HasPrefix(strings.TrimSpace(line), "//") && strings.Contains(line, "LIMIT ?") {
				t.Errorf("%s:%d: LIMIT ? instead of LIMIT +?", name, i+1)
			}
		}
	}
}
