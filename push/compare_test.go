package push_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
)

// counted are documents that count how often they are asked, and let one more be written while broken.
type counted struct {
	push.Documents
	asked, put atomic.Int64
	broken     atomic.Bool
}

func (c *counted) Get(ctx context.Context, kind, id string) (models.Document, error) {
	c.asked.Add(1)
	return c.Documents.Get(ctx, kind, id)
}

func (c *counted) ByKey(ctx context.Context, kind, key, after string, limit int) ([]models.Document, error) {
	c.asked.Add(1)
	return c.Documents.ByKey(ctx, kind, key, after, limit)
}

var errBroken = errors.New("the store is broken")

func (c *counted) Put(ctx context.Context, d models.Document) error {
	if c.put.Add(1) > 1 && c.broken.Load() {
		return errBroken
	}
	return c.Documents.Put(ctx, d)
}

func (w *town) counted() *counted {
	c := &counted{Documents: w.documents}
	w.documents = c
	return c
}

func TestNothingIsReadTwiceWhenNothingWasWritten(t *testing.T) {
	w := newTown(t, "2025-12-04 00:10")
	documents, p := w.counted(), w.server("a")
	w.meet("2025-12-05", "planned")
	w.lend(id("loan"), "2025-12-04", "2026-01-05")
	plan(t, p)
	documents.asked.Store(0)
	reads := w.reads.Load() + w.looks.Load()
	plan(t, p)
	if asked, read := documents.asked.Load(), w.reads.Load()+w.looks.Load()-reads; asked+read != 0 {
		t.Errorf("%d looks at the outbox, %d at records", asked, read)
	}
	w.pay(id("payment"), id("loan"), "2025-12-04")
	plan(t, p)
	expect(t, p, id("loan"), "cancelled loan 0 2025-12-04")
	expect(t, p, id("m"), "pending meeting 1 2025-12-05")
}

// A server that read old accounts cancels what is due, and dies: another one that saw no change finds out within the hour.
func TestWhatAnotherServerBrokeIsMended(t *testing.T) {
	w := newTown(t, "2025-12-04 00:10")
	a, b := w.server("a"), w.server("b")
	w.meet("2025-12-05", "planned")
	plan(t, a)
	phones := w.phones
	w.phones = nil
	plan(t, b)
	w.phones = phones
	expect(t, a, id("m"), "cancelled meeting 1 2025-12-05")
	w.set(t, "2025-12-04 01:10")
	plan(t, a)
	expect(t, a, id("m"), "pending meeting 1 2025-12-05")
}

// What a plan had done when it failed is known to nobody: the next one looks.
func TestPlanThatFailedIsFollowedByALook(t *testing.T) {
	w := newTown(t, "2025-12-04 00:10")
	documents, p := w.counted(), w.server("a")
	w.meet("2025-12-05", "planned")
	plan(t, p)
	for i := range 100 {
		w.phones = append(w.phones, push.Recipient{User: id("user", i), Device: id("phone", i)})
	}
	documents.put.Store(-50)
	documents.broken.Store(true)
	if err := p.Plan(t.Context()); !errors.Is(err, errBroken) {
		t.Fatalf("got %v", err)
	}
	documents.broken.Store(false)
	w.meet("2025-12-05", "cancelled")
	plan(t, p)
	all := told(t, p, id("m"))
	for _, one := range all {
		if one != "cancelled meeting 1 2025-12-05" {
			t.Errorf("there is %q", one)
		}
	}
	if len(all) < 50 {
		t.Errorf("%d reminders were written before the store broke", len(all))
	}
}

// A payment is recorded while its reminder is on its way, and nobody knows whether that arrived: it is not tried again.
func TestWhatIsBeingSentIsCancelledLater(t *testing.T) {
	w := newTown(t, "2025-12-04 08:10")
	var p *push.Reminders
	w.carrier = sender(func() push.Result {
		w.pay(id("payment"), id("loan"), "2025-12-04")
		plan(t, p)
		return push.Result{Outcome: push.OutcomeUnknown}
	})
	p = w.server("a")
	w.lend(id("loan"), "2025-12-04", "2026-01-05")
	w.register(t, p, id("phone"), "token")
	plan(t, p)
	deliver(t, p)
	expect(t, p, id("loan"), "unknown loan 0 2025-12-04")
	plan(t, p)
	expect(t, p, id("loan"), "cancelled loan 0 2025-12-04")
}

// sender is a carrier that does something.
type sender func() push.Result

func (s sender) Send(context.Context, push.Message) push.Result { return s() }
