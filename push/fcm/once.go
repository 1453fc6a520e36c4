package fcm

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

// maxAnswer is more than any answer of the carrier. A longer one is another's, and is cut.
const maxAnswer = 64 << 10

// exchange is what became of the one request of a Send, seen from beneath the SDK.
type exchange struct {
	reached atomic.Bool // a connection stood, so the carrier may have got the request
	fault   error       // why there is no answer
	status  int         // the answer's, 0 for none
	after   string      // its Retry-After
	body    []byte
}

type exchangeKey struct{}

// once sends each request once with the server's own credentials, and writes what happened into the context's exchange.
// The SDK tries again after 503 and after every error of the transport: it is shown a 599 instead of either.
type once struct {
	base   http.RoundTripper
	tokens *tokens
}

// RoundTrip never fails: an error would make the SDK try again.
func (o once) RoundTrip(request *http.Request) (*http.Response, error) {
	x, _ := request.Context().Value(exchangeKey{}).(*exchange)
	header, err := o.send(request, x)
	if err != nil {
		x.fault = err
	}
	status := x.status
	if x.fault != nil || status == http.StatusServiceUnavailable {
		status = 599
	}
	return &http.Response{
		StatusCode: status, Header: header, Body: io.NopCloser(bytes.NewReader(x.body)), Request: request,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}, nil
}

// send reads the answer to its end, since a connection cut within it is a fault too.
func (o once) send(request *http.Request, x *exchange) (http.Header, error) {
	defer request.Body.Close()
	token, err := o.tokens.get(request.Context())
	if err != nil {
		return nil, err
	}
	// Only from here on: fetching the token makes connections too.
	trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { x.reached.Store(true) }}
	asked := request.Clone(httptrace.WithClientTrace(request.Context(), trace))
	asked.Header.Set("Authorization", "Bearer "+token.Value)
	response, err := o.base.RoundTrip(asked)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err != nil {
		return nil, err
	}
	x.status, x.body, x.after = response.StatusCode, body, response.Header.Get("Retry-After")
	if x.status == http.StatusUnauthorized {
		o.tokens.forget(token)
	}
	return response.Header, nil
}

// watched gives the context of a Send and where its exchange will be written.
func watched(ctx context.Context) (context.Context, *exchange) {
	x := &exchange{}
	return context.WithValue(ctx, exchangeKey{}, x), x
}
