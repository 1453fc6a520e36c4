package main

import (
	"context"
	"time"

	"github.com/beplua/beplua/models"
)

// prepareEvery is how often the loans of clubs that changed are added up ahead of the officers' first page.
const prepareEvery = time.Minute

// prepare adds up ahead, as long as the server runs, what the first page of an officer of all clubs needs.
func (a *app) prepare(ctx context.Context) {
	again := time.NewTicker(prepareEvery)
	defer again.Stop()
	for {
		if err := a.prepareOnce(ctx); err != nil && ctx.Err() == nil {
			a.reportChore(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		}
	}
}

func (a *app) prepareOnce(ctx context.Context) error {
	today := models.Today(a.now())
	all, err := clubs{a.store}.ClubsIn(ctx, "", today.String())
	if err != nil {
		return err
	}
	var everything models.Access
	for _, club := range all {
		everything.Reads = append(everything.Reads, models.ClubScope(club))
	}
	return a.engine.Prepare(ctx, everything, today)
}
