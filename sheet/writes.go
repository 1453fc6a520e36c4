package sheet

import (
	"strconv"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// writes gives what is to be created for a new member: the group, the household and its poverty review if the club has them
// not yet, then the member.
func (p *planner) writes(id models.RecordID, who *person, set models.Values) []models.Correction {
	var out []models.Correction
	add := func(typ string, record models.RecordID, values ...models.Assignment) {
		if p.known.ids[record] {
			return // it was imported before and has another name now
		}
		values = append(values, models.Assignment{Name: "source", Value: models.TextValue(schema.SourceImport)})
		out = append(out, models.Correction{Scope: models.ClubScope(p.in.Club), Type: typ, Record: record, Set: models.NewValues(values...)})
	}
	member := append([]models.Assignment(nil), set...)
	if who.group != "" {
		key := schema.Fold(who.group)
		group, there := p.known.groups[key]
		if !there {
			group = models.DerivedID("import", "group", string(models.ClubScope(p.in.Club)), key)
			p.known.groups[key] = group
			add("group", group, models.Assignment{Name: "name", Value: models.TextValue(who.group)})
		}
		member = append(member, models.Assignment{Name: "group", Value: models.RefValue(group)})
	}
	if household := p.household(who, set, add); !household.IsZero() {
		member = append(member, models.Assignment{Name: "household", Value: models.RefValue(household)})
	}
	add("member", id, member...)
	return out
}

// household gives the household of a line, which is made if it is not there, with what the list says of its poverty. What
// the club knows of that already stays. Zero if the line says nothing of a household.
func (p *planner) household(who *person, set models.Values, add func(string, models.RecordID, ...models.Assignment)) models.RecordID {
	head := who.head
	if head == "" && (who.class == "poor" || who.class == "nearPoor") {
		head = set.Get("fullName").Str()
	}
	if head == "" {
		return models.RecordID{}
	}
	scope := models.ClubScope(p.in.Club)
	key := householdKey(head, who.village)
	id, there := p.known.households[key]
	if !there {
		id = models.DerivedID("import", "household", string(scope), key)
		p.known.households[key] = id
		values := []models.Assignment{{Name: "headName", Value: models.TextValue(head)}}
		if who.village != "" {
			values = append(values, models.Assignment{Name: "village", Value: models.TextValue(who.village)})
		}
		add("household", id, values...)
	}
	if who.class == "" {
		return id
	}
	review := models.NewValues(
		models.Assignment{Name: "household", Value: models.RefValue(id)},
		models.Assignment{Name: "year", Value: models.Value(strconv.Itoa(p.in.Year))},
		models.Assignment{Name: "class", Value: models.TextValue(who.class)},
	)
	t, _ := p.registry.Type("povertyReview")
	if natural, _ := t.NaturalID(scope, review); p.known.classes[natural] == "" {
		p.known.classes[natural] = who.class
		add("povertyReview", natural, review...)
	}
	return id
}
