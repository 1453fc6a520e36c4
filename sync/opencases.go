package sync

import (
	"context"
	stdsync "sync"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// openCasesLife is after how long the cases are read anew: another process of the same store may have written, which nobody here
// hears of.
const openCasesLife = time.Minute

// openCases remembers the cases that wait, of all scopes, for officers of many clubs: they lie all over the store, and reading a
// thousand of them takes longer than a person likes to wait. What this process commits changes it at once.
type openCases struct {
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
func (o *openCases) note(c *models.Commit) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for i := range c.Records {
		if r := &c.Records[i].Record; r.Type == models.TypeCase {
			o.put(r)
			if o.heard != nil {
				o.heard = append(o.heard, *r)
			}
		}
	}
}

// put takes over a case if it is newer than what is known of it.
func (o *openCases) put(r *models.Record) {
	at := caseAt{r.Scope, r.ID}
	known, is := o.cases[at]
	switch {
	case o.cases == nil || is && known.Seq > r.Seq:
	case !isOpen(r):
		delete(o.cases, at)
	case !is && len(o.cases) >= models.CasesLookedMax:
		o.capped = true
	default:
		o.cases[at] = *r
	}
}

// visitOpenCases shows all cases that wait, in any order, and says whether there are more than models.CasesLookedMax.
func (e *Engine) visitOpenCases(ctx context.Context, visit func(*models.Record)) (capped bool, err error) {
	o := &e.open
	o.reading.Lock()
	defer o.reading.Unlock()
	o.mu.Lock()
	fresh := !o.read.IsZero() && e.Now().Sub(o.read).Abs() < openCasesLife
	o.mu.Unlock()
	if !fresh {
		if err := e.renewOpenCases(ctx); err != nil {
			return false, err
		}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, r := range o.cases {
		visit(&r)
	}
	return o.capped, nil
}

// renewOpenCases reads the cases that wait, and lays over them what was committed meanwhile.
func (e *Engine) renewOpenCases(ctx context.Context) error {
	o := &e.open
	o.mu.Lock()
	o.heard = []models.Record{}
	o.mu.Unlock()
	found, capped, err := e.readOpenCases(ctx)
	o.mu.Lock()
	defer o.mu.Unlock()
	if err == nil {
		o.cases, o.capped, o.read = found, capped, e.Now()
		for i := range o.heard {
			o.put(&o.heard[i])
		}
	}
	o.heard = nil
	return err
}

// readOpenCases reads the cases that wait, at most models.CasesLookedMax.
func (e *Engine) readOpenCases(ctx context.Context) (found map[caseAt]models.Record, capped bool, err error) {
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
		e.open.note(&c)
	}
	return err
}
