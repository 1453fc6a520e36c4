package client

import "github.com/beplua/beplua/models"

// Fate is what a person may know of a record or edit at a glance. It is honest: "sent" only when the server has it.
type Fate string

// The fates, best first.
const (
	FateSent    Fate = "sent"
	FateWaiting Fate = "waiting" // on this phone only
	FateOfficer Fate = "officer" // the server has it; an officer, or another phone, must act
	FateToMend  Fate = "to-mend" // refused; the person can mend it
	FateReturn  Fate = "return"  // an officer sent it back: see Decisions
)

// Text says it to the person.
func (f Fate) Text() string {
	switch f {
	case FateWaiting:
		return "Chờ gửi – mới lưu trên máy này"
	case FateOfficer:
		return "Đã gửi – chờ cán bộ xem xét"
	case FateToMend:
		return "Cần sửa lại"
	case FateReturn:
		return "Cán bộ gửi lại – cần xem lại"
	case FateSent:
	}
	return "Đã gửi"
}

func (f Fate) rank() int {
	switch f {
	case FateWaiting:
		return 1
	case FateOfficer:
		return 2
	case FateReturn:
		return 3
	case FateToMend:
		return 4
	case FateSent:
	}
	return 0
}

func worse(a, b Fate) Fate {
	if b.rank() > a.rank() {
		return b
	}
	return a
}

func fateOf(tx Tx, e *Edit, held bool) Fate {
	switch {
	case e.Mend:
		return FateToMend
	case e.State == Waiting && !e.Again:
		return FateWaiting
	case e.Outcome.Kind != models.Held:
		return FateSent
	}
	if c, ok := tx.Base(e.Operation.Scope, e.Outcome.Case); ok {
		switch {
		case c.Record.Value(models.CaseFieldStatus).Str() != string(models.CaseResolved):
			return FateOfficer
		case c.Record.Value(models.CaseFieldDecision).Str() == string(models.ChooseReturn):
			return FateReturn
		}
		return FateSent
	}
	if held && e.Outcome.Problem == models.ReasonOrphan {
		return FateSent // what it waited for has come
	}
	return FateOfficer
}

// ToMend gives the refused edits that nobody has mended or dismissed yet, by age.
func (p *Phone) ToMend() []Edit {
	var out []Edit
	p.view(func(tx Tx) {
		for _, e := range tx.Edits(Acknowledged) {
			if e.Mend {
				out = append(out, e)
			}
		}
	})
	return out
}
