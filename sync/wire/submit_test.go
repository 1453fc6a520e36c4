package wire_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

var comparers = cmp.Options{
	cmp.Comparer(func(a, b models.Vector) bool { return a.Compare(b) == models.Equal }),
}

func TestSubmitRoundTrip(t *testing.T) {
	want := wire.Submit{Batch: batch(3), Cursor: "c.abc", PageBytes: 50000, Heartbeat: &models.Heartbeat{
		App: "1.4.0", Schema: 2, Outbox: 3, Oldest: nowMS, StorageLow: true, Refused: 1, Notifications: models.PermissionDenied, PINReset: "nonce-of-an-order",
	}}
	o := want.Batch.Operations
	o[1].Seen = models.NewVector(models.Dot{Actor: phone, N: 1}, models.Dot{Actor: models.MustActorID("s1"), N: 9})
	o[1].SeenEpoch = "older"
	o[1].By = id(77)
	o[1].Unset = []string{"a", "b"}
	o[2].Set, o[2].Delete, o[2].Schema = nil, true, 1
	o[1].Group = models.Group{ID: "g-1", Of: 2}
	want.Batch.Operations = append(want.Batch.Operations, models.Operation{
		Dot: models.Dot{Actor: phone, N: 44}, Scope: models.ProvinceScope, Record: id(5), Type: "task",
		At: nowMS, By: user, Schema: 2,
	})
	got, err := wire.DecodeSubmit(wire.AppendSubmit(nil, &want))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, comparers); diff != "" {
		t.Error(diff)
	}
}

// op puts the members of one operation into a whole body.
func op(members string) string {
	return `{"actor":"k3f9x2ab","now":"2026-01-02T03:04:05.678Z","runs":[{"scope":"` + string(club) + `","from":1,"by":"` + userText +
		`","schema":2,"ops":[{"record":"` + clubText + `","type":"club","at":"2026-01-02T03:04:05Z",` + members + `}]}]}`
}

func TestSubmitRefuses(t *testing.T) {
	const malformed, limit = models.CodeMalformed, models.CodeLimit
	for _, c := range []struct {
		name, body string
		code       models.Code
		place      string
	}{
		{"empty", ``, malformed, "/"},
		{"html", `<!DOCTYPE html><html>`, malformed, "/"},
		{"array", `[]`, malformed, "/"},
		{"null", `null`, malformed, "/"},
		{"no actor", `{}`, malformed, "actor"},
		{"upper-case actor", `{"actor":"K"}`, malformed, "/actor"},
		{"escaped name", `{"\u0061ctor":"k"}`, malformed, "/"},
		{"duplicate", `{"actor":"k","actor":"k"}`, malformed, "twice"},
		{"unknown", `{"actor":"k","what":1}`, malformed, "/what"},
		{"trailing", `{"actor":"k"} {}`, malformed, "follows"},
		{"cut", `{"actor":"k"`, malformed, "early"},
		{"bad time", `{"actor":"k","now":"2026-02-30T00:00:00Z"}`, malformed, "/now"},
		{"local time", `{"actor":"k","now":"2026-02-03T00:00:00+07:00"}`, malformed, "/now"},
		{"page too large", `{"actor":"k","pageBytes":99999999}`, malformed, "/pageBytes"},
		{"unknown permission", `{"actor":"k","heartbeat":{"notifications":"maybe"}}`, malformed, "/heartbeat/notifications"},
		{"member of the heartbeat", `{"actor":"k","heartbeat":{"battery":7}}`, malformed, "/heartbeat/battery"},
		{"endless nonce", `{"actor":"k","heartbeat":{"pinReset":"` + strings.Repeat("x", 257) + `"}}`, limit, "/heartbeat/pinReset"},
		{"a PIN", `{"actor":"k","heartbeat":{"pinReset":"123456"}}`, malformed, "/heartbeat/pinReset"},
		{"newActor text", `{"actor":"k","newActor":"true"}`, malformed, "/newActor"},
		{"run without scope", `{"actor":"k","runs":[{"from":1}]}`, malformed, "/runs/0"},
		{"run twice", `{"actor":"k","runs":[{"scope":"province","from":1},{"scope":"province","from":1}]}`, malformed, "one run"},
		{"unknown scope", `{"actor":"k","runs":[{"scope":"x:y","from":1}]}`, malformed, "/runs/0/scope"},
		{"n 0", `{"actor":"k","runs":[{"scope":"province","from":0}]}`, malformed, "/runs/0/from"},
		{"invalid UTF-8", op(`"set":{"a":"` + "\xff" + `"}`), malformed, "UTF-8"},
		{"lone surrogate", op(`"set":{"a":"\ud800"}`), malformed, "/set/a"},
		{"control", op(`"set":{"a":"\u0007"}`), malformed, "/set/a"},
		{"raw control", op(`"set":{"a":"` + "\x07" + `"}`), malformed, "/set/a"},
		{"DEL", op(`"set":{"a":"` + "\x7f" + `"}`), malformed, "/set/a"},
		{"C1", op(`"set":{"a":"` + "\u0085" + `"}`), malformed, "/set/a"},
		{"carriage return", op(`"set":{"a":"\r"}`), malformed, "/set/a"},
		{"null value", op(`"set":{"a":null}`), malformed, "/set/a"},
		{"float", op(`"set":{"a":1.5}`), malformed, "/set/a"},
		{"exponent", op(`"set":{"a":1e3}`), malformed, "/set/a"},
		{"minus zero", op(`"set":{"a":-0}`), malformed, "/set/a"},
		{"too large", op(`"set":{"a":9007199254740992}`), malformed, "/set/a"},
		{"duplicate field", op(`"set":{"a":1,"a":1}`), malformed, "twice"},
		{"duplicate column", op(`"set":{"a":[{"b":1,"b":2}]}`), malformed, "twice"},
		{"name with =", op(`"set":{"a=":1}`), malformed, "/set/a="},
		{"empty name", op(`"set":{"":1}`), malformed, "/set/"},
		{"deep", op(`"set":{"a":` + strings.Repeat("[", 7) + strings.Repeat("]", 7) + `}`), malformed, "deep"},
		{"unknown in operation", op(`"sets":{}`), malformed, "/sets"},
		{"set and unset", op(`"set":{"a":1},"unset":["a"]`), malformed, "both"},
		{"unset twice", op(`"unset":["a","a"]`), malformed, "twice"},
		{"delete and set", op(`"set":{"a":1},"delete":true`), malformed, "deletion"},
		{"bad vector", op(`"seen":"b:1,a:1"`), malformed, "/seen"},
		{"group of 1", op(`"group":{"id":"g","of":1}`), malformed, "/of"},
		{"group without id", op(`"group":{"of":2}`), malformed, "/group"},
		{"upper-case id", op(`"by":"` + strings.ToUpper(userText) + `"`), malformed, "/by"},
		{"many fields", op(`"set":{` + fields(65) + `}`), limit, "fields"},
		{"large value", op(`"set":{"a":"` + strings.Repeat("x", 16<<10) + `"}`), limit, "/set/a"},
		{"many operations", manyOperations(501), limit, "operations"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := wire.DecodeSubmit([]byte(c.body))
			if got := models.CodeOf(err); got != c.code {
				t.Fatalf("code %q (%v), want %q", got, err, c.code)
			}
			if !strings.Contains(err.Error(), c.place) {
				t.Errorf("%q does not say %q", err, c.place)
			}
		})
	}
	if _, err := wire.DecodeSubmit(make([]byte, models.BatchBytesMax+1)); models.CodeOf(err) != models.CodeTooLarge {
		t.Errorf("oversized body: %v", err)
	}
}

func fields(count int) string {
	var names []string
	for n := range count {
		names = append(names, `"f`+string(rune('a'+n/26))+string(rune('a'+n%26))+`":1`)
	}
	return strings.Join(names, ",")
}

func manyOperations(count int) string {
	b := batch(count)
	return string(wire.AppendSubmit(nil, &wire.Submit{Batch: b}))
}

func TestSubmitKeepsWhatItDoesNotKnow(t *testing.T) {
	s, err := wire.DecodeSubmit([]byte(op(`"set":{"zz":[{"y":true,"x":[1,"\u00e2\/"]}],"aa":{"k":-5}}`)))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"aa":{"k":-5},"zz":[{"x":[1,"â/"],"y":true}]}`
	if got := string(s.Batch.Operations[0].Set.AppendJSON(nil)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSubmitComposesText(t *testing.T) {
	s, err := wire.DecodeSubmit([]byte(op(`"set":{"name":"Lo` + "\u0300" + ` Thi` + "\u0323" + `","b":"x"}`)))
	if err != nil {
		t.Fatal(err)
	}
	o := s.Batch.Operations[0]
	if got := o.Set.Get("name").Str(); got != "Lò Thị" || !o.Normalised {
		t.Errorf("got %q, normalised %v", got, o.Normalised)
	}
	s, err = wire.DecodeSubmit([]byte(op(`"set":{"name":"Lò Thị\n\t\u00f2"}`)))
	if err != nil {
		t.Fatal(err)
	}
	if o = s.Batch.Operations[0]; o.Set.Get("name").Str() != "Lò Thị\n\tò" || o.Normalised {
		t.Errorf("got %q, normalised %v", o.Set.Get("name"), o.Normalised)
	}
}
