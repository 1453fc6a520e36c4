package merge_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/merge"
)

var update = flag.Bool("update", false, "write what came out as what is expected")

// TestStories tells each file of testdata: what people did with one record, line by line, and what became of it.
//
//	type <person|visit|payment>
//	<phone> writes [day n] [hh:mm] field=value … -field …   (the value is JSON, with ' for quotes)
//	<phone> deletes [hh:mm]
//	<phone> sends            all that it has not sent
//	<phone> fetches
//	<phone> is stamped anew as <phone>     restored from a backup: all it ever wrote goes out again under another name
//	<phone> is held          its oldest unsent operation waits with an officer
//	officer carries out      the operation that waited longest
//
// The server's clock stands at 12:00; a phone's time beyond it counts as 12:00.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d stories (%v)", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { tell(t, file) })
	}
}

func tell(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	comment, parts := archive(string(text))
	s := story{T: t, phones: map[string]*phone{}}
	for line := range strings.Lines(parts["story"]) {
		if line = strings.TrimSpace(line); line != "" {
			s.line(line)
		}
	}
	if *update {
		made := comment + "-- story --\n" + parts["story"] + "-- outcome --\n" + s.out.String()
		if err := os.WriteFile(file, []byte(made), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got := s.out.String(); got != parts["outcome"] {
		t.Errorf("%s\ncame out as\n%s\nnot as\n%s", comment, got, parts["outcome"])
	}
}

// archive reads the txtar form: a comment, then files behind lines "-- name --".
func archive(text string) (comment string, parts map[string]string) {
	parts = map[string]string{}
	name := ""
	for line := range strings.Lines(text) {
		rest, isMark := strings.CutPrefix(strings.TrimSpace(line), "-- ")
		if inner, ok := strings.CutSuffix(rest, " --"); isMark && ok {
			name = inner
			continue
		}
		if name == "" {
			comment += line
		} else {
			parts[name] += line
		}
	}
	return comment, parts
}

// story is one record's history while it is told.
type story struct {
	*testing.T
	village *village
	phones  map[string]*phone
	past    map[string][]edit // all that a phone ever wrote
	held    []edit
	out     strings.Builder
}

func (s *story) line(line string) {
	s.Helper()
	quoted := false
	words := strings.FieldsFunc(line, func(c rune) bool {
		quoted = quoted != (c == '\'')
		return c == ' ' && !quoted
	})
	if words[0] == "type" {
		s.village = newVillage(s.T, types()[words[1]])
		s.past = map[string][]edit{}
		return
	}
	if line == "officer carries out" {
		late := s.held[0]
		late.late = true
		s.held = s.held[1:]
		s.report(late.op.Dot.String()+" (carried out)", s.village.take(late))
		return
	}
	p := s.phones[words[0]]
	if p == nil {
		p = s.village.phone(words[0])
		s.phones[words[0]] = p
	}
	switch words[1] {
	case "writes", "deletes":
		s.write(p, words[1:])
	case "sends":
		for len(p.outbox) > 0 {
			name := p.outbox[0].op.Dot.String()
			s.report(name, p.submit())
		}
	case "fetches":
		p.fetch()
	case "is":
		s.misfortune(p, words[2:])
	default:
		s.Fatalf("no such line: %s", line)
	}
}

// misfortune is what happens to a phone: its operation is held, or it is restored from a backup.
func (s *story) misfortune(p *phone, words []string) {
	s.Helper()
	if words[0] == "held" {
		s.held, p.outbox = append(s.held, p.outbox[0]), p.outbox[1:]
		return
	}
	anew := s.village.phone(words[len(words)-1])
	anew.base, anew.baseAt = p.base, p.baseAt
	for _, e := range s.past[p.actor.String()] {
		op := *e.op
		op.Dot.Actor = anew.actor
		anew.n = op.Dot.N
		anew.outbox = append(anew.outbox, edit{op: &op, at: e.at, baseAt: e.baseAt})
	}
	s.phones[anew.actor.String()] = anew
}

func (s *story) write(p *phone, words []string) {
	s.Helper()
	op := models.Operation{Delete: words[0] == "deletes"}
	at := clock(12, 0)
	for i := 1; i < len(words); i++ {
		word := words[i]
		name, value, isSet := strings.Cut(word, "=")
		switch {
		case word == "day":
			i++
			day, err := strconv.Atoi(words[i])
			if err != nil {
				s.Fatal(err)
			}
			at += int64(day) * clock(24, 0)
		case isSet:
			op.Set = append(op.Set, models.Assignment{Name: name, Value: models.Value(strings.ReplaceAll(value, "'", `"`))})
		case word[0] == '-':
			op.Unset = append(op.Unset, word[1:])
		default:
			when, err := time.Parse("15:04", word)
			if err != nil {
				s.Fatalf("%q is no time: %v", word, err)
			}
			at += clock(when.Hour(), when.Minute()) - clock(12, 0)
		}
	}
	op.Set = models.NewValues(op.Set...)
	p.write(min(at, clock(12, 0)), op)
	s.past[p.actor.String()] = append(s.past[p.actor.String()], p.outbox[len(p.outbox)-1])
}

func clock(hour, minute int) int64 {
	return (time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute).Milliseconds()
}

// report writes what became of an operation, and the record after it.
func (s *story) report(name string, d merge.Decision) {
	fmt.Fprintf(&s.out, "%s is %s", name, d.Kind)
	if d.Problem != "" {
		fmt.Fprintf(&s.out, " (%s)", d.Problem)
	}
	s.out.WriteByte('\n')
	for _, f := range d.Faults {
		fmt.Fprintf(&s.out, "  fault %s: %s\n", f.Field, f.Code)
	}
	for _, c := range d.Conflicts {
		what := c.Field
		if what == "" {
			what = "the record"
		}
		fmt.Fprintf(&s.out, "  ask: %s of %s: %s by %s, or %s\n", c.Kind, what, shown(c.Standing.Value), c.Standing.Mark.Dot, shown(c.Incoming))
	}
	if d.Kind == models.Refused {
		return
	}
	for _, f := range d.Record.Fields {
		fmt.Fprintf(&s.out, "  %s = %s by %s\n", f.Name, shown(f.Value), f.Mark.Dot)
	}
	fmt.Fprintf(&s.out, "  [%s]\n", d.Record.Vector)
}

func shown(v models.Value) string {
	if !v.IsSet() {
		return "nothing"
	}
	return string(v)
}
