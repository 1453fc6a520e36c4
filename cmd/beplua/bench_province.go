package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/beplua/beplua/models"
	fieldsync "github.com/beplua/beplua/sync"
)

// province measures what is overdue, club by club, as an officer of all of them turns the pages: in a server that has just
// started, and again when nothing was written since.
func (b *bench) province(ctx context.Context, c *crowd) error {
	e, err := fieldsync.New(ctx, fieldsync.Deps{
		Store: c.store, Registry: c.types, Now: b.world.Now, NewID: newID, CursorKey: make([]byte, 32),
	})
	if err != nil {
		return err
	}
	var officer models.Access
	for n := range c.clubs {
		club := crowdClub(n)
		officer.Reads = append(officer.Reads, models.ClubScope(club), models.HealthScope(club))
	}
	for _, when := range []string{"after a start", "again, nothing written since"} {
		pages, err := b.turnPages(ctx, c, e, officer)
		if err != nil {
			return err
		}
		var all time.Duration
		for _, took := range pages {
			all += took
		}
		slices.Sort(pages)
		b.add(fmt.Sprintf("arrears of %d clubs, %d pages of %d, %s", c.clubs, len(pages), models.ClubsListMax, when), "≤ 100 ms a page",
			"%.1f ms a page, the slowest %.1f; all %.2f s", milliseconds(pages[len(pages)/2]), milliseconds(pages[len(pages)-1]), all.Seconds())
	}
	return nil
}

// turnPages reads all pages and gives how long each took.
func (b *bench) turnPages(ctx context.Context, c *crowd, e *fieldsync.Engine, officer models.Access) (pages []time.Duration, err error) {
	seen := 0
	for after := (models.RecordID{}); ; {
		took, err := b.timed(func() error {
			clubs, next, err := e.Arrears(ctx, officer, after, models.ClubsListMax, c.today)
			after, seen = next, seen+len(clubs)
			return err
		})
		if err != nil {
			return nil, err
		}
		pages = append(pages, took)
		if after.IsZero() {
			break
		}
	}
	if seen != c.clubs {
		return nil, fmt.Errorf("the pages tell of %d clubs, not %d", seen, c.clubs)
	}
	return pages, nil
}
