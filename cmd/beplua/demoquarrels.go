package main

import (
	"errors"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/client"
)

// quarrel is what the club's people write without knowing of each other. Every club has the everyday ones; the first has all.
func (t *trouble) quarrel() error {
	scenes := []func() error{t.birthday, t.newcomer, t.slipOfTheThumb, t.village, t.tomorrow}
	rare := []func() error{t.deleted, t.meetingTwice, t.paidTwice, t.spent, t.takenName, t.waitsForParent}
	for i, scene := range rare {
		if t.turn == 0 || i%3 == t.turn%3 {
			scenes = append(scenes, scene)
		}
	}
	for _, scene := range scenes {
		if err := scene(); err != nil {
			return err
		}
	}
	return nil
}

// birthday: day and month are mixed up on one of two phones.
func (t *trouble) birthday() error {
	return errors.Join(
		t.edit(t.a, "member", t.members[0], "birthOn", "1951-03-02", "birthPrecision", "day"),
		t.edit(t.b, "member", t.members[0], "birthOn", "1951-02-03", "birthPrecision", "day"),
	)
}

// village: the same place, written in two ways.
func (t *trouble) village() error {
	var household models.RecordID
	for _, v := range t.a.List(t.scope, "household") {
		household = v.Record.ID
	}
	if household.IsZero() {
		return nil
	}
	return errors.Join(
		t.edit(t.a, "household", household, "village", "Bản Nà Cúng"),
		t.edit(t.b, "household", household, "village", "bản Nà Cúng"),
	)
}

// takenName: one corrects a name, another writes it in capitals, as on the identity card.
func (t *trouble) takenName() error {
	return errors.Join(
		t.edit(t.a, "member", t.members[1], "fullName", "Lò Thị Ủ"),
		t.edit(t.b, "member", t.members[1], "fullName", "Lò Thị Ún"),
	)
}

// newcomer: two volunteers register one person.
func (t *trouble) newcomer() error {
	person := func(name, phone string) []any {
		return []any{
			"fullName", name, "sex", "female", "birthOn", "1958-01-01", "birthPrecision", "year",
			"joinedOn", models.Today(t.fleet.now), "phone", phone,
		}
	}
	return errors.Join(
		t.add(t.a, t.scope, "member", person("Chẻo Thị Pham", "0987 654 321")...),
		t.add(t.b, t.scope, "member", person("Chèo Thị Pham", "0912 000 111")...),
	)
}

// slipOfTheThumb: a blood pressure that nobody has, and somebody who joined as a child.
func (t *trouble) slipOfTheThumb() error {
	today := models.Today(t.fleet.now)
	return errors.Join(
		t.add(t.b, t.health, "healthCheck", "member", t.members[2], "date", today, "systolic", 500, "diastolic", 80),
		t.add(t.b, t.scope, "member", "fullName", "Mùa A Lử", "sex", "male", "birthOn", "2019-01-01", "birthPrecision", "year", "joinedOn", today),
	)
}

// tomorrow: a phone whose clock is a day ahead writes a number down.
func (t *trouble) tomorrow() error {
	return t.edit(t.c, "member", t.members[2], "phone", "0977 123 456")
}

// deleted: one takes an activity out that another gives a better title.
func (t *trouble) deleted() error {
	event := t.events[len(t.events)-1]
	return errors.Join(
		t.a.write(client.Change{Scope: t.scope, Record: event, Type: "activity", Delete: true}),
		t.edit(t.b, "activity", event, "title", "Dọn đường vào bản, làm mương"),
	)
}

// meetingTwice: two write the minutes of one meeting.
func (t *trouble) meetingTwice() error {
	day := models.Today(t.fleet.now)
	meeting := func(place string, guests int) []any {
		return []any{"date", day, "kind", "regular", "status", "held", "place", place, "guests", guests}
	}
	return errors.Join(
		t.add(t.a, t.scope, "meeting", meeting("Nhà văn hoá bản", 2)...),
		t.add(t.b, t.scope, "meeting", meeting("Nhà ông trưởng bản", 3)...),
	)
}

// paidTwice: leader and treasurer both write an instalment.
func (t *trouble) paidTwice() error {
	if len(t.loans) == 0 {
		return nil
	}
	return errors.Join(
		t.a.write(t.books().payment(t.loans[0], 200_000, 20_000)...),
		t.b.write(t.books().payment(t.loans[0], 200_000, 20_000)...),
	)
}

// spent: more leaves the activity fund than was in it, and a slip number is used twice.
func (t *trouble) spent() error {
	slip := func(amount int) client.Change {
		c := t.books().entry("activity", "out", "expense", amount)
		c.Set = models.NewValues(append(c.Set, models.Assignment{Name: "slipNo", Value: models.TextValue("PC-99")})...)
		return c
	}
	return errors.Join(t.b.write(slip(90_000)), t.a.write(slip(48_000_000)))
}

// waitsForParent: the roll of a meeting that is still on another phone.
func (t *trouble) waitsForParent() error {
	return t.add(t.a, t.scope, "attendance", "meeting", newID(), "member", t.members[2], "status", "present")
}
