package sync

import (
	"bytes"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/summary"
)

// glance is the summary of a scope while a plan changes it.
type glance struct {
	summary.Summary
	found *models.Projection // as it was read, nil if it was not
	known bool               // it was parsed, or added up
}

// keepSummary counts what the plan changes in place of what was there before. It is the last thing before a commit, since
// cases are counted too.
func (p *plan) keepSummary() error {
	if err := p.readSummary(); err != nil || p.glance.TooLong {
		return err
	}
	s := &p.glance.Summary
	s.Slide(models.Today(p.now))
	changed, err := p.countedAgain()
	if err != nil {
		return err
	}
	for _, id := range changed {
		d := p.records[id]
		was, is := p.heldOn(d)
		s.Sub(d.before, was)
		s.Add(d.now, is)
	}
	s.Received(fromPhones(p.log), p.now.UnixMilli())
	if s.Unsure {
		return p.askWhenHeld()
	}
	return nil
}

// readSummary gets the summary as of the plan's base. One that is not there is added up once.
func (p *plan) readSummary() error {
	if p.glance.known || p.base.Seq == 0 {
		return nil
	}
	if p.glance.found == nil {
		found, err := p.Store.Projections(p.ctx, p.scope, []string{summary.Key})
		if err != nil {
			return err
		}
		p.glance.found = &found[0]
	}
	var err error
	if len(p.glance.found.Body) > 0 {
		p.glance.Summary, err = summary.Parse(*p.glance.found)
	} else {
		p.glance.Summary, err = p.foldSummary(p.ctx, p.scope, summary.Begin(models.Today(p.now)))
	}
	p.glance.known = err == nil
	return err
}

// fromPhones counts operations that are not the server's own.
func fromPhones(log []models.LoggedOperation) (n int) {
	for i := range log {
		if !log[i].Dot.Actor.IsServer() {
			n++
		}
	}
	return n
}

// countedAgain gives the records that are counted otherwise than before: those that were written, and the attendance of
// meetings that are on another day now.
func (p *plan) countedAgain() ([]models.RecordID, error) {
	changed := slices.Clip(p.touched)
	var meetings []models.RecordID
	for _, id := range p.touched {
		d := p.records[id]
		if meeting := summary.MeetingOf(d.now); !meeting.IsZero() {
			meetings = append(meetings, meeting)
		}
		if d.now.Type != summary.TypeMeeting || d.before == nil || summary.HeldOn(d.before) == summary.HeldOn(d.now) {
			continue
		}
		called, err := p.withKey(schema.ListKey(summary.TypeAttendance, "meeting", models.RefValue(id)))
		if err != nil {
			return nil, err
		}
		for i := range called {
			if p.untouched(&called[i]) {
				changed = append(changed, called[i].ID)
			}
		}
	}
	return changed, p.load(meetings...)
}

// untouched says whether the plan did not write a stored record, and makes it known to the plan. An attendance is of one meeting.
func (p *plan) untouched(r *models.Record) bool {
	if d := p.records[r.ID]; d != nil {
		return d.now == d.before
	}
	p.records[r.ID] = &draft{before: r, now: r}
	return true
}

// heldOn gives the day on which the meeting of an attendance was held before the plan, and after it.
func (p *plan) heldOn(d *draft) (before, now models.Day) {
	meeting := p.records[summary.MeetingOf(d.now)]
	if meeting == nil {
		return 0, 0
	}
	return summary.HeldOn(meeting.before), summary.HeldOn(meeting.now)
}

// askWhenHeld asks all meetings of the club when they were held.
func (p *plan) askWhenHeld() error {
	var days []models.Day
	err := pages(func(after models.RecordID) ([]models.Record, error) {
		return p.Store.RecordsOfType(p.ctx, p.scope, summary.TypeMeeting, after, models.ListMax)
	}, func(r *models.Record) {
		if d := p.records[r.ID]; d == nil || d.now == d.before {
			days = append(days, summary.HeldOn(r))
		}
	})
	for _, id := range p.touched {
		if r := p.records[id].now; r.Type == summary.TypeMeeting {
			days = append(days, summary.HeldOn(r))
		}
	}
	p.glance.SetHeldBefore(slices.Values(days))
	return err
}

// projection adds the summary to what a commit stores, if it is another one now.
func (g *glance) projection(out []models.Projection, c *models.Commit) []models.Projection {
	if g.TooLong {
		return out
	}
	now := g.JSON()
	if g.found != nil && bytes.Equal(now, g.found.Body) {
		return out
	}
	return append(out, models.Projection{Key: summary.Key, Seq: c.Next.Seq, Body: now})
}
