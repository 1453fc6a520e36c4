package sqlite

import (
	"context"
	"errors"
	"sync"

	"github.com/beplua/beplua/models"
)

// groupMax bounds the writes that share a transaction: enough to share a sync of the disk among all that wait, few
// enough that the first of them does not wait long.
const groupMax = 64

// task is one write that waits. apply must give ErrStale and ErrNotFound only before it has written anything: the tasks
// beside it go on then. Any other error undoes the transaction, and each task is tried in one of its own.
type task struct {
	ctx    context.Context //nolint:containedctx // the caller's, while it waits
	apply  func(c *conn) error
	answer chan error
}

// queue hands writes to the one goroutine that writes.
type queue struct {
	mu     sync.Mutex
	tasks  []*task
	closed bool
	wake   chan struct{}
	done   chan struct{} // closed when the goroutine has ended
}

// write waits until the write is durable. If ctx ends before, the write may still be done.
func (s *Store) write(ctx context.Context, apply func(c *conn) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	t := &task{ctx: ctx, apply: apply, answer: make(chan error, 1)}
	if err := s.queue.put(t); err != nil {
		return err
	}
	select {
	case err := <-t.answer:
		return known(err)
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (q *queue) put(t *task) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return errClosed()
	}
	q.tasks = append(q.tasks, t)
	q.nudge()
	return nil
}

func (q *queue) nudge() {
	select {
	case q.wake <- struct{}{}:
	default: // it knows already
	}
}

// close lets what waits be finished, and waits for it.
func (q *queue) close() {
	q.mu.Lock()
	q.closed = true
	q.nudge()
	q.mu.Unlock()
	<-q.done
}

// work is the goroutine that writes. It ends when the queue is closed and empty.
func (q *queue) work(c *conn) {
	defer close(q.done)
	for range q.wake {
		for {
			group, closed := q.take()
			if len(group) == 0 {
				if closed {
					return
				}
				break
			}
			for i, err := range apply(c, group) {
				group[i].answer <- err
			}
		}
	}
}

func (q *queue) take() (group []*task, closed bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := min(len(q.tasks), groupMax)
	group = q.tasks[:n:n]
	q.tasks = q.tasks[n:]
	return group, q.closed
}

// apply does the tasks in one transaction and gives an answer to each. If that fails as a whole, each gets its own.
func apply(c *conn, group []*task) []error {
	answers := make([]error, len(group))
	err := transact(c, func() error {
		for i, t := range group {
			if answers[i] = t.ctx.Err(); answers[i] != nil {
				continue
			}
			answers[i] = t.apply(c)
			if err := answers[i]; err != nil && !errors.Is(err, models.ErrStale) && !errors.Is(err, models.ErrNotFound) {
				return err
			}
		}
		return nil
	})
	if err == nil {
		return answers
	}
	if len(group) == 1 {
		return []error{err}
	}
	for i := range group {
		answers[i] = apply(c, group[i:i+1])[0]
	}
	return answers
}

// transact does all of the work durably or nothing.
func transact(c *conn, work func() error) error {
	if err := c.run("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := work()
	if err == nil {
		err = c.run("COMMIT")
	}
	if err != nil && !c.AutocommitEnabled() {
		err = errors.Join(err, c.run("ROLLBACK"))
	}
	return err
}
