package sync

import (
	"context"
	stdsync "sync"

	"github.com/beplua/beplua/models"
)

// scopeLocks lets one goroutine of this process decide on a scope at a time. It saves work, not correctness: other
// processes may decide on the same scope, and the store settles who wins.
type scopeLocks struct {
	mu   stdsync.Mutex
	held map[models.Scope]*scopeLock
}

type scopeLock struct {
	turn    chan struct{} // holds a token while free
	waiting int
}

// lock waits for the scope and gives the way to free it. It fails with the context's error.
func (l *scopeLocks) lock(ctx context.Context, scope models.Scope) (free func(), err error) {
	l.mu.Lock()
	if l.held == nil {
		l.held = map[models.Scope]*scopeLock{}
	}
	one := l.held[scope]
	if one == nil {
		one = &scopeLock{turn: make(chan struct{}, 1)}
		one.turn <- struct{}{}
		l.held[scope] = one
	}
	one.waiting++
	l.mu.Unlock()

	leave := func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if one.waiting--; one.waiting == 0 {
			delete(l.held, scope)
		}
	}
	select {
	case <-one.turn:
		return func() { one.turn <- struct{}{}; leave() }, nil
	case <-ctx.Done():
		leave()
		return nil, ctx.Err()
	}
}
