package main

import (
	"os"
	"strings"
	"testing"
)

// small is a simulation of a second, with a backup of the server that is restored.
var small = []string{"simulate", "--seeds", "2", "--phones", "6", "--ops", "80", "--seed", "293"}

// The simulator ends with the line that scripts look for, and says the same again when it is asked again.
func TestSimulate(t *testing.T) {
	t.Parallel()
	status, out, errs := ask(t, nil, small...)
	if status != 0 || !strings.HasPrefix(lastLine(out), "simulate: 2 seeds, 16") || !strings.HasSuffix(lastLine(out), " operations, 0 invariant breaks") {
		t.Fatalf("status %d, %q\n%s", status, lastLine(out), errs)
	}
	if strings.Contains(out, "       0  server restored") {
		t.Error("no server was restored; choose other seeds")
	}
	if _, again, _ := ask(t, nil, small...); again != out {
		t.Errorf("first:\n%s\nagain:\n%s", out, again)
	}
	for _, wrong := range [][]string{{"--store", "paper"}, {"--store", "mongodb"}, {"--seeds", "0"}} {
		if status, _, errs := ask(t, nil, append([]string{"simulate"}, wrong...)...); status != 2 || errs == "" {
			t.Errorf("%q: status %d, %q", wrong, status, errs)
		}
	}
}

// On MongoDB everything happens as it does on the embedded store. See store/mongodb/wiretest for a peer that is always there.
func TestSimulateOnMongoDB(t *testing.T) {
	const variable = "BEPLUA_TEST_MONGODB_URI"
	uri := os.Getenv(variable)
	if uri == "" {
		t.Skip("SKIPPED: no real MongoDB was simulated on: " + variable + " is not set")
	}
	_, want, _ := ask(t, nil, small...)
	status, out, errs := ask(t, map[string]string{"MONGODB_URI": uri}, append(small, "--store", "mongodb")...)
	if status != 0 || out != want {
		t.Errorf("status %d, %s\non MongoDB:\n%s\non SQLite:\n%s", status, errs, out, want)
	}
}

func lastLine(text string) string {
	text = strings.TrimSpace(text)
	return text[strings.LastIndex(text, "\n")+1:]
}
