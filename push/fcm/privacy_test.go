package fcm_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/beplua/beplua/push"
)

// planted are words that stand in the records the golden payloads are about, or might: names, amounts, health.
var planted = []string{
	"Lò", "Lo Thi", "Thào", "Giàng", "Mai", "Vàng", "Sin Suối Hồ", "Phong Thổ", // people, places
	"5000000", "5.000.000", "5 triệu", "đồng", "vnd", "amount", "balance", "lãi", // money
	"huyết áp", "tiểu đường", "blood", "diabetes", "health", "bệnh", "sức khỏe", // health
	"phone", "0912", "name", "note", "text", // anything else of a person
}

// word is all that a text of a payload may be: an id, a day, a number, a topic or one of the app's own words.
var word = regexp.MustCompile(`^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\d|-?\d{1,7}s?|[A-Za-z0-9_-]{22}|` +
	`high|normal|PRIVATE|meeting|loan|visit|case|reminder_(meeting|loan|visit|case)_(title|body)|target-of-the-golden-payloads)$`)

// TestPayloadsTellNothing reads the golden payloads as a stranger would.
func TestPayloadsTellNothing(t *testing.T) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) != len(messages()) {
		t.Fatalf("%d payloads for %d messages: %v", len(files), len(messages()), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range planted {
			if strings.Contains(strings.ToLower(string(text)), strings.ToLower(p)) {
				t.Errorf("%s: %q", file, p)
			}
		}
		var payload any
		if err := json.Unmarshal(text, &payload); err != nil {
			t.Fatal(err)
		}
		for _, leaf := range leaves(payload) {
			if !word.MatchString(leaf) {
				t.Errorf("%s: %q is none of the words of a payload", file, leaf)
			}
		}
	}
}

func leaves(v any) []string {
	switch v := v.(type) {
	case map[string]any:
		var all []string
		for _, inner := range v {
			all = append(all, leaves(inner)...)
		}
		return all
	case string:
		return []string{v}
	default:
		return []string{"neither text nor object"}
	}
}

// TestMessageCarriesNoText: a text could get into a message only through its kinds, which Send looks at (TestRefusedHere),
// and through the target's value, which is where it goes to.
func TestMessageCarriesNoText(t *testing.T) {
	allowed := map[string]bool{"Kind": true, "Target.Kind": true, "Target.Value": true}
	for _, path := range texts(reflect.TypeFor[push.Message](), "") {
		if !allowed[path] {
			t.Errorf("%s can carry a text", path)
		}
	}
}

// texts are the paths of what is neither number, truth value, nor id.
func texts(typ reflect.Type, path string) []string {
	switch typ.Kind() {
	case reflect.Struct:
		var found []string
		for i := range typ.NumField() {
			field := typ.Field(i)
			found = append(found, texts(field.Type, strings.TrimPrefix(path+"."+field.Name, "."))...)
		}
		return found
	case reflect.Array:
		if typ.Elem().Kind() == reflect.Uint8 {
			return nil
		}
	case reflect.Bool, reflect.Int, reflect.Int32, reflect.Int64:
		return nil
	default:
	}
	return []string{path}
}
