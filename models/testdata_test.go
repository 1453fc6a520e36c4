package models_test

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
)

// load reads a file of shared test vectors, which other languages run too.
func load(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

func vector(t *testing.T, text string) models.Vector {
	t.Helper()
	v, err := models.ParseVector(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return v
}

func TestSharedVectors(t *testing.T) {
	type pair struct{ A, B, Is string }
	var cases struct {
		Canonical, Malformed []string
		Compare, Merge       []pair
		Covers               []struct {
			Vector, Dot string
			Is          bool
		}
	}
	load(t, "vectors.json", &cases)
	if len(cases.Canonical) == 0 || len(cases.Malformed) == 0 || len(cases.Compare) == 0 || len(cases.Merge) == 0 || len(cases.Covers) == 0 {
		t.Fatal("cases are missing")
	}
	for _, text := range cases.Canonical {
		if got := vector(t, text).String(); got != text {
			t.Errorf("%q came back as %q", text, got)
		}
	}
	for _, text := range cases.Malformed {
		if v, err := models.ParseVector(text); models.CodeOf(err) != models.CodeMalformed {
			t.Errorf("%q was read as %q, %v", text, v, err)
		}
	}
	for _, c := range cases.Compare {
		if got := vector(t, c.A).Compare(vector(t, c.B)).String(); got != c.Is {
			t.Errorf("%q to %q is %s, want %s", c.A, c.B, got, c.Is)
		}
	}
	for _, c := range cases.Merge {
		a, b := vector(t, c.A), vector(t, c.B)
		if got, back := a.Merge(b).String(), b.Merge(a).String(); got != c.Is || back != c.Is {
			t.Errorf("%q and %q make %q and %q, want %q", c.A, c.B, got, back, c.Is)
		}
	}
	for _, c := range cases.Covers {
		d, err := models.ParseDot(c.Dot)
		if err != nil {
			t.Fatal(err)
		}
		if got := vector(t, c.Vector).Covers(d); got != c.Is {
			t.Errorf("%q covers %q: %v", c.Vector, c.Dot, got)
		}
	}
}

type sharedOperation struct {
	Actor, Scope, Record, Type, Seen, At, By, Text, Hash string
	N                                                    uint64
	Schema                                               int
	Set                                                  map[string]any
	Unset                                                []string
	Delete                                               bool
	Group                                                *models.Group
}

func (s *sharedOperation) operation(t *testing.T) models.Operation {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, s.At)
	if err != nil {
		t.Fatal(err)
	}
	scope, err := models.ParseScope(s.Scope)
	if err != nil {
		t.Fatal(err)
	}
	o := models.Operation{
		Dot: models.Dot{Actor: models.MustActorID(s.Actor), N: s.N}, Scope: scope, Record: models.MustRecordID(s.Record), Type: s.Type,
		Seen: vector(t, s.Seen), At: at.UnixMilli(), By: models.MustRecordID(s.By), Schema: s.Schema, Delete: s.Delete,
	}
	var set []models.Assignment
	for name, v := range s.Set {
		set = append(set, models.Assignment{Name: name, Value: value(v)})
	}
	o.Set = models.NewValues(set...)
	for _, a := range models.NewValues(assignments(s.Unset)...) {
		o.Unset = append(o.Unset, a.Name)
	}
	if s.Group != nil {
		o.Group = *s.Group
	}
	return o
}

func assignments(names []string) []models.Assignment {
	out := make([]models.Assignment, len(names))
	for i, name := range names {
		out[i].Name = name
	}
	return out
}

// value makes the canonical value of what encoding/json read; numbers of the vectors are exact in a float64.
func value(v any) models.Value {
	switch v := v.(type) {
	case string:
		return models.TextValue(v)
	case bool:
		return models.BoolValue(v)
	case float64:
		return models.IntValue(int64(v))
	case []any:
		out := []byte{'['}
		for i, item := range v {
			if i > 0 {
				out = append(out, ',')
			}
			out = append(out, value(item)...)
		}
		return models.Value(append(out, ']'))
	case map[string]any:
		var row []models.Assignment
		for name, cell := range v {
			row = append(row, models.Assignment{Name: name, Value: value(cell)})
		}
		return models.Value(models.NewValues(row...).AppendJSON(nil))
	}
	return ""
}

func TestSharedHashes(t *testing.T) {
	var cases struct {
		Operations []sharedOperation
		Digests    []struct {
			ID, Vector, Digest, XorSoFar string
			Bucket                       uint8
		}
	}
	load(t, "hashes.json", &cases)
	if len(cases.Operations) == 0 || len(cases.Digests) == 0 {
		t.Fatal("cases are missing")
	}
	for i := range cases.Operations {
		c := &cases.Operations[i]
		o := c.operation(t)
		if hash := o.Hash(); hex.EncodeToString(hash[:]) != c.Hash {
			t.Errorf("operation %d has hash %x, want that of %q", i, hash, c.Text)
		}
	}
	var all models.Digest
	for _, c := range cases.Digests {
		one := models.RecordDigest(models.MustRecordID(c.ID), vector(t, c.Vector))
		all = all.XOR(one)
		if got := hex.EncodeToString(one[:]); got != c.Digest {
			t.Errorf("%s %q has digest %s, want %s", c.ID, c.Vector, got, c.Digest)
		}
		if got := hex.EncodeToString(all[:]); got != c.XorSoFar {
			t.Errorf("digests up to %s make %s, want %s", c.ID, got, c.XorSoFar)
		}
	}
}

// An id is read from outside: no text may make the parser fail in another way than with its error.
func TestParseRecordIDRefuses(t *testing.T) {
	for _, text := range []string{
		"", "0195a1b2-0000-7000-8000-00000000000", "0195A1b2-0000-7000-8000-000000000001", "0195a1b2-0000-7000-8000-0000000000-1",
		"019b7cac-5a1b-7114-8e91-26041fb8-995", "00000000-0000-0000-0000-000000000000", "0195a1b2x0000-7000-8000-000000000001",
		"0195a1b2-0000-7000-8000-00000000000g", "------------------------------------",
	} {
		if id, err := models.ParseRecordID(text); models.CodeOf(err) != models.CodeMalformed {
			t.Errorf("%q was read as %s, %v", text, id, err)
		}
	}
	const text = "0195a1b2-0c0d-7e0f-8a1b-f00000000001"
	if got := models.MustRecordID(text).String(); got != text {
		t.Errorf("%s came back as %s", text, got)
	}
}
