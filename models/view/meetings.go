package view

import (
	"cmp"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/summary"
)

// The record types of what the club does together.
const (
	TypeMeeting    = summary.TypeMeeting
	TypeAttendance = summary.TypeAttendance
)

// Meeting is one meeting and how many came.
type Meeting struct {
	Record                   *models.Record
	Present, Absent, Excused int
}

// Meetings gives a club's meetings, the latest first, deleted and joined ones left out. The shelf holds meetings and attendance;
// who was counted at a joined meeting counts at the one that was kept.
func Meetings(s Shelf) []Meeting {
	var out []Meeting
	at, kept := map[models.RecordID]int{}, map[models.RecordID]models.RecordID{}
	for i := range s[TypeMeeting] {
		r := &s[TypeMeeting][i]
		if alias := r.Alias(); !alias.IsZero() {
			kept[r.ID] = alias
		} else if !r.Deleted() {
			at[r.ID] = len(out)
			out = append(out, Meeting{Record: r})
		}
	}
	for i := range s[TypeAttendance] {
		r := &s[TypeAttendance][i]
		id, _ := r.Value("meeting").Ref()
		if other, joined := kept[id]; joined {
			id = other
		}
		if n, there := at[id]; there && !r.Deleted() && r.Alias().IsZero() {
			out[n].count(r.Value("status").Str())
		}
	}
	slices.SortStableFunc(out, func(a, b Meeting) int {
		return cmp.Compare(b.Record.Value("date").Str(), a.Record.Value("date").Str())
	})
	return out
}

func (m *Meeting) count(status string) {
	switch status {
	case "present":
		m.Present++
	case "absent":
		m.Absent++
	case "excused":
		m.Excused++
	}
}
