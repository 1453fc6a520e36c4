// Package rules looks across records after an edit for what a person should know: the same person, meeting or payment
// recorded twice. It is pure: it sees the scope through a View.
package rules

import (
	"bytes"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// View is the scope as decided so far.
type View interface {
	// ByKey gives the other records that have an index key.
	ByKey(key string) ([]*models.Record, error)
}

// Finding is what a person should know.
type Finding struct {
	Kind           models.CaseKind
	Reason         string         // "": the kind says it
	Subject, Other *models.Record // Subject has the smaller id, so that a pair is found once
}

// Keys gives the keys that Duplicates would look up after an edit: the natural keys that the record did not have before,
// and all of them when it says anew what else a hint reads. So a pair is found whichever of its edits arrives last.
func Keys(t *schema.Type, before, now *models.Record) []string {
	if len(t.Hints) == 0 || now.Deleted() || !now.Alias().IsZero() {
		return nil
	}
	fresh := t.HintKeys(now)
	if before == nil || rereads(t, before, now) {
		return fresh
	}
	old := t.HintKeys(before)
	out := fresh[:0]
	for _, k := range fresh {
		if !contains(old, k) {
			out = append(out, k)
		}
	}
	return out
}

// rereads says whether an edit changed a field by which a hint tells records of equal keys apart.
func rereads(t *schema.Type, before, now *models.Record) bool {
	for i := range t.Hints {
		for _, field := range t.Hints[i].Reads {
			if before.Value(field) != now.Value(field) {
				return true
			}
		}
	}
	return false
}

func contains(keys []string, key string) bool {
	for _, k := range keys {
		if k == key {
			return true
		}
	}
	return false
}

// Duplicates gives the records that are probably the same thing in the world as the one just written.
func Duplicates(t *schema.Type, view View, before, now *models.Record) ([]Finding, error) {
	var out []Finding
	for _, key := range Keys(t, before, now) {
		others, err := view.ByKey(key)
		if err != nil {
			return nil, err
		}
		for _, other := range others {
			if other.ID == now.ID || other.Type != now.Type {
				continue
			}
			for i := range t.Hints {
				if h := &t.Hints[i]; strings.HasPrefix(key, schema.HintPrefix(h.Kind)) && same(h, now, other) {
					out = appendOnce(out, pair(h, now, other))
				}
			}
		}
	}
	return out, nil
}

// same says whether a hint holds between two records that share its key.
func same(h *schema.Hint, a, b *models.Record) bool {
	if h.OtherActor && onePhone(a, b) {
		return false
	}
	return h.Same == nil || h.Same(a.Values(), b.Values())
}

// onePhone says whether a phone wrote both records: a restored one may have sent the first under two lives.
func onePhone(a, b *models.Record) bool {
	for i := range a.Vector.Len() {
		if d := a.Vector.At(i); !d.Actor.IsServer() && b.Vector.Get(d.Actor) > 0 {
			return true
		}
	}
	return false
}

func pair(h *schema.Hint, a, b *models.Record) Finding {
	if bytes.Compare(a.ID[:], b.ID[:]) > 0 {
		a, b = b, a
	}
	return Finding{Kind: h.Kind, Reason: h.Reason, Subject: a, Other: b}
}

func appendOnce(findings []Finding, f Finding) []Finding {
	for _, g := range findings {
		if g.Kind == f.Kind && g.Subject.ID == f.Subject.ID && g.Other.ID == f.Other.ID {
			return findings
		}
	}
	return append(findings, f)
}
