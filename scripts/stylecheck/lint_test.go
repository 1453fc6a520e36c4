package stylecheck_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// borderRule finds the names of depguard's rules in .golangci.yml.
var borderRule = regexp.MustCompile(`(?m)^        ([a-z-]+):\n          list-mode:`)

// TestLintRules runs the linter twice over a stub of this tree: clean, it finds nothing; with one breach planted per rule,
// it finds each of them where it was planted, and nothing else.
func TestLintRules(t *testing.T) {
	linter, err := exec.LookPath("golangci-lint")
	if err != nil {
		if os.Getenv("BEPLUA_LINT_REQUIRED") != "" {
			t.Fatalf("golangci-lint is required here: %v", err)
		}
		t.Skip("SKIPPED: the rules of .golangci.yml are not proved: no golangci-lint on the PATH")
	}
	if testing.Short() {
		t.Skip("SKIPPED: the rules of .golangci.yml are not proved: -short")
	}
	tree := t.TempDir()
	cache := t.TempDir()
	config, err := os.ReadFile(filepath.Join(repository(t), ".golangci.yml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, tree, ".golangci.yml", string(config))
	for file, text := range stub() {
		write(t, tree, file, text)
	}

	for file, found := range lint(t, linter, tree, cache) {
		t.Errorf("the clean stub is not clean: %s: %q", file, found)
	}

	planted := breaches()
	for _, b := range planted {
		write(t, tree, b.file, b.text)
	}
	found := lint(t, linter, tree, cache)
	everything := fmt.Sprint(found)
	for _, rule := range borderRule.FindAllStringSubmatch(string(config), -1) {
		if !strings.Contains(everything, "list '"+rule[1]+"'") {
			t.Errorf("the rule %s of .golangci.yml caught nothing: plant a breach of it", rule[1])
		}
	}
	for _, b := range planted {
		caught := false
		for _, f := range found[b.file] {
			caught = caught || strings.Contains(f, b.want)
		}
		if !caught {
			t.Errorf("%s: %q was not caught; found %q", b.file, b.want, found[b.file])
		}
		delete(found, b.file)
	}
	for file, rest := range found {
		t.Errorf("caught where nothing was planted: %s: %q", file, rest)
	}
}

// lint gives per file what the linter found, as "linter: text".
func lint(t *testing.T, linter, tree, cache string) map[string][]string {
	t.Helper()
	environment := append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off", "GOLANGCI_LINT_CACHE="+cache)
	build := exec.Command("go", "build", "./...")
	build.Dir, build.Env = tree, environment
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("the stub must compile, else the linter sees nothing: %v\n%s", err, out)
	}
	run := exec.Command(linter, "run", "--output.json.path=stdout", "--output.text.path=stderr", "--show-stats=false", "./...")
	run.Dir, run.Env = tree, environment
	out, err := run.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		stderr := ""
		if exit != nil {
			stderr = string(exit.Stderr)
		}
		t.Fatalf("golangci-lint: %v\n%s\n%s", err, out, stderr)
	}
	var report struct {
		Issues []struct {
			FromLinter string
			Text       string
			Pos        struct{ Filename string }
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatalf("golangci-lint's report: %v\n%s", err, out)
	}
	found := map[string][]string{}
	for _, i := range report.Issues {
		file := filepath.ToSlash(i.Pos.Filename)
		found[file] = append(found[file], i.FromLinter+": "+i.Text)
	}
	return found
}

func write(t *testing.T, tree, file, text string) {
	t.Helper()
	path := filepath.Join(tree, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
