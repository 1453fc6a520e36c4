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
	cut     int           // updates until the phone is killed; 0 for never
}

// killed is what an update answers when the phone dies in it: nothing of it is kept.
var errKilled = models.Errorf(models.CodeStorageFull, "the phone was killed")

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
				return errKilled
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

// forget empties the notes.
func (w *watched) forget() { w.bases, w.settled = w.bases[:0], w.settled[:0] }

// copy gives a storage with the same content.
func (w *watched) copy() *watched { return &watched{Memory: w.Copy()} }
