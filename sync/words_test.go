package sync_test

import "github.com/beplua/beplua/models"

// What volunteers write, as few fields as are valid.

func text(name, value string) models.Assignment {
	return models.Assignment{Name: name, Value: models.TextValue(value)}
}

func number(name string, n int64) models.Assignment {
	return models.Assignment{Name: name, Value: models.IntValue(n)}
}

func ref(name string, id models.RecordID) models.Assignment {
	return models.Assignment{Name: name, Value: models.RefValue(id)}
}

func list(name string, items ...string) models.Assignment {
	return models.Assignment{Name: name, Value: models.ListValue(items)}
}

// member makes a member; the same name and year of birth are probably the same person.
func (p *phone) member(scope models.Scope, name, birthOn string, more ...models.Assignment) models.RecordID {
	id := p.id()
	set := append([]models.Assignment{
		text("fullName", name), text("sex", "female"), text("joinedOn", "2024-05-01"), text("birthOn", birthOn), text("birthPrecision", "day"),
	}, more...)
	p.write(scope, "member", id, set...)
	return id
}

func (p *phone) household(scope models.Scope, head string) models.RecordID {
	id := p.id()
	p.write(scope, "household", id, text("headName", head))
	return id
}

func (p *phone) meeting(scope models.Scope, date string) models.RecordID {
	id := p.id()
	p.write(scope, "meeting", id, text("date", date), text("kind", "regular"))
	return id
}

// attendance has two parents, so it is what waits when they have not come.
func (p *phone) attendance(scope models.Scope, meeting, member models.RecordID, status string) models.RecordID {
	id := p.id()
	p.write(scope, "attendance", id, ref("meeting", meeting), ref("member", member), text("status", status))
	return id
}

func (p *phone) loan(scope models.Scope, member models.RecordID) models.RecordID {
	id := p.id()
	p.write(scope, "loan", id, ref("member", member), number("amount", 1_000_000), number("ratePpm", 8_000), text("method", "FLAT"),
		number("termMonths", 12), text("disbursedOn", "2025-10-01"), text("source", "import"))
	return id
}
