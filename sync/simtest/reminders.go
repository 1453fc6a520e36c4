package simtest

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
)

// reminder is what a person is to be shown once: I12 is about these, told apart without the keys that are to ensure it.
type reminder struct {
	kind    push.Kind
	subject models.RecordID
	lead    int
	on      models.Day
	device  models.RecordID
}

func reminderOf(m *push.Message) reminder {
	return reminder{m.Kind, m.Subject, m.Lead, m.On, m.Device}
}

// trail is what carrier and phone know of a reminder.
type trail struct {
	tries, shown                          int
	arrived, failed, doubt, gone, refused bool
}

func (p *post) trail(r reminder) *trail {
	t := p.trails[r]
	if t == nil {
		t = &trail{}
		p.trails[r] = t
	}
	return t
}

func (p *post) shown() int {
	n := 0
	for _, t := range p.trails {
		n += t.shown
	}
	return n
}

// letter is a reminder as it stands in the outbox.
type letter struct {
	reminder
	state            push.State
	attempt          int
	nextAt, notAfter time.Time
	since            time.Time // it has been waiting
	open             bool
}

// wroteLetter takes over what a sender wrote into the outbox.
func (w *world) wroteLetter(d models.Document, now time.Time) {
	if d.Kind != "reminder" {
		return
	}
	var body struct {
		Kind             push.Kind
		Subject, Device  string
		Lead, Attempt    int
		On               models.Day
		State            push.State
		NextAt, NotAfter int64
		Done             int64
	}
	key, err := models.ParseRecordID(d.ID)
	if err == nil {
		err = json.Unmarshal(d.Body, &body)
	}
	if err != nil {
		w.fail("a reminder in the outbox: %v", err)
		return
	}
	was, known := w.post.letters[key]
	l := letter{
		reminder: reminder{body.Kind, models.MustRecordID(body.Subject), body.Lead, body.On, models.MustRecordID(body.Device)}, state: body.State, attempt: body.Attempt,
		nextAt: time.UnixMilli(body.NextAt), notAfter: time.UnixMilli(body.NotAfter), since: was.since, open: body.Done == 0,
	}
	if !known || was.state == push.StateCancelled {
		l.since = now
	}
	if l.state == push.StateCancelled && was.state != l.state {
		w.happened(reminderCancelled)
	}
	w.post.letters[key] = l
}

// What push promises of the village's clock, told apart from package push so that a slip there shows: nobody is disturbed
// from nine in the evening, 14:00 UTC, to half past six.
const (
	bedtime = 14 * time.Hour
	daytime = 14*time.Hour + 30*time.Minute
)

// bedtimeOf is when a day's reminding ends.
func bedtimeOf(day models.Day) time.Time { return day.Time().Add(bedtime) }

// expected gives what should be in the outbox now, from the oracle's records.
func (w *world) expected() map[reminder]bool {
	out := map[reminder]bool{}
	today := models.Today(w.now)
	expect := func(kind push.Kind, subject models.RecordID, lead int, slack, on models.Day, to []push.Recipient) {
		if first := on - models.Day(lead); today < first || today > first+slack || !w.now.Before(bedtimeOf(first+slack)) {
			return
		}
		for _, r := range to {
			out[reminder{kind, subject, lead, on, r.Device}] = true
		}
	}
	for _, scope := range w.scopes() {
		b := w.books[scope]
		club := w.recipients(func(h *handset) bool { return h.serves(scope.Owner(), push.KindMeeting) })
		board := w.recipients(func(h *handset) bool { return h.serves(scope.Owner(), push.KindLoan) })
		for id, s := range b.sheets {
			if on, ok := meetsOn(s); ok {
				expect(push.KindMeeting, id, 3, 1, on, club)
				expect(push.KindMeeting, id, 1, 1, on, club)
			}
			for _, on := range b.instalmentsLeft(id, s) {
				expect(push.KindLoan, id, 3, 1, on, board)
				expect(push.KindLoan, id, 0, 2, on, board)
				expect(push.KindLoan, id, -7, 14, on, board)
			}
		}
		for _, id := range b.cases {
			if on, devices, ok := decided(b.sheets[id]); ok {
				expect(push.KindCase, id, 0, 2, on, w.recipients(func(h *handset) bool { return devices[h.seat.Device.String()] }))
			}
		}
	}
	return out
}

func meetsOn(s *sheet) (day models.Day, ok bool) {
	if _, joined := s.alias(); s.typ != "meeting" || joined || s.deleted() {
		return 0, false
	}
	switch s.text("status") {
	case "", "planned":
		return models.ParseDay(s.text("date"))
	case "moved":
		return models.ParseDay(s.text("movedTo"))
	}
	return 0, false
}

// decided gives the day a case was decided on, and whose operations it was about.
func decided(s *sheet) (day models.Day, devices map[string]bool, ok bool) {
	at, err := time.Parse(time.RFC3339, s.text(models.CaseFieldDecidedAt))
	if err != nil || models.CaseStatus(s.text(models.CaseFieldStatus)) != models.CaseResolved {
		return 0, nil, false
	}
	devices = map[string]bool{}
	sides, _ := s.fields[models.CaseFieldSides].value.Table()
	for _, side := range sides {
		devices[side.Get(models.SideDevice).Str()] = true
	}
	return models.Today(at), devices, true
}

// checkPlanned compares the outbox with what is due: all that is due is there, and nothing that is not waits.
func (w *world) checkPlanned() {
	due := w.expected()
	there := map[reminder]bool{}
	for _, l := range w.post.letters {
		there[l.reminder] = l.state != push.StateCancelled
		if l.open && l.state != push.StateSending && l.on-models.Day(l.lead) <= models.Today(w.now) && !due[l.reminder] {
			w.fail("I12: %+v waits as %s and is not due", l.reminder, l.state)
		}
	}
	for r := range due {
		if !there[r] {
			w.fail("I12: nothing reminds of %+v", r)
		}
	}
}

// settleReminders lets everything come to its end with a carrier that works, and looks whether each reminder came to the
// end that was its due (I12).
func (w *world) settleReminders() {
	w.now = bedtimeOf(models.Today(w.now)).Add(13 * time.Hour) // ten in the morning
	w.renewTargets()
	for range 4 {
		w.plan(0)
		w.send(0)
		w.now = w.now.Add(25 * time.Minute)
	}
	for _, l := range w.post.letters {
		if wrong := w.post.wrongEnd(&l); wrong != "" {
			w.fail("I12: %+v is %s after %d tries: %s", l.reminder, l.state, l.attempt, wrong)
		}
	}
}

// wrongEnd says what is wrong with how a reminder ended.
func (p *post) wrongEnd(l *letter) string {
	t := p.trail(l.reminder)
	for wrong, is := range map[string]bool{
		"it never came to its end":                      l.open,
		"nobody was shown it":                           l.state == push.StateSent && t.shown == 0,
		"its target was good":                           l.state == push.StateGone && !t.gone,
		"the carrier did not refuse it":                 l.state == push.StateRejected && !t.refused,
		"there was no doubt that it had arrived or not": l.state == push.StateUnknown && !t.doubt,
		"it had arrived":                                l.state == push.StateExpired && t.arrived && !p.forgot,
		"nothing kept it from being sent":               l.state == push.StateExpired && !t.failed && !t.doubt && !t.gone && p.hadChance(l),
	} {
		if is {
			return wrong
		}
	}
	return ""
}

// hadChance says whether somebody was sending while a reminder waited in vain.
func (p *post) hadChance(l *letter) bool {
	for _, at := range p.rounds {
		evening := bedtimeOf(models.Today(at))
		awake := at.Before(evening) && !at.Before(evening.Add(-daytime))
		if awake && at.After(l.since) && !at.Before(l.nextAt) && at.Before(l.notAfter) {
			return true
		}
	}
	return false
}

// String tells a reminder in the words of failures.
func (r reminder) String() string {
	return fmt.Sprintf("%s %s, %d days before %s, on %s", r.kind, r.subject, r.lead, r.on, r.device)
}
