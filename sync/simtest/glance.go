package simtest

import (
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/summary"
)

// checkGlance compares what is kept of a scope at a glance with what all its records and its whole log come to (I8): commits
// change it by what they bring, whatever happened in between.
func (b *scopeBook) checkGlance(w *world) {
	if b.head.Seq == 0 {
		return
	}
	kept, err := w.town.Projections(w.ctx, b.scope, []string{summary.Key})
	if err != nil {
		w.fail("projections: %v", err)
		return
	}
	stored, err := summary.Parse(kept[0])
	if err != nil || kept[0].Seq == 0 {
		w.fail("I8: the summary of %s is not stored (%v)", b.scope, err)
		return
	}
	records, err := w.town.Changes(w.ctx, b.scope, 0, readMost)
	if err != nil {
		w.fail("changes: %v", err)
		return
	}
	log, err := w.town.Log(w.ctx, b.scope, 0, readMost)
	if err != nil {
		w.fail("log: %v", err)
		return
	}
	f := summary.NewFold(stored.From)
	for _, typ := range summary.Types() {
		f.Records(func(yield func(*models.Record) bool) {
			for i := range records {
				if records[i].Type == typ && !yield(&records[i]) {
					return
				}
			}
		})
	}
	for i := range log {
		if !log[i].Dot.Actor.IsServer() {
			f.Received(1, log[i].Received)
		}
	}
	if got, want := string(kept[0].Body), string(f.JSON()); got != want {
		w.fail("I8: the summary of %s is kept as\n  %s, its records come to\n  %s", b.scope, got, want)
	}
}
