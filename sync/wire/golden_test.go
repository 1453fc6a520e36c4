package wire_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The golden files are what other languages are tested with.
func TestGolden(t *testing.T) {
	submit := wire.Submit{Batch: batch(2), Cursor: "c.abc", Heartbeat: &models.Heartbeat{App: "1.4.0", Schema: 2, Outbox: 2, Oldest: nowMS, Notifications: models.PermissionGranted, PINReset: "nonce-of-an-order"}}
	first := &submit.Batch.Operations[0]
	first.Seen = models.NewVector(models.Dot{Actor: models.MustActorID("s1x"), N: 12}, models.Dot{Actor: phone, N: 1})
	first.Unset = []string{"method"}
	first.Group = models.Group{ID: "pair-1", Of: 2}
	submit.Batch.Operations[1].Group = first.Group
	first.Set = models.NewValues(
		models.Assignment{Name: "agreed", Value: models.BoolValue(true)},
		models.Assignment{Name: "note", Value: models.TextValue("Bà nói \"còn nợ\"\n\tmột kỳ \\ hai kỳ 🌾")},
		models.Assignment{Name: "schedule", Value: models.TableValue([]models.Values{models.NewValues(
			models.Assignment{Name: "dueOn", Value: models.TextValue("2026-03-01")}, models.Assignment{Name: "principal", Value: models.IntValue(-5)},
		)})},
		models.Assignment{Name: "witnesses", Value: models.ListValue([]string{"Lò Văn A", "Sùng Thị B"})},
	)
	answer := fullAnswer()
	bucket := uint8(7)
	one := models.RecordDigest(id(1), first.Seen)
	for name, got := range map[string][]byte{
		"submit.json":       wire.AppendSubmit(nil, &submit),
		"answer.json":       wire.AppendAnswer(nil, &answer),
		"digestQuery.json":  wire.AppendDigestQuery(nil, &models.DigestQuery{Scope: club, Digest: one, Bucket: &bucket, Records: []models.RecordStamp{{ID: id(1), Digest: one}}}),
		"digestAnswer.json": wire.AppendDigestAnswer(nil, &models.DigestAnswer{Seq: 3, Records: []models.Record{record(1)}, Absent: []models.RecordID{id(2)}}),
		"problem.json": wire.AppendProblem(nil, &wire.Problem{
			Type: "about:blank", Title: "Thiếu dữ liệu", Status: 409, Code: models.CodeGap, Expected: map[models.Scope]uint64{club: 4},
		}),
	} {
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, append(got, '\n'), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path) //nolint:gosec // a fixed name
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
