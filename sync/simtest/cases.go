package simtest

import (
	"bytes"

	"github.com/beplua/beplua/models"
)

// caseWrote takes over what the server wrote into a case.
func (b *scopeBook) caseWrote(w *world, l *models.LoggedOperation, s *sheet) {
	key := keyOf(s)
	if b.sheets[l.Record] == nil {
		b.cases = append(b.cases, l.Record)
		if key.kind == models.CaseLedger || key.kind == models.CaseDuplicatePayment {
			w.answered(s.text(models.CaseFieldReason))
		}
		switch key.kind { //nolint:exhaustive // the others follow from single operations
		case models.CaseDuplicateEvent, models.CaseDuplicatePayment:
			if !b.pairs[key] {
				w.fail("I10: %s asks about two records that are not alike: %+v", b.scope, key)
			}
			b.want[key] = true
		case models.CaseLedger:
			if reason := s.text(models.CaseFieldReason); key.other != "" && !b.pairs[key] || foretold[reason] && !b.may[key] {
				w.fail("I10: %s doubts what is right: %+v", b.scope, key)
			}
			b.want[key] = true
		case models.CaseForkedPhone:
			if !w.mayFork(key.subject) {
				w.fail("I10: %s says that phone %s forked, which was neither restored nor cloned", b.scope, key.subject)
			}
			b.want[key] = true
		}
	}
	switch models.CaseStatus(s.text(models.CaseFieldStatus)) {
	case models.CaseResolved:
		decided := s.fields[models.CaseFieldDecidedBy].value != ""
		if !decided && key.kind != models.CaseOrphan {
			w.fail("I10: the server decided a case of %s by itself", key.kind)
		}
		b.want[key] = false
	case models.CaseUndone:
		b.want[key] = true
	case models.CaseOpen:
	}
}

func keyOf(s *sheet) caseKey {
	key := caseKey{
		kind: models.CaseKind(s.text(models.CaseFieldKind)), subject: s.text(models.CaseFieldSubject),
		other: s.text(models.CaseFieldOther), field: s.text(models.CaseFieldField),
	}
	if key.kind == models.CaseLedger { // one record may be doubted for several reasons
		key.field = s.text(models.CaseFieldReason) + "." + key.field
	}
	return key
}

func (w *world) mayFork(device string) bool {
	for _, h := range w.phones {
		if h.seat.Device.String() == device && h.tainted {
			return true
		}
	}
	return false
}

// checkCases compares the open cases with those that the oracle wants.
func (b *scopeBook) checkCases(w *world) {
	open := map[caseKey]bool{}
	for _, id := range b.cases {
		s := b.sheets[id]
		status := models.CaseStatus(s.text(models.CaseFieldStatus))
		if status != models.CaseOpen && status != models.CaseUndone {
			continue
		}
		key := keyOf(s)
		if open[key] && key.kind != models.CaseForkedPhone {
			w.fail("I10: two open cases for %+v in %s", key, b.scope)
		}
		open[key] = true
		if !b.want[key] {
			w.fail("I10: an open case in %s that the oracle does not want: %+v", b.scope, key)
		}
	}
	for key, wanted := range b.want {
		if wanted && !open[key] {
			w.fail("I10: no open case in %s for %+v", b.scope, key)
		}
		if wanted && key.kind == models.CaseOrphan && b.scope.Kind() == models.ScopeClub {
			if id, err := models.ParseRecordID(key.other); err == nil && b.sheets[id] != nil {
				w.fail("I6: %s still waits for %s, which is there", key.subject, key.other)
			}
		}
	}
}

// checkGroups makes sure that what stands or falls together waits together: half of a group given up, and the rest carried out,
// would be half of a loan.
func (b *scopeBook) checkGroups(w *world) {
	type group struct {
		actor models.ActorID
		id    string
	}
	waits := map[group]bool{}
	for i := range b.waiting {
		h := &b.waiting[i]
		c := b.sheets[h.Outcome.Case]
		if h.Group.IsZero() || c == nil {
			continue
		}
		key := group{h.Dot.Actor, h.Group.ID}
		open := c.text(models.CaseFieldStatus) != string(models.CaseResolved)
		if other, known := waits[key]; known && other != open {
			w.fail("I3: of the group %s of %s in %s one part waits and another is decided", key.id, key.actor, b.scope)
		}
		waits[key] = open
	}
}

// eventKey is what makes two meetings look like one, or two entries of the cash book share a slip.
func eventKey(s *sheet) string {
	if s == nil || s.deleted() {
		return ""
	}
	if _, joined := s.alias(); joined {
		return ""
	}
	switch {
	case s.typ == "meeting" && s.text("kind") == "regular" && s.text("status") != "cancelled":
		return s.text("date")
	case s.typ == "fundTransaction":
		return "slip " + s.text("date")[:4] + " " + s.text("slipNo")
	}
	return ""
}

// mayPair notes the records that a record now looks like: a case may be opened for each pair, and must be if it still
// is so when the commit is made.
func (b *scopeBook) mayPair(id models.RecordID, before, after *sheet) {
	if key := eventKey(after); key != "" && key != eventKey(before) {
		for _, other := range b.alike(id, key) {
			b.pairs[pairKey(after.typ, id, other)] = true
		}
	}
}

func (b *scopeBook) alike(id models.RecordID, key string) []models.RecordID {
	var out []models.RecordID
	for other, s := range b.sheets {
		if other != id && eventKey(s) == key {
			out = append(out, other)
		}
	}
	return out
}

func pairKey(typ string, a, b models.RecordID) caseKey {
	if bytes.Compare(a[:], b[:]) > 0 {
		a, b = b, a
	}
	switch typ {
	case "fundTransaction":
		key := ledgerKey(a, models.ReasonSlipTwice, "")
		key.other = b.String()
		return key
	case "repayment":
		return caseKey{kind: models.CaseDuplicatePayment, subject: a.String(), other: b.String()}
	}
	return caseKey{kind: models.CaseDuplicateEvent, subject: a.String(), other: b.String()}
}

// checkPairs makes sure that every pair that came to look alike was asked about.
func (b *scopeBook) checkPairs(w *world, touched map[models.RecordID]bool, before map[models.RecordID]string) {
	for id := range touched {
		key := eventKey(b.sheets[id])
		if key == "" || key == before[id] {
			continue
		}
		for _, other := range b.alike(id, key) {
			pair := pairKey(b.sheets[id].typ, id, other)
			if _, asked := b.want[pair]; !asked {
				w.fail("I10: nobody was asked about the two records %+v", pair)
			}
		}
	}
}
