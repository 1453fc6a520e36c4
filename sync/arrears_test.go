package sync_test

import (
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

// What is remembered of a club is forgotten with the next thing written in it, and is of one day.
func TestArrearsFollowTheBooks(t *testing.T) {
	b := newTreasury(t)
	loan := b.lend(5_000_000)
	b.settled()
	reads := models.Access{Reads: []models.Scope{b.here, models.HealthScope(b.here.Owner())}}
	look := func(on models.Day) view.ClubArrears {
		t.Helper()
		clubs, next, err := b.Engine.Arrears(t.Context(), reads, models.RecordID{}, 10, on)
		if err != nil || len(clubs) != 1 || !next.IsZero() || clubs[0].Club != b.here.Owner() {
			t.Fatalf("%d clubs, then %s: %v", len(clubs), next, err)
		}
		return clubs[0]
	}
	today := models.DayOf(2026, 3, 15)
	for range 2 {
		if c := look(today); c.Portfolio.Total.Outstanding != 5_000_000 || c.On != today {
			t.Errorf("lent: %+v on %s", c.Portfolio.Total, c.On)
		}
	}
	before := look(today).Seq
	b.pay(b.phone, loan, 416_000)
	b.settled()
	if c := look(today); c.Portfolio.Total.Outstanding != 4_584_000 || c.Seq <= before {
		t.Errorf("paid: %+v at %d", c.Portfolio.Total, c.Seq)
	}
	if c := look(today - 2); c.Portfolio.Total.Outstanding != 5_000_000 || c.On != today-2 {
		t.Errorf("before it was paid: %+v on %s", c.Portfolio.Total, c.On)
	}
	reads.Revoked = true
	if clubs, _, err := b.Engine.Arrears(t.Context(), reads, models.RecordID{}, 10, today); err != nil || len(clubs) > 0 {
		t.Errorf("a revoked phone sees %d clubs: %v", len(clubs), err)
	}
}
