package summary

import (
	"slices"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/models/schema"
)

// The record types of which a summary tells, beside the ledger's loans and repayments, and cases.
const (
	TypeClub       = "club"
	TypeMember     = "member"
	TypeMeeting    = "meeting"
	TypeAttendance = "attendance"
	TypeLoanEvent  = "loanEvent"
	TypeVisit      = "homeVisit"
)

// Types are the record types of which a summary tells. Meetings come before attendance, which is of a meeting.
func Types() []string {
	return []string{
		TypeClub, TypeMember, TypeMeeting, TypeAttendance, ledger.TypeLoan, ledger.TypeRepayment, TypeLoanEvent, TypeVisit, models.TypeCase,
	}
}

// times is how often something is counted: once, or once less.
type times int

// Add counts a record in. held is the day on which the meeting of an attendance was held (HeldOn), and of nothing else.
func (s *Summary) Add(r *models.Record, held models.Day) { s.count(r, held, 1) }

// Sub takes a record out that was counted as it is here.
func (s *Summary) Sub(r *models.Record, held models.Day) { s.count(r, held, -1) }

func (s *Summary) count(r *models.Record, held models.Day, n times) {
	switch {
	case r == nil:
		return
	case r.Type == ledger.TypeLoan || r.Type == ledger.TypeRepayment || r.Type == TypeLoanEvent:
		s.Lending = max(s.Lending, r.Seq)
	}
	if r.Deleted() || !r.Alias().IsZero() {
		return
	}
	switch r.Type {
	case TypeClub:
		s.name(r, n)
	case TypeMember:
		s.person(r, n)
	case TypeMeeting:
		s.meeting(r, n)
	case TypeAttendance:
		s.attendance(r, held, n)
	case ledger.TypeRepayment:
		s.repayment(r, n)
	case TypeVisit:
		if w := s.week(dayOf(r, "date")); w != nil {
			w.Visits += int64(n)
		}
	case models.TypeCase:
		s.waiting(r, n)
	}
}

// Received counts operations that came from phones at one time: milliseconds since 1970 UTC.
func (s *Summary) Received(operations int, at int64) {
	if operations == 0 {
		return
	}
	s.Heard = max(s.Heard, at)
	if w := s.week(models.Today(time.UnixMilli(at))); w != nil {
		w.Operations += int64(operations)
	}
}

func (s *Summary) name(r *models.Record, n times) {
	s.Name, s.Code, s.Village, s.Unit, s.Status, s.Founded = "", "", "", "", "", 0
	if n > 0 {
		s.Name, s.Code, s.Village = r.Value("name").Str(), r.Value("code").Str(), r.Value("village").Str()
		s.Unit, s.Status, s.Founded = r.Value("unit").Str(), r.Value("status").Str(), dayOf(r, "foundedOn")
	}
}

func (s *Summary) person(r *models.Record, n times) {
	if r.Value("leftOn").IsSet() {
		return
	}
	births := &s.Others
	switch r.Value("sex").Str() {
	case "female":
		births = &s.Women
	case "male":
		births = &s.Men
	}
	enter(births, dayOf(r, "birthOn"), n)
}

// HeldOn is the day on which a meeting was held, 0 for one that was not, or is not there.
func HeldOn(meeting *models.Record) models.Day {
	if meeting == nil || meeting.Deleted() || !meeting.Alias().IsZero() || meeting.Value("status").Str() != "held" {
		return 0
	}
	return dayOf(meeting, "date")
}

func (s *Summary) meeting(r *models.Record, n times) {
	if day, ok := models.ParseDay(schema.MeetsOn(r)); ok && day >= s.From {
		enter(&s.Planned, day, n)
	}
	switch day := HeldOn(r); {
	case day == 0:
	case day >= s.From:
		enter(&s.Held, day, n)
	case n > 0:
		s.HeldBefore = max(s.HeldBefore, day)
	default:
		s.Unsure = s.Unsure || day == s.HeldBefore
	}
}

func (s *Summary) attendance(r *models.Record, held models.Day, n times) {
	w := s.week(held)
	if w == nil {
		return
	}
	w.Called += int64(n)
	if r.Value("status").Str() == "present" {
		w.Present += int64(n)
	}
}

func (s *Summary) repayment(r *models.Record, n times) {
	w := s.week(dayOf(r, "date"))
	if w == nil {
		return
	}
	if p, ok := loan.PaymentOf(*r); ok {
		paid := p.Paid()
		w.Repayments += int64(n) * paid.Count
		w.Paid += int64(n) * (paid.Principal + paid.Interest + paid.Penalty)
	}
}

// waiting counts a case that waits for a person.
func (s *Summary) waiting(r *models.Record, n times) {
	switch models.CaseStatus(r.Value(models.CaseFieldStatus).Str()) {
	case models.CaseOpen, models.CaseUndone:
	default:
		return
	}
	kind := models.CaseKind(r.Value(models.CaseFieldKind).Str())
	if s.Cases == nil {
		s.Cases = map[models.CaseKind]int{}
	}
	if s.Cases[kind] += int(n); s.Cases[kind] == 0 {
		delete(s.Cases, kind)
	}
	if r.Value(models.CaseFieldSeverity).Str() == models.SeverityUrgent {
		s.Urgent += int(n)
	}
	if opened := openedOn(r); opened >= s.From {
		enter(&s.Opened, Monday(opened), n)
	}
}

// openedOn is the day on which a case was opened, 0 when nobody knows.
func openedOn(r *models.Record) models.Day {
	at, err := time.Parse(time.RFC3339, r.Value(models.CaseFieldOpened).Str())
	if err != nil {
		return 0
	}
	return models.Today(at)
}

func dayOf(r *models.Record, field string) models.Day {
	day, _ := models.ParseDay(r.Value(field).Str())
	return day
}

// week gives the week of a day, nil for one before From.
func (s *Summary) week(day models.Day) *Week {
	if day < s.From || day == 0 {
		return nil
	}
	monday := Monday(day)
	at, there := slices.BinarySearchFunc(s.Weeks, monday, func(w Week, m models.Day) int { return int(w.Monday - m) })
	if !there {
		s.Weeks = slices.Insert(s.Weeks, at, Week{Monday: monday})
	}
	return &s.Weeks[at]
}

// enter puts a day in its place, or takes one away.
func enter(days *[]models.Day, day models.Day, n times) {
	at, there := slices.BinarySearch(*days, day)
	if n > 0 {
		*days = slices.Insert(*days, at, day)
	} else if there {
		*days = slices.Delete(*days, at, at+1)
	}
}
