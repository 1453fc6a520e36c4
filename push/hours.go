package push

import (
	"encoding/binary"
	"time"

	"github.com/beplua/beplua/models"
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
func (h *Hours) today(now time.Time) models.Day { return models.DayOf(now.In(h.Zone).Date()) }

// at is the moment of a day when the clock on the wall shows so much since midnight.
func (h *Hours) at(day models.Day, clock time.Duration) time.Time {
	year, month, date := day.Time().Date()
	return time.Date(year, month, date, 0, 0, int(clock/time.Second), 0, h.Zone)
}

// slot is when a day's reminder is meant to be sent: the same on every server, and different for different keys.
func (h *Hours) slot(day models.Day, key models.RecordID) time.Time {
	at := h.Morning
	if h.Spread > 0 {
		at += time.Duration(binary.BigEndian.Uint32(key[:])) * time.Second % h.Spread
	}
	return h.at(day, at)
}

// end is when a day's disturbing ends.
func (h *Hours) end(day models.Day) time.Time { return h.at(day, h.Until) }

// awake is t if people may be disturbed then, else the next moment at which they may.
func (h *Hours) awake(t time.Time) time.Time {
	day := h.today(t)
	if from := h.at(day, h.From); t.Before(from) {
		return from
	}
	if t.Before(h.end(day)) {
		return t
	}
	return h.at(day+1, h.From)
}
