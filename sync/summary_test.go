package sync_test

import (
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/summary"
	"github.com/beplua/beplua/models/view"
)

// glance gives the one club that an asker reads.
func (o *office) glance(access models.Access) view.Glance {
	o.Helper()
	all, err := o.Glances(o.Context(), access)
	if err != nil || len(all) != 1 {
		o.Fatalf("%d clubs at a glance: %v", len(all), err)
	}
	return all[0]
}

// TestSummaryFollowsMeetings: attendance is told in the week in which its meeting was held, wherever that is moved to; the last
// meeting is asked for anew when it is taken away. What send checks behind it, is that all of it is what the records come to.
func TestSummaryFollowsMeetings(t *testing.T) {
	o := newOffice(t) // 15 March 2026, a Sunday
	here, health := club("Nà Phát")
	p := o.phone("an", here, health)
	on := func(day string) models.Day { d, _ := models.ParseDay(day); return d }
	meeting := func(id models.RecordID, day, status string) {
		t.Helper()
		p.fetch()
		p.write(here, "meeting", id, text("date", day), text("kind", "regular"), text("status", status))
		p.send()
	}
	first, second, member := p.id(), p.id(), p.member(here, "Lò Thị Ón", "1966-03-16")
	meeting(first, "2025-01-20", "held")
	meeting(second, "2026-03-10", "planned")
	p.attendance(here, second, member, "present")
	p.send()
	g := o.glance(p.access)
	if g.LastHeld() != on("2025-01-20") || g.NextPlanned(on("2026-03-01")) != on("2026-03-10") || g.NextPlanned(on("2026-03-11")) != 0 {
		t.Fatalf("planned: %+v", g.Summary)
	}
	week := func(monday string, want summary.Week) {
		t.Helper()
		want.Monday = on(monday)
		for _, w := range o.glance(p.access).Weeks {
			w.Operations = 0
			if w.Monday == want.Monday && w != want {
				t.Errorf("the week is %+v, want %+v", w, want)
			}
		}
	}
	meeting(second, "2026-03-10", "held")
	week("2026-03-09", summary.Week{Present: 1, Called: 1})
	meeting(second, "2026-03-03", "held")
	week("2026-03-09", summary.Week{})
	week("2026-03-02", summary.Week{Present: 1, Called: 1})
	o.clock = o.clock.Add(120 * 24 * time.Hour) // the weeks move on
	meeting(second, "2026-03-03", "cancelled")
	if g := o.glance(p.access); g.LastHeld() != on("2025-01-20") || g.Members() != 1 {
		t.Errorf("after it was called off, the last meeting was on %s", g.LastHeld())
	}
	if b := o.glance(p.access).Bands(on("2026-03-15")); b != (summary.Bands{Members: 1, Women: 1, Over55: 1}) {
		t.Errorf("the day before she is 60: %+v", b)
	}
	if b := o.glance(p.access).Bands(on("2026-03-16")); b.Over60 != 1 {
		t.Errorf("the day she is 60: %+v", b)
	}
}

// TestSummaryOfOldRecords: a scope from before summaries were kept is added up by whoever asks, and mended.
func TestSummaryOfOldRecords(t *testing.T) {
	o := newOffice(t)
	whole := o.store
	here, _ := club("Nà Phát")
	p := o.phone("an", here)
	p.member(here, "Lò Thị Ón", "1956-02-03")
	o.open(forger{whole, func(p *models.Projection) { p.Body = nil }})
	receipt, err := p.Submit(t.Context(), p.access, p.batch())
	if err != nil {
		t.Fatal(err)
	}
	p.witness.acknowledge(p.outbox, receipt)
	p.outbox = nil
	o.open(whole)
	g := o.glance(p.access)
	if g.Members() != 1 || len(g.Weeks) != 1 || g.Weeks[0].Operations != 1 {
		t.Errorf("added up: %+v", g.Summary)
	}
	if a, err := o.AuditBooks(t.Context(), here); err != nil || len(a.Wrong) != 1 || a.Wrong[0] != summary.Key {
		t.Errorf("wrong are %v (%v)", a.Wrong, err)
	}
	if n, err := o.MendBooks(t.Context(), here); n != 1 || err != nil || o.glance(p.access).OpenCases() != 1 {
		t.Errorf("mended %d (%v), %+v", n, err, o.glance(p.access).Summary)
	}
	o.verify()
}
