package places

// Change is how a unit became another.
type Change string

// The changes there were in Lai Châu: no unit was split.
const (
	Whole     Change = "whole"     // all of the old unit went into the new one
	Unchanged Change = "unchanged" // land and name stayed; only the district above fell away
)

// Succession says that one unit became, or went into, another.
type Succession struct {
	Old, New string // ids of units
	Date     string // first day of the new one
	Kind     Change
	Basis    string
}

// Successions gives all of them, sorted by the old unit's id.
func Successions() []Succession {
	out := make([]Succession, len(gazetteer.successions))
	copy(out, gazetteer.successions)
	return out
}

// Successor gives the unit that an ended unit had become by a date; false while the unit itself still stood, and for
// districts, which nothing followed.
func Successor(id, date string) (Unit, bool) {
	for _, s := range gazetteer.successions {
		if s.Old == id && s.Date <= date {
			return Find(s.New)
		}
	}
	return Unit{}, false
}

// Predecessors gives the units that became this one, sorted by id; none for those at the beginning of the tables.
func Predecessors(id string) []Unit {
	var out []Unit
	for _, s := range gazetteer.successions {
		if s.New != id {
			continue
		}
		if u, ok := Find(s.Old); ok {
			out = append(out, u)
		}
	}
	return out
}

// AsOf looks at a unit from another date: the unit itself while it stands, later the one it went into, earlier all those it
// was made of. It is the switch "as then / as now" of reports. None for an unknown id and for a district that has ended.
func AsOf(id, date string) []Unit {
	u, ok := Find(id)
	switch {
	case !ok:
		return nil
	case u.Stands(date):
		return []Unit{u}
	case date < u.From:
		var out []Unit
		for _, before := range Predecessors(id) {
			out = append(out, AsOf(before.ID, date)...)
		}
		return out
	}
	if next, ok := Successor(id, date); ok {
		return AsOf(next.ID, date)
	}
	return nil
}
