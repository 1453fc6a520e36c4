package simtest

import (
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/client"
)

// watched is a phone's storage that remembers what changed, so that checkers need not look at everything after each step.
type watched struct {
	*client.Memory
	bases   []client.Base
	settled []client.Edit // acknowledged
	cut     int           // updates until one fails; 0 for never
	lost    []Fault       // what failed then, if the phone was killed there
}

// errCut is what an update answers when the phone is full or dies in it: nothing of it is kept.
var errCut = models.Errorf(models.CodeStorageFull, "nothing can be written")

// Update implements client.Storage.
func (w *watched) Update(change func(client.Tx) error) error {
	var bases []client.Base
	var settled []client.Edit
	err := w.Memory.Update(func(tx client.Tx) error {
		noting := &notingTx{Tx: tx}
		if err := change(noting); err != nil {
			return err
		}
		bases, settled = noting.bases, noting.settled
		if w.cut > 0 {
			if w.cut--; w.cut == 0 {
				w.lost = noting.losses()
				return errCut
			}
		}
		return nil
	})
	if err == nil {
		w.bases, w.settled = append(w.bases, bases...), append(w.settled, settled...)
	}
	return err
}

type notingTx struct {
	client.Tx
	bases   []client.Base
	settled []client.Edit
}

func (t *notingTx) PutBase(b client.Base) {
	t.bases = append(t.bases, b)
	t.Tx.PutBase(b)
}

func (t *notingTx) PutEdit(e client.Edit) {
	if e.State == client.Acknowledged && e.Operation.Dot.N > 0 {
		t.settled = append(t.settled, e)
	}
	t.Tx.PutEdit(e)
}

// losses says what is lost if the phone dies now.
func (t *notingTx) losses() []Fault {
	var out []Fault
	if len(t.settled) > 0 {
		out = append(out, diedUntold)
	}
	if len(t.bases) > 0 {
		out = append(out, diedUnpaged)
	}
	return out
}

// forget empties the notes.
func (w *watched) forget() { w.bases, w.settled = w.bases[:0], w.settled[:0] }

// copy gives a storage with the same content.
func (w *watched) copy() *watched { return &watched{Memory: w.Copy()} }
