package client

import (
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// pack makes the next batch: the oldest waiting edits of one actor, groups whole, within the bounds. It gives the edits
// in the batch.
func (p *Phone) pack(tx Tx, most int) (wire.Submit, []Edit) {
	m := tx.Meta()
	waiting := tx.Edits(Waiting)
	s := wire.Submit{
		Cursor:    m.Cursor,
		Heartbeat: p.heartbeat(tx, waiting),
		Batch:     models.Batch{Actor: m.Actor, Epoch: m.Epoch, Now: p.Now().UnixMilli(), NewActor: m.NewActor},
	}
	if m.NewActor {
		return s, nil // its numbers would only meet the same gap
	}
	if len(waiting) > 0 {
		s.Batch.Actor = waiting[0].Operation.Dot.Actor
	}
	sent := choose(waiting, most)
	s.Batch.Operations = make([]models.Operation, len(sent))
	for i := range sent {
		op := sent[i].Operation
		if op.SeenEpoch == m.Epoch {
			op.SeenEpoch = ""
		}
		s.Batch.Operations[i] = op
	}
	return s, sent
}

// choose takes edits from the front up to most operations and the bounds of a batch.
func choose(waiting []Edit, most int) []Edit {
	var sent []Edit
	size := 0
	scopes := map[models.Scope]bool{}
	left := map[models.Scope]bool{} // scopes that something was left behind of: nothing after it may go first
	for i := 0; i < len(waiting); {
		end := groupEnd(waiting, i)
		op := &waiting[i].Operation
		weight := 0
		for _, e := range waiting[i:end] {
			weight += weigh(&e.Operation)
		}
		full := len(sent) > 0 && (len(sent)+end-i > most || size+weight > batchBytesMax)
		if full {
			break
		}
		if op.Dot.Actor != waiting[0].Operation.Dot.Actor || left[op.Scope] || !scopes[op.Scope] && len(scopes) == models.ScopesPerBatchMax {
			left[op.Scope] = true
			i = end
			continue
		}
		scopes[op.Scope] = true
		sent = append(sent, waiting[i:end]...)
		size += weight
		i = end
	}
	return sent
}

// groupEnd gives where the group ends that begins at i.
func groupEnd(edits []Edit, i int) int {
	g := edits[i].Operation.Group
	end := i + 1
	for !g.IsZero() && end < len(edits) && edits[end].Operation.Group == g {
		end++
	}
	return end
}

// weigh gives about the bytes of an operation's JSON.
func weigh(op *models.Operation) int {
	n := 220 + 20*op.Seen.Len()
	for _, a := range op.Set {
		n += len(a.Name) + len(a.Value) + 4
	}
	for _, name := range op.Unset {
		n += len(name) + 3
	}
	return n
}

func (p *Phone) heartbeat(tx Tx, waiting []Edit) *models.Heartbeat {
	h := &models.Heartbeat{App: p.Build, Schema: p.Schema, Outbox: len(waiting), StorageLow: p.low, PINReset: tx.Meta().PINChosen}
	if p.Notifications != nil {
		h.Notifications = p.Notifications()
	}
	for _, e := range waiting {
		if h.Oldest == 0 || e.Operation.At < h.Oldest {
			h.Oldest = e.Operation.At
		}
	}
	for _, e := range tx.Edits(Acknowledged) {
		if e.Mend {
			h.Refused++
		}
	}
	return h
}
