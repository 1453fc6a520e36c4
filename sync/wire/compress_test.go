package wire_test

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

func TestBytesPerOperation(t *testing.T) {
	var codec wire.Codec
	for _, c := range []struct{ operations, most int }{{1, 240}, {10, 135}, {100, 110}} {
		body := wire.AppendSubmit(nil, &wire.Submit{Batch: batch(c.operations)})
		packed, err := codec.Compress(nil, body)
		if err != nil {
			t.Fatal(err)
		}
		per := len(packed) / c.operations
		t.Logf("%d operations: %d bytes each, %d before", c.operations, per, len(body)/c.operations)
		if per > c.most {
			t.Errorf("%d operations: %d bytes each, want at most %d", c.operations, per, c.most)
		}
		got, err := codec.Expand(nil, wire.EncodingDict1, packed, models.BatchBytesMax)
		if err != nil || !bytes.Equal(got, body) {
			t.Errorf("expanded to %d bytes, %v", len(got), err)
		}
	}
}

func gzipped(t *testing.T, body []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func zlibbed(t *testing.T, body, dictionary []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := zlib.NewWriterLevelDict(&out, 6, dictionary)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestExpandRefuses(t *testing.T) {
	body := []byte(strings.Repeat("Gia đình đã trả đủ. ", 30))
	bomb := make([]byte, 3<<20)
	packed, dict := gzipped(t, body), zlibbed(t, body, wire.Dictionary())
	damaged := bytes.Clone(dict)
	damaged[len(damaged)-1] ^= 1
	for _, c := range []struct {
		name, encoding string
		body           []byte
		code           models.Code
	}{
		{"gzip", wire.EncodingGzip, packed, ""},
		{"dictionary", wire.EncodingDict1, dict, ""},
		{"plain", "", body, ""},
		{"another encoding", "br", body, models.CodeUnsupported},
		{"deflate", "deflate", body, models.CodeUnsupported},
		{"garbage as gzip", wire.EncodingGzip, body, models.CodeMalformed},
		{"garbage as dictionary", wire.EncodingDict1, body, models.CodeMalformed},
		{"empty gzip", wire.EncodingGzip, nil, models.CodeMalformed},
		{"empty dictionary", wire.EncodingDict1, nil, models.CodeMalformed},
		{"cut gzip", wire.EncodingGzip, packed[:len(packed)-9], models.CodeMalformed},
		{"cut dictionary", wire.EncodingDict1, dict[:len(dict)-6], models.CodeMalformed},
		{"damaged", wire.EncodingDict1, damaged, models.CodeMalformed},
		{"trailing", wire.EncodingDict1, append(bytes.Clone(dict), 'x'), models.CodeMalformed},
		{"trailing gzip", wire.EncodingGzip, append(bytes.Clone(packed), 'x'), models.CodeMalformed},
		{"another dictionary", wire.EncodingDict1, zlibbed(t, body, []byte("another")), models.CodeMalformed},
		{"without dictionary", wire.EncodingDict1, zlibbed(t, body, nil), ""},
		{"bomb", wire.EncodingGzip, gzipped(t, bomb), models.CodeTooLarge},
		{"bomb with dictionary", wire.EncodingDict1, zlibbed(t, bomb, wire.Dictionary()), models.CodeTooLarge},
		{"plain too large", "", bomb, models.CodeTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			var codec wire.Codec
			for range 2 { // the second time with used buffers
				got, err := codec.Expand([]byte("x"), c.encoding, c.body, 1<<20)
				if models.CodeOf(err) != c.code {
					t.Fatalf("code %q (%v), want %q", models.CodeOf(err), err, c.code)
				}
				if c.code == "" && string(got) != "x"+string(body) {
					t.Errorf("expanded to %d bytes", len(got))
				}
			}
		})
	}
}

func TestExpandStopsAtTheBound(t *testing.T) {
	var codec wire.Codec
	body := bytes.Repeat([]byte("0123456789abcdefghij"), 500)
	packed := gzipped(t, body)
	if _, err := codec.Expand(nil, wire.EncodingGzip, packed, len(body)); err != nil {
		t.Errorf("at the bound: %v", err)
	}
	if _, err := codec.Expand(nil, wire.EncodingGzip, packed, len(body)-1); models.CodeOf(err) != models.CodeTooLarge {
		t.Errorf("beyond the bound: %v", err)
	}
}
