package sync

import (
	"bytes"
	"context"

	"github.com/beplua/beplua/models"
)

// Changes gives the next page: of each scope the asker may read, its records by seq, each once in its newest state. What
// the asker's own phone last wrote and was plainly applied does not travel back, unless the phone fills a scope from the start.
// It fails with CodeResync on a cursor of another life of the server.
func (e *Engine) Changes(ctx context.Context, access models.Access, request models.PageRequest) (models.Page, error) {
	old, err := e.unseal(request.Cursor)
	if err != nil {
		return models.Page{}, err
	}
	page := models.Page{Epoch: e.epoch}
	reads := access.Reads
	if access.Revoked {
		reads = nil
	}
	for _, s := range old.scopes {
		if !access.MayRead(s.scope) || access.Revoked {
			page.Purge = append(page.Purge, s.scope)
		}
	}
	heads, err := e.Store.Heads(ctx, reads)
	if err != nil {
		return models.Page{}, err
	}
	var next cursor
	room := newRoom(request)
	for i, scope := range reads {
		at, known := old.find(scope)
		if !known {
			page.Gained = append(page.Gained, scope)
			at.full = heads[i].Seq
		}
		if known && at.seq > 0 && at.seq != heads[i].Seq || at.seq > heads[i].Seq || at.seq == heads[i].Seq && !sameChain(at, heads[i].Chain) {
			if err := e.verify(ctx, at, heads[i]); err != nil {
				return models.Page{}, err
			}
		}
		at.seq = passed(at, request.Own)
		if at, err = e.fill(ctx, access, at, heads[i], &page, room); err != nil {
			return models.Page{}, err
		}
		next.scopes = append(next.scopes, at)
	}
	page.Cursor = e.seal(next)
	return page, nil
}

// passed gives how far a cursor comes over what its own phone just wrote, none of which travels back.
func passed(at cursorScope, own []models.Span) uint64 {
	for _, s := range own {
		if s.Scope == at.scope && s.After == at.seq && s.After >= at.full {
			at.seq = s.To
		}
	}
	return at.seq
}

func sameChain(at cursorScope, chain models.Hash) bool {
	return bytes.Equal(at.chain[:], chain[:len(at.chain)])
}

// verify checks that the scope's history up to the cursor is the one that the phone has seen.
func (e *Engine) verify(ctx context.Context, at cursorScope, head models.Head) error {
	resync := &models.Error{Code: models.CodeResync, Message: "the server's history is not the one fetched", Details: map[string]string{"epoch": e.epoch}}
	if at.seq > head.Seq {
		return resync
	}
	entries, err := e.Store.Log(ctx, at.scope, at.seq-1, 1)
	if err != nil {
		return err
	}
	if len(entries) == 0 || entries[0].Seq != at.seq || !sameChain(at, entries[0].Chain) {
		return resync
	}
	return nil
}

// fill adds a scope's records to the page and gives how far it came.
func (e *Engine) fill(ctx context.Context, access models.Access, at cursorScope, head models.Head, page *models.Page, room *room) (cursorScope, error) {
	for at.seq < head.Seq && !room.full() {
		records, err := e.Store.Changes(ctx, at.scope, at.seq, room.chunk())
		if err != nil {
			return at, err
		}
		cut := false
		for i := range records {
			if room.full() {
				cut = true
				break
			}
			r := &records[i]
			if r.Last.Actor != access.Actor || r.Seq <= at.full {
				page.Records = append(page.Records, *r)
				room.take(r)
			}
			at.seq = r.Seq
		}
		if !cut && len(records) < room.asked {
			at.seq = max(at.seq, head.Seq)
		}
	}
	page.More = page.More || at.seq < head.Seq
	return e.stamp(ctx, at, head)
}

// stamp enters the chain of the place the cursor stands at.
func (e *Engine) stamp(ctx context.Context, at cursorScope, head models.Head) (cursorScope, error) {
	switch at.seq {
	case 0:
		return at, nil
	case head.Seq:
		copy(at.chain[:], head.Chain[:])
		return at, nil
	}
	entries, err := e.Store.Log(ctx, at.scope, at.seq-1, 1)
	if err != nil {
		return at, err
	}
	if len(entries) == 0 {
		return at, models.Errorf(models.CodeInternal, "operation %d of %s is not in the log", at.seq, at.scope)
	}
	copy(at.chain[:], entries[0].Chain[:])
	return at, nil
}

// room is what is left of a page.
type room struct {
	bytes, records, asked int
}

func newRoom(request models.PageRequest) *room {
	r := &room{bytes: request.Bytes, records: request.Records}
	if r.bytes <= 0 {
		r.bytes = models.PageBytesMax
	}
	if r.records <= 0 {
		r.records = models.PageRecordsMax
	}
	return r
}

func (r *room) full() bool { return r.bytes <= 0 || r.records <= 0 }

// chunk is how many records to read at once: about what fits.
func (r *room) chunk() int {
	const usual = 500 // bytes of a record
	r.asked = max(1, min(r.records, r.bytes/usual+1))
	return r.asked
}

// take makes room for one record, by a good guess of its JSON.
func (r *room) take(record *models.Record) {
	n := 110 + 12*record.Vector.Len()
	for _, f := range record.Fields {
		n += len(f.Name) + len(f.Value) + 4
	}
	r.bytes -= n
	r.records--
}
