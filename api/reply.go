package api

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/klauspost/compress/gzip"
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/sync/wire"
)

const (
	// compressFrom is where compressing begins to pay: smaller answers fit one packet anyway. Bytes.
	compressFrom = 1 << 10
	// dictionaryFrom and dictionaryTo bound where the preset dictionary pays: it helps short texts, and its best
	// compression is slow on long ones. Bytes.
	dictionaryFrom = 256
	dictionaryTo   = 16 << 10
	// gzipLevel is where bytes saved per millisecond fall off for pages of records.
	gzipLevel = 5
)

// replies holds what answers need again and again.
type replies struct {
	texts sync.Pool // *[]byte
	gzips sync.Pool // *gzip.Writer
}

// text lends a buffer for an answer.
func (r *replies) text() *[]byte {
	if b, ok := r.texts.Get().(*[]byte); ok {
		return b
	}
	b := make([]byte, 0, 4<<10)
	return &b
}

func (r *replies) done(b *[]byte) {
	if cap(*b) <= 1<<20 {
		*b = (*b)[:0]
		r.texts.Put(b)
	}
}

// json answers with a JSON value.
func (s *Server) json(c echo.Context, status int, value any) error {
	text, err := json.Marshal(value, json.Deterministic(true))
	if err != nil {
		return err
	}
	s.writeJSON(c, status, text)
	return nil
}

// writeJSON answers with a JSON text that nobody on the way may keep.
func (s *Server) writeJSON(c echo.Context, status int, text []byte) {
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, echo.MIMEApplicationJSON)
	h.Set(echo.HeaderCacheControl, "no-store")
	s.write(c, status, text)
}

// tagged answers with a text that clients may ask for again by its tag: 304 when they have it. keep is who on the way may
// keep it, as Cache-Control says.
func (s *Server) tagged(c echo.Context, tag, keep string, text []byte) error {
	h := c.Response().Header()
	h.Set("ETag", tag)
	h.Set(echo.HeaderCacheControl, keep)
	h.Set(echo.HeaderContentType, echo.MIMEApplicationJSON)
	for known := range strings.SplitSeq(c.Request().Header.Get("If-None-Match"), ",") {
		if known = strings.TrimPrefix(strings.TrimSpace(known), "W/"); known == tag || known == "*" {
			return c.NoContent(http.StatusNotModified)
		}
	}
	s.write(c, http.StatusOK, text)
	return nil
}

// write sends a text, compressed if the client can read that and it pays. A connection that breaks while writing is the
// client's to notice: there is nobody left to tell.
func (s *Server) write(c echo.Context, status int, text []byte) {
	h := c.Response().Header()
	h.Add(echo.HeaderVary, echo.HeaderAcceptEncoding)
	accepted := c.Request().Header.Get(echo.HeaderAcceptEncoding)
	switch {
	case len(text) >= dictionaryFrom && len(text) <= dictionaryTo && accepts(accepted, wire.EncodingDict1):
		if small, err := s.codec.Compress(nil, text); err == nil {
			h.Set(echo.HeaderContentEncoding, wire.EncodingDict1)
			text = small
		}
	case len(text) >= compressFrom && accepts(accepted, wire.EncodingGzip):
		if small, err := s.replies.gzip(text); err == nil {
			h.Set(echo.HeaderContentEncoding, wire.EncodingGzip)
			text = small
		}
	}
	h.Set(echo.HeaderContentLength, strconv.Itoa(len(text)))
	c.Response().WriteHeader(status)
	if c.Request().Method != http.MethodHead {
		_, _ = c.Response().Write(text)
	}
}

func (r *replies) gzip(text []byte) ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, len(text)/4))
	w, ok := r.gzips.Get().(*gzip.Writer)
	if !ok {
		var err error
		if w, err = gzip.NewWriterLevel(out, gzipLevel); err != nil {
			return nil, err
		}
	} else {
		w.Reset(out)
	}
	defer r.gzips.Put(w)
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// accepts says whether an Accept-Encoding names a coding and does not refuse it.
func accepts(header, coding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, parameter, _ := strings.Cut(part, ";")
		if !strings.EqualFold(strings.TrimSpace(name), coding) {
			continue
		}
		q, weighed := strings.CutPrefix(strings.ReplaceAll(parameter, " ", ""), "q=")
		weight, err := strconv.ParseFloat(q, 64)
		return !weighed || err == nil && weight > 0
	}
	return false
}
