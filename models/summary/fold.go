package summary

import (
	"iter"

	"github.com/beplua/beplua/models"
)

// Fold is a summary being added up from all records and operations of a scope.
type Fold struct {
	Summary
	held map[models.RecordID]models.Day
}

// NewFold begins with nothing, to tell by week from a Monday on.
func NewFold(from models.Day) *Fold {
	return &Fold{Summary: Summary{From: from}, held: map[models.RecordID]models.Day{}}
}

// Records counts records in: all meetings before the first attendance.
func (f *Fold) Records(all iter.Seq[*models.Record]) {
	for r := range all {
		if r.Type == TypeMeeting {
			f.held[r.ID] = HeldOn(r)
		}
		f.Add(r, f.held[MeetingOf(r)])
	}
}

// MeetingOf gives the meeting of an attendance, zero for every other record.
func MeetingOf(r *models.Record) models.RecordID {
	if r == nil || r.Type != TypeAttendance {
		return models.RecordID{}
	}
	id, _ := r.Value("meeting").Ref()
	return id
}
