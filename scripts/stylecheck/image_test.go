package stylecheck_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestImageHasWhatTheProgramNeeds wants .dockerignore to let in every folder whose code is in the program: not every machine
// can build the image.
func TestImageHasWhatTheProgramNeeds(t *testing.T) {
	root := repository(t)
	text, err := os.ReadFile(filepath.Join(root, ".dockerignore"))
	if err != nil {
		t.Fatal(err)
	}
	letIn := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "!"); ok {
			folder, _, _ := strings.Cut(rest, "/")
			letIn[folder] = true
		}
	}
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "./cmd/beplua")
	list.Dir = root
	packages, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(packages)) {
		ours, ok := strings.CutPrefix(strings.TrimSpace(line), module+"/")
		if folder, _, _ := strings.Cut(ours, "/"); ok && !letIn[folder] {
			t.Errorf(".dockerignore keeps %s out of the image", ours)
		}
	}
}
