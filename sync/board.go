package sync

import (
	"context"
	stdsync "sync"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// boardLife is after how long the cases are read anew: another process of the same store may have written, which nobody here
// hears of.
const boardLife = time.Minute

// board remembers the cases that wait, of all scopes, for officers of many clubs: they lie all over the store, and reading a
// thousand of them takes longer than a person likes to wait. What this process commits changes it at once.
type board struct {
	reading stdsync.Mutex // one reads for all who wait
	mu      stdsync.Mutex
	cases   map[caseAt]models.Record
	read    time.Time // zero: never
	capped  bool
	heard   []models.Record // committed while it is being read; nil when it is not
}

// caseAt names a case.
type caseAt struct {
	scope models.Scope
	id    models.RecordID
}

// note takes over the cases of a commit.
func (b *board) note(c *models.Commit) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i := range c.Records {
		if r := &c.Records[i].Record; r.Type == models.TypeCase {
			b.put(r)
			if b.heard != nil {
				b.heard = append(b.heard, *r)
			}
		}
	}
}

// put takes over a case if it is newer than what is known of it.
func (b *board) put(r *models.Record) {
	at := caseAt{r.Scope, r.ID}
	known, is := b.cases[at]
	switch {
	case b.cases == nil || is && known.Seq > r.Seq:
	case !isOpen(r):
		delete(b.cases, at)
	case !is && len(b.cases) >= models.CasesLookedMax:
		b.capped = true
	default:
		b.cases[at] = *r
	}
}

// visitOpenCases shows all cases that wait, in any order, and says whether there are more than models.CasesLookedMax.
func (e *Engine) visitOpenCases(ctx context.Context, visit func(*models.Record)) (capped bool, err error) {
	b := &e.board
	b.reading.Lock()
	defer b.reading.Unlock()
	b.mu.Lock()
	fresh := !b.read.IsZero() && e.Now().Sub(b.read).Abs() < boardLife
	b.mu.Unlock()
	if !fresh {
		if err := e.readBoard(ctx); err != nil {
			return false, err
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range b.cases {
		visit(&r)
	}
	return b.capped, nil
}

// readBoard reads the cases that wait, and lays over them what was committed meanwhile.
func (e *Engine) readBoard(ctx context.Context) error {
	b := &e.board
	b.mu.Lock()
	b.heard = []models.Record{}
	b.mu.Unlock()
	found, capped, err := e.openCases(ctx)
	b.mu.Lock()
	defer b.mu.Unlock()
	if err == nil {
		b.cases, b.capped, b.read = found, capped, e.Now()
		for i := range b.heard {
			b.put(&b.heard[i])
		}
	}
	b.heard = nil
	return err
}

// openCases reads the cases that wait, at most models.CasesLookedMax.
func (e *Engine) openCases(ctx context.Context) (found map[caseAt]models.Record, capped bool, err error) {
	found = map[caseAt]models.Record{}
	for last := (caseAt{}); len(found) < models.CasesLookedMax; {
		page, err := e.Store.RecordsByKeyAnywhere(ctx, schema.OpenKey, last.scope, last.id, models.ListMax)
		if err != nil {
			return nil, false, err
		}
		for i := range page {
			last = caseAt{page[i].Scope, page[i].ID}
			found[last] = page[i]
		}
		if len(page) < models.ListMax {
			return found, false, nil
		}
	}
	return found, true, nil
}

// store commits, and remembers the cases that were committed.
func (e *Engine) store(ctx context.Context, c models.Commit) error {
	err := e.Store.Commit(ctx, c)
	if err == nil {
		e.board.note(&c)
	}
	return err
}
