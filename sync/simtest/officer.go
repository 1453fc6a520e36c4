package simtest

import (
	"slices"

	"github.com/beplua/beplua/models"
)

// officer lets an officer of the province decide a case, or take a decision back.
func (w *world) officer() {
	scope := w.scopes()[w.random.IntN(len(w.books))]
	b := w.books[scope]
	if len(b.cases) == 0 {
		return
	}
	id := b.cases[w.random.IntN(len(b.cases))]
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
}

func (w *world) choice(scope models.Scope, id models.RecordID, s *sheet, seen models.Vector) models.Resolution {
	key := keyOf(s)
	all := choices[key.kind]
	if len(all) == 0 {
		w.fail("a case of %s, which the simulation does not know", key.kind)
		return models.Resolution{}
	}
	r := models.Resolution{Scope: scope, Case: id, Seen: seen, Choice: all[w.random.IntN(len(all))]}
	if r.Choice == models.ChooseJoin {
		two := []string{key.subject, key.other}
		slices.Sort(two)
		r.Keep, _ = models.ParseRecordID(two[w.random.IntN(2)])
	}
	return r
}
