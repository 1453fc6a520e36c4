package demodata

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// book is one club's story while it is written.
type book struct {
	g      *generator
	club   *Club
	roster *roster
	c      chance // what happens
	ids    chance // how records are called
	scope  models.Scope
	health models.Scope
	steps  []Step
	types  *schema.Registry

	founded  models.Day
	date     int // of the month, on which the club meets
	meetings []gathering
	law      law
	income   *account
	activity *account
	loans    []*loan
}

// gathering is one meeting that was held.
type gathering struct {
	id  models.RecordID
	day models.Day
}

// chronicle writes all of a club's records, in the order of time.
func (g *generator) chronicle(i int) []Step {
	club := &g.clubs[i]
	b := &book{
		g: g, club: club, roster: g.rosters[i],
		c:     newChance(g.options.Seed, "life", strconv.Itoa(club.line)),
		ids:   newChance(g.options.Seed, "ids", strconv.Itoa(club.line)),
		scope: models.ClubScope(club.ID), health: models.HealthScope(club.ID),
		steps: make([]Step, 0, 3000), types: g.types, founded: mustDay(club.FoundedOn),
	}
	b.date = 3 + b.c.IntN(24)
	b.register()
	b.calendar()
	b.money()
	b.ask()
	b.meet()
	b.plan()
	b.work()
	b.measure()
	b.care()
	slices.SortStableFunc(b.steps, func(a, b Step) int { return cmp.Compare(a.At, b.At) })
	end := moment(g.until, 24, 0)
	return slices.DeleteFunc(b.steps, func(s Step) bool { return s.At >= end })
}

// recorder is who wrote something down: mostly one of the volunteers.
func (b *book) recorder() models.RecordID {
	if len(b.club.Volunteers) > 0 && b.c.percent(75) {
		return pick(b.c, b.club.Volunteers).ID
	}
	return b.club.Leader.ID
}

// note writes a new record of the club and gives its id.
func (b *book) note(kind string, at int64, fields ...models.Assignment) models.RecordID {
	return b.create(b.scope, kind, at, fields)
}

// noteHealth writes a new record of the club's sensitive scope.
func (b *book) noteHealth(kind string, at int64, fields ...models.Assignment) models.RecordID {
	return b.create(b.health, kind, at, fields)
}

// create gives a new record its natural id if it has one, as phones do.
func (b *book) create(scope models.Scope, kind string, at int64, fields []models.Assignment) models.RecordID {
	id := b.ids.id(at)
	if t, ok := b.types.Type(kind); ok && len(t.Identity) > 0 {
		if natural, ok := t.NaturalID(scope, models.NewValues(fields...)); ok {
			id = natural
		}
	}
	b.write(scope, id, kind, at, fields)
	return id
}

// amend changes fields of a record that is there.
func (b *book) amend(id models.RecordID, kind string, at int64, fields ...models.Assignment) {
	b.write(b.scope, id, kind, at, fields)
}

func (b *book) write(scope models.Scope, id models.RecordID, kind string, at int64, fields []models.Assignment) {
	set := slices.DeleteFunc(fields, func(a models.Assignment) bool { return !a.Value.IsSet() })
	b.steps = append(b.steps, Step{
		Scope: scope, Record: id, Type: kind, Set: models.NewValues(set...), At: at, By: b.recorder(),
	})
}

// pair makes the last two steps stand or fall together.
func (b *book) pair() {
	last := b.steps[len(b.steps)-2:]
	group := models.Group{ID: last[0].Record.String(), Of: len(last)}
	for i := range last {
		last[i].Group, last[i].At, last[i].By = group, last[0].At, last[0].By
	}
}

// The kinds of values, short, since a chronicle is full of them. An empty text or zero id is no value.

func text(name, value string) models.Assignment {
	if value == "" {
		return models.Assignment{Name: name}
	}
	return models.Assignment{Name: name, Value: models.TextValue(value)}
}

func number[N ~int | ~int64](name string, value N) models.Assignment {
	return models.Assignment{Name: name, Value: models.IntValue(int64(value))}
}

func date(name string, value models.Day) models.Assignment {
	if value == 0 {
		return models.Assignment{Name: name}
	}
	return models.Assignment{Name: name, Value: models.TextValue(value.String())}
}

func ref(name string, id models.RecordID) models.Assignment {
	if id.IsZero() {
		return models.Assignment{Name: name}
	}
	return models.Assignment{Name: name, Value: models.RefValue(id)}
}

// set gives the items sorted, each once; no value for none.
func set(name string, items []string) models.Assignment {
	if len(items) == 0 {
		return models.Assignment{Name: name}
	}
	sorted := slices.Compact(slices.Sorted(slices.Values(items)))
	return models.Assignment{Name: name, Value: models.ListValue(sorted)}
}

func refs(name string, ids []models.RecordID) models.Assignment {
	items := make([]string, len(ids))
	for i, id := range ids {
		items[i] = id.String()
	}
	return set(name, items)
}
