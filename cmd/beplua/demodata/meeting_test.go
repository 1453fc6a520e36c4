package demodata_test

import (
	"testing"

	"github.com/beplua/beplua/models"
)

// Everybody who was a member on the day is present, absent or excused, once; most are present.
func TestAttendance(t *testing.T) {
	s := whole(t)
	type seat struct{ meeting, member models.RecordID }
	seats, present := map[seat]bool{}, 0
	for _, r := range s.of("attendance") {
		meeting, _ := r.set["meeting"].Ref()
		member, _ := r.set["member"].Ref()
		if seats[seat{meeting, member}] {
			t.Error("one person attends a meeting twice")
		}
		seats[seat{meeting, member}] = true
		if r.set["status"].Str() == "present" {
			present++
		}
		day, joined, left := s.records[meeting].set["date"].Str(), s.records[member].set["joinedOn"].Str(), s.records[member].set["leftOn"].Str()
		if day < joined || left != "" && day >= left {
			t.Errorf("a member from %s to %q attends on %s", joined, left, day)
		}
	}
	if share := present * 100 / len(seats); share < 75 || share > 95 {
		t.Errorf("%d%% present", share)
	}
}

// Nobody meets between the 25th of the last lunar month and the fifth of the first.
func TestNobodyMeetsDuringTet(t *testing.T) {
	days := map[models.Value]bool{}
	for _, r := range whole(t).of("meeting") {
		day := r.set["date"].Str()
		if day >= "2025-01-24" && day <= "2025-02-02" || day >= "2026-02-12" && day <= "2026-02-21" {
			t.Errorf("a meeting on %s", day)
		}
		days[r.set["date"]] = true
	}
	if len(days) < 200 {
		t.Errorf("meetings on %d days", len(days))
	}
}
