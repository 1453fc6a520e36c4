package ledger

import (
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
)

// Linked says whether two entries are the two sides of one transfer between a club's funds: each names the other, the sums
// are equal, the directions opposite, the funds two.
func Linked(a, b *Entry) bool {
	return a.Category == Transfer && b.Category == Transfer && a.Counterpart == b.ID && b.Counterpart == a.ID &&
		a.Amount == b.Amount && a.Direction == b.Direction.Opposite() && a.Fund != b.Fund
}

// Capital is a decision of the province about a club's capital: given, moved to a new club (luân chuyển), or recovered.
type Capital struct {
	ID       models.RecordID
	Kind     string // "seed", "rotation", "recovery"
	From, To models.RecordID
	Amount   int64
	Reverses models.RecordID
}

// CapitalOf reads a capital transfer; ok is false for a record that is none.
func CapitalOf(r *models.Record) (c Capital, ok bool) {
	if r == nil || r.Type != TypeTransfer || r.Deleted() {
		return c, false
	}
	c = Capital{ID: r.ID, Kind: r.Value("kind").Str()}
	c.From, _ = r.Value("fromClub").Ref()
	c.To, _ = r.Value("toClub").Ref()
	c.Amount, ok = r.Value("amount").Int()
	c.Reverses, _ = r.Value("reverses").Ref()
	return c, ok
}

// Net is the sum, below 0 for a decision that takes another back.
func (c *Capital) Net() int64 {
	if !c.Reverses.IsZero() {
		return -c.Amount
	}
	return c.Amount
}

// CarriedOut says whether an entry of a club's income fund carries its side of the decision out: capital leaves the club it
// is taken from and comes to the club it is for, the whole sum at once.
func (c *Capital) CarriedOut(club models.RecordID, e *Entry) bool {
	if e.Capital != c.ID || e.Amount != c.Amount {
		return false
	}
	switch e.Category { //nolint:exhaustive // no other category moves capital
	case RotationOut:
		return c.From == club && c.Kind != "seed"
	case RotationIn:
		return c.To == club && c.Kind == "rotation"
	case Seed:
		return c.To == club && c.Kind == "seed"
	}
	return false
}

// SameCommune says whether capital went to a club in a commune that had a club already (plan 2958/KH-UBND): whether the
// communes of both, as they were on the day the new club was founded, are one. Unknown units are not the same.
func SameCommune(fromUnit, toUnit, foundedOn string) bool {
	origin := places.AsOf(fromUnit, foundedOn)
	return slices.ContainsFunc(places.AsOf(toUnit, foundedOn), func(u places.Unit) bool { return slices.Contains(origin, u) })
}
