package account

import (
	"context"
	"sync"
	"time"

	"github.com/beplua/beplua/models"
)

const (
	// contactGrain is how often a phone's heartbeat is written at most.
	contactGrain = time.Minute
	// contactsMax bounds the heartbeats that wait to be written.
	contactsMax = 10000
)

// contacts holds heartbeats that are newer than those stored: a phone makes several requests in a session, and what it
// says of itself is worth no write each. Losing them in a crash loses nothing but the last minute of a display.
type contacts struct {
	mu      sync.Mutex
	newest  map[models.RecordID]models.Heartbeat
	written map[models.RecordID]int64 // when: milliseconds since 1970 UTC
}

func newContacts() *contacts {
	return &contacts{newest: map[models.RecordID]models.Heartbeat{}, written: map[models.RecordID]int64{}}
}

// over lays the newest heartbeat over a stored phone.
func (c *contacts) over(d Device) Device {
	c.mu.Lock()
	defer c.mu.Unlock()
	if h, ok := c.newest[d.ID]; ok && h.At > d.Contact.At {
		h.Forks = d.Contact.Forks
		d.Contact = h
	}
	return d
}

// Touch notes a phone's contact: h with At and Offset filled in. It is written at once when the last write is a minute ago,
// else by Flush.
func (a *Accounts) Touch(ctx context.Context, device models.RecordID, h models.Heartbeat) error {
	c := a.contacts
	c.mu.Lock()
	if len(c.written) > contactsMax {
		clear(c.written)
	}
	due := h.At-c.written[device] >= contactGrain.Milliseconds() || len(c.newest) >= contactsMax
	c.newest[device] = h
	if due {
		c.written[device] = h.At
	}
	c.mu.Unlock()
	if !due {
		return nil
	}
	return a.writeContact(ctx, device, h)
}

// Flush writes the heartbeats that wait.
func (a *Accounts) Flush(ctx context.Context) error {
	a.contacts.mu.Lock()
	waiting := make(map[models.RecordID]models.Heartbeat, len(a.contacts.newest))
	for device, h := range a.contacts.newest {
		waiting[device] = h
		a.contacts.written[device] = h.At
	}
	a.contacts.mu.Unlock()
	for device, h := range waiting {
		if err := a.writeContact(ctx, device, h); err != nil && models.CodeOf(err) != models.CodeNotFound {
			return err
		}
	}
	return nil
}

// Run flushes once a minute until ctx ends, and then once more. The caller owns the goroutine.
func (a *Accounts) Run(ctx context.Context, report func(error)) {
	tick := time.NewTicker(contactGrain)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			a.fade()
			if err := a.Flush(ctx); err != nil {
				report(err)
			}
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
			defer cancel()
			if err := a.Flush(last); err != nil {
				report(err)
			}
			return
		}
	}
}

func (a *Accounts) writeContact(ctx context.Context, device models.RecordID, h models.Heartbeat) error {
	_, err := change(ctx, a.Documents, device.String(), func(e *deviceEntry) error {
		if e.Contact.At >= h.At {
			return errUnchanged
		}
		e.Contact = contactOf(h)
		return nil
	})
	if err != nil {
		return missing(err, "device")
	}
	c := a.contacts
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.newest[device] == h {
		delete(c.newest, device)
	}
	return nil
}
