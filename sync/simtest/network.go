package simtest

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// Chances of the network's faults, of 100 requests each.
const (
	loseRequest = 10
	loseReply   = 20
	duplicate   = 10
	delay       = 4
	portal      = 3
	truncate    = 3
)

var errLost = errors.New("connection lost")

// parcel is a request on its way: it may arrive twice, or long after the phone gave up.
type parcel struct {
	method, target string
	header         http.Header
	body           []byte
}

// line is the network between one phone and the server.
type line struct {
	*world
	phone *handset
}

// RoundTrip implements http.RoundTripper.
func (l line) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	p := parcel{r.Method, r.URL.RequestURI(), r.Header.Clone(), body}
	l.requests++
	if l.quiet {
		return l.deliver(l.phone, p)
	}
	switch luck := l.random.IntN(100); {
	case luck < loseRequest:
		l.happened(requestLost)
		return nil, errLost
	case luck < loseRequest+loseReply:
		_, _ = l.deliver(l.phone, p)
		l.happened(replyLost)
		return nil, errLost
	case luck < loseRequest+loseReply+duplicate/2:
		return l.race(p)
	case luck < loseRequest+loseReply+duplicate:
		_, _ = l.deliver(l.phone, p)
		l.happened(doubled)
		return l.deliver(l.phone, p)
	case luck < loseRequest+loseReply+duplicate+delay:
		l.late = append(l.late, lateParcel{l.phone, p})
		return nil, errLost
	case luck < loseRequest+loseReply+duplicate+delay+portal:
		l.happened(captivePortal)
		return answer(http.StatusOK, "text/html", "<html><title>Wi-Fi</title>"), nil
	case luck < loseRequest+loseReply+duplicate+delay+portal+truncate:
		l.garble(p)
		return nil, errLost
	}
	return l.deliver(l.phone, p)
}

// garble lets a body arrive cut short or damaged: the server must refuse it, and not fall over.
func (l line) garble(p parcel) {
	if len(p.body) < 8 {
		return
	}
	cut := bytes.Clone(p.body[:1+l.random.IntN(len(p.body)-1)])
	if l.random.IntN(2) == 0 {
		cut[l.random.IntN(len(cut))] ^= 0x55
	}
	p.body = cut
	l.happened(damaged)
	response, err := l.deliver(l.phone, p) //nolint:bodyclose // a recorder's body needs no closing
	if err == nil && response.StatusCode < http.StatusBadRequest {
		l.fail("a damaged body was answered %d", response.StatusCode)
	}
}

// race delivers a request, and once more while the first is about to commit what it decided.
func (l line) race(p parcel) (*http.Response, error) {
	l.breaker.meanwhile = func() {
		twin, err := l.town.Twin(l.ctx)
		if err != nil {
			l.fail("another process: %v", err)
			return
		}
		l.happened(raced)
		_ = l.hand(twin, p)
		l.check()
	}
	defer func() { l.breaker.meanwhile = nil }()
	return l.deliver(l.phone, p)
}

type lateParcel struct {
	phone *handset
	parcel
}

// arrive lets a delayed request arrive now. Nobody waits for its answer any more.
func (w *world) arrive() {
	if len(w.late) == 0 {
		return
	}
	i := w.random.IntN(len(w.late))
	p := w.late[i]
	w.late = append(w.late[:i], w.late[i+1:]...)
	w.happened(overtaken)
	_, _ = w.deliver(p.phone, p.parcel) //nolint:bodyclose // a recorder's body needs no closing
}

// deliver hands a request to the server and looks at its answer on the way back.
func (w *world) deliver(phone *handset, p parcel) (*http.Response, error) {
	w.sniff(p)
	w.breaker.commits, w.breaker.struck = 0, ""
	recorder := w.hand(w.town, p)
	response := recorder.Result()
	w.countBreakage()
	if w.breaker.dead {
		w.restart()
		w.check()
		return nil, errLost
	}
	w.check() // not only when the contact is over: what its next request brings must not explain this one's outcomes
	w.note("  %s %.40s: %d", p.method, p.target, response.StatusCode)
	w.inspect(phone, response.StatusCode, response.Header, recorder.Body.Bytes())
	return response, nil
}

func (w *world) hand(to http.Handler, p parcel) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(w.ctx, p.method, p.target, bytes.NewReader(p.body))
	r.Header = p.header.Clone()
	r.RemoteAddr = "192.0.2.1:1"
	recorder := httptest.NewRecorder()
	to.ServeHTTP(recorder, r)
	return recorder
}

// countBreakage counts what happened to the store during a request.
func (w *world) countBreakage() {
	b := &w.breaker
	if b.struck == "" {
		return
	}
	w.happened(b.struck)
	if b.dead && b.commits > 0 {
		w.happened(diedBetween)
	}
}

// sniff notes what the oracle needs of a batch and the log does not keep.
func (w *world) sniff(p parcel) {
	body, ok := w.opened(p)
	if !ok {
		return
	}
	submit, err := wire.DecodeSubmit(body)
	if err != nil {
		return
	}
	for i := range submit.Batch.Operations {
		op := &submit.Batch.Operations[i]
		w.seenEpochs[operationIn{op.Scope, op.Hash()}] = op.SeenEpoch
	}
}

func (w *world) opened(p parcel) ([]byte, bool) {
	if p.method != http.MethodPost || p.target != "/api/v1/sync" {
		return nil, false
	}
	body, err := w.codec.Expand(nil, p.header.Get("Content-Encoding"), p.body, models.BatchBytesMax)
	return body, err == nil
}

// inspect looks at an answer for what must never be in it.
func (w *world) inspect(phone *handset, status int, header http.Header, body []byte) {
	if status >= http.StatusInternalServerError && w.breaker.struck == "" {
		w.fail("answered %d though nothing was broken", status)
	}
	if status != http.StatusOK || header.Get("Content-Type") != "application/json" {
		return
	}
	text, err := w.codec.Expand(nil, header.Get("Content-Encoding"), body, 8<<20)
	if err != nil {
		w.fail("an answer cannot be expanded: %v", err)
		return
	}
	a, err := wire.DecodeAnswer(text)
	if err != nil || a.Page == nil {
		return
	}
	for i := range a.Page.Records {
		if scope := a.Page.Records[i].Scope; !phone.mayRead(scope) {
			w.fail("I7: phone %d was given a record of %s", phone.number, scope)
		}
	}
}

func answer(status int, kind, text string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {kind}}, Body: io.NopCloser(bytes.NewBufferString(text))}
}
