package main

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/sync/client"
)

// storyCarrier stands for Firebase: for the first meeting it is too busy, then it carries.
type storyCarrier struct {
	mu      sync.Mutex
	busy    bool
	carried []push.Message
}

// Send implements push.Sender.
func (c *storyCarrier) Send(_ context.Context, m push.Message) push.Result {
	c.mu.Lock()
	defer c.mu.Unlock()
	if m.Kind == push.KindMeeting && !c.busy {
		c.busy = true
		return push.Result{Outcome: push.OutcomeRetry, Code: "503"}
	}
	c.carried = append(c.carried, m)
	return push.Result{Outcome: push.OutcomeSent}
}

// reminding is a sender of the story's own, for which it is ten in the morning whatever time it is. The server's own plans
// every five minutes, and the story is over before it would look again.
func (s *story) reminding(carrier push.Sender) (*push.Reminders, *time.Duration) {
	later := new(time.Duration)
	morning := s.today().Time().Add(3 * time.Hour) // ten o'clock there
	return push.New(push.Config{
		Documents: s.app.store, Records: s.app.store, Audience: audience{s.app.accounts}, Sender: carrier, Hours: push.VillageHours(),
		Now: func() time.Time { return morning.Add(*later) }, Jitter: func() float64 { return 0.5 },
		Owner: "story", Log: slog.New(slog.DiscardHandler), Workers: 1,
	}), later
}

// remind plans two meetings; one is held before anybody was reminded, of the other people are told.
func (s *story) remind(ctx context.Context) error {
	s.title("6. Nhắc việc: lập, gửi qua nhà mạng giả, xem, và huỷ")
	p, carrier := s.phoneOf(mai), &storyCarrier{}
	r, later := s.reminding(carrier)
	target := push.Target{Kind: push.TargetToken, Value: "mã giả của máy " + mai}
	if err := r.Register(ctx, p.Meta().Device, target); err != nil {
		return err
	}
	day := func(ahead models.Day) models.Day { return models.Today(r.Now()) + ahead }
	told, err := p.edit("ghi buổi họp ngày kia", change(s.known.club, "meeting", "date", day(2), "kind", "extra", "status", "planned"))
	if err != nil {
		return err
	}
	held, err := p.edit("ghi buổi họp ngày mai", change(s.known.club, "meeting", "date", day(1), "kind", "extra", "status", "planned"))
	if err != nil {
		return err
	}
	step := func(what string, do ...func(context.Context) error) error {
		for _, one := range do {
			if err := one(ctx); err != nil {
				return err
			}
		}
		s.say("  %s", what)
		return s.tellReminders(ctx, r, map[string]models.RecordID{"ngày kia": told, "ngày mai": held})
	}
	sync := func(ctx context.Context) error { return s.sync(ctx, p) }
	holds := func(context.Context) error {
		_, err := p.edit("họp sớm: đã họp hôm nay", client.Change{Scope: s.known.club, Record: held, Type: "meeting", Set: set("date", day(0), "status", "held")})
		return err
	}
	seen := func(ctx context.Context) error {
		for _, m := range carrier.carried {
			if err := r.Seen(ctx, m.Device, m.Key); err != nil {
				return err
			}
		}
		return nil
	}
	wait := func(context.Context) error { *later += 20 * time.Minute; return nil }
	if err := step("lập nhắc việc cho hai buổi họp", sync, r.Plan); err != nil {
		return err
	}
	if err := step("buổi họp ngày mai đã họp từ hôm nay, máy đã nộp", holds, sync, r.Plan); err != nil {
		return err
	}
	if err := step("gửi: nhà mạng bận (503), hẹn thử lại", r.Deliver); err != nil {
		return err
	}
	if err := step("hai mươi phút sau: gửi được, máy cho xem", wait, r.Deliver, seen); err != nil {
		return err
	}
	return s.checkReminders(ctx, r, told, held)
}

// tellReminders tells how the reminders of some meetings stand, counted by state.
func (s *story) tellReminders(ctx context.Context, r *push.Reminders, meetings map[string]models.RecordID) error {
	for _, name := range []string{"ngày mai", "ngày kia"} {
		list, err := r.Of(ctx, meetings[name])
		if err != nil {
			return err
		}
		counts := map[push.State]int{}
		shown := 0
		for i := range list {
			counts[list[i].State]++
			if !list[i].Seen.IsZero() {
				shown++
			}
		}
		line := ""
		for _, state := range push.States() {
			if counts[state] > 0 {
				line += fmt.Sprintf("  %s %d", state, counts[state])
			}
		}
		s.say("     họp %s:%s, đã xem %d", name, line, shown)
	}
	return nil
}

func (s *story) checkReminders(ctx context.Context, r *push.Reminders, told, held models.RecordID) error {
	mine := s.phoneOf(mai).Meta().Device
	for meeting, want := range map[models.RecordID]push.State{told: push.StateSent, held: push.StateCancelled} {
		list, err := r.Of(ctx, meeting)
		if err != nil {
			return err
		}
		found := false
		for i := range list {
			one := &list[i]
			if found = found || one.Device == mine; one.Device == mine && (one.State != want || one.Seen.IsZero() != (want == push.StateCancelled)) {
				return fmt.Errorf("the reminder of a meeting is %s, want %s", one.State, want)
			}
		}
		if !found {
			return fmt.Errorf("nobody was to be reminded of a meeting")
		}
	}
	return nil
}
