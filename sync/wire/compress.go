package wire

import (
	"bytes"
	_ "embed"
	"errors"
	"io"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"

	"github.com/beplua/beplua/models"
)

// EncodingDict1 is the content coding of phones: zlib (RFC 1950) with the preset dictionary dict1.txt. One operation
// then takes half the bytes that it takes with gzip. The dictionary never changes; another one gets another name.
const EncodingDict1 = "beplua-dict1"

// EncodingGzip is what every HTTP client can do.
const EncodingGzip = "gzip"

//go:embed dict1.txt
var dictionary1 []byte

// expansionMax is how often larger a text may get: JSON of records shrinks to a twentieth at best, a bomb to a
// thousandth. Below expansionFree bytes nobody asks.
const (
	expansionMax  = 100
	expansionFree = 64 << 10
)

// Codec compresses and expands bodies. The zero value works; it keeps its buffers for the next time. All methods may be
// called from many goroutines.
type Codec struct {
	gzips, dicts, deflaters sync.Pool
}

// Dictionary gives the preset dictionary of EncodingDict1; clients in other languages ship the same bytes.
func Dictionary() []byte { return bytes.Clone(dictionary1) }

// Compress appends body in EncodingDict1.
func (c *Codec) Compress(to, body []byte) ([]byte, error) {
	out := bytes.NewBuffer(to)
	w, _ := c.deflaters.Get().(*zlib.Writer)
	if w == nil {
		var err error
		if w, err = zlib.NewWriterLevelDict(out, zlib.BestCompression, dictionary1); err != nil {
			return nil, err
		}
	} else {
		w.Reset(out)
	}
	defer c.deflaters.Put(w)
	if _, err := w.Write(body); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Expand appends the decoded body to to, at most most bytes. It fails with CodeUnsupported for another encoding,
// CodeMalformed for what is garbage or cut short, CodeTooLarge for what gets too large or is a bomb.
func (c *Codec) Expand(to []byte, encoding string, body []byte, most int) ([]byte, error) {
	source := bytes.NewReader(body)
	switch encoding {
	case "", "identity":
		if len(body) > most {
			return nil, tooLarge(most)
		}
		return append(to, body...), nil
	case EncodingGzip:
		r, _ := c.gzips.Get().(*gzip.Reader)
		if r == nil {
			r = new(gzip.Reader)
		}
		defer c.gzips.Put(r)
		if err := r.Reset(source); err != nil {
			return nil, garbage(err)
		}
		return expand(to, r, len(body), most)
	case EncodingDict1:
		r, err := c.inflater(source)
		if err != nil {
			return nil, garbage(err)
		}
		defer c.dicts.Put(r)
		to, err = expand(to, r, len(body), most)
		if err == nil && source.Len() > 0 {
			return nil, models.Errorf(models.CodeMalformed, "something follows the compressed body")
		}
		return to, err
	}
	return nil, models.Errorf(models.CodeUnsupported, "content encodings are gzip and %s", EncodingDict1)
}

func (c *Codec) inflater(source io.Reader) (io.Reader, error) {
	r, _ := c.dicts.Get().(io.Reader)
	resetter, ok := r.(zlib.Resetter)
	if !ok {
		return zlib.NewReaderDict(source, dictionary1)
	}
	return r, resetter.Reset(source, dictionary1)
}

func expand(to []byte, r io.Reader, wire, most int) ([]byte, error) {
	start := len(to)
	to = append(to, make([]byte, min(8*wire+512, most+1))...)[:start]
	bound := min(most, max(expansionFree, wire*expansionMax))
	for {
		if len(to) == cap(to) {
			to = append(to, 0)[:len(to)]
		}
		n, err := r.Read(to[len(to):cap(to)])
		to = to[:len(to)+n]
		if len(to)-start > bound {
			return nil, tooLarge(bound)
		}
		if errors.Is(err, io.EOF) {
			return to, nil
		}
		if err != nil {
			return nil, garbage(err)
		}
	}
}

func tooLarge(most int) error {
	return models.Errorf(models.CodeTooLarge, "the decoded body has more than %d bytes", most)
}

func garbage(err error) error {
	what := "not of the content encoding it names"
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		what = "cut short"
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, zlib.ErrChecksum):
		what = "damaged on the way"
	case errors.Is(err, zlib.ErrDictionary):
		what = "made with another dictionary"
	}
	return models.Errorf(models.CodeMalformed, "the compressed body is %s", what)
}
