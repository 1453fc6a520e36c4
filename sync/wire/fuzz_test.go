package wire_test

import (
	"bytes"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// What decodes encodes to a text that decodes to the same operations: hashes would change otherwise.
func FuzzDecodeSubmit(f *testing.F) {
	f.Add(wire.AppendSubmit(nil, &wire.Submit{Batch: batch(2), Cursor: "c"}))
	f.Add([]byte(op(`"set":{"zz":[{"y":true,"x":[1,"\u00e2\/"]}],"aa":{"k":-5}},"unset":["q"]`)))
	f.Add([]byte(op(`"set":{"name":"Lo` + "\u0300" + ` Thi` + "\u0323" + `"}`)))
	f.Fuzz(func(t *testing.T, body []byte) {
		first, err := wire.DecodeSubmit(body)
		if err != nil {
			if code := models.CodeOf(err); code != models.CodeMalformed && code != models.CodeLimit {
				t.Fatalf("code %q: %v", code, err)
			}
			return
		}
		again, err := wire.DecodeSubmit(wire.AppendSubmit(nil, &first))
		if err != nil {
			t.Fatal(err)
		}
		if len(first.Batch.Operations) != len(again.Batch.Operations) {
			t.Fatal("operations were lost")
		}
		for i := range first.Batch.Operations {
			o, p := &first.Batch.Operations[i], &again.Batch.Operations[i]
			if o.Hash() != p.Hash() || p.Normalised {
				t.Fatalf("%+v became %+v", o, p)
			}
		}
	})
}

func FuzzDecodeAnswer(f *testing.F) {
	a := fullAnswer()
	f.Add(wire.AppendAnswer(nil, &a))
	f.Fuzz(func(t *testing.T, body []byte) {
		a, err := wire.DecodeAnswer(body)
		if err != nil {
			return
		}
		once := wire.AppendAnswer(nil, &a)
		again, err := wire.DecodeAnswer(once)
		if err != nil {
			t.Fatal(err)
		}
		if twice := wire.AppendAnswer(nil, &again); !bytes.Equal(once, twice) {
			t.Fatalf("%s became %s", once, twice)
		}
	})
}

func FuzzExpand(f *testing.F) {
	var codec wire.Codec
	packed, err := codec.Compress(nil, []byte("Gia đình đã trả đủ"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packed)
	f.Fuzz(func(t *testing.T, body []byte) {
		const most = 1 << 16
		for _, encoding := range []string{wire.EncodingDict1, wire.EncodingGzip} {
			if out, err := codec.Expand(nil, encoding, body, most); err == nil && len(out) > most {
				t.Fatalf("%d bytes", len(out))
			}
		}
	})
}
