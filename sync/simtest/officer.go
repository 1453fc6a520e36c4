package simtest

import (
	"slices"

	"github.com/beplua/beplua/models"
)

// officer lets an officer of the province decide a case, or take a decision back.
func (w *world) officer() {
	scope, id := w.someCase()
	if id.IsZero() {
		return
	}
	b := w.books[scope]
	s := b.sheets[id]
	seen, err := models.ParseVector(s.vectorText())
	if err != nil {
		w.fail("vector of a case: %v", err)
		return
	}
	if models.CaseStatus(s.text(models.CaseFieldStatus)) == models.CaseResolved {
		err = w.town.Undo(w.ctx, scope, id, seen)
	} else {
		err = w.town.Resolve(w.ctx, w.choice(scope, id, s, seen))
	}
	code := models.CodeOf(err)
	w.note("officer: %s %s", s.text(models.CaseFieldKind), code)
	if code != "" && code != models.CodeConflict && code != models.CodeInvalid {
		w.fail("officer on a case of %s: %v", s.text(models.CaseFieldKind), err)
	}
}

// someCase picks a case; one about a payment told twice, of which there are few, as often as all others.
func (w *world) someCase() (models.Scope, models.RecordID) {
	scopes := w.scopes()
	if w.random.IntN(2) == 0 {
		for _, scope := range scopes {
			for _, id := range w.books[scope].cases {
				if keyOf(w.books[scope].sheets[id]).kind == models.CaseDuplicatePayment && w.random.IntN(2) == 0 {
					return scope, id
				}
			}
		}
	}
	scope := scopes[w.random.IntN(len(scopes))]
	if cases := w.books[scope].cases; len(cases) > 0 {
		return scope, cases[w.random.IntN(len(cases))]
	}
	return scope, models.RecordID{}
}

// choices are what an officer may say to each kind of case.
var choices = map[models.CaseKind][]models.Choice{
	models.CaseFieldConflict:  {models.ChooseStanding, models.ChooseIncoming},
	models.CaseDeleteEdit:     {models.ChooseStanding, models.ChooseIncoming},
	models.CaseDuplicateEvent: {models.ChooseJoin, models.ChooseApart},
	models.CaseRefused:        {models.ChooseKnown, models.ChooseDiscard},
	models.CaseOutOfScope:     {models.ChooseApply, models.ChooseDiscard},
	models.CaseOrphan:         {models.ChooseApply, models.ChooseDiscard},
	models.CaseForkedPhone:    {models.ChooseKnown},
	models.CaseClock:          {models.ChooseKnown},
	models.CaseLedger:         {models.ChooseKnown},

	models.CaseDuplicatePayment: {models.ChooseApart, models.ChooseKnown, models.ChooseVoid},
}

func (w *world) choice(scope models.Scope, id models.RecordID, s *sheet, seen models.Vector) models.Resolution {
	key := keyOf(s)
	all := choices[key.kind]
	if len(all) == 0 {
		w.fail("a case of %s, which the simulation does not know", key.kind)
		return models.Resolution{}
	}
	r := models.Resolution{Scope: scope, Case: id, Seen: seen, Choice: all[w.random.IntN(len(all))]}
	if r.Choice == models.ChooseJoin || r.Choice == models.ChooseVoid {
		two := []string{key.subject, key.other}
		slices.Sort(two)
		r.Keep, _ = models.ParseRecordID(two[w.random.IntN(2)])
	}
	return r
}
