package simtest

import (
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
)

// reversal says what keeps an operation from taking back what it names; kind "" is nothing.
func (b *scopeBook) reversal(a *asked) fate {
	id, ok := a.Set.Get("reverses").Ref()
	if !ok {
		return fate{}
	}
	target := b.sheets[id]
	if !mirrors(target, a.Operation) {
		return refused(models.ReasonReversalMismatch)
	}
	for other, s := range b.sheets {
		if other != a.Record && s.typ == a.Type && s.ref("reverses") == id {
			return refused(models.ReasonAlreadyReversed)
		}
	}
	if !b.hasLaw() || target.int("amount")+target.int("principal")+target.int("interest") <= secondOfficerAbove {
		return fate{}
	}
	second := a.By
	if !a.approver.IsZero() {
		second = a.approver
	}
	if b.authors[firstDot(target)] == second {
		return held(models.ReasonSecondOfficer)
	}
	return fate{}
}

// mirrors says whether an operation is the opposite of a record, by docs/protocol.md.
func mirrors(target *sheet, op *models.Operation) bool {
	if target == nil || target.typ != op.Type || !target.ref("reverses").IsZero() {
		return false
	}
	same := []string{"account", "category", "amount", "loan"}
	if op.Type == "repayment" {
		same = []string{"loan", "principal", "interest"}
	}
	for _, name := range same {
		if target.fields[name].value != op.Set.Get(name) {
			return false
		}
	}
	return op.Type == "repayment" || target.text("direction") != op.Set.Get("direction").Str()
}

// firstDot is the mark of a record's first field: all of an entry were written at once.
func firstDot(s *sheet) models.Dot {
	names := make([]string, 0, len(s.fields))
	for name := range s.fields {
		names = append(names, name)
	}
	return s.fields[slices.Min(names)].dot
}

// serverMayMake says whether the server may write a record of the books itself: what a decision takes back, or what taking the
// decision back enters anew.
func (b *scopeBook) serverMayMake(l *models.LoggedOperation) bool {
	if l.Type != "fundTransaction" && l.Type != "repayment" {
		return false
	}
	if l.Set.Get("reverses").IsSet() {
		a := asked{Operation: &l.Operation}
		return b.reversal(&a).kind == ""
	}
	return l.Set.Get("restores").IsSet() || strings.HasPrefix(l.Set.Get("slipNo").Str(), "GL-")
}
