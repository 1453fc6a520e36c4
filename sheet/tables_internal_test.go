package sheet

import (
	"strings"
	"testing"

	"github.com/beplua/beplua/models/schema"
)

// What the tables of this package call a field is one: a misspelt name would be left out without a word.
func TestTablesNameFieldsThatAre(t *testing.T) {
	r := schema.Default()
	for _, table := range []map[string][]string{leading, hidden, titles} {
		for name, fields := range table {
			typ, ok := r.Type(name)
			if !ok {
				t.Errorf("there is no type %s", name)
				continue
			}
			for _, field := range fields {
				if _, ok := typ.Field(field); !ok {
					t.Errorf("%s has no field %s", name, field)
				}
			}
		}
	}
	member, _ := r.Type("member")
	for c := range synonyms {
		if _, ok := member.Field(string(c)); !ok && !strings.HasPrefix(string(c), "+") {
			t.Errorf("a member has no field %s", c)
		}
	}
}
