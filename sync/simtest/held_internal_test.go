package simtest

import (
	"testing"

	"github.com/beplua/beplua/models"
)

// Of two held operations that say the same the one is carried out whose case an officer, or the arrival of what it waited
// for, closed last; one that was discarded is not, unless another of its group is.
func TestHeldAs(t *testing.T) {
	t.Parallel()
	op := models.Operation{Record: models.DerivedID("home"), Type: "household", At: 5, Set: values("headName", models.TextValue("Lò Văn 1"))}
	ofGroup := op
	ofGroup.Group = models.Group{ID: "g", Of: 2}
	decided := func(choice models.Choice, seq uint64) *sheet {
		return &sheet{typ: models.TypeCase, seq: seq, fields: map[string]entry{
			models.CaseFieldStatus:   {value: models.TextValue(string(models.CaseResolved))},
			models.CaseFieldDecision: {value: models.TextValue(string(choice))},
		}}
	}
	for name, c := range map[string]struct {
		op     models.Operation
		first  *sheet // the case of the older one
		second *sheet
		want   int
	}{
		"nothing was decided":              {op, nil, nil, -1},
		"the older was discarded":          {op, decided(models.ChooseDiscard, 9), decided(models.ChooseApply, 7), 1},
		"the younger was discarded":        {op, decided(models.ChooseApply, 7), decided(models.ChooseDiscard, 9), 0},
		"both were closed":                 {op, decided(models.ChooseApply, 7), decided(models.ChooseApply, 8), 1},
		"both were discarded":              {op, decided(models.ChooseDiscard, 7), decided(models.ChooseDiscard, 8), -1},
		"both were, of a group":            {ofGroup, decided(models.ChooseDiscard, 7), decided(models.ChooseDiscard, 8), 0},
		"only the younger's, and in group": {ofGroup, decided(models.ChooseDiscard, 7), decided(models.ChooseApply, 8), 1},
	} {
		b := newScopeBook(models.ProvinceScope)
		for i, s := range []*sheet{c.first, c.second} {
			id := models.DerivedID("case", name, string(rune('0'+i)))
			b.sheets[id] = s
			b.waiting = append(b.waiting, models.LoggedOperation{Operation: c.op, Outcome: models.Outcome{Kind: models.Held, Case: id}})
		}
		if got := b.heldAs(&models.LoggedOperation{Operation: c.op}); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}
