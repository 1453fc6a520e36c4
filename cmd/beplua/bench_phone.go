package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/klauspost/compress/gzip"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// loadPhone asks the server as fast as it can: it makes its requests beforehand, counts the bytes on its connection, and
// keeps nothing but its cursor. What a phone of flesh does is sync/client.
type loadPhone struct {
	base   string
	token  string
	actor  models.ActorID
	user   models.RecordID
	scopes []models.Scope // of its clubs
	epoch  string
	cursor string
	next   map[models.Scope]uint64 // the number of the next operation
	turn   int                     // which of its clubs the next batch is for
	http   *http.Client
	wire   *countedDialer
	answer int // bytes of the last answer's body, as JSON
}

// cursorMark stands in a prepared body where the cursor of the moment goes.
const cursorMark = "@cursor@"

// newLoadPhone gives a phone one connection of its own.
func newLoadPhone(base string) *loadPhone {
	dialer := &countedDialer{}
	return &loadPhone{
		base: base,
		next: map[models.Scope]uint64{},
		wire: dialer,
		http: &http.Client{
			Timeout:   2 * time.Minute,
			Transport: &http.Transport{DialContext: dialer.dial, DisableCompression: true, MaxIdleConnsPerHost: 1, WriteBufferSize: 64 << 10, ReadBufferSize: 64 << 10},
		},
	}
}

// body prepares a submit of operations, numbered on from where the phone is.
func (p *loadPhone) body(scope models.Scope, operations []models.Operation, now time.Time) []byte {
	for i := range operations {
		p.next[scope]++
		operations[i].Dot = models.Dot{Actor: p.actor, N: p.next[scope]}
		operations[i].Scope, operations[i].By = scope, p.user
	}
	return wire.AppendSubmit(nil, &wire.Submit{
		Batch:  models.Batch{Actor: p.actor, Epoch: p.epoch, Now: now.UnixMilli(), Operations: operations},
		Cursor: cursorMark,
	})
}

// submit sends a prepared body and takes the cursor of the answer.
func (p *loadPhone) submit(ctx context.Context, body []byte) (wire.Answer, error) {
	body = bytes.Replace(body, []byte(cursorMark), []byte(p.cursor), 1)
	text, err := p.ask(ctx, http.MethodPost, "/api/v1/sync", body, nil)
	if err != nil {
		return wire.Answer{}, err
	}
	p.answer = len(text)
	answer, err := wire.DecodeAnswer(text)
	if err != nil {
		return wire.Answer{}, fmt.Errorf("read the answer: %w", err)
	}
	p.take(&answer)
	return answer, nil
}

func (p *loadPhone) take(answer *wire.Answer) {
	p.epoch = answer.Epoch
	if answer.Page != nil && answer.Page.Cursor != "" {
		p.cursor = answer.Page.Cursor
	}
}

// encodings a phone may ask for.
var (
	plainHeader = http.Header{}                            //nolint:gochecknoglobals // a table
	gzipHeader  = http.Header{"Accept-Encoding": {"gzip"}} //nolint:gochecknoglobals // a table
)

// fetch reads pages from the cursor until there are no more, and gives the number of records.
func (p *loadPhone) fetch(ctx context.Context, header http.Header) (int, error) {
	records := 0
	for {
		text, err := p.ask(ctx, http.MethodGet, "/api/v1/sync/changes?cursor="+url.QueryEscape(p.cursor), nil, header)
		if err != nil {
			return records, err
		}
		answer, err := wire.DecodeAnswer(text)
		if err != nil {
			return records, fmt.Errorf("read the page: %w", err)
		}
		p.take(&answer)
		if answer.Page == nil {
			return records, errors.New("an answer without a page")
		}
		records += len(answer.Page.Records)
		if !answer.Page.More {
			return records, nil
		}
	}
}

// ask sends one request and gives the body of a 200, expanded.
func (p *loadPhone) ask(ctx context.Context, method, path string, body []byte, header http.Header) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, method, p.base+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+p.token)
	request.Header.Set("User-Agent", "")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	for name, values := range header {
		request.Header[name] = values
	}
	response, err := p.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	reader := io.Reader(response.Body)
	if response.Header.Get("Content-Encoding") == "gzip" {
		if reader, err = gzip.NewReader(response.Body); err != nil {
			return nil, err
		}
	}
	text, err := io.ReadAll(reader)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s %s: %s: %.300s", method, path, response.Status, text)
	}
	return text, nil
}

// countedDialer counts what goes over the connections it made.
type countedDialer struct{ up, down atomic.Int64 }

func (d *countedDialer) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return countedConn{conn, d}, nil
}

type countedConn struct {
	net.Conn
	count *countedDialer
}

func (c countedConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.count.down.Add(int64(n))
	return n, err
}

func (c countedConn) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	c.count.up.Add(int64(n))
	return n, err
}
