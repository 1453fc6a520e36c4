package stylecheck_test

import (
	"bytes"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// linesMax bounds a file: one idea fits. Tests and code alike.
const linesMax = 500

// finding is one breach of the house's style.
type finding struct {
	file, rule string
}

// patterns are texts that may not stand in a file of the given ending. Each is put together here from two halves, so that
// this file does not find itself.
var patterns = []struct {
	rule    string
	ending  string
	pattern *regexp.Regexp
}{
	{"a test waits for an event, not for time", "_test.go", regexp.MustCompile(`\btime\.` + `Sleep\(`)},
	{"finish it or leave it out", ".go", regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X)\b`)},
	{"a path of one machine", "", regexp.MustCompile(`(^|[\s"'=:(])/(work|root|home|farm)` + `/[a-z]`)},
}

// TestTree holds every file of the repository to the rules that no linter knows.
func TestTree(t *testing.T) {
	root := repository(t)
	for _, file := range files(t, root) {
		text, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			continue // deleted, not yet committed
		}
		for _, f := range inspect(file, text) {
			t.Errorf("%s: %s", f.file, f.rule)
		}
	}
}

// TestInspect breaks each rule once.
func TestInspect(t *testing.T) {
	long := "package p\n" + strings.Repeat("// A line.\n", linesMax)
	tests := []struct{ file, text, want string }{
		{"a.go", long, "more than 500 lines"},
		{"a.go", "package p\nfunc  f() {}\n", "not as gofmt writes it"},
		{"a_test.go", "package p\n\nfunc f() { time." + "Sleep(1) }\n", patterns[0].rule},
		{"a.go", "package p\n\n// TO" + "DO: later\n", patterns[1].rule},
		{"a.md", "see /ro" + "ot/x\n", patterns[2].rule},
		{"a.yml", "path: /wo" + "rk/main\n", patterns[2].rule},
		{"a.go", "package p\n", ""},
		{"a.go", "package p\n\n// A network is at work/home, root/x.\n", ""},
	}
	for _, tt := range tests {
		got := ""
		if all := inspect(tt.file, []byte(tt.text)); len(all) > 0 {
			got = all[0].rule
		}
		if got != tt.want {
			t.Errorf("inspect(%s, %.40q) = %q, want %q", tt.file, tt.text, got, tt.want)
		}
	}
}

// inspect gives what is wrong with one file.
func inspect(file string, text []byte) []finding {
	var out []finding
	add := func(rule string) { out = append(out, finding{file, rule}) }
	isGo := strings.HasSuffix(file, ".go")
	if isGo && bytes.Count(text, []byte{'\n'}) > linesMax {
		add("more than 500 lines")
	}
	if isGo {
		if formatted, err := format.Source(text); err == nil && !bytes.Equal(formatted, text) {
			add("not as gofmt writes it")
		}
	}
	for _, p := range patterns {
		if strings.HasSuffix(file, p.ending) && p.pattern.Match(text) {
			add(p.rule)
		}
	}
	return out
}

// files lists what people write: text that is tracked or about to be, without what tools made.
func files(t *testing.T, root string) []string {
	t.Helper()
	list := exec.Command("git", "ls-files", "--cached", "--others", "--exclude-standard")
	list.Dir = root
	out, err := list.Output()
	if err != nil {
		t.Skipf("SKIPPED: the tree's style: git cannot list it here: %v", err)
	}
	var names []string
	for _, name := range strings.Fields(string(out)) {
		switch filepath.Ext(name) {
		case ".go", ".md", ".yml", ".yaml", ".json", ".ts", ".tsx", ".sh", ".txtar", ".mod", "":
		default:
			continue
		}
		if !strings.Contains(name, "/dist/") && !strings.Contains(name, "node_modules/") {
			names = append(names, name)
		}
	}
	if len(names) < 10 {
		t.Fatalf("git lists only %d files: looking in the wrong place", len(names))
	}
	return names
}

// repository is the folder that holds go.mod.
func repository(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		t.Fatalf("no go.mod two folders up: %v", err)
	}
	return root
}
