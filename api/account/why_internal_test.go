package account

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every reason that is given can be asked for, and has its words in the console.
func TestEveryReasonIsKnown(t *testing.T) {
	source, err := os.ReadFile("why.go")
	if err != nil {
		t.Fatal(err)
	}
	said := regexp.MustCompile(`say\("([a-z-]+)"`).FindAllStringSubmatch(string(source), -1)
	if len(said) < len(reasons) {
		t.Fatalf("%d reasons are given, %d known", len(said), len(reasons))
	}
	for _, s := range said {
		if !IsReason(s[1]) {
			t.Errorf("%s is given and cannot be asked for", s[1])
		}
	}
	page, err := os.ReadFile("../../web/src/console/pages/phones/reasons.ts")
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range reasons {
		if !slices.ContainsFunc(said, func(s []string) bool { return s[1] == code }) {
			t.Errorf("%s is never given", code)
		}
		if !strings.Contains(string(page), "code: '"+code+"'") {
			t.Errorf("%s has no words in the console", code)
		}
	}
}
