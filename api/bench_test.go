package api_test

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// What the edge costs around an engine that does nothing: who asks, expanding, decoding, answering, counting, logging.
func BenchmarkSync(b *testing.B) {
	for _, n := range []int{0, 1, 100} {
		for _, encoding := range []string{"", wire.EncodingGzip} {
			b.Run(fmt.Sprintf("ops=%d/%s", n, encoding), func(b *testing.B) { benchmarkSync(b, n, encoding) })
		}
	}
}

func benchmarkSync(b *testing.B, n int, encoding string) {
	b.Helper()
	w := newWorldFor(b, func(d *api.Deps) {
		d.Config.DeviceRate = api.Rate{PerMinute: 1e9, Burst: 1e9}
		d.Log = slog.New(slog.NewJSONHandler(struct{ io.Writer }{io.Discard}, nil))
	})
	w.engine.submit = func(_ models.Access, batch models.Batch) (models.Receipt, error) {
		if n == 0 {
			return models.Receipt{}, nil
		}
		return models.Receipt{Done: []models.Run{{Scope: batch.Operations[0].Scope, From: 1, To: uint64(n)}}}, nil
	}
	body := w.batch("phone", models.ClubScope(clubA), n)
	if encoding != "" {
		body = gzipped(b, body)
	}
	authorization := "Bearer " + w.as("phone").token
	b.ReportAllocs()
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		w.engine.asked = w.engine.asked[:0]
		r := httptest.NewRequest(http.MethodPost, "/api/v1/sync", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", authorization)
		if encoding != "" {
			r.Header.Set("Content-Encoding", encoding)
		}
		recorder := httptest.NewRecorder()
		w.api.ServeHTTP(recorder, r)
		if recorder.Code != http.StatusOK {
			b.Fatal(recorder.Body.String())
		}
	}
}
