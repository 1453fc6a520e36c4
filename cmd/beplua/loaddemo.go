package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/beplua/beplua/cmd/beplua/demodata"
	"github.com/beplua/beplua/models"
)

// demoMark remembers that a store holds demo data, and from which recipe, so that a start that was interrupted goes on
// with the very same records.
type demoMark struct {
	Seed  uint64 `json:"seed"`
	Until string `json:"until"`
	Clubs int    `json:"clubs"`
	Done  bool   `json:"done"`
	// Troubled says that the weeks without a signal were played, too.
	Troubled bool `json:"troubled,omitempty"`
}

const (
	demoKind = "demo"
	demoID   = "data"
	demoSeed = 2958 // the number of the province's plan
	// demoWorkers is how many clubs are taken at once: while one waits for the disk, another is decided.
	demoWorkers = 8
)

// loadDemo fills an empty store with the demo of Lai Châu, through the engine like any phone. It does nothing if that was
// done before, and refuses a store that holds anything else.
func loadDemo(ctx context.Context, a *app, now time.Time, clubs int, say io.Writer) error {
	mark, rev, err := readDemoMark(ctx, a, demoMark{Seed: demoSeed, Until: models.Today(now).String(), Clubs: clubs})
	if err != nil || mark.Done {
		return err
	}
	options := demodata.Options{Seed: mark.Seed, Until: mark.Until, Clubs: mark.Clubs}
	all, err := demodata.Clubs(options)
	if err != nil {
		return fmt.Errorf("invent the clubs: %w", err)
	}
	fmt.Fprintf(say, "Nạp dữ liệu mẫu (người và số liệu đều hư cấu): %d câu lạc bộ …\n", len(all))
	began := a.now()
	l := &demoLoad{app: a, clubs: map[models.RecordID]*demodata.Club{}, say: say, total: len(all)}
	for i := range all {
		l.clubs[all[i].ID] = &all[i]
	}
	if err := l.load(ctx, options); err != nil {
		return err
	}
	mark.Done = true
	if err := writeDemoMark(ctx, a, mark, rev); err != nil {
		return err
	}
	fmt.Fprintf(say, "Xong: %d bản ghi trong %.1f giây.\n", l.operations, a.now().Sub(began).Seconds())
	return nil
}

// readDemoMark gives the mark of the store, or makes it if the store is empty.
func readDemoMark(ctx context.Context, a *app, fresh demoMark) (demoMark, uint64, error) {
	d, err := a.store.Get(ctx, demoKind, demoID)
	if err == nil {
		var mark demoMark
		return mark, d.Rev, json.Unmarshal(d.Body, &mark)
	}
	if !errors.Is(err, models.ErrNotFound) {
		return demoMark{}, 0, err
	}
	scopes, err := a.store.AllScopes(ctx, "", 1)
	if err != nil {
		return demoMark{}, 0, err
	}
	if len(scopes) > 0 {
		return demoMark{}, 0, errors.New("--demo wants an empty store: this one holds records that are no demo")
	}
	return fresh, 1, writeDemoMark(ctx, a, fresh, 0)
}

func writeDemoMark(ctx context.Context, a *app, mark demoMark, rev uint64) error {
	body, err := json.Marshal(mark)
	if err != nil {
		return err
	}
	return a.store.Put(ctx, models.Document{Kind: demoKind, ID: demoID, Rev: rev, Body: body})
}

// demoLoad is one run of loading.
type demoLoad struct {
	app   *app
	clubs map[models.RecordID]*demodata.Club
	say   io.Writer
	total int

	mu         sync.Mutex
	done       int // clubs
	operations int
}

// load takes the province's records first, then the clubs, several at once, each in its own order.
func (l *demoLoad) load(ctx context.Context, options demodata.Options) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	province, err := demodata.Province(options)
	if err != nil {
		return fmt.Errorf("invent the province: %w", err)
	}
	if err := l.take(ctx, province); err != nil {
		return err
	}
	work := make(chan []demodata.Step)
	var workers sync.WaitGroup
	for range demoWorkers {
		workers.Go(func() {
			for steps := range work {
				if err := l.takeClub(ctx, steps); err != nil {
					cancel(err)
				}
			}
		})
	}
	var club []demodata.Step
	hand := func() error {
		if len(club) == 0 {
			return nil
		}
		select {
		case work <- club:
			club = nil
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	err = demodata.Generate(options, func(s demodata.Step) error {
		if len(club) > 0 && club[0].Scope.Owner() != s.Scope.Owner() {
			if err := hand(); err != nil {
				return err
			}
		}
		club = append(club, s)
		return nil
	})
	if err == nil {
		err = hand()
	}
	close(work)
	workers.Wait()
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

func (l *demoLoad) takeClub(ctx context.Context, steps []demodata.Step) error {
	if ctx.Err() != nil {
		return nil // another club failed, or the operator has had enough
	}
	if err := l.take(ctx, steps); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done++
	if l.done%12 == 0 || l.done == l.total {
		fmt.Fprintf(l.say, "  %d/%d câu lạc bộ, %d bản ghi\n", l.done, l.total, l.operations)
	}
	return nil
}

// take submits steps in their order, at the time they were written. What was written down in one month came from one phone:
// batches are large then, and the demo is there in seconds.
func (l *demoLoad) take(ctx context.Context, steps []demodata.Step) error {
	h := demoHistory{load: l, phones: map[models.RecordID]*demoPhone{}, seen: map[models.RecordID]models.Vector{}}
	var err error
	if h.app, err = l.app.past(ctx, func() time.Time { return h.now }); err != nil {
		return err
	}
	for first := 0; first < len(steps); {
		end := first + 1
		for end < len(steps) && end-first < models.BatchOperationsMax && sameMonth(steps[first], steps[end]) {
			end++
		}
		for end < len(steps) && !steps[end].Group.IsZero() && steps[end].Group == steps[end-1].Group {
			end-- // a group stays whole
		}
		if err := h.submit(ctx, steps[first:end]); err != nil {
			return err
		}
		l.mu.Lock()
		l.operations += end - first
		l.mu.Unlock()
		first = end
	}
	h.now = l.app.now()
	for _, phone := range h.phones {
		if err := phone.heard(ctx, h.app); err != nil {
			return err
		}
	}
	return nil
}

func sameMonth(a, b demodata.Step) bool {
	x, y := time.UnixMilli(a.At).UTC(), time.UnixMilli(b.At).UTC()
	return x.Year() == y.Year() && x.Month() == y.Month()
}
