package schema_test

import (
	"slices"
	"testing"
)

func TestDueKeys(t *testing.T) {
	for _, c := range []struct {
		typ    string
		fields []string
		want   string
		not    string
	}{
		{"meeting", []string{"date", `"2025-12-05"`}, "meeting=2025-12-05", ""},
		{"meeting", []string{"date", `"2025-12-05"`, "status", `"planned"`}, "meeting=2025-12-05", ""},
		{"meeting", []string{"date", `"2025-12-05"`, "status", `"held"`}, "", "meeting=2025-12-05"},
		{"meeting", []string{"date", `"2025-12-05"`, "status", `"cancelled"`}, "", "meeting=2025-12-05"},
		{"meeting", []string{"date", `"2025-12-05"`, "movedTo", `"2025-12-08"`, "status", `"moved"`}, "meeting=2025-12-08", "meeting=2025-12-05"},
		{"meeting", []string{"_deleted", "true", "date", `"2025-12-05"`}, "", "meeting=2025-12-05"},
		{"case", []string{"decidedAt", `"2025-12-05T18:00:00Z"`, "status", `"resolved"`}, "case=2025-12-05", ""},
		{"case", []string{"decidedAt", `"2025-12-05T18:00:00Z"`, "status", `"undone"`}, "", "case=2025-12-05"},
		{"careRecipient", []string{"from", `"2025-01-05"`}, "careRecipient=", ""},
		{"careRecipient", []string{"from", `"2025-01-05"`, "to", `"2025-02-05"`}, "", "careRecipient="},
	} {
		r := recordWith(c.typ, c.fields...)
		keys := typeOf(t, c.typ).Keys(&r)
		if c.want != "" && !slices.Contains(keys, "due:"+c.want) {
			t.Errorf("%s %q: no %q in %q", c.typ, c.fields, c.want, keys)
		}
		if c.not != "" && slices.Contains(keys, "due:"+c.not) {
			t.Errorf("%s %q: %q in %q", c.typ, c.fields, c.not, keys)
		}
	}
}
