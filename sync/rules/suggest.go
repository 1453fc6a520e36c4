package rules

import (
	"unicode"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// Why a choice is suggested.
const (
	WhySameMeaning = "same-meaning" // both sides say the same in other letters or signs
	WhyOneIsEmpty  = "one-is-empty" // one side took the value away, the other has one
	WhyDiacritics  = "diacritics"   // one side is the other without diacritics
	WhyMoreExact   = "more-exact"   // one side knows the year alone, the other the day
	WhySameAuthor  = "same-author"  // one person wrote both, this one later
	WhyKeepVisible = "keep-visible" // somebody still works with what was deleted
	WhySamePerson  = "same-person"  // name and birth day, or phone, are the same and nothing speaks against it
	WhySameEvent   = "same-event"   // the same day and nothing speaks against it
	WhySamePayment = "same-payment" // the same day and sums, written by two phones
	WhyAuthorTold  = "author-told"  // the phone shows its author what to mend
	WhyWaits       = "waits"        // goes on by itself when the record comes
	WhyToKnow      = "to-know"      // nothing is to be done but to know it
)

// Suggest says what a case comes to by the records alone. subject and other are the records that it is about, nil when they
// are not there. It gives nil when only people can tell.
func Suggest(c, subject, other *models.Record) *models.Suggestion {
	switch models.CaseKind(c.Value(models.CaseFieldKind).Str()) {
	case models.CaseFieldConflict:
		return suggestValue(c)
	case models.CaseDeleteEdit:
		return keepVisible(c)
	case models.CaseDuplicatePerson, models.CaseDuplicateEvent:
		return suggestJoin(c, subject, other)
	case models.CaseDuplicatePayment:
		return suggestVoid(subject, other)
	case models.CaseRefused:
		return &models.Suggestion{Choice: models.ChooseKnown, Why: WhyAuthorTold}
	case models.CaseForkedPhone, models.CaseClock:
		return &models.Suggestion{Choice: models.ChooseKnown, Why: WhyToKnow}
	case models.CaseLedger:
		if c.Value(models.CaseFieldSeverity).Str() == models.SeverityInfo {
			return &models.Suggestion{Choice: models.ChooseKnown, Why: WhyToKnow}
		}
	case models.CaseOutOfScope, models.CaseOrphan:
	}
	return nil
}

// suggestValue compares the two values of a field. With more than two sides only people can tell, unless all mean the same.
func suggestValue(c *models.Record) *models.Suggestion {
	sides, _ := c.Value(models.CaseFieldSides).Table()
	if len(sides) < 2 {
		return nil
	}
	standing, incoming := sideValue(sides[0]), sideValue(sides[len(sides)-1])
	for _, s := range sides[1:] {
		if !sameMeaning(standing, sideValue(s)) {
			if len(sides) > 2 {
				return nil
			}
			return suggestSide(sides[0], sides[1], standing, incoming)
		}
	}
	return &models.Suggestion{Choice: models.ChooseStanding, Why: WhySameMeaning, Identical: true}
}

func sideValue(side models.Values) models.Value {
	return models.Value(side.Get(models.SideValue).Str())
}

func suggestSide(a, b models.Values, standing, incoming models.Value) *models.Suggestion {
	take := func(first bool, why string) *models.Suggestion {
		choice := models.ChooseIncoming
		if first {
			choice = models.ChooseStanding
		}
		return &models.Suggestion{Choice: choice, Why: why}
	}
	switch {
	case standing.IsSet() != incoming.IsSet():
		return take(standing.IsSet(), WhyOneIsEmpty)
	case isBare(incoming, standing):
		return take(true, WhyDiacritics)
	case isBare(standing, incoming):
		return take(false, WhyDiacritics)
	case isYearOf(incoming, standing):
		return take(true, WhyMoreExact)
	case isYearOf(standing, incoming):
		return take(false, WhyMoreExact)
	case a.Get(models.SideBy).IsSet() && a.Get(models.SideBy) == b.Get(models.SideBy):
		return take(a.Get(models.SideAt).Str() > b.Get(models.SideAt).Str(), WhySameAuthor)
	}
	return nil
}

// sameMeaning says whether two values differ in nothing but letter case, spaces and punctuation.
func sameMeaning(a, b models.Value) bool {
	if a == b {
		return true
	}
	x, okX := a.Text()
	y, okY := b.Text()
	return okX && okY && plain(x) != "" && plain(x) == plain(y)
}

// plain keeps letters, with their diacritics, and digits; what stands between digits parts them: 1.5 is not 15.
func plain(text string) string {
	var out []rune
	gap := false
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			gap = true
			continue
		}
		if gap && unicode.IsDigit(r) && len(out) > 0 && unicode.IsDigit(out[len(out)-1]) {
			out = append(out, ' ')
		}
		gap = false
		out = append(out, unicode.ToLower(r))
	}
	return string(out)
}

// isBare says whether a is b written without diacritics.
func isBare(a, b models.Value) bool {
	x, okX := a.Text()
	y, okY := b.Text()
	return okX && okY && x != "" && schema.Fold(x) == schema.Fold(y) && plain(schema.Fold(x)) == plain(x)
}

// isYearOf says whether a is the first day of the year in which b is another day: who knows a year alone writes its first day.
func isYearOf(a, b models.Value) bool {
	x, y := a.Str(), b.Str()
	return len(x) == len("2006-01-02") && len(y) == len(x) && x[4:] == "-01-01" && x[:4] == y[:4] && x != y
}

func keepVisible(c *models.Record) *models.Suggestion {
	sides, _ := c.Value(models.CaseFieldSides).Table()
	if len(sides) < 2 {
		return nil
	}
	choice := models.ChooseStanding
	if sides[0].Get(models.SideValue).Str() == "deleted" {
		choice = models.ChooseIncoming
	}
	return &models.Suggestion{Choice: choice, Why: WhyKeepVisible}
}
