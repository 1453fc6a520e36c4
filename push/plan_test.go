package push_test

import (
	"testing"
	"time"

	"github.com/beplua/beplua/push"
)

func (w *town) meet(day, status string) {
	w.write("meeting", id("m"), "date", `"`+day+`"`, "kind", `"regular"`, "status", `"`+status+`"`)
}

func TestWhatIsNotDueAnyMoreIsCancelled(t *testing.T) {
	w := newTown(t, "2025-12-04 00:10")
	p := w.server("a")
	w.meet("2025-12-05", "planned")
	plan(t, p)
	plan(t, p)
	expect(t, p, id("m"), "pending meeting 1 2025-12-05")
	w.meet("2025-12-05", "cancelled")
	plan(t, p)
	expect(t, p, id("m"), "cancelled meeting 1 2025-12-05")
	w.meet("2025-12-05", "planned")
	plan(t, p)
	expect(t, p, id("m"), "pending meeting 1 2025-12-05")
	w.write("meeting", id("m"), "status", `"moved"`, "movedTo", `"2025-12-07"`)
	plan(t, p)
	expect(t, p, id("m"), "cancelled meeting 1 2025-12-05", "pending meeting 3 2025-12-07")
}

func TestRevokedPhoneIsNotReminded(t *testing.T) {
	w := newTown(t, "2025-12-04 00:10")
	p := w.server("a")
	w.meet("2025-12-05", "planned")
	plan(t, p)
	w.phones = nil
	plan(t, p)
	expect(t, p, id("m"), "cancelled meeting 1 2025-12-05")
}

func TestServerWhoseClockIsBehindCancelsNothingOfTomorrow(t *testing.T) {
	w := newTown(t, "2025-12-04 00:01")
	w.meet("2025-12-05", "planned")
	ahead, behind := w.server("a"), w.server("b")
	plan(t, ahead)
	w.set(t, "2025-12-03 23:59")
	w.meet("2025-12-05", "planned")
	plan(t, behind)
	expect(t, behind, id("m"), "pending meeting 1 2025-12-05")
}

func TestMissedReminderExpires(t *testing.T) {
	w := newTown(t, "2025-12-04 00:10")
	p := w.server("a")
	w.meet("2025-12-05", "planned")
	plan(t, p)
	w.set(t, "2025-12-06 00:10")
	plan(t, p)
	expect(t, p, id("m"), "expired meeting 1 2025-12-05")
}

func TestMorningIsSpreadAndTheSameOnEveryServer(t *testing.T) {
	w := newTown(t, "2025-12-04 00:10")
	for i := range 200 {
		w.phones = append(w.phones, push.Recipient{User: id("user", i), Device: id("phone", i)})
	}
	w.meet("2025-12-05", "planned")
	p := w.server("a")
	plan(t, p)
	reminders, err := p.Of(t.Context(), id("m"))
	if err != nil {
		t.Fatal(err)
	}
	minutes := map[time.Time]int{}
	from, until := moment(t, "2025-12-04 07:00"), moment(t, "2025-12-04 08:00")
	for i := range reminders {
		at := reminders[i].NextAt
		if at.Before(from) || !at.Before(until) {
			t.Fatalf("sent at %s", at)
		}
		minutes[at.Truncate(time.Minute)]++
	}
	if len(minutes) < 50 {
		t.Errorf("all within %d minutes", len(minutes))
	}
	first := reminders[0].NextAt
	if again := w.server("b"); len(reminders) == len(w.phones) {
		plan(t, again)
		reminders, err = again.Of(t.Context(), id("m"))
		if err != nil || len(reminders) != len(w.phones) || !reminders[0].NextAt.Equal(first) {
			t.Errorf("another server made %d (%v)", len(reminders), err)
		}
	}
}

func TestLateServerRemindsAtOnceButNotAtNight(t *testing.T) {
	for now, want := range map[string]string{
		"2025-12-04 10:00": "2025-12-04 10:00",
		"2025-12-04 21:00": "2025-12-05 06:30",
		"2025-12-05 03:00": "2025-12-05 06:30",
	} {
		w := newTown(t, now)
		w.meet("2025-12-05", "planned")
		p := w.server("a")
		plan(t, p)
		reminders, err := p.Of(t.Context(), id("m"))
		if err != nil || len(reminders) != 1 || !reminders[0].NextAt.Equal(moment(t, want)) {
			t.Errorf("%s: got %+v (%v)", now, reminders, err)
		}
	}
}

func TestOldRemindersAreForgotten(t *testing.T) {
	w := newTown(t, "2025-12-04 00:10")
	p := w.server("a")
	w.meet("2025-12-05", "planned")
	plan(t, p)
	w.meet("2025-12-05", "held")
	plan(t, p)
	w.set(t, "2026-02-01 06:00")
	if err := p.Prune(t.Context()); err != nil {
		t.Fatal(err)
	}
	expect(t, p, id("m"), "cancelled meeting 1 2025-12-05")
	w.set(t, "2026-02-02 07:00")
	if err := p.Prune(t.Context()); err != nil {
		t.Fatal(err)
	}
	expect(t, p, id("m"))
}

func TestNotAllIsForgottenAtOnce(t *testing.T) {
	w := newTown(t, "2025-12-04 00:10")
	p := w.server("a")
	for i := range 5000 {
		w.phones = append(w.phones, push.Recipient{User: id("user", i), Device: id("phone", i)})
	}
	w.meet("2025-12-05", "planned")
	plan(t, p)
	w.meet("2025-12-05", "held")
	plan(t, p)
	w.set(t, "2026-02-02 07:00")
	for _, want := range []int{1, 0} {
		if err := p.Prune(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := len(told(t, p, id("m"))); got != want {
			t.Errorf("%d are left, want %d", got, want)
		}
	}
}
