// Command testreport reads what `go test -json` says and tells it to people: one line per package, the whole output of
// what failed, and at the end every skip with its reason, since a test that did not run has proved nothing.
//
//	go test -json ./... | go run ./scripts/testreport
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	if !report(os.Stdin, os.Stdout) {
		os.Exit(1)
	}
}

// event is one line of `go test -json`; see `go doc test2json`.
type event struct {
	Action, Package, ImportPath, Test, Output string
	Elapsed                                   float64
}

// key names a test, or with no test the package as a whole.
type key struct{ pkg, test string }

// report copies the events' essence and answers whether everything passed. No event at all is a failure: something
// else went wrong before.
func report(in io.Reader, out io.Writer) bool {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	output := map[key][]string{}
	var skips []string
	passed, tests, packages := true, 0, 0
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			fmt.Fprintln(out, lines.Text())
			continue
		}
		k := key{e.Package, e.Test}
		switch e.Action {
		case "output":
			output[k] = append(output[k], e.Output)
		case "build-output":
			fmt.Fprint(out, e.Output)
		case "build-fail":
			passed = false
		case "fail":
			passed = false
			fmt.Fprintf(out, "FAIL  %s %s\n%s", e.Package, e.Test, strings.Join(output[k], ""))
			delete(output, k)
		case "skip":
			if e.Test != "" {
				skips = append(skips, fmt.Sprintf("%s %s: %s", e.Package, e.Test, reason(output[k])))
			}
			delete(output, k)
		case "pass":
			if e.Test == "" {
				packages++
				fmt.Fprintf(out, "ok    %-60s %6.1f s%s\n", e.Package, e.Elapsed, cached(output[k]))
			} else {
				tests++
			}
			delete(output, k)
		}
	}
	for _, s := range skips {
		fmt.Fprintf(out, "SKIP  %s\n", s)
	}
	fmt.Fprintf(out, "%d packages, %d tests and sub-tests passed, %d skipped (not counted)\n", packages, tests, len(skips))
	return passed && packages > 0 && lines.Err() == nil
}

// cached says so if the result is of an earlier run.
func cached(output []string) string {
	if strings.Contains(strings.Join(output, ""), "(cached)") {
		return " (cached)"
	}
	return ""
}

// reason is what a test said when it gave up.
func reason(output []string) string {
	for i := len(output) - 1; i >= 0; i-- {
		line := strings.TrimSpace(output[i])
		if line != "" && !strings.HasPrefix(line, "---") && !strings.HasPrefix(line, "===") {
			return line
		}
	}
	return "no reason given"
}
