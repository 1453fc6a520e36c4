package main

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
)

// storyFault is what happens to one request on its way.
type storyFault string

const (
	replyLost storyFault = "mất câu trả lời sau khi máy chủ đã ghi"
	portal    storyFault = "trang đăng nhập Wi-Fi trả lời thay máy chủ (HTML, 200)"
)

// storyNet is the network of one phone: real HTTP, with faults at chosen requests.
type storyNet struct {
	http.RoundTripper
	mu     sync.Mutex
	faults []storyFault // of the next requests
	seen   []storyFault
	asked  int
	up     int64
}

func (n *storyNet) next() storyFault {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.asked++
	if len(n.faults) == 0 {
		return ""
	}
	f := n.faults[0]
	n.faults = n.faults[1:]
	n.seen = append(n.seen, f)
	return f
}

var errReplyLost = errors.New("connection reset by peer")

// RoundTrip implements http.RoundTripper.
func (n *storyNet) RoundTrip(r *http.Request) (*http.Response, error) {
	fault := n.next()
	n.mu.Lock()
	n.up += max(0, r.ContentLength)
	n.mu.Unlock()
	if fault == portal {
		return &http.Response{
			StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
			Header: http.Header{"Content-Type": {"text/html"}},
			Body:   io.NopCloser(strings.NewReader("<html><title>Đăng nhập Wi-Fi</title></html>")),
		}, nil
	}
	response, err := n.RoundTripper.RoundTrip(r)
	if err == nil && fault == replyLost {
		return nil, errors.Join(errReplyLost, response.Body.Close())
	}
	return response, err
}
