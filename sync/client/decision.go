package client

import (
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
)

// Decision is what an officer decided about something that was written on this phone.
type Decision struct {
	Case     models.Record
	Standing bool // what this phone wrote is what stood; else it is what came later
}

// Decisions gives the decisions about what was written on this phone, the latest first. One that was taken back is not
// among them: it waits again.
func (p *Phone) Decisions() []Decision {
	var out []Decision
	device := p.Meta().Device
	p.view(func(tx Tx) {
		for _, scope := range tx.Scopes() {
			for _, b := range tx.Bases(scope) {
				if d, ok := decisionOf(b.Record, device); ok {
					out = append(out, d)
				}
			}
		}
	})
	slices.SortFunc(out, func(a, b Decision) int { return strings.Compare(b.At(), a.At()) })
	return out
}

func decisionOf(c models.Record, device models.RecordID) (Decision, bool) {
	if c.Type != models.TypeCase || c.Value(models.CaseFieldStatus).Str() != string(models.CaseResolved) || !c.Value(models.CaseFieldDecidedBy).IsSet() {
		return Decision{}, false
	}
	sides, _ := c.Value(models.CaseFieldSides).Table()
	for i := range slices.Backward(sides) { // who wrote both sides is told of what he wrote last
		if id, _ := sides[i].Get(models.SideDevice).Ref(); id == device {
			return Decision{c, i == 0 && len(sides) > 1}, true
		}
	}
	return Decision{}, false
}

// At is when it was decided: RFC 3339.
func (d *Decision) At() string { return d.Case.Value(models.CaseFieldDecidedAt).Str() }

// Note is what the officer says to whoever wrote it, "" for nothing.
func (d *Decision) Note() string { return d.Case.Value(models.CaseFieldNote).Str() }

// Choice is how it was decided.
func (d *Decision) Choice() models.Choice {
	return models.Choice(d.Case.Value(models.CaseFieldDecision).Str())
}

// Text says to the person what became of what he wrote.
func (d *Decision) Text() string {
	switch d.Choice() {
	case models.ChooseStanding:
		return d.ofTwo(d.Standing)
	case models.ChooseIncoming:
		return d.ofTwo(!d.Standing)
	case models.ChooseValues:
		return "Cán bộ đã ghi một giá trị khác."
	case models.ChooseReturn:
		return "Cán bộ gửi lại – cần xem lại điều đã ghi."
	case models.ChooseApply:
		return "Cán bộ đã cho đưa vào sổ."
	case models.ChooseDiscard:
		return "Cán bộ quyết định không đưa vào sổ."
	case models.ChooseJoin:
		return "Cán bộ đã gộp với bản ghi của người khác."
	case models.ChooseVoid:
		return "Cán bộ đã đảo lại một lần ghi trùng."
	case models.ChooseApart:
		return "Cán bộ xác nhận đây là hai bản ghi khác nhau."
	case models.ChooseKnown:
	}
	return "Cán bộ đã xem."
}

func (d *Decision) ofTwo(mine bool) string {
	if mine {
		return "Cán bộ đã giữ điều bạn ghi."
	}
	return "Cán bộ đã lấy điều người khác ghi."
}
