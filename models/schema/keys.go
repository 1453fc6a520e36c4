package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/beplua/beplua/models"
)

// OpenKey is the index key of every case that waits for a person.
const OpenKey = "case:open"

// OpenKindKey is the index key of the waiting cases of one kind.
func OpenKindKey(kind models.CaseKind) string { return OpenKey + ":" + string(kind) }

// CaseTopic is the last part of CaseKey: the field in question; of the books, where one record may be doubted for several
// reasons, the reason too.
func CaseTopic(kind models.CaseKind, reason, field string) string {
	if kind == models.CaseLedger {
		return reason + "/" + field
	}
	return field
}

// CaseKey is the index key of the waiting case for one thing: later evidence joins it instead of opening another. topic is
// CaseTopic.
func CaseKey(kind models.CaseKind, subject, other, topic string) string {
	return OpenKey + ":" + string(kind) + ":" + subject + ":" + other + ":" + topic
}

// AwaitKey is the index key of the waiting cases whose operations need a record that has not arrived.
func AwaitKey(id string) string { return "await:" + id }

// ListKey is the index key of the records of a type that have a value in a listed field.
func ListKey(typ, field string, value models.Value) string {
	text, ok := value.Text()
	if !ok {
		text = string(value)
	}
	return listKey(typ, field, text)
}

func listKey(typ, field, text string) string { return "f:" + typ + "." + field + "=" + text }

// HintPrefix is what the index keys begin with that hint at one kind of case.
func HintPrefix(kind models.CaseKind) string { return hintBegins + string(kind) + ":" }

const hintBegins = "h:"

// HintKey is the index key of a natural key. Names and phone numbers are in natural keys, and index keys are not
// encrypted, so only a fingerprint is stored.
func HintKey(kind models.CaseKind, typ, natural string) string {
	var room [256]byte
	text := append(append(append(room[:0], typ...), '\n'), natural...)
	sum := sha256.Sum256(text)
	key := append(append(append(room[:0], hintBegins...), kind...), ':')
	return string(hex.AppendEncode(key, sum[:12]))
}

// Keys gives all index keys of a record's state, sorted, each once.
func (t *Type) Keys(r *models.Record) []string {
	keys := t.hintKeys(make([]string, 0, 8), r)
	if t.Name == models.TypeCase {
		keys = caseKeys(keys, r)
	}
	keys = dueKeys(keys, t.Name, r)
	at := 0
	for i := range t.Fields {
		f := &t.Fields[i]
		if !f.Listed {
			continue
		}
		for at < len(r.Fields) && r.Fields[at].Name < f.Name {
			at++
		}
		if at == len(r.Fields) {
			break
		}
		if r.Fields[at].Name == f.Name {
			keys = f.listKeys(keys, t.Name, r.Fields[at].Value)
		}
	}
	return distinct(keys)
}

// listKeys adds the key of a listed field; of a set, one per item.
func (f *Field) listKeys(keys []string, typ string, v models.Value) []string {
	if !v.IsSet() {
		return keys
	}
	if f.Kind != Set {
		return append(keys, ListKey(typ, f.Name, v))
	}
	items, _ := v.List()
	for _, item := range items {
		keys = append(keys, listKey(typ, f.Name, item))
	}
	return keys
}

// HintKeys gives the index keys of a record's natural keys, sorted, each once. A record that was deleted or joined to
// another hints at nothing.
func (t *Type) HintKeys(r *models.Record) []string { return distinct(t.hintKeys(nil, r)) }

func (t *Type) hintKeys(keys []string, r *models.Record) []string {
	if len(t.Hints) == 0 || r.Deleted() || !r.Alias().IsZero() {
		return keys
	}
	values := r.Values()
	for i := range t.Hints {
		for _, natural := range t.Hints[i].Key(values) {
			keys = append(keys, HintKey(t.Hints[i].Kind, t.Name, natural))
		}
	}
	return keys
}

// caseKeys adds the keys of a case that waits for a person.
func caseKeys(keys []string, r *models.Record) []string {
	switch models.CaseStatus(r.Value(models.CaseFieldStatus).Str()) {
	case models.CaseOpen, models.CaseUndone:
	default:
		return keys
	}
	kind := models.CaseKind(r.Value(models.CaseFieldKind).Str())
	other := r.Value(models.CaseFieldOther).Str()
	keys = append(keys, OpenKey, OpenKindKey(kind),
		CaseKey(kind, r.Value(models.CaseFieldSubject).Str(), other,
			CaseTopic(kind, r.Value(models.CaseFieldReason).Str(), r.Value(models.CaseFieldField).Str())))
	if kind == models.CaseOrphan && other != "" {
		keys = append(keys, AwaitKey(other))
	}
	return keys
}

func distinct(keys []string) []string {
	if len(keys) < 2 {
		return keys
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
