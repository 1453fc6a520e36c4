package sqlite

import (
	"context"
	"errors"
	"sync"
)

// pool is the connections that read. The one that was used last is given out first: it has seen the newest commit, while
// one that has not must forget all pages it holds.
type pool struct {
	turns  chan struct{} // a token for each idle connection
	closed chan struct{} // connections are no longer given out
	mu     sync.Mutex
	idle   []*conn
}

func newPool(most int) *pool {
	return &pool{turns: make(chan struct{}, most), closed: make(chan struct{})}
}

// take waits for a connection. It fails with CodeUnavailable after close, and with the context's error.
func (p *pool) take(ctx context.Context) (*conn, error) {
	select {
	case <-p.closed:
		return nil, errClosed()
	default:
	}
	select {
	case <-p.closed:
		return nil, errClosed()
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-p.turns:
		return p.pop(), nil
	}
}

func (p *pool) pop() *conn {
	p.mu.Lock()
	defer p.mu.Unlock()
	last := len(p.idle) - 1
	c := p.idle[last]
	p.idle = p.idle[:last]
	return c
}

// give puts a connection back, or a new one in.
func (p *pool) give(c *conn) {
	p.mu.Lock()
	p.idle = append(p.idle, c)
	p.mu.Unlock()
	p.turns <- struct{}{}
}

// close waits for reads that run, and closes n connections.
func (p *pool) close(n int) error {
	close(p.closed)
	var errs []error
	for range n {
		<-p.turns
		errs = append(errs, p.pop().Close())
	}
	return errors.Join(errs...)
}
