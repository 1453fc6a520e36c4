package push

import (
	"encoding/binary"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push/lunar"
)

// Hours says when people may be disturbed. Durations count from midnight on the clock of the zone.
type Hours struct {
	Zone    *time.Location
	From    time.Duration // nothing is sent before
	Morning time.Duration // when the day's reminders begin
	Spread  time.Duration // over which they are spread, so that not all are sent at once
	Until   time.Duration // nothing is sent from then on
}

// VillageHours are the hours of a mountain village: up with the sun, asleep by nine.
func VillageHours() Hours {
	return Hours{
		// One offset since 1975. A zone of the system could be missing in a container.
		Zone: time.FixedZone("ICT", 7*60*60),
		From: 6*time.Hour + 30*time.Minute, Morning: 7 * time.Hour, Spread: time.Hour, Until: 21 * time.Hour,
	}
}

// today is the day on the wall.
func (h *Hours) today(now time.Time) lunar.Day { return lunar.DayOf(now.In(h.Zone)) }

// slot is when a day's reminder is meant to be sent: the same on every server, and different for different keys.
func (h *Hours) slot(day lunar.Day, key models.RecordID) time.Time {
	at := h.Morning
	if h.Spread > 0 {
		at += time.Duration(binary.BigEndian.Uint32(key[:])) * time.Second % h.Spread
	}
	return day.At(at, h.Zone)
}

// end is when a day's disturbing ends.
func (h *Hours) end(day lunar.Day) time.Time { return day.At(h.Until, h.Zone) }

// awake is t if people may be disturbed then, else the next moment at which they may.
func (h *Hours) awake(t time.Time) time.Time {
	day := h.today(t)
	if from := day.At(h.From, h.Zone); t.Before(from) {
		return from
	}
	if t.Before(h.end(day)) {
		return t
	}
	return (day + 1).At(h.From, h.Zone)
}

// aroundTet says whether a day is one of those on which nobody is reminded of a debt: 25 of the 12th lunar month to the 5th
// of the first (domain.md §5.5).
func aroundTet(day lunar.Day) bool {
	date := lunar.Of(day)
	return date.Month == 12 && date.Day >= 25 || date.Month == 1 && date.Day <= 5
}
