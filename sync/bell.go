package sync

import (
	"context"
	stdsync "sync"

	"github.com/beplua/beplua/models"
)

// Bell tells whoever listens what was committed through one process, so that pages need not ask again and again. It promises
// nothing: another process of the same store rings a bell of its own, and who hears nothing for long looks for himself.
type Bell struct {
	mu        stdsync.Mutex
	listeners map[*listener]struct{}
}

// listener is somebody who hears of some scopes.
type listener struct {
	fits    func(models.Scope) bool
	written chan models.Written
	missed  chan struct{}
}

// heardMost is how many commits a listener may be behind before he has missed some.
const heardMost = 16

// Listen tells of commits to scopes that fit until stop is called. missed says that some were left out because the listener
// was slow. It fails with CodeUnavailable when models.ListenersMax listen.
func (b *Bell) Listen(fits func(models.Scope) bool) (written <-chan models.Written, missed <-chan struct{}, stop func(), err error) {
	l := &listener{fits, make(chan models.Written, heardMost), make(chan struct{}, 1)}
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.listeners) >= models.ListenersMax {
		return nil, nil, nil, models.Errorf(models.CodeUnavailable, "too many listen")
	}
	if b.listeners == nil {
		b.listeners = map[*listener]struct{}{}
	}
	b.listeners[l] = struct{}{}
	stop = func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.listeners, l)
	}
	return l.written, l.missed, stop, nil
}

// ring tells all listeners, and waits for none.
func (b *Bell) ring(w models.Written) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for l := range b.listeners {
		if !l.fits(w.Scope) {
			continue
		}
		select {
		case l.written <- w:
		default:
			select {
			case l.missed <- struct{}{}:
			default:
			}
		}
	}
}

// Over gives a store whose commits ring the bell.
func (b *Bell) Over(store Store) Store { return ringing{store, b} }

type ringing struct {
	Store
	bell *Bell
}

func (r ringing) Commit(ctx context.Context, c models.Commit) error {
	if err := r.Store.Commit(ctx, c); err != nil {
		return err
	}
	w := models.Written{Scope: c.Base.Scope, Seq: c.Next.Seq}
	for i := range c.Records {
		w.Cases = w.Cases || c.Records[i].Record.Type == models.TypeCase
	}
	r.bell.ring(w)
	return nil
}
