package api

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/models"
)

// bodies holds buffers between requests: a phone's batch needs two, the wire's and the expanded.
type bodies struct{ pool sync.Pool }

// body is a request's body, expanded. free must be called when nothing of it is used any more.
type body struct {
	text []byte
	free func()
}

// read reads and expands the body: at most the route's bytes on the wire and most expanded.
func (s *Server) read(c echo.Context, most int) (body, error) {
	r := c.Request()
	if err := checkMediaType(r); err != nil {
		return body{}, err
	}
	limit, _ := c.Get(keyBody).(int64)
	wireBuffer, _ := s.bodies.pool.Get().(*bytes.Buffer)
	if wireBuffer == nil {
		wireBuffer = new(bytes.Buffer)
	}
	wireBuffer.Reset()
	done := func() { s.bodies.put(wireBuffer) }
	if _, err := wireBuffer.ReadFrom(http.MaxBytesReader(nil, r.Body, limit)); err != nil {
		done()
		return body{}, unreadable(err, limit)
	}
	encoding := strings.ToLower(strings.TrimSpace(r.Header.Get(echo.HeaderContentEncoding)))
	if encoding == "" || encoding == "identity" {
		if wireBuffer.Len() > most {
			done()
			return body{}, tooLarge(int64(most))
		}
		return body{wireBuffer.Bytes(), done}, nil
	}
	defer done()
	plainBuffer, _ := s.bodies.pool.Get().(*bytes.Buffer)
	if plainBuffer == nil {
		plainBuffer = new(bytes.Buffer)
	}
	plainBuffer.Reset()
	text, err := s.codec.Expand(plainBuffer.AvailableBuffer(), encoding, wireBuffer.Bytes(), most)
	if err != nil {
		s.bodies.put(plainBuffer)
		return body{}, err
	}
	grown := bytes.NewBuffer(text)
	return body{text, func() { s.bodies.put(grown) }}, nil
}

// put keeps a buffer, unless it grew so large that it would only lie about.
func (b *bodies) put(buffer *bytes.Buffer) {
	if buffer.Cap() <= 2*models.BatchWireBytesMax {
		b.pool.Put(buffer)
	}
}

func checkMediaType(r *http.Request) error {
	header := r.Header.Get(echo.HeaderContentType)
	if header == echo.MIMEApplicationJSON {
		return nil
	}
	kind, parameters, err := mime.ParseMediaType(header)
	if err != nil || kind != echo.MIMEApplicationJSON || parameters["charset"] != "" && !strings.EqualFold(parameters["charset"], "utf-8") {
		return models.Errorf(models.CodeUnsupported, "expected application/json in UTF-8")
	}
	return nil
}

func unreadable(err error, limit int64) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return tooLarge(limit)
	}
	return models.Errorf(models.CodeMalformed, "the body is cut short")
}

// decode reads a small JSON body into a shape, strictly: no member it does not know, none twice, nothing behind it.
func (s *Server) decode(c echo.Context, into any) error {
	b, err := s.read(c, models.RequestBytesMax)
	if err != nil {
		return err
	}
	defer b.free()
	if err := json.Unmarshal(b.text, into, json.RejectUnknownMembers(true)); err != nil {
		return malformed(err)
	}
	return nil
}

// malformed says where a JSON text is wrong, and no more: what stands there may be somebody's name.
func malformed(err error) error {
	var semantic *json.SemanticError
	var syntactic *jsontext.SyntacticError
	var ours *models.Error
	where, what := "", "not of the documented form"
	switch {
	case errors.As(err, &ours):
		return ours
	case errors.As(err, &semantic):
		where = string(semantic.JSONPointer)
		if errors.Is(err, json.ErrUnknownName) {
			what = "an unknown member"
		}
	case errors.As(err, &syntactic):
		where, what = string(syntactic.JSONPointer), "not JSON"
		if errors.Is(err, jsontext.ErrDuplicateName) {
			what = "a member that is there twice"
		}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		what = "cut short"
	}
	if len(where) > 200 {
		where = where[:200]
	}
	return models.Errorf(models.CodeMalformed, "at %q: %s", where, what)
}
