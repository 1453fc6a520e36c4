package token

import (
	"time"

	"github.com/beplua/beplua/models"
)

// Family is one log-in: all refresh tokens that descend from it. It is an immutable value; Present gives the next one.
type Family struct {
	ID       models.RecordID
	Audience Audience
	User     models.RecordID
	Device   models.RecordID // zero for officers
	// Presented is the highest generation that was shown to us; 0 before the first.
	Presented uint64
	Born      time.Time
	Used      time.Time // when Presented last rose
	Revoked   bool
}

// Lives bounds a family.
type Lives struct {
	Idle     time.Duration // without being used
	Absolute time.Duration // in all
}

// PhoneLives lets a phone be without signal for two months, and asks for a new enrolment twice a year.
func PhoneLives() Lives { return Lives{Idle: 60 * 24 * time.Hour, Absolute: 180 * 24 * time.Hour} }

// OfficerLives ends with the working day.
func OfficerLives() Lives { return Lives{Idle: 4 * time.Hour, Absolute: 12 * time.Hour} }

// Over says whether the log-in was ended, or has outlived its bounds.
func (f Family) Over(now time.Time, lives Lives) bool {
	return f.Revoked || now.Sub(f.Used) > lives.Idle || now.Sub(f.Born) > lives.Absolute
}

// Verdict is what a presented generation means.
type Verdict string

// The verdicts.
const (
	Renewed  Verdict = "renewed"  // its successor is given; store the family
	Repeated Verdict = "repeated" // our reply was lost: the same successor is given again; nothing to store
	Reused   Verdict = "reused"   // two hold this log-in: the family is revoked; store it
	Dead     Verdict = "dead"     // expired or revoked before
)

// Present decides on a presented generation whose token was genuine.
//
// The predecessor is good until its successor is presented: fixed grace periods lock out phones whose replies get
// lost (46 % of them at 5 % loss; this rule none). Only the direct predecessor is; an older one means that two hold it.
// A generation above the successor cannot be forged: we gave it in a life of the database that a backup has undone,
// so it is good.
func (f Family) Present(generation uint64, now time.Time, lives Lives) (Family, Verdict) {
	switch {
	case generation == 0, f.Over(now, lives):
		return f, Dead
	case generation == f.Presented:
		return f, Repeated
	case generation > f.Presented:
		f.Presented, f.Used = generation, now
		return f, Renewed
	}
	f.Revoked = true
	return f, Reused
}
