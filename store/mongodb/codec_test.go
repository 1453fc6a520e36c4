package mongodb_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.mongodb.org/mongo-driver/v2/bson"
	"pgregory.net/rapid"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store/mongodb"
	"github.com/beplua/beplua/store/storetest"
)

// text draws what people type, and what they never would.
func text() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"", "Lò Thị Pành", "a\"b\\c", "\x00\x1f\n", "🏔", "{\"json\":1}", "true", "12", "null"}),
		rapid.String(),
	)
}

func name() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"name", "amount", "_deleted", "tên", "json", "$set", "a.b", "", "a\x00b"}),
		rapid.StringMatching(`[a-z][a-zA-Z0-9]{0,10}`),
	)
}

// value draws every kind of canonical value, and texts that are none.
func value() *rapid.Generator[models.Value] {
	scalar := rapid.OneOf(
		rapid.Map(text(), models.TextValue),
		rapid.Map(rapid.Int64(), models.IntValue),
		rapid.Map(rapid.Bool(), models.BoolValue),
	)
	return rapid.OneOf(
		scalar,
		rapid.Map(rapid.SliceOfN(text(), 0, 4), models.ListValue),
		rapid.Custom(func(t *rapid.T) models.Value {
			var rows []models.Values
			for range rapid.IntRange(0, 3).Draw(t, "rows") {
				rows = append(rows, values(name(), scalar).Draw(t, "row"))
			}
			return models.TableValue(rows)
		}),
		rapid.Map(rapid.SampledFrom([]string{
			"1.5", "-0", "007", "1e3", "99999999999999999999", "{}", `{"a":1}`, `"\u0041"`, `"\/"`, "[1]", "[ ]", `["a",1]`, `[["a"]]`,
			`[{"a":[]}]`, `[{}]`, "nul", `"`, "[", "\xff", "\"\xff\"", "[\"\xff\"]",
		}), func(s string) models.Value { return models.Value(s) }),
	)
}

func values(names *rapid.Generator[string], v *rapid.Generator[models.Value]) *rapid.Generator[models.Values] {
	return rapid.Custom(func(t *rapid.T) models.Values {
		var out []models.Assignment
		for range rapid.IntRange(0, 5).Draw(t, "fields") {
			out = append(out, models.Assignment{Name: names.Draw(t, "name"), Value: v.Draw(t, "value")})
		}
		return models.NewValues(out...)
	})
}

func dot() *rapid.Generator[models.Dot] {
	return rapid.Custom(func(t *rapid.T) models.Dot {
		return models.Dot{
			Actor: models.MustActorID(rapid.StringMatching(`[a-z0-9]{1,8}`).Draw(t, "actor")),
			N:     rapid.Uint64Range(1, 1<<53).Draw(t, "n"),
		}
	})
}

func id() *rapid.Generator[models.RecordID] {
	return rapid.Map(rapid.Uint64(), func(n uint64) models.RecordID {
		return models.DerivedID(models.IntValue(int64(n)).Str(), string(rune(n%1000)))
	}) //nolint:gosec // any will do
}

func record() *rapid.Generator[models.Record] {
	return rapid.Custom(func(t *rapid.T) models.Record {
		marks := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) models.Mark {
			return models.Mark{Dot: dot().Draw(t, "dot"), At: rapid.Int64().Draw(t, "at")}
		}), 1, 3).Draw(t, "marks")
		var fields []models.Field
		for _, a := range values(name(), value()).Draw(t, "values") {
			f := models.Field{Name: a.Name, Value: a.Value, Mark: rapid.SampledFrom(marks).Draw(t, "mark")}
			if rapid.IntRange(0, 4).Draw(t, "unset") == 0 {
				f.Value = ""
			}
			fields = append(fields, f)
		}
		return models.Record{
			Scope: models.ClubScope(id().Draw(t, "club")), ID: id().Draw(t, "id"), Type: "person", Schema: rapid.IntRange(0, 9).Draw(t, "schema"),
			Seq: rapid.Uint64Range(1, 1<<53).Draw(t, "seq"), Fields: fields, Last: dot().Draw(t, "last"),
			Vector: models.NewVector(rapid.SliceOfN(dot(), 0, 4).Draw(t, "vector")...),
		}
	})
}

// TestRecordsComeBack stores records of every kind of value and reads them: exactly the same, and legal BSON.
func TestRecordsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := record().Draw(t, "record")
		keys := rapid.SliceOfN(rapid.StringMatching(`[a-z=:]{1,6}`), 0, 3).Draw(t, "keys")
		doc := mongodb.RecordThere(want, keys)
		if err := bson.Raw(doc).Validate(); err != nil {
			t.Fatalf("no legal BSON: %v", err)
		}
		got, gotKeys, err := mongodb.RecordBack(doc)
		if err != nil {
			t.Fatal(err)
		}
		if diff := storetest.Differ(want, got); diff != "" {
			t.Fatalf("record differs (-want +got):\n%s", diff)
		}
		if !slices.Equal(keys, gotKeys) {
			t.Fatalf("keys: %q, want %q", gotKeys, keys)
		}
	})
}

// TestRecordsAreReadable holds the stored form to what an operator sees in mongosh: native types, money as a long.
func TestRecordsAreReadable(t *testing.T) {
	mark := models.Mark{Dot: models.Dot{Actor: models.MustActorID("p1"), N: 7}, At: 1767225600000}
	row := models.NewValues(models.Assignment{Name: "amount", Value: models.IntValue(5)}, models.Assignment{Name: "who", Value: models.TextValue("b")})
	r := models.Record{
		Scope: "province", ID: models.MustRecordID("0190aaaa-0000-7000-8000-000000000001"), Type: "loan", Schema: 2, Seq: 9,
		Fields: []models.Field{
			{Name: "amount", Value: models.IntValue(5000000), Mark: mark},
			{Name: "closed", Value: models.BoolValue(true), Mark: mark},
			{Name: "name", Value: models.TextValue("Lò Thị \"Pành\""), Mark: mark},
			{Name: "parts", Value: models.TableValue([]models.Values{row}), Mark: mark},
			{Name: "tags", Value: models.ListValue([]string{"a", "b"}), Mark: mark},
		},
		Vector: models.NewVector(mark.Dot, models.Dot{Actor: models.MustActorID("s1"), N: 9}), Last: models.Dot{Actor: models.MustActorID("s1"), N: 9},
	}
	want := `{"_id": "province/0190aaaa-0000-7000-8000-000000000001","scope": "province","type": "loan","schema": {"$numberLong":"2"},` +
		`"seq": {"$numberLong":"9"},"last": "s1:9","vector": "p1:7,s1:9","values": {"amount": {"$numberLong":"5000000"},"closed": true,` +
		`"name": "Lò Thị \"Pành\"","parts": [{"amount": {"$numberLong":"5"},"who": "b"}],"tags": ["a","b"]},` +
		`"marks": [{"dot": "p1:7","at": {"$numberLong":"1767225600000"}}],"keys": ["k"]}`
	if got := bson.Raw(mongodb.RecordThere(r, []string{"k"})).String(); got != want {
		t.Errorf("stored form:\n%s\nwant:\n%s", got, want)
	}
}

// TestCommitsComeBack stores commits of what phones and officers do, refused texts and all, and reads them again.
func TestCommitsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		chain := storetest.NewChain(storetest.Club(0))
		d := chain.Draft()
		known := []models.RecordID{chain.NewID(), chain.NewID()}
		n := rapid.IntRange(1, 8).Draw(t, "operations")
		for range n {
			target := rapid.SampledFrom(append(known, chain.NewID())).Draw(t, "record")
			d.Apply(storetest.Edit{
				Actor: rapid.SampledFrom([]models.ActorID{models.MustActorID("p1"), chain.Server}).Draw(t, "actor"), Record: target,
				Seen: models.NewVector(rapid.SliceOfN(dot(), 0, 2).Draw(t, "seen")...), Set: values(name(), value()).Draw(t, "set"),
				By: id().Draw(t, "by"), Keys: []string{"k"}, Outcome: outcome().Draw(t, "outcome"),
			})
		}
		c := d.Commit()
		doc, err := mongodb.CommitThere(c)
		if err != nil {
			t.Fatal(err)
		}
		if err := bson.Raw(doc).Validate(); err != nil {
			t.Fatalf("no legal BSON: %v", err)
		}
		operations, docs, _, err := mongodb.CommitBack(doc)
		if err != nil {
			t.Fatal(err)
		}
		if diff := storetest.Differ(c.Operations, operations); diff != "" {
			t.Fatalf("operations differ (-want +got):\n%s", diff)
		}
		for _, r := range c.Records {
			want := mongodb.RecordThere(r.Record, r.Keys)
			if got := docs[mongodb.RecordKey(r.Record.Scope, r.Record.ID)]; !bytes.Equal(got, want) {
				t.Fatalf("record derived as %s, want %s", bson.Raw(got), bson.Raw(want))
			}
		}
		if len(docs) != len(c.Records) {
			t.Fatalf("%d records derived of %d", len(docs), len(c.Records))
		}
	})
}

func outcome() *rapid.Generator[models.Outcome] {
	return rapid.Custom(func(t *rapid.T) models.Outcome {
		o := models.Outcome{Kind: rapid.SampledFrom([]models.OutcomeKind{models.Applied, models.Merged, models.Held, models.Refused}).Draw(t, "kind")}
		if o.Kind == models.Refused {
			o.Problem, o.Case = models.ReasonInvalid, id().Draw(t, "case")
			o.Faults = []models.Fault{{Field: name().Draw(t, "field"), Code: "type", Message: text().Draw(t, "message")}}
		}
		return o
	})
}

// TestCreationsAreStoredOnce holds commits to their size: what an operation simply created is not written a second time.
func TestCreationsAreStoredOnce(t *testing.T) {
	chain := storetest.NewChain(storetest.Club(0))
	c := chain.Create(models.MustActorID("p1"), 100)
	doc, err := mongodb.CommitThere(c)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, created, err := mongodb.CommitBack(doc); err != nil || created != 100 {
		t.Errorf("%d of 100 creations stored as such, %v", created, err)
	}
}

// TestCommitTooLarge refuses what no document holds, instead of leaving it to the server.
func TestCommitTooLarge(t *testing.T) {
	chain := storetest.NewChain(storetest.Club(0))
	d := chain.Draft()
	long := models.NewValues(models.Assignment{Name: "note", Value: models.TextValue(strings.Repeat("x", 1<<20))})
	for range 16 {
		d.Apply(storetest.Edit{Actor: models.MustActorID("p1"), Record: chain.NewID(), Set: long})
	}
	if _, err := mongodb.CommitThere(d.Commit()); models.CodeOf(err) != models.CodeLimit {
		t.Errorf("got %v, want the code limit", err)
	}
}

// TestBrokenDocuments reads documents that were cut or changed: an error, never a panic.
func TestBrokenDocuments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := mongodb.RecordThere(record().Draw(t, "record"), []string{"k"})
		at := rapid.IntRange(0, len(doc)-1).Draw(t, "at")
		if rapid.Bool().Draw(t, "cut") {
			doc = doc[:at]
		} else {
			doc[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "bits")) //nolint:gosec // bounded
		}
		_, _, _ = mongodb.RecordBack(doc)
		_, _, _, _ = mongodb.CommitBack(doc)
	})
}

// TestKeysSort holds keys to the order that listings promise: by scope, then by id or base.
func TestKeysSort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		club := id().Draw(t, "club")
		scopes := []models.Scope{models.ClubScope(club), models.HealthScope(club), models.ProvinceScope, models.UserScope(id().Draw(t, "user"))}
		a, b := rapid.SampledFrom(scopes).Draw(t, "a"), rapid.SampledFrom(scopes).Draw(t, "b")
		x, y := id().Draw(t, "x"), id().Draw(t, "y")
		want := strings.Compare(string(a), string(b))
		if want == 0 {
			want = bytes.Compare(x[:], y[:])
		}
		if got := strings.Compare(mongodb.RecordKey(a, x), mongodb.RecordKey(b, y)); got != want {
			t.Fatalf("%s/%s and %s/%s compare as %d, want %d", a, x, b, y, got, want)
		}
		m, n := rapid.Uint64Range(0, 1<<53).Draw(t, "m"), rapid.Uint64Range(0, 1<<53).Draw(t, "n")
		if (mongodb.CommitKey(a, m) < mongodb.CommitKey(a, n)) != (m < n) {
			t.Fatalf("commits on %d and %d sort the wrong way", m, n)
		}
	})
}

// TestRuns cuts long runs, so that a look-up by number knows how far it must look.
func TestRuns(t *testing.T) {
	chain := storetest.NewChain(storetest.Club(0))
	c := chain.Create(models.MustActorID("p1"), 1200)
	if diff := cmp.Diff([]uint64{512, 1024, 1200}, mongodb.Runs(c)); diff != "" {
		t.Errorf("runs differ (-want +got):\n%s", diff)
	}
}

func BenchmarkCommitThere(b *testing.B) {
	c := storetest.NewChain(storetest.Club(0)).Create(models.MustActorID("p1"), 100)
	for b.Loop() {
		if _, err := mongodb.CommitThere(c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRecordBack(b *testing.B) {
	c := storetest.NewChain(storetest.Club(0)).Create(models.MustActorID("p1"), 1)
	doc := mongodb.RecordThere(c.Records[0].Record, c.Records[0].Keys)
	for b.Loop() {
		if _, _, err := mongodb.RecordBack(doc); err != nil {
			b.Fatal(err)
		}
	}
}
