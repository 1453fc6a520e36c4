package wire_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

func record(n int) models.Record {
	o := repayment(n)
	r := models.Record{Scope: o.Scope, ID: o.Record, Type: o.Type, Schema: o.Schema, Vector: models.NewVector(o.Dot)}
	for _, a := range o.Set {
		r.Fields = append(r.Fields, models.Field{Name: a.Name, Value: a.Value})
	}
	return r
}

func fullAnswer() wire.Answer {
	one := record(3)
	elsewhere := record(4)
	elsewhere.Scope = models.ProvinceScope
	return wire.Answer{
		Epoch: "e1", Now: nowMS,
		Receipt: models.Receipt{
			Offset: -1500,
			Done:   []models.Run{{Scope: club, From: 1, To: 100}},
			Exceptions: []models.Answer{
				{Scope: club, N: 2, Outcome: models.Outcome{Kind: models.Merged, Case: id(9), Landed: one.ID}, Record: &one},
				{Scope: club, N: 3, Outcome: models.Outcome{
					Kind: models.Refused, Problem: models.ReasonInvalid,
					Faults: []models.Fault{{Field: "systolic", Code: "range", Message: "Huyết áp tâm thu phải từ 60 đến 260."}, {Code: "rule:x", Message: "…"}},
				}},
			},
			Fork: &models.Fork{Scope: club, From: 7, Actor: models.MustActorID("n3w")},
		},
		Page: &models.Page{
			Epoch: "e1", Records: []models.Record{record(1), record(2), elsewhere}, Cursor: "c2", More: true,
			Purge: []models.Scope{models.HealthScope(id(1))}, Gained: []models.Scope{models.UserScope(user), models.ProvinceScope},
		},
		Wipe: &wire.WipeOrder{Device: id(8), Nonce: "n1", Signature: []byte{1, 2, 255}},
		PIN:  &wire.PINOrder{Device: id(8), Nonce: "n2", Signature: []byte{3}},
	}
}

func TestAnswerRoundTrip(t *testing.T) {
	want := fullAnswer()
	got, err := wire.DecodeAnswer(wire.AppendAnswer(nil, &want))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, comparers); diff != "" {
		t.Error(diff)
	}
}

func TestAnswerWithNewActor(t *testing.T) {
	want := wire.Answer{Epoch: "e", Receipt: models.Receipt{Fork: &models.Fork{Actor: phone}}}
	got, err := wire.DecodeAnswer(wire.AppendAnswer(nil, &want))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, comparers); diff != "" {
		t.Error(diff)
	}
}

func TestAnswerLeavesOutWhatIsEmpty(t *testing.T) {
	a := wire.Answer{Epoch: "9f8e7d6c5b4a3928", Now: nowMS, Receipt: models.Receipt{
		Offset: 12, Done: []models.Run{{Scope: club, From: 1, To: 100}},
	}}
	got := string(wire.AppendAnswer(nil, &a))
	want := `{"epoch":"9f8e7d6c5b4a3928","now":"2026-01-02T03:04:05.678Z","offsetMs":12,"done":[{"scope":"` + string(club) + `","from":1,"to":100}]}`
	if got != want {
		t.Errorf("got %s", got)
	}
	if perOperation := float64(len(got)) / 100; perOperation > 3 {
		t.Errorf("%.1f bytes per operation, want at most 3", perOperation)
	}
}

func TestAnswerFromNewerServer(t *testing.T) {
	a, err := wire.DecodeAnswer([]byte(`{"epoch":"e","news":{"x":[1.5,null]},"page":{"cursor":"c","later":1},"done":[{"scope":"province","from":1,"to":2,"z":0}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if a.Page.Cursor != "c" || a.Receipt.Done[0].To != 2 {
		t.Errorf("got %+v", a)
	}
}

func TestAnswerRefusesOtherContent(t *testing.T) {
	for _, body := range []string{`<html>Đăng nhập WiFi</html>`, `{}`, `{"epoch":"e"`, ``, `{"epoch":"e"}x`, `{"epoch":"e","done":[{"scope":"province","from":1.5}]}`} {
		if _, err := wire.DecodeAnswer([]byte(body)); models.CodeOf(err) != models.CodeMalformed {
			t.Errorf("%q: %v", body, err)
		}
	}
}

// TestEveryReasonHasItsSentence reads the reasons out of the source, so that none is forgotten.
func TestEveryReasonHasItsSentence(t *testing.T) {
	source, err := os.ReadFile("../../models/outcome.go")
	if err != nil {
		t.Fatal(err)
	}
	reasons := regexp.MustCompile(`\tReason\w+ += "([a-z-]+)"`).FindAllStringSubmatch(string(source), -1)
	if len(reasons) < 30 {
		t.Fatalf("%d reasons", len(reasons))
	}
	plain := wire.Sentence(models.Outcome{Kind: models.Held})
	for _, r := range reasons {
		ofOutcome, ofCase := wire.Sentence(models.Outcome{Kind: models.Held, Problem: r[1]}), wire.CaseSentence(r[1])
		if (ofOutcome != plain) == (ofCase != "") || !strings.HasSuffix(ofOutcome+ofCase, ".") {
			t.Errorf("%s: %q, %q", r[1], ofOutcome, ofCase)
		}
	}
	if s := wire.Sentence(models.Outcome{Kind: models.Applied}); s != "" {
		t.Errorf("applied says %q", s)
	}
}

func TestDigestRoundTrip(t *testing.T) {
	bucket := uint8(200)
	one := models.RecordDigest(id(1), models.NewVector(models.Dot{Actor: phone, N: 1}))
	for _, want := range []models.DigestQuery{
		{Scope: club, Digest: one},
		{Scope: models.ProvinceScope, Digest: one, Bucket: &bucket, Records: []models.RecordStamp{{ID: id(1), Digest: one}, {ID: id(2)}}},
	} {
		got, err := wire.DecodeDigestQuery(wire.AppendDigestQuery(nil, &want))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	want := models.DigestAnswer{Seq: 12, Buckets: []models.Digest{one, {}}, Records: []models.Record{record(1)}, Absent: []models.RecordID{id(4), id(5)}}
	got, err := wire.DecodeDigestAnswer(club, wire.AppendDigestAnswer(nil, &want))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, comparers); diff != "" {
		t.Error(diff)
	}
}

func TestDigestQueryRefuses(t *testing.T) {
	for _, body := range []string{
		`{}`, `{"scope":"province"}`, `{"scope":"province","digest":"00"}`, `{"scope":"province","digest":"` + strings.Repeat("A", 32) + `"}`,
		`{"scope":"province","digest":"` + strings.Repeat("0", 32) + `","bucket":256}`,
		`{"scope":"province","digest":"` + strings.Repeat("0", 32) + `","records":[{"id":"` + clubText + `","digest":"` + strings.Repeat("0", 32) + `"}]}`,
	} {
		if _, err := wire.DecodeDigestQuery([]byte(body)); models.CodeOf(err) != models.CodeMalformed {
			t.Errorf("%q: %v", body, err)
		}
	}
}

func TestProblemRoundTrip(t *testing.T) {
	want := wire.Problem{
		Type: "https://example.org/gap", Title: "Thiếu dữ liệu", Status: 409, Detail: "operations are missing", Instance: "/r/1", Code: models.CodeGap,
		Faults:   []models.Fault{{Field: "/runs/0", Code: "type", Message: "x"}, {Field: "name", Code: "required", Message: "y"}},
		Expected: map[models.Scope]uint64{club: 4, models.ProvinceScope: 1},
		Details:  map[string]string{"b": "2", "a": "1"},
	}
	got, err := wire.DecodeProblem(wire.AppendProblem(nil, &want))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
