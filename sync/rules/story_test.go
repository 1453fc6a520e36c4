package rules_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
)

// TestStories tells the stories of testdata: what phones wrote, line by line in the order of arrival, and which pairs the
// rules then see.
//
//	type <record type>                              for the stories that follow
//	# <title>                                       begins a story in an empty book
//	<phone> <record> field=value; …  => <kind> <record> <record>, …    "field=" takes it away; no arrow: nothing is found
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/*.story")
	if err != nil || len(files) != 4 {
		t.Fatalf("%d files of stories (%v)", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		typ, title := "", ""
		var lines []string
		flush := func() {
			if title != "" {
				t.Run(typ+"/"+title, func(t *testing.T) { tell(t, typ, lines) })
			}
			title, lines = "", nil
		}
		for line := range strings.Lines(string(text)) {
			line = strings.TrimSpace(line)
			switch name, isType := strings.CutPrefix(line, "type "); {
			case isType:
				flush()
				typ = name
			case strings.HasPrefix(line, "# "):
				flush()
				title = line[2:]
			case line != "":
				lines = append(lines, line)
			}
		}
		flush()
	}
}

func tell(t *testing.T, typ string, lines []string) {
	t.Helper()
	if len(lines) < 2 {
		t.Fatalf("a story of %d lines tells nothing of pairs", len(lines))
	}
	b := newBook(t, typ)
	for _, line := range lines {
		deed, want, _ := strings.Cut(line, "=>")
		who, rest, _ := strings.Cut(strings.TrimSpace(deed), " ")
		name, fields, _ := strings.Cut(strings.TrimSpace(rest), " ")
		if got := said(b.write(who, idOf(name), values(t, fields))); got != strings.TrimSpace(want) {
			t.Errorf("%s\nfound %q", line, got)
		}
	}
}

func values(t *testing.T, text string) models.Values {
	t.Helper()
	var out models.Values
	for part := range strings.SplitSeq(text, ";") {
		name, value, ok := strings.Cut(strings.TrimSpace(part), "=")
		if !ok {
			t.Fatalf("%q is no assignment", part)
		}
		out = append(out, models.Assignment{Name: name, Value: valueOf(value)})
	}
	return out
}

// valueOf reads "" as unset, m1 to m9 as a reference, whole numbers and true as themselves, the rest as text.
func valueOf(text string) models.Value {
	if text == "" || text == "true" {
		return models.Value(text)
	}
	if len(text) == 2 && text[0] == 'm' && text[1] >= '1' && text[1] <= '9' {
		return models.RefValue(idOf(text))
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && text[0] != '+' {
		return models.IntValue(n)
	}
	return models.TextValue(text)
}
