package sheet

import (
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/view"
)

// known is what a club has already, ready to be looked up.
type known struct {
	ids        map[models.RecordID]bool // of all records
	byCitizen  map[string]*models.Record
	byName     map[string][]*models.Record
	households map[string]models.RecordID // by head and village
	groups     map[string]models.RecordID
	classes    map[models.RecordID]string // of poverty reviews
}

func newKnown(shelf view.Shelf) known {
	k := known{
		ids: map[models.RecordID]bool{}, byCitizen: map[string]*models.Record{}, byName: map[string][]*models.Record{},
		households: map[string]models.RecordID{}, groups: map[string]models.RecordID{}, classes: map[models.RecordID]string{},
	}
	for _, records := range shelf {
		for i := range records {
			k.ids[records[i].ID] = true
		}
	}
	shown, _ := shelf.Members()
	for _, r := range shown {
		if id := r.Value("cccd").Str(); id != "" {
			k.byCitizen[id] = r
		}
		name := schema.Fold(r.Value("fullName").Str())
		k.byName[name] = append(k.byName[name], r)
	}
	for i := range shelf["household"] {
		if r := &shelf["household"][i]; r.Alias().IsZero() {
			k.households[householdKey(r.Value("headName").Str(), r.Value("village").Str())] = r.ID
		}
	}
	for i := range shelf["group"] {
		if r := &shelf["group"][i]; !r.Deleted() {
			k.groups[schema.Fold(r.Value("name").Str())] = r.ID
		}
	}
	for i := range shelf["povertyReview"] {
		r := &shelf["povertyReview"][i]
		k.classes[r.ID] = r.Value("class").Str()
	}
	return k
}

func householdKey(head, village string) string {
	return schema.Fold(head) + "\n" + schema.Fold(village)
}

// likeness says how sure it is that a line is about somebody the club has.
type likeness string

const (
	alike     likeness = "alike"     // the same person
	uncertain likeness = "uncertain" // the name alone is the same: the list says too little
	other     likeness = "other"
)

// find gives the member that a line is about. Somebody is known by the citizen's number, or by the name with what is known
// of the birth or the phone, unless anything else speaks against it. What is merely like somebody is created: the engine
// asks an officer whether the two are one.
func (k *known) find(v models.Values) (*models.Record, likeness) {
	if id := v.Get("cccd").Str(); id != "" {
		if r, ok := k.byCitizen[id]; ok {
			return r, alike
		}
	}
	var doubt *models.Record
	for _, r := range k.byName[schema.Fold(v.Get("fullName").Str())] {
		switch compare(v, r) {
		case alike:
			return r, alike
		case uncertain:
			doubt = r
		case other:
		}
	}
	if doubt != nil {
		return doubt, uncertain
	}
	return nil, other
}

// compare says whether a line is about a member of the same name.
func compare(v models.Values, r *models.Record) likeness {
	for _, field := range []string{"cccd", "bhyt"} {
		if a, b := v.Get(field), r.Value(field); a.IsSet() && b.IsSet() && a != b {
			return other
		}
	}
	a, b := v.Get("sex").Str(), r.Value("sex").Str()
	if a != b && a != "unknown" && b != "unknown" && b != "" {
		return other
	}
	samePhone := v.Get("phone").IsSet() && v.Get("phone") == r.Value("phone")
	born, bornThere := v.Get("birthOn").Str(), r.Value("birthOn").Str()
	switch {
	case born == "" || bornThere == "":
		if samePhone {
			return alike
		}
		return uncertain
	case born[:4] != bornThere[:4]:
		return other
	case v.Get("birthPrecision").Str() == string(toDay) && r.Value("birthPrecision").Str() == string(toDay) && born != bornThere:
		return other
	}
	return alike
}

// identity gives the id under which a line's person is made: the same line of the same list gives the same id.
func identity(scope models.Scope, v models.Values, who *person) models.RecordID {
	if id := v.Get("cccd").Str(); id != "" {
		return models.DerivedID("import", "member", string(scope), "cccd", id)
	}
	parts := []string{"import", "member", string(scope), schema.Fold(v.Get("fullName").Str())}
	for _, field := range []string{"birthOn", "birthPrecision", "sex", "phone", "bhyt"} {
		parts = append(parts, string(v.Get(field)))
	}
	return models.DerivedID(slices.Concat(parts, []string{householdKey(who.head, who.village)})...)
}
