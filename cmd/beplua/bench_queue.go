package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/beplua/beplua/models"
	fieldsync "github.com/beplua/beplua/sync"
)

// queuePage is how many cases the officers' page asks for.
const queuePage = 50

// queue measures the cases of all clubs, as an officer of the province sees them: the first page, one in the middle, a search,
// and everything about one case.
func (b *bench) queue(ctx context.Context, c *crowd, e *fieldsync.Engine, officer models.Access) error {
	first, err := e.Queue(ctx, officer, models.CaseFilter{Limit: queuePage})
	if err != nil {
		return err
	}
	if len(first.Cases) != queuePage || first.Total != c.clubs/crowdAsks {
		return fmt.Errorf("%d of %d cases wait, not of %d", len(first.Cases), first.Total, c.clubs/crowdAsks)
	}
	look := func(filter models.CaseFilter) func() error {
		return func() error {
			_, err := e.Queue(ctx, officer, filter)
			return err
		}
	}
	for _, part := range []struct {
		what string
		do   func() error
	}{
		{"the first page", look(models.CaseFilter{Limit: queuePage})},
		{"the second page", look(models.CaseFilter{Limit: queuePage, After: first.Next})},
		{"a search by name", look(models.CaseFilter{Limit: queuePage, Text: "lò thị"})},
		{"one case with its records", func() error {
			_, err := e.CaseFile(ctx, officer, first.Cases[0].Scope, first.Cases[0].ID)
			return err
		}},
	} {
		took, err := b.again(part.do)
		if err != nil {
			return err
		}
		b.add(fmt.Sprintf("%d cases wait in %d clubs: %s", first.Total, c.clubs, part.what), "≤ 100 ms",
			"%.1f ms, the slowest of %d %.1f", milliseconds(took[len(took)/2]), len(took), milliseconds(took[len(took)-1]))
	}
	return nil
}

// again does something several times and gives how long each took, sorted.
func (b *bench) again(do func() error) ([]time.Duration, error) {
	const times = 15
	var all []time.Duration
	for range times {
		took, err := b.timed(do)
		if err != nil {
			return nil, err
		}
		all = append(all, took)
	}
	slices.Sort(all)
	return all, nil
}
