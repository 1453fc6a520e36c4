package stylecheck_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// link finds the targets of relative Markdown links.
var link = regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)

// TestDecisionsAreIndexed wants every decision in the index.
func TestDecisionsAreIndexed(t *testing.T) {
	folder := filepath.Join(repository(t), "docs", "adr")
	index, err := os.ReadFile(filepath.Join(folder, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	decisions, err := filepath.Glob(filepath.Join(folder, "0*.md"))
	if err != nil || len(decisions) == 0 {
		t.Fatalf("no decisions found: %v", err)
	}
	for _, d := range decisions {
		if !strings.Contains(string(index), "("+filepath.Base(d)+")") {
			t.Errorf("docs/adr/README.md does not list %s", filepath.Base(d))
		}
	}
}

// TestLinks wants every relative link of every page to lead somewhere.
func TestLinks(t *testing.T) {
	root := repository(t)
	for _, file := range files(t, root) {
		if filepath.Ext(file) != ".md" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			continue // deleted, not yet committed
		}
		for _, found := range link.FindAllStringSubmatch(string(text), -1) {
			if _, err := os.Stat(filepath.Join(root, filepath.Dir(file), found[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", file, found[1])
			}
		}
	}
}
