package wire_test

import (
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

func BenchmarkDecodeSubmit(b *testing.B) {
	const operations = 100
	body := wire.AppendSubmit(nil, &wire.Submit{Batch: batch(operations)})
	b.ReportAllocs()
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if _, err := wire.DecodeSubmit(body); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*operations), "ns/operation")
}

func BenchmarkAppendPage(b *testing.B) {
	const records = 100
	page := models.Page{Cursor: "c"}
	for n := range records {
		page.Records = append(page.Records, record(n))
	}
	answer := wire.Answer{Epoch: "e", Page: &page}
	var out []byte
	b.ReportAllocs()
	for b.Loop() {
		out = wire.AppendAnswer(out[:0], &answer)
	}
	b.SetBytes(int64(len(out)))
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*records), "ns/record")
}

func BenchmarkDecodePage(b *testing.B) {
	const records = 100
	page := models.Page{Cursor: "c"}
	for n := range records {
		page.Records = append(page.Records, record(n))
	}
	body := wire.AppendAnswer(nil, &wire.Answer{Epoch: "e", Page: &page})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := wire.DecodeAnswer(body); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*records), "ns/record")
}
