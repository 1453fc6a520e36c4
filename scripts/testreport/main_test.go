package main

import (
	"strings"
	"testing"
)

// TestReport tells a run with a failure, a skip and a pass.
func TestReport(t *testing.T) {
	const pass = `{"Action":"pass","Package":"p"}`
	tests := []struct {
		name, in string
		passed   bool
		want     string
	}{
		{"passed", `{"Action":"pass","Package":"p","Test":"TestA"}` + "\n" + pass, true, "1 packages, 1 tests and sub-tests passed, 0 skipped"},
		{"nothing ran", "", false, "0 packages"},
		{"failed", `{"Action":"output","Package":"p","Test":"TestA","Output":"a_test.go:1: wrong\n"}` + "\n" +
			`{"Action":"fail","Package":"p","Test":"TestA"}` + "\n" + pass, false, "a_test.go:1: wrong"},
		{"did not build", `{"Action":"build-output","ImportPath":"q","Output":"q.go:1: syntax\n"}` + "\n" +
			`{"Action":"build-fail","ImportPath":"q"}` + "\n" + pass, false, "q.go:1: syntax"},
		{"skipped", `{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:1: SKIPPED: no mongod\n"}` + "\n" +
			`{"Action":"output","Package":"p","Test":"TestA","Output":"--- SKIP: TestA (0.0s)\n"}` + "\n" +
			`{"Action":"skip","Package":"p","Test":"TestA"}` + "\n" + pass, true, "SKIP  p TestA: a_test.go:1: SKIPPED: no mongod"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out strings.Builder
			if passed := report(strings.NewReader(tt.in), &out); passed != tt.passed {
				t.Errorf("passed = %v, want %v", passed, tt.passed)
			}
			if !strings.Contains(out.String(), tt.want) {
				t.Errorf("said %q, want %q in it", out.String(), tt.want)
			}
		})
	}
}
