package view

import (
	"cmp"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/summary"
)

// Glance is a club at a glance.
type Glance struct {
	Club models.RecordID
	*summary.Summary
	Health *summary.Summary // of its health scope; nil for an asker who may not read that
	// Arrears is how its loans stand; nil while nobody has added them up.
	Arrears *Arrears
}

// Waiting counts the cases that wait for an officer, of both scopes.
func (g *Glance) Waiting() int {
	n := g.OpenCases()
	if g.Health != nil {
		n += g.Health.OpenCases()
	}
	return n
}

// Order is what a list of clubs is sorted by.
type Order string

// The orders. Clubs that are equal in one are in the order of their ids.
const (
	ByID      Order = "id"
	ByName    Order = "name"
	BySilence Order = "silence" // the longest without a meeting first, those that never met before them
	ByCases   Order = "cases"   // the most first
	ByMembers Order = "members" // the most first
	ByArrears Order = "arrears" // the most overdue first; those of which that is not known last
)

// Orders are all of them.
func Orders() []Order { return []Order{ByID, ByName, BySilence, ByCases, ByMembers, ByArrears} }

// GlanceQuery says which clubs of a list are wanted. Empty fields ask for nothing.
type GlanceQuery struct {
	Text   string   // in the name, the village or the code; case and diacritics do not matter
	Status string   // of the club
	Units  []string // communes at founding
	Order  Order
}

// Select gives the clubs that a query asks for, in its order.
func (q GlanceQuery) Select(all []Glance) []Glance {
	text := schema.Fold(strings.TrimSpace(q.Text))
	found := make([]called, 0, len(all))
	for i := range all {
		g := &all[i]
		if q.Status != "" && cmp.Or(g.Status, "active") != q.Status || len(q.Units) > 0 && !slices.Contains(q.Units, g.Unit) || !g.contains(text) {
			continue
		}
		one := called{Glance: g}
		if q.Order == ByName {
			one.name = schema.Fold(g.Name)
		}
		found = append(found, one)
	}
	slices.SortFunc(found, func(a, b called) int { return cmp.Or(q.compare(&a, &b), slices.Compare(a.Club[:], b.Club[:])) })
	out := make([]Glance, len(found))
	for i := range found {
		out[i] = *found[i].Glance
	}
	return out
}

// called is a club and the name it is sorted by: folding costs more than comparing.
type called struct {
	*Glance
	name string
}

// overdue is what is overdue of all loans, -1 while that is not known.
func (g *Glance) overdue() int64 {
	if g.Arrears == nil {
		return -1
	}
	return g.Arrears.Overdue.Total()
}

func (g *Glance) contains(folded string) bool {
	return folded == "" || strings.Contains(schema.Fold(g.Name), folded) || strings.Contains(schema.Fold(g.Village), folded) ||
		strings.Contains(schema.Fold(g.Code), folded)
}

func (q GlanceQuery) compare(a, b *called) int {
	switch q.Order {
	case ByName:
		return strings.Compare(a.name, b.name)
	case BySilence:
		return cmp.Compare(a.LastHeld(), b.LastHeld())
	case ByCases:
		return cmp.Compare(b.Waiting(), a.Waiting())
	case ByMembers:
		return cmp.Compare(b.Members(), a.Members())
	case ByArrears:
		return cmp.Compare(b.overdue(), a.overdue())
	case ByID:
	}
	return 0
}
